import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerOf, atCounter, counterScreen } from '#app/office/counter/counter-route.server.ts';
import { ReceiveForm } from '#app/office/counter/received-filing.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion } from '#app/office/drafts/forms.server.ts';
import { mayFileAct } from '#app/office/permissions.ts';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { DegradedBanner } from '#app/office/screens/degraded-banner.tsx';
import { ReceivedFiling, SilentTerminal } from '#app/office/screens/silent-terminal.tsx';
import { Button, ButtonGroup, ButtonLink, Disclosure, NotificationBanner, pageTitle, Radios } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('カードと暗証番号', data?.frame.town.name) },
];

const RETURNS = {
  waiting: {
    title: '暗証番号がまだ入力されていません',
    text: 'カードを端末に置き、もう一度「端末へ進む」を押してください。',
  },
  locked: {
    title: '住民基本台帳用の暗証番号がロックされています',
    text: '本人確認は済んでいます。下の「暗証番号を再設定する」で、本人に新しい番号を決めていただき、そのまま続けられます。',
  },
  cancelled: { title: '読取りを取りやめました', text: 'もう一度「端末へ進む」を押すと、やり直せます。' },
  expired: { title: '読取りの時間が過ぎました', text: 'もう一度「端末へ進む」を押すと、やり直せます。' },
} as const;

export async function loader(args: LoaderFunctionArgs) {
  const screen = await counterScreen(args, 'card');
  const query = new URL(args.request.url).searchParams;
  const state = query.get('state') ?? '';
  return atCounter(args, async ({ officer, town }) => ({
    ...screen,
    returned: state in RETURNS ? (state as keyof typeof RETURNS) : undefined,
    unprintable: query.has('unprintable'),
    paperForm: mayFileAct('moving-in', officer, town) ? `/office/${town.code}/acts/new/moving-in` : undefined,
  }));
}

const Press = z.object({
  version: ScreenVersion,
  act: z.enum(['open', 'reset']),
  reason: z.enum(['forgotten', 'locked']).optional(),
});

const REASONS = { forgotten: '暗証番号を忘れた', locked: '暗証番号がロックされた' } as const;

export async function action(args: ActionFunctionArgs) {
  const act = (await args.request.clone().formData()).get('act');
  return act === 'receive' ? receive(args) : atTerminal(args);
}

/** 転入届の受付 while the terminal is silent. */
function receive(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const form = await readForm(args.request, ReceiveForm, ['seen']);
    if ('errors' in form) return data<Answer>(form, 400);
    const { version, movedInOn, names } = form.read;
    return answerOf(
      () => office.counter.receiveFiling({ caseId, version, officer }, { movedInOn, names }),
      `${base}/card`,
    );
  });
}

/** 端末での読取りと、暗証番号の再設定. */
function atTerminal(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, origin }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const { act, version, reason } = form.read;
    const screen = { caseId, version, officer };
    if (act === 'reset') {
      return answerOf(
        () => office.counter.resetPin(screen, REASONS[reason ?? 'forgotten']),
        ({ url }) => url,
      );
    }
    return answerOf(
      () => office.counter.openPinPad(screen, `${origin}${base}/card-return`),
      ({ url }) => url,
    );
  });
}

export default function CardAndPin() {
  const { frame, base, page, returned, unprintable, paperForm } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  const answer = useActionData<Answer>();
  const silent = page.silent.some(({ code }) => code === 'cardTerminal');
  const names =
    page.expected?.names ?? page.notice?.movers.map((mover) => mover.name) ?? (page.visitor ? [page.visitor.name] : []);
  const lapsed = page.unavailable && !page.card?.read;
  return (
    <CounterPage
      frame={frame}
      page={page}
      step="card"
      title="カードを置き、暗証番号を入力していただきます"
      answer={answer}
    >
      <DegradedBanner silent={page.silent} />
      <ReceivedFiling page={page} base={base} unprintable={unprintable} />
      {lapsed && page.unavailable ? (
        <NotificationBanner kind="error" title="このカードでは特例転入ができません">
          <p>{page.unavailable.reason}</p>
          <p>転出地で転出証明書の交付を受けて、通常の転入届をしていただきます（住民基本台帳法第22条）。</p>
          {paperForm ? (
            <p>
              <a href={paperForm}>転出証明書で転入届を受け付ける</a>
            </p>
          ) : null}
        </NotificationBanner>
      ) : null}
      {returned && !page.card?.read ? (
        <NotificationBanner kind={returned === 'locked' ? 'warning' : 'info'} title={RETURNS[returned].title} live>
          <p>{RETURNS[returned].text}</p>
        </NotificationBanner>
      ) : null}
      {page.card?.read ? (
        <NotificationBanner kind="success" title="カードと暗証番号を確認しました">
          <p>このまま次へ進めます。</p>
        </NotificationBanner>
      ) : null}
      <p>
        <strong>住民基本台帳用の暗証番号（数字4桁）</strong>
        です。サインインなどの4桁と同じにしている方が多い番号です。3回続けて間違えるとロックされます。
      </p>
      <ButtonGroup>
        {page.card?.read ? (
          <ButtonLink size="md" href={`${base}/certificate`}>
            転出証明書情報へ進む
          </ButtonLink>
        ) : null}
        <form method="post">
          <input type="hidden" name="version" value={page.version} />
          <input type="hidden" name="act" value="open" />
          <Button size="md" variant={page.card?.read || silent ? 'outline' : 'solid'}>
            {page.card?.read ? 'もう一度読み取る' : '端末へ進む'}
          </Button>
        </form>
      </ButtonGroup>
      {silent && !page.card?.read ? (
        <SilentTerminal page={page} answer={answer} names={names} paperForm={paperForm} />
      ) : null}
      {page.card && !page.card.read ? (
        <Disclosure summary="暗証番号を忘れた・ロックされた" open={returned === 'locked'}>
          <p>本人確認が済んでいるので、この場で再設定できます。新しい番号は本人が端末で入力します。</p>
          <form method="post" className="mt-3 flex flex-col gap-4">
            <input type="hidden" name="version" value={page.version} />
            <input type="hidden" name="act" value="reset" />
            <Radios
              label="再設定の理由"
              name="reason"
              fieldSize="s"
              unmarked
              defaultValue={returned === 'locked' ? 'locked' : 'forgotten'}
              options={Object.entries(REASONS).map(([value, label]) => ({ value, label }))}
            />
            <div>
              <Button size="md" variant="outline">
                暗証番号を再設定する
              </Button>
            </div>
          </form>
        </Disclosure>
      ) : null}
    </CounterPage>
  );
}
