import type { SchoolClass, SchoolEntrant, SchoolLevel } from '#app/juki/sections.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { csvOf } from '../csv.ts';

/** 新入学の段階の言葉. */
export const SCHOOL_LEVELS: Readonly<Record<SchoolLevel, string>> = { elementary: '小学校', juniorHigh: '中学校' };

export const SCHOOL_SEXES = { '0': '不明', '1': '男', '2': '女' } as const;

type Listed = SchoolEntrant & { unclear: boolean };

const COLUMNS: readonly (readonly [title: string, cell: (entrant: Listed) => string])[] = [
  ['宛名番号', ({ addresseeNumber }) => addresseeNumber],
  ['氏名', ({ name }) => name.full],
  ['振り仮名', ({ name }) => name.kana ?? ''],
  ['生年月日', ({ bornOn }) => bornOn.on ?? bornOn.text],
  ['性別', ({ sex }) => SCHOOL_SEXES[sex]],
  ['住所', ({ address }) => formatAddress(address)],
  ['世帯主', ({ householder }) => householder ?? ''],
  ['続柄', ({ relationship }) => relationship],
  ['国籍', ({ kind }) => (kind === 'japanese' ? '日本' : '外国')],
  ['住民となった日（10月1日より後）', ({ cameOn }) => cameOn ?? ''],
  ['転出予定日', ({ leavesOn }) => leavesOn ?? ''],
  ['支援措置', ({ protectedPerson }) => (protectedPerson ? '対象' : '')],
  ['要確認', ({ unclear }) => (unclear ? '生年月日が不詳' : '')],
];

/** 新入学の一覧 as CSV: who must be looked at stands first. */
export function schoolClassCsv({ entrants, unclear }: SchoolClass): string {
  const rows: Listed[] = [
    ...unclear.map((one) => ({ ...one, unclear: true })),
    ...entrants.map((one) => ({ ...one, unclear: false })),
  ];
  return csvOf([COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, of]) => of(row)))]);
}
