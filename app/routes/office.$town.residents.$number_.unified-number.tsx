import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { Deletion } from '#app/office/people/removed-records.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import {
  BackLink,
  Button,
  ButtonGroup,
  DescriptionList,
  Heading,
  NotificationBanner,
  pageTitle,
  TextField,
} from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('団体内統合宛名番号の削除', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const number = args.params.number ?? '';
    const lookup = new URL(args.request.url).searchParams.get('lookup') ?? '';
    const person = await office.unifiedNumbers.page(officer, lookup, number);
    const back = `/office/${town.code}/residents/${encodeURIComponent(number)}`;
    if (!person) throw redirect(back);
    const { resident, household, numbering } = person;
    return {
      frame: frame('residents'),
      back: `${back}?lookup=${lookup}`,
      number,
      lookup,
      name: resident.name.full || '（氏名未定）',
      removed: resident.removed,
      masked: numbering.steps.find(({ name }) => name.includes('団体内統合宛名番号'))?.masked,
      isProtected: resident.protectedPerson || household?.protectedHousehold === true,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const number = args.params.number ?? '';
    const form = await readForm(args.request, Deletion);
    if ('errors' in form) return data<Answer>(form, 400);
    const { lookup, reason, press } = form.read;
    const back = `/office/${town.code}/residents/${encodeURIComponent(number)}?lookup=${encodeURIComponent(lookup)}`;
    if (press === 'back') return redirect(back);
    const typed = { reason, press };
    // The first step only shows what will happen; nothing is deleted.
    if (press === 'check') return data<Answer>({ typed });
    const done = await office.unifiedNumbers.delete(officer, number, reason);
    return done.accepted ? redirect(back) : data<Answer>({ refusal: done.refusal, typed: { reason } }, 409);
  });
}

export default function UnifiedNumber() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { frame, back, number, name, removed, masked, lookup } = loaded;
  const reason = typeof answer?.typed?.reason === 'string' ? answer.typed.reason : '';
  const decides = answer?.typed?.press === 'check' && !answer.errors;
  return (
    <OfficePage frame={frame} answer={answer} isProtected={loaded.isProtected}>
      <BackLink href={back}>住民の画面</BackLink>
      <Heading>団体内統合宛名番号の削除</Heading>
      <div className="mt-4 max-w-page">
        <DescriptionList
          dense
          items={[
            { term: '対象の方', value: `${name}（宛名番号 ${number}）` },
            {
              term: '消除',
              value: removed ? `${formatJapaneseDate(removed.on)}（${removed.reason}）` : '消除されていません',
            },
            { term: '団体内統合宛名番号', value: masked ?? '付いていません' },
            ...(decides ? [{ term: '削除する理由', value: reason }] : []),
          ]}
        />
      </div>
      {decides ? (
        <form method="post" className="mt-6 max-w-page">
          <NotificationBanner kind="warning" title="削除すると、元に戻せません">
            <p>
              この方の副本は中間サーバーから消え、符号は使えなくなります。番号はほかの方に付けません。再び転入したときは、付け直します。
            </p>
          </NotificationBanner>
          <input type="hidden" name="lookup" value={lookup} />
          <input type="hidden" name="reason" value={reason} />
          <ButtonGroup>
            <Button size="md" variant="danger" name="press" value="delete">
              削除する
            </Button>
            <Button size="md" variant="outline" name="press" value="back">
              やめる
            </Button>
          </ButtonGroup>
        </form>
      ) : (
        <form method="post" className="mt-6 flex max-w-text flex-col gap-4" noValidate>
          <input type="hidden" name="lookup" value={lookup} />
          <TextField
            label="削除する理由"
            name="reason"
            required
            fieldSize="s"
            support="どの業務も使わなくなったことを、どう確かめたか。操作ログに残ります。"
            error={answer?.errors?.reason}
            defaultValue={reason}
          />
          <div>
            <Button size="md" name="press" value="check">
              削除の確認へ進む
            </Button>
          </div>
        </form>
      )}
    </OfficePage>
  );
}
