import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { CARD_TASK_STATES, LEAVE_OUT_REASONS } from '#app/office/cards/card-task.ts';
import { answerOf, atCounter, counterScreen } from '#app/office/counter/counter-route.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { officeDay } from '#app/office/office-dates.ts';
import { CardItems, FamilyCards } from '#app/office/screens/card-items.tsx';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { DegradedBanner } from '#app/office/screens/degraded-banner.tsx';
import { DOCUMENTS } from '#app/office/screens/visitor-fields.tsx';
import { ButtonGroup, ButtonLink, EmptyState, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('カードの書換え', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  const screen = await counterScreen(args, 'cards');
  return { ...screen, unprintable: new URL(args.request.url).searchParams.has('unprintable') };
}

const OneCard = z.object({
  act: z.enum(['present', 'rewrite', 'reset', 'leaveOut', 'takeUp', 'sign']),
  task: z.uuid(),
  document: z.string().max(100).default(DOCUMENTS[0]),
  reason: z.enum(['notBrought', 'holderAbsent', 'wishesLater']).default('notBrought'),
});
const Family = z.object({ act: z.literal('family'), signing: z.array(z.uuid()).default([]) });
const Press = z.discriminatedUnion('act', [Family, OneCard]);

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, origin }) => {
    const form = await readForm(args.request, Press, ['signing']);
    if ('errors' in form) return data<Answer>(form, 400);
    const { counter } = office;
    const cards = `${base}/cards`;
    const padOr = ({ url }: { url?: string }) => url ?? cards;
    const done = { accepted: true as const, value: undefined };
    if (form.read.act === 'family') {
      const { signing } = form.read;
      const returnTo = (task: string) => `${origin}${base}/cards-return?all=1&task=${task}`;
      return answerOf(() => counter.beginFamilyCards({ caseId, officer, returnTo, signing }), padOr);
    }
    const { act, task, reason, document } = form.read;
    const place = { caseId, taskId: task, officer };
    const returnUrl = `${origin}${base}/cards-return?task=${task}`;
    switch (act) {
      case 'present':
        return answerOf(() => counter.presentCard({ ...place, returnUrl }), padOr);
      case 'sign':
        return answerOf(() => counter.issueSigningCertificate({ ...place, returnUrl }), padOr);
      case 'reset':
        return answerOf(() => counter.resetCardPin({ ...place, identifiedBy: document }), padOr);
      case 'rewrite':
        return answerOf(() => counter.rewriteCard(place), cards);
      case 'leaveOut':
        return answerOf(async () => {
          await counter.leaveCardOut({ ...place, reason: LEAVE_OUT_REASONS[reason] });
          return done;
        }, cards);
      case 'takeUp':
        return answerOf(async () => {
          await counter.takeUpCard(place);
          return done;
        }, cards);
    }
  });
}

export default function Cards() {
  const { frame, base, page, unprintable } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const open = page.cards.some((card) => CARD_TASK_STATES[card.state].open);
  const inFamily = page.cards.filter(({ state }) => state === 'waiting').length > 1;
  const [{ dueOn } = { dueOn: undefined }] = page.cards;
  return (
    <CounterPage frame={frame} page={page} step="cards" title="カードの書換えと継続利用" answer={answer}>
      <DegradedBanner silent={page.silent} />
      {unprintable ? (
        <NotificationBanner kind="warning" title="受付票を印刷できません" live>
          <p>お名前に、印刷できない文字があります。この画面の状況を書き写してお渡しください。</p>
        </NotificationBanner>
      ) : null}
      <p>
        カードごとに、端末に置いて、住民基本台帳用の暗証番号を入力していただきます。本日でなくても、届出から90日以内
        {dueOn ? `（${officeDay(dueOn)}まで）` : ''}ならできます。
      </p>
      {page.cards.length === 0 ? <EmptyState title="書き換えるカードはありません" /> : null}
      {inFamily ? <FamilyCards page={page} /> : null}
      <CardItems page={page} inFamily={inFamily} />
      <div className="mt-6">
        <ButtonGroup>
          <ButtonLink size="md" variant={open ? 'outline' : 'solid'} href={`${base}/done`}>
            {open ? '残りは後日にして、終了へ進む' : '終了へ進む'}
          </ButtonLink>
          {page.cards.length > 0 ? (
            <ButtonLink size="md" variant="outline" href={`${base}/card-receipt`}>
              受付票を印刷する（PDF）
            </ButtonLink>
          ) : null}
        </ButtonGroup>
      </div>
    </CounterPage>
  );
}
