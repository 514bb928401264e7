import { type PaperContent, paperOfKind } from '#app/papers/content.ts';
import { cardContinuationDeadline } from '#app/vocabulary/deadlines.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { getArrival } from '../arrivals/arrivals.server.ts';
import type { CounterRecord } from '../counter/counter-record.ts';
import { officeDay, officeInstant } from '../office-dates.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';

/** 受付票の内容 before it has a shape. */
export interface FilingReceipt {
  visitor: string;
  receiptNumber?: string;
  received: NonNullable<CounterRecord['received']>;
}

/** 転入届の受付票 (住民基本台帳法第24条の2): what was taken on this day, what is left, and what the visitor does next. */
export function filingReceipt(
  { visitor, receiptNumber, received }: FilingReceipt,
  town: Pick<Town, 'code' | 'name'>,
): PaperContent {
  const filedOn = tokyoDate(received.at);
  return {
    ...paperOfKind('filingReceipt'),
    issuer: { code: town.code, name: town.name },
    to: [`${visitor}　様`],
    blocks: [
      {
        block: 'form',
        rows: [
          [{ label: '転入届を受け付けた日時', value: officeInstant(received.at) }],
          [{ label: '受け付けた窓口', value: `${town.name}（担当 ${received.by}）` }],
          [{ label: '受付番号', value: receiptNumber ?? 'ありません（窓口での届出）' }],
          [{ label: '転入した日', value: officeDay(received.movedInOn) }],
          [{ label: '転入する方', value: received.names }],
        ],
      },
      { block: 'heading', text: 'きょう済んだこと' },
      {
        block: 'points',
        points: [
          '署名のある転入届を受け付け、カードの券面を確かめました。届出の日は、上の日です。',
          '国のシステムが止まっていたため、カードの読取りと住民票の作成は、まだです。',
        ],
      },
      { block: 'heading', text: 'このあとしていただくこと' },
      {
        block: 'points',
        points: [
          '国のシステムが戻りましたら、窓口へお越しください。戻ったかどうかは、お電話でお答えします。',
          'お持ちになるものは、この票、転入する方全員のカード、住民基本台帳用の暗証番号（数字4桁）です。暗証番号は書かないでください。',
          `カードを続けて使う手続の期限は、${officeDay(cardContinuationDeadline(filedOn))}です（届出の日から90日）。`,
        ],
      },
      { block: 'heading', text: 'お急ぎの方へ' },
      {
        block: 'points',
        points: [
          '住民票ができるまで、住民票の写しは交付できません。',
          '転出証明書（紙）をお持ちになれば、カードを読まずに転入の手続ができます。交付は、転出地の市区町村にお尋ねください。',
        ],
      },
    ],
  };
}

/** 受付票の印刷; characters that no font has are named instead. */
export async function printFilingReceipt(
  room: OfficeRoom,
  officer: Officer,
  caseId: string,
): Promise<{ file: Buffer } | { missing: string[] }> {
  admitToArrival(room, officer, 'counter');
  const { receiptNumber, counter } = await room.store.write(async (session) => {
    const found = await getArrival(room, session, caseId);
    await room.recordAct(session, officer, {
      act: 'printFilingReceipt',
      subjects: [],
      reason: '転入届の受付票の交付',
      caseId,
    });
    return found;
  });
  const { received, visitor } = counter;
  if (!received || !visitor) throw new NotFoundHereError(`nothing was received for ${caseId}`);
  const about = { visitor: visitor.name, received, ...(receiptNumber ? { receiptNumber } : {}) };
  const content = filingReceipt(about, room.town);
  const missing = await room.papers.missing(content);
  return missing.length > 0 ? { missing } : { file: await room.papers.output({ content }) };
}
