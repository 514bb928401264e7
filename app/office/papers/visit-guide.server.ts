import { type PaperContent, paperOfKind } from '#app/papers/content.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { type PreparedVisit, prepareVisit } from '../arrivals/preparation.server.ts';
import { officeDay } from '../office-dates.ts';
import type { OfficeRoom } from '../room.server.ts';

const NONE = 'ありません';

/** 来庁のご案内: when and where, what to bring, and what there is to do at the counters. No numbers of persons stand on it. */
export function visitGuide(visit: PreparedVisit, town: Pick<Town, 'code' | 'name'>): PaperContent {
  const { name, visitOn, visitTime, office, lastDay, receiptNumber, bring, toDos, handouts } = visit;
  const here = toDos.filter(({ place }) => place === 'newTown');
  const points = (of: readonly string[]) => ({ block: 'points', points: of.length > 0 ? of : [NONE] }) as const;
  return {
    ...paperOfKind('visitGuide'),
    issuer: { code: town.code, name: town.name },
    to: [`${name}　様`],
    blocks: [
      {
        block: 'form',
        rows: [
          [
            { label: '来庁の日', value: visitOn ? officeDay(visitOn) : '決まっていません' },
            { label: '時間', value: visitTime ?? '決まっていません' },
          ],
          [{ label: '窓口', value: office ?? town.name }],
          [{ label: '届出の期限', value: lastDay ? officeDay(lastDay) : '未定' }],
          [{ label: '受付番号', value: receiptNumber ?? NONE }],
        ],
      },
      { block: 'heading', text: 'お持ちいただくもの' },
      points(bring),
      { block: 'heading', text: '窓口で行う手続' },
      points(here.map(({ title, dueOn }) => (dueOn ? `${title}（期限 ${officeDay(dueOn)}）` : title))),
      { block: 'heading', text: '転入のあとのご案内' },
      points(handouts.map(({ title, text }) => `${title}：${text}`)),
    ],
  };
}

/** 来庁のご案内の印刷, before the visit; characters that no font has are named instead. */
export async function printVisitGuide(
  room: OfficeRoom,
  officer: Officer,
  caseId: string,
): Promise<{ file: Buffer } | { missing: string[]; on?: string }> {
  const access = { act: 'printVisitGuide', reason: '来庁の案内の印刷' };
  const visit = await prepareVisit(room, officer, caseId, access);
  const content = visitGuide(visit, room.town);
  const missing = await room.papers.missing(content);
  if (missing.length > 0) return { missing, ...(visit.visitOn ? { on: visit.visitOn } : {}) };
  return { file: await room.papers.output({ content }) };
}
