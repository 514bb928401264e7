import { CARD_REFUSALS } from '#app/national/contracts/card-terminal.ts';
import { type PaperContent, paperOfKind } from '#app/papers/content.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { nameOfFiler } from '../applications/comparison.ts';
import { admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { getArrival } from '../arrivals/arrivals.server.ts';
import { type CardTask, cardTasksOf, filedOn } from '../cards/card-tasks.server.ts';
import { officeDay, officeInstant } from '../office-dates.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';

const BRING = 'カードと住民基本台帳用の暗証番号をご用意のうえ、期限までに窓口へお越しください。';
const BY_ITSELF = '国のシステムが戻りしだい、市で自動で行います。お越しいただく必要はありません。';
const NOTHING = 'ありません。';
const NEW_CARD = 'このカードは引き続き使えません。新しいカードの交付を申請してください。';

/** What the terminal refused for good is not mended by coming again; its own sentences speak to officers. */
const FOR_GOOD: readonly string[] = [CARD_REFUSALS.remarkLinesFull, CARD_REFUSALS.cardLapsed];

/** What the receipt says of one card: as far as it is, and what follows. */
type Progress = Pick<CardTask, 'state' | 'note' | 'queuedAt' | 'signing' | 'sessionId'>;

function doneOf({ state, queuedAt, signing }: Progress): string {
  const asked = queuedAt ? `継続利用の申出を受け付けました（${officeInstant(queuedAt)}）。` : '';
  switch (state) {
    case 'waiting':
    case 'queued':
    case 'leftOut':
      return asked || '転入届を受け付けました。カードはまだ書き換えていません。';
    case 'rewriting':
    case 'inRepair':
      return `${asked}カードの書換えを始めました。`;
    case 'written':
      return `${asked}券面とICチップの書換えが済みました。`;
    case 'continued':
      return `${asked}書換えと継続利用が済みました。`;
    case 'confirmed':
      return `${asked}書換えと継続利用が済みました。${signing === 'issued' ? '署名用電子証明書を発行しました。' : ''}`;
  }
}

function nextOf({ state, note, signing, sessionId }: Progress): string {
  switch (state) {
    case 'waiting':
      return BRING;
    case 'queued':
      return sessionId
        ? '国のシステムが戻りしだい書き換えます。お待ちになれないときは、後日カードをお持ちください。'
        : `国のシステムが戻ってから、${BRING}`;
    case 'leftOut':
      return FOR_GOOD.includes(note ?? '') ? NEW_CARD : BRING;
    case 'rewriting':
    case 'inRepair':
      return '書込みの結果を市で確かめます。済んでいれば、続きは自動で行います。';
    case 'written':
      return `継続利用の登録が残っています。${BY_ITSELF}`;
    case 'continued':
      return `国への通知が残っています。${BY_ITSELF}`;
    case 'confirmed':
      return signing === 'wished' ? '署名用電子証明書は、カードをお持ちになれば発行します。' : NOTHING;
  }
}

/** 受付票の内容 before it has a shape. */
export interface CardReceipt {
  filer: string;
  receiptNumber?: string;
  filedOn: string;
  now: string;
  dueOn?: string;
  cards: (Progress & { holder: string })[];
}

/** カードの手続の受付票 (住民基本台帳法施行令第30条の20): what is done, what follows and until when, for every card of the family. */
export function cardReceipt(receipt: CardReceipt, town: Pick<Town, 'code' | 'name'>): PaperContent {
  const { filer, receiptNumber, dueOn, now, cards } = receipt;
  return {
    ...paperOfKind('cardReceipt'),
    issuer: { code: town.code, name: town.name },
    to: [`${filer}　様`],
    blocks: [
      {
        block: 'form',
        rows: [
          [
            { label: '転入届の届出日', value: officeDay(receipt.filedOn) },
            { label: 'この票の日時', value: officeInstant(now) },
          ],
          [{ label: '受け付けた窓口', value: town.name }],
          [{ label: '受付番号', value: receiptNumber ?? 'ありません（窓口での届出）' }],
          [
            {
              label: '継続利用の期限',
              value: dueOn ? `${officeDay(dueOn)}まで（届出の日から90日）` : '届出の日から90日',
            },
          ],
        ],
      },
      { block: 'heading', text: 'カードごとの状況' },
      {
        block: 'list',
        shares: [80, 0, 0],
        head: ['お名前', 'ここまで済んだこと', 'このあとのこと'],
        rows: cards.map((card) => [card.holder, doneOf(card), nextOf(card)]),
      },
      { block: 'heading', text: 'お知らせ' },
      {
        block: 'points',
        points: [
          '転入届と住民票は、上の届出日で成立しています。国のシステムの停止に影響されません。',
          '書換えが済むまで、カードの住所は前のままです。期限を過ぎると、カードは失効します。',
          '署名用電子証明書は、住所の変更で失効しました。必要な方には、窓口で新しく発行します。',
          'お越しになるときは、この票をお持ちください。暗証番号を書かないでください。',
        ],
      },
    ],
  };
}

/** 受付票の印刷; characters that no font has are named instead. */
export async function printCardReceipt(
  room: OfficeRoom,
  officer: Officer,
  caseId: string,
): Promise<{ file: Buffer } | { missing: string[] }> {
  admitToArrival(room, officer, 'cards');
  const { found, tasks } = await room.store.write(async (session) => {
    const one = await getArrival(room, session, caseId);
    const cards = await cardTasksOf(room, session, caseId);
    if (cards.length === 0) throw new NotFoundHereError(`no cards of ${caseId}`);
    await room.recordAct(session, officer, {
      act: 'printCardReceipt',
      subjects: cards.map(({ addresseeNumber }) => addresseeNumber),
      reason: 'カードの手続の受付票の交付',
      caseId,
    });
    return { found: one, tasks: cards };
  });
  const { notice, receiptNumber, counter } = found;
  const holders = tasks.map(({ card }) => card.holder);
  const [{ dueOn } = {}] = tasks;
  const content = cardReceipt(
    {
      filer: counter.visitor?.name ?? nameOfFiler(notice?.filerName, holders) ?? holders[0] ?? '',
      ...(receiptNumber ? { receiptNumber } : {}),
      filedOn: filedOn(room, found),
      now: room.clock.now(),
      ...(dueOn ? { dueOn } : {}),
      cards: tasks.map((task) => ({ ...task, holder: task.card.holder })),
    },
    room.town,
  );
  const missing = await room.papers.missing(content);
  return missing.length > 0 ? { missing } : { file: await room.papers.output({ content }) };
}
