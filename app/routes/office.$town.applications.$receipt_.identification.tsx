import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk, orSilent } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion, sentence } from '#app/office/drafts/forms.server.ts';
import { birthOf } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, EmptyState, Heading, pageTitle, Radios, StatusBadge, TextField } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('届出人を探す', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const page = await office.applications.page(officer, args.params.receipt ?? '');
    const back = `/office/${town.code}/applications/${page.receiptNumber}`;
    if (!page.acts.some(({ act }) => act === 'identify')) throw redirect(back);
    const stated = page.filer.map(({ item, stated: text }) => ({ item, text }));
    const candidates = await office.applications.candidates(officer, page.receiptNumber);
    return {
      frame: frame('applications'),
      back,
      receiptNumber: page.receiptNumber,
      version: page.version,
      stated,
      candidates: candidates.map(({ person, agrees, differs }) => ({
        agrees,
        differs,
        addresseeNumber: person.addresseeNumber,
        name: person.name.full,
        bornOn: birthOf(person.bornOn, person.kind),
        // A protected person's address is no help for finding somebody else.
        address: person.protectedPerson ? '（表示しません）' : formatAddress(person.address),
      })),
    };
  });
}

const Identify = z.object({
  version: ScreenVersion,
  person: z.string().max(15).default(''),
  /** Typed when nobody of the list is the filer. */
  number: z.string().trim().max(15).default(''),
  reason: sentence('その人だと判断した理由を書いてください。'),
});

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Identify);
    if ('errors' in form) return data<Answer>(form, 400);
    const { version, reason, number } = form.read;
    const addresseeNumber = number || form.read.person;
    if (!addresseeNumber) {
      return data<Answer>(
        { errors: { person: ['届出人を選ぶか、宛名番号を入れてください。'] }, typed: { reason } },
        400,
      );
    }
    const receiptNumber = args.params.receipt ?? '';
    const outcome = await orSilent(() =>
      office.applications.identify({ receiptNumber, version, officer }, { addresseeNumber, reason }),
    );
    if ('silent' in outcome) return data<Answer>({ silent: outcome.silent }, 503);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/applications/${receiptNumber}`);
  });
}

export default function Identification() {
  const { frame, back, receiptNumber, version, stated, candidates } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={back}>申請に戻る</BackLink>
      <Heading>届出人を住民票と結び付ける（{receiptNumber}）</Heading>
      <p className="mt-2">{stated.map(({ item, text }) => `${item}：${text}`).join('／')}</p>
      <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
        <input type="hidden" name="version" value={version} />
        {candidates.length > 0 ? (
          <Radios
            label="届出と氏名か生年月日が合う住民"
            name="person"
            fieldSize="s"
            unmarked
            error={answer?.errors?.person}
            options={candidates.map((person) => ({
              value: person.addresseeNumber,
              label: `${person.name}（${person.bornOn}生）`,
              support: (
                <>
                  {person.address}／宛名番号 {person.addresseeNumber}
                  <span className="mt-1 flex flex-wrap gap-1">
                    {person.agrees.map((item) => (
                      <StatusBadge key={item} tone="success">{`${item}：一致`}</StatusBadge>
                    ))}
                    {person.differs.map((item) => (
                      <StatusBadge key={item} tone="warning">{`${item}：違う`}</StatusBadge>
                    ))}
                  </span>
                </>
              ),
            }))}
          />
        ) : (
          <EmptyState title="届出と合う住民が見つかりません">
            <p>「住民の照会」で探し、宛名番号を入れてください。</p>
          </EmptyState>
        )}
        <TextField
          label="宛名番号（候補にいないとき）"
          name="number"
          id={candidates.length > 0 ? 'number' : 'person'}
          fieldSize="s"
          width="sm"
          inputMode="numeric"
          unmarked
          error={candidates.length > 0 ? undefined : answer?.errors?.person}
        />
        <TextField
          label="その人だと判断した理由"
          name="reason"
          required
          fieldSize="s"
          width="lg"
          error={answer?.errors?.reason}
          defaultValue={typeof answer?.typed?.reason === 'string' ? answer.typed.reason : ''}
        />
        <div>
          <Button size="md">この人を届出人とする</Button>
        </div>
      </form>
    </OfficePage>
  );
}
