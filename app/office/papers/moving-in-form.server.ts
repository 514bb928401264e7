import { type PaperContent, paperOfKind } from '#app/papers/content.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { filingOf, type MovingInFiling } from '../counter/counter-filing.server.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';

/** 転入届（住民異動届）(住民基本台帳法第22条第1項): prefilled, for a signature by hand. No numbers stand on it. */
export function movingInForm(filing: MovingInFiling): PaperContent {
  const { filer } = filing;
  const shown = [...new Set([filer.document, filer.authority].filter(Boolean))].join('、');
  return {
    ...paperOfKind('movingInForm'),
    to: [`${filing.town}長　あて`],
    blocks: [
      {
        block: 'form',
        rows: [
          [
            { label: '届出日', value: formatJapaneseDate(filing.filedOn) },
            { label: '転入した日', value: formatJapaneseDate(filing.movedInOn) },
          ],
          [{ label: '新しい住所', value: formatAddress(filing.newAddress) }],
          [{ label: '世帯主', value: filing.householder }],
          [{ label: 'いままでの住所', value: formatAddress(filing.oldAddress) }],
          [{ label: 'いままでの世帯主', value: filing.oldHouseholder }],
        ],
      },
      { block: 'heading', text: '転入する人' },
      {
        block: 'list',
        shares: [130, 130, 0, 70],
        head: ['氏名', '振り仮名', '生年月日', '続柄'],
        rows: filing.movers.map(({ name, kana = '', bornOn, relationship }) => [name, kana, bornOn, relationship]),
      },
      { block: 'heading', text: '届出人' },
      {
        block: 'form',
        rows: [
          [{ label: '氏名', value: filer.name }],
          [{ label: '確認したもの', value: shown }],
          [{ label: '署名（自筆）', value: '　' }],
        ],
      },
    ],
  };
}

/** 転入届の印刷: who signs on paper gets it as a file; characters that no font has are named instead. */
export async function printMovingInForm(
  room: OfficeRoom,
  officer: Officer,
  caseId: string,
): Promise<{ file: Buffer } | { missing: string[] }> {
  admitToArrival(room, officer, 'counter');
  const shown = await filingOf(room, caseId, officer);
  if (!shown) throw new NotFoundHereError('the paper is not ready yet');
  const content = movingInForm(shown.filing);
  const missing = await room.papers.missing(content);
  if (missing.length > 0) return { missing };
  const file = await room.papers.output({ content });
  await room.store.write((session) =>
    room.recordAct(session, officer, { act: 'printMovingIn', subjects: [], reason: '転入届の印刷', caseId }),
  );
  return { file };
}
