import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { type PaperContent, paperOfKind } from './content.ts';

/** 郵送による転出届 as a resident types it; what is missing is written by hand. */
export interface PostalMovingOut {
  municipality: string;
  name: string;
  kana: string;
  bornOn: string;
  phone: string;
  oldAddress: string;
  oldHead: string;
  newAddress: string;
  newHead: string;
  movingOn: CalendarDate;
  /** One line for each person who moves along. */
  others: readonly string[];
}

/** Rows that stay empty for a pen. */
const LEAST_ROWS = 4;

/** 郵送による転出届 (住民基本台帳法第24条): prefilled from what a person typed, to be signed and posted; the town's data are not used. */
export function postalMovingOutForm(typed: PostalMovingOut): PaperContent {
  const movers = [typed.name, ...typed.others];
  const rows = Array.from({ length: Math.max(LEAST_ROWS, movers.length) }, (_, index) => [
    String(index + 1),
    movers[index] ?? '',
    index === 0 ? typed.bornOn : '',
    '',
  ]);
  return {
    ...paperOfKind('postalMovingOutForm'),
    to: [`${typed.municipality}長　様`],
    blocks: [
      { block: 'lines', lines: ['届出日　令和　　年　　月　　日'], align: 'right' },
      {
        block: 'form',
        rows: [
          [{ label: '届出人の氏名', value: `${typed.name}${typed.kana ? `（${typed.kana}）` : ''}` }],
          [{ label: '署名（自筆）', value: '　' }],
          [{ label: '昼間の電話番号', value: typed.phone }],
        ],
      },
      {
        block: 'form',
        rows: [
          [{ label: '引越しの日', value: formatJapaneseDate(typed.movingOn) }],
          [{ label: 'いままでの住所', value: typed.oldAddress }],
          [{ label: 'いままでの世帯主', value: typed.oldHead }],
          [{ label: '新しい住所', value: typed.newAddress }],
          [{ label: '新しい世帯主', value: typed.newHead }],
        ],
      },
      { block: 'heading', text: '引っ越す人' },
      { block: 'list', shares: [24, 0, 130, 70], head: ['', '氏名', '生年月日', '続柄'], rows },
      { block: 'heading', text: '同封するもの' },
      {
        block: 'points',
        points: [
          '届出人の本人確認書類の写し（個人番号カードの表面、運転免許証など）',
          '返信用の封筒（切手を貼り、いままでの住所か新しい住所を書いたもの）',
          '同じ世帯でない人が届け出るときは、委任状',
        ],
      },
      { block: 'heading', text: '出したあと' },
      {
        block: 'points',
        points: [
          '「転出証明書」が返送されます。新しい住所に住み始めてから14日以内に、それを持って新しい市区町村で転入届をしてください。',
          '引越しの日から14日を過ぎているときは、できるだけ早く出してください。',
        ],
      },
    ],
  };
}
