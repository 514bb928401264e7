import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { CARD_TASK_STATES, type CardTaskState, LOCKED_CARD } from '#app/office/card-task.ts';
import { answerOf, atCounter, counterScreen } from '#app/office/counter-route.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/forms.server.ts';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { DOCUMENTS } from '#app/office/screens/visitor-fields.tsx';
import { type BadgeTone, Button, ButtonLink, EmptyState, pageTitle, Select, StatusBadge } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('カードの書換え', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return counterScreen(args, 'cards');
}

const Press = z.object({
  act: z.enum(['present', 'rewrite', 'reset', 'leaveOut', 'takeUp']),
  task: z.uuid(),
  document: z.string().max(100).default(DOCUMENTS[0]),
  reason: z.enum(['notBrought', 'holderAbsent', 'wishesLater']).default('notBrought'),
});

const REASONS = {
  notBrought: 'カードを持っていない',
  holderAbsent: '本人が来ていない',
  wishesLater: '後日を希望',
} as const;

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, origin }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const { act, task, reason, document } = form.read;
    const place = { caseId, taskId: task, officer };
    const done = { accepted: true as const, value: undefined };
    switch (act) {
      case 'present': {
        const returnUrl = `${origin}${base}/cards-return?task=${task}`;
        return answerOf(
          () => office.counter.presentCard({ ...place, returnUrl }),
          ({ url }) => url,
        );
      }
      case 'reset':
        return answerOf(
          () => office.counter.resetCardPin({ ...place, identifiedBy: document }),
          ({ url }) => url,
        );
      case 'rewrite':
        return answerOf(() => office.counter.rewriteCard(place), `${base}/cards`);
      case 'leaveOut':
        return answerOf(async () => {
          await office.counter.leaveCardOut({ ...place, reason: REASONS[reason] });
          return done;
        }, `${base}/cards`);
      case 'takeUp':
        return answerOf(async () => {
          await office.counter.takeUpCard(place);
          return done;
        }, `${base}/cards`);
    }
  });
}

const TONES: Record<CardTaskState, BadgeTone> = {
  waiting: 'neutral',
  rewriting: 'info',
  written: 'info',
  continued: 'info',
  inRepair: 'warning',
  confirmed: 'success',
  leftOut: 'neutral',
};

function PressForm({
  act,
  task,
  children,
  outline,
}: {
  act: string;
  task: string;
  children: string;
  outline?: boolean;
}) {
  return (
    <form method="post">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="task" value={task} />
      <Button size="sm" variant={outline ? 'outline' : 'solid'}>
        {children}
      </Button>
    </form>
  );
}

export default function Cards() {
  const { frame, base, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const open = page.cards.some((card) => CARD_TASK_STATES[card.state].open);
  return (
    <CounterPage frame={frame} page={page} step="cards" title="カードの書換えと継続利用" answer={answer}>
      <p>
        カードごとに、端末に置いて、住民基本台帳用の暗証番号を入力していただきます。書換えは本日でなくても、届出から90日以内ならできます。
      </p>
      {page.cards.length === 0 ? <EmptyState title="書き換えるカードはありません" /> : null}
      <ul className="mt-4 flex flex-col gap-3">
        {page.cards.map((card, index) => (
          <li key={card.id} className="flex flex-wrap items-center gap-3 rounded-8 border border-solid-gray-420 p-4">
            <div className="min-w-0 flex-1 basis-full sm:basis-0">
              <p className="text-dns-17B-130">{page.cardHolders[index]}さんのカード</p>
              <p className="mt-1">
                <StatusBadge tone={TONES[card.state]}>{CARD_TASK_STATES[card.state].label}</StatusBadge>
              </p>
              {card.note ? <p className="mt-1">{card.note}</p> : null}
            </div>
            {card.state === 'waiting' && card.sessionId && card.note !== LOCKED_CARD ? (
              <PressForm act="rewrite" task={card.id}>
                このカードを書き換える
              </PressForm>
            ) : null}
            {card.state === 'waiting' ? (
              <>
                <PressForm act="present" task={card.id} outline={card.sessionId !== undefined}>
                  端末へ進む
                </PressForm>
                <PressForm act="leaveOut" task={card.id} outline>
                  本日は行わない
                </PressForm>
              </>
            ) : null}
            {card.state === 'waiting' && card.note === LOCKED_CARD ? (
              <form method="post" className="flex w-full flex-wrap items-end gap-3">
                <input type="hidden" name="act" value="reset" />
                <input type="hidden" name="task" value={card.id} />
                <Select
                  label="カードの名義の方が提示した書類"
                  name="document"
                  id={`document-${card.id}`}
                  fieldSize="s"
                  width="md"
                  unmarked
                  noEmpty
                  options={DOCUMENTS.map((value) => ({ value, label: value }))}
                />
                <Button size="sm" variant="outline">
                  暗証番号を再設定する
                </Button>
              </form>
            ) : null}
            {card.state === 'leftOut' ? (
              <PressForm act="takeUp" task={card.id} outline>
                やはり行う
              </PressForm>
            ) : null}
            {card.state === 'rewriting' || card.state === 'written' || card.state === 'continued' ? (
              <PressForm act="rewrite" task={card.id}>
                続ける
              </PressForm>
            ) : null}
            {card.state === 'inRepair' ? (
              <PressForm act="rewrite" task={card.id}>
                カードの状態を確かめて続ける
              </PressForm>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="mt-6">
        <ButtonLink size="md" variant={open ? 'outline' : 'solid'} href={`${base}/done`}>
          {open ? '残りは後日にして、終了へ進む' : '終了へ進む'}
        </ButtonLink>
      </div>
    </CounterPage>
  );
}
