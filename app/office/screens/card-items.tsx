import { type BadgeTone, Button, Checkboxes, Heading, Select, StatusBadge } from '#app/ui/index.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import {
  CARD_TASK_STATES,
  type CardTaskState,
  LOCKED_CARD,
  SIGNING_WORDS,
  type SigningState,
} from '../cards/card-task.ts';
import { officeInstant } from '../office-dates.ts';
import { DOCUMENTS } from './visitor-fields.tsx';

/** Colours of the stages; the words say the same. */
export const CARD_TONES: Record<CardTaskState, BadgeTone> = {
  waiting: 'neutral',
  queued: 'warning',
  rewriting: 'info',
  written: 'info',
  continued: 'info',
  inRepair: 'warning',
  confirmed: 'success',
  leftOut: 'neutral',
};

const SIGNING_TONES: Record<SigningState, BadgeTone> = { wished: 'info', issued: 'success', notIssued: 'neutral' };

type Card = ArrivalPage['cards'][number];

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

/** 暗証番号の再設定: the card is locked, its holder shows who they are. */
function ResetForm({ task }: { task: string }) {
  return (
    <form method="post" className="flex w-full flex-wrap items-end gap-3">
      <input type="hidden" name="act" value="reset" />
      <input type="hidden" name="task" value={task} />
      <Select
        label="カードの名義の方が提示した書類"
        name="document"
        id={`document-${task}`}
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
  );
}

/** What the machine or the officer goes on with, without the card. */
const GO_ON: Partial<Record<CardTaskState, string>> = {
  rewriting: '続ける',
  written: '続ける',
  continued: '続ける',
  queued: '復旧を確かめて続ける',
  inRepair: 'カードの状態を確かめて続ける',
};

/** The presses that a card's stage allows; the first one is the usual next one. */
function CardPresses({ card, inFamily, signs }: { card: Card; inFamily: boolean; signs: boolean }) {
  const { id, state, note, sessionId, signing } = card;
  const locked = note === LOCKED_CARD;
  const goOn = GO_ON[state];
  return (
    <>
      {state === 'waiting' && sessionId && !locked ? (
        <PressForm act="rewrite" task={id} outline={inFamily}>
          このカードを書き換える
        </PressForm>
      ) : null}
      {state === 'waiting' ? (
        <PressForm act="present" task={id} outline={inFamily || sessionId !== undefined}>
          端末へ進む
        </PressForm>
      ) : null}
      {goOn ? (
        <PressForm act="rewrite" task={id}>
          {goOn}
        </PressForm>
      ) : null}
      {state === 'waiting' || state === 'queued' ? (
        <PressForm act="leaveOut" task={id} outline>
          本日は行わない
        </PressForm>
      ) : null}
      {state === 'waiting' && locked ? <ResetForm task={id} /> : null}
      {state === 'leftOut' ? (
        <PressForm act="takeUp" task={id} outline>
          やはり行う
        </PressForm>
      ) : null}
      {state === 'confirmed' && signs && signing !== 'issued' && signing !== 'notIssued' ? (
        <PressForm act="sign" task={id} outline>
          署名用電子証明書を発行する
        </PressForm>
      ) : null}
    </>
  );
}

/** カードの一枚ずつ: its stage in a word, what was found, and what can be pressed. */
export function CardItems({ page, inFamily }: { page: ArrivalPage; inFamily: boolean }) {
  return (
    <ul className="mt-4 flex flex-col gap-3">
      {page.cards.map((card, index) => (
        <li key={card.id} className="flex flex-wrap items-center gap-3 rounded-8 border border-solid-gray-420 p-4">
          <div className="min-w-0 flex-1 basis-full sm:basis-0">
            <p className="text-dns-17B-130">{page.cardHolders[index]}さんのカード</p>
            <p className="mt-1 flex flex-wrap gap-2">
              <StatusBadge tone={CARD_TONES[card.state]}>{CARD_TASK_STATES[card.state].label}</StatusBadge>
              {card.signing ? (
                <StatusBadge tone={SIGNING_TONES[card.signing]}>{SIGNING_WORDS[card.signing]}</StatusBadge>
              ) : null}
            </p>
            {card.queuedAt ? <p className="mt-1">申出の受付：{officeInstant(card.queuedAt)}</p> : null}
            {card.note ? <p className="mt-1">{card.note}</p> : null}
          </div>
          <CardPresses card={card} inFamily={inFamily} signs={page.signers.includes(index)} />
        </li>
      ))}
    </ul>
  );
}

/** 家族のカードをまとめて: one press, then from pad to pad; each card with its own PIN. */
export function FamilyCards({ page }: { page: ArrivalPage }) {
  const waiting = page.cards.filter(({ state }) => state === 'waiting');
  const signers = page.cards.flatMap(({ id, state, signing }, index) =>
    state === 'waiting' && page.signers.includes(index) && signing === undefined
      ? [{ value: id, label: `${page.cardHolders[index]}さん` }]
      : [],
  );
  return (
    <section className="mt-4 rounded-8 bg-solid-gray-50 p-4" aria-labelledby="family">
      <Heading level={2} look="dense" id="family">
        家族のカードをまとめて行う
      </Heading>
      <p className="mt-2">
        一枚ずつ端末に置き、それぞれの暗証番号を入力していただきます。終わると、次の方の入力へ進みます。
      </p>
      <form method="post" className="mt-3 flex flex-col gap-4">
        <input type="hidden" name="act" value="family" />
        {signers.length > 0 ? (
          <Checkboxes
            label="署名用電子証明書も発行する方"
            support="住所の変更で失効しています。15歳以上で、希望する方を選んでください。"
            name="signing"
            fieldSize="s"
            unmarked
            inline
            options={signers}
          />
        ) : null}
        <div>
          <Button size="md">{`${waiting.length}枚をまとめて始める`}</Button>
        </div>
      </form>
    </section>
  );
}
