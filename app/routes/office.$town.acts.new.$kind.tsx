import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { sentForm } from '#app/office/acts/sent-form.server.ts';
import { type Answer, atDesk, orSilent } from '#app/office/desk.server.ts';
import type { ActScreen } from '#app/office/drafts/act-desk.server.ts';
import { startOf } from '#app/office/drafts/act-start.server.ts';
import { check, sentence } from '#app/office/drafts/forms.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { ActFields } from '#app/office/screens/act-fields.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, ButtonGroup, Heading, NotificationBanner, pageTitle, TextField } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${data.screen.act.title}の入力` : '異動の入力', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('acts'),
    base: `/office/${town.code}`,
    screen: await office.acts.open(officer, startOf(args)),
  }));
}

/** With whom an act begins, and why the record is opened. */
const Beginning = z.object({
  person: sentence('宛名番号を入れてください。', 15),
  reason: sentence('理由を書いてください。', 200),
});

type FormAnswer = Answer & { screen?: ActScreen };

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const base = `/office/${town.code}`;
    const start = startOf(args);
    const sent = await sentForm(args.request);
    if (sent.press === 'begin') {
      const form = check(Beginning, sent.typed);
      if ('errors' in form) return data<FormAnswer>(form, 400);
      const { person, reason } = form.read;
      const lookup = await office.people.openLookup(officer, {
        reason,
        query: { addresseeNumber: person, includeRemoved: true },
      });
      const found = await office.people.search(officer, lookup);
      if (!found?.residents.some((one) => one.addresseeNumber === person)) {
        const errors = { person: ['この宛名番号の方は見つかりません。番号を確かめてください。'] };
        return data<FormAnswer>({ errors, typed: sent.typed }, 400);
      }
      const work = start.work ? `&work=${encodeURIComponent(start.work)}` : '';
      return redirect(`${base}/acts/new/${start.name}?lookup=${lookup}&person=${person}${work}`);
    }
    if (sent.press === 'leave') {
      const household = sent.typed.household;
      if (typeof household === 'string' && household !== '') await office.acts.leave(officer, household);
      return redirect(start.draft ? `${base}/drafts/${encodeURIComponent(start.draft)}` : `${base}/acts`);
    }
    const submitted = await orSilent(() => office.acts.submit(officer, start, sent));
    if ('silent' in submitted) return data<FormAnswer>({ silent: submitted.silent }, 503);
    if ('drafted' in submitted) return redirect(`${base}/drafts/${submitted.drafted}`);
    const { screen, errors, refusal } = submitted;
    if (refusal) return data<FormAnswer>({ screen, refusal }, 409);
    return data<FormAnswer>({ screen, ...(errors ? { errors } : {}) }, errors ? 400 : 200);
  });
}

function WithWhom({ answer, title }: { answer: FormAnswer | undefined; title: string }) {
  const typed = (name: string) => {
    const value = answer?.typed?.[name];
    return typeof value === 'string' ? value : '';
  };
  return (
    <form method="post" className="mt-4 flex max-w-text flex-col gap-4" noValidate>
      <TextField
        label="対象の方の宛名番号"
        name="person"
        required
        fieldSize="s"
        width="sm"
        inputMode="numeric"
        error={answer?.errors?.person}
        defaultValue={typed('person')}
      />
      <TextField
        label="理由"
        name="reason"
        required
        fieldSize="s"
        support="見た記録とともに操作ログに残ります。"
        error={answer?.errors?.reason}
        defaultValue={typed('reason') || `${title}の届出`}
      />
      <div>
        <Button size="md" name="press" value="begin">
          入力を始める
        </Button>
      </div>
    </form>
  );
}

export default function NewAct() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<FormAnswer>();
  const { frame, base } = loaded;
  const screen = answer?.screen ?? loaded.screen;
  const { act, person, specs } = screen;
  return (
    <OfficePage frame={frame} answer={answer} isProtected={screen.isProtected} release={screen.release}>
      {screen.draft ? (
        <BackLink href={`${base}/drafts/${screen.draft.draftId}`}>仮登録</BackLink>
      ) : (
        <BackLink href={`${base}/acts`}>異動</BackLink>
      )}
      <Heading>{screen.draft ? `${act.title}の仮登録の訂正` : act.title}</Heading>
      <p className="mt-1">
        {act.about}（{act.article}）
      </p>
      {person ? (
        <p className="mt-3 rounded-8 bg-solid-gray-50 p-3">
          <span className="text-dns-16B-130">{person.name}</span>
          {`　宛名番号 ${person.number}　世帯番号 ${person.householdNumber}`}
          <br />
          {person.address}
        </p>
      ) : null}
      {screen.work ? (
        <p className="mt-3 border-l-4 border-key-900 pl-3">
          要対応：{screen.work}
          <br />
          本登録すると、この要対応事項は済みになります。
        </p>
      ) : null}
      {screen.draft ? (
        <p className="mt-3">送ると第{screen.draft.revision + 1}版になり、審査と決裁は初めからやり直します。</p>
      ) : null}
      {screen.obstacle ? (
        <NotificationBanner kind="warning" title="この方では、この異動を始められません">
          <p>{screen.obstacle}</p>
        </NotificationBanner>
      ) : null}
      {!person && act.begins === 'person' ? (
        <>
          <p className="mt-4">
            宛名番号が分からないときは、<a href={`${base}/residents`}>住民の照会</a>で探します。
          </p>
          <WithWhom answer={answer} title={act.title} />
        </>
      ) : null}
      {specs ? (
        <form method="post" className="mt-6 flex max-w-page flex-col gap-6" noValidate>
          {/* The Enter key presses the first button of a form: it shall not be a look-up. */}
          <button type="submit" name="press" value="draft" className="sr-only" tabIndex={-1} aria-hidden="true">
            仮登録する
          </button>
          <input type="hidden" name="form" value={screen.form} />
          <input type="hidden" name="seen" value={screen.seen} />
          {screen.draft ? <input type="hidden" name="revision" value={screen.draft.revision} /> : null}
          <ActFields specs={specs} errors={answer?.errors} />
          <ButtonGroup>
            <Button size="md" name="press" value="draft">
              {screen.draft ? '訂正して仮登録する' : '仮登録する'}
            </Button>
            {screen.lease ? (
              <Button size="md" variant="outline" name="press" value="leave">
                入力をやめる
              </Button>
            ) : null}
          </ButtonGroup>
          {screen.lease ? (
            <>
              <input type="hidden" name="household" value={screen.lease.household} />
              <p>
                {`この世帯は、${officeInstant(screen.lease.until)}までほかの職員は処理できません。「入力をやめる」を押すと、すぐに空きます。`}
              </p>
            </>
          ) : null}
        </form>
      ) : null}
    </OfficePage>
  );
}
