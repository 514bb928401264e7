import type { RollChange, RollChangeKind, RollRun } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { csvOf } from '../csv.ts';

/** 名簿の異動の言葉, in the order of the screens. */
export const ROLL_KINDS: Readonly<Record<RollChangeKind, { word: string; article: string }>> = {
  register: { word: '登録', article: '公職選挙法第21条、第22条' },
  mark: { word: '転出の表示', article: '公職選挙法第27条第1項' },
  unmark: { word: '表示の消除', article: '公職選挙法施行令第16条' },
  remove: { word: '抹消', article: '公職選挙法第28条' },
  unclear: { word: '要確認', article: '公職選挙法第21条第1項' },
};

/** 登録の回の名称: 定時登録, or the election. */
export function runTitle({ asOf, election }: Pick<RollRun, 'asOf' | 'election'>): string {
  const day = `${formatJapaneseDate(asOf)}現在`;
  return election ? `選挙時登録（${election.name}、${day}）` : `定時登録（${day}）`;
}

/** 登録の進み方の言葉. */
export const ROLL_STATES: Readonly<Record<RollRun['state'], string>> = {
  collecting: '調べています',
  proposed: '確認待ち',
  registering: '登録しています',
  done: '登録済み',
  discarded: '取りやめ',
};

/** 一人ごとの結果の言葉. */
export const ROLL_RESULTS: Readonly<Record<RollChange['state'], string>> = {
  proposed: '予定',
  done: '済み',
  dropped: '対象外',
};

const SEXES = { '0': '不明', '1': '男', '2': '女' } as const;

const COLUMNS: readonly (readonly [title: string, cell: (change: RollChange) => string])[] = [
  ['異動', ({ kind }) => ROLL_KINDS[kind].word],
  ['結果', ({ state }) => ROLL_RESULTS[state]],
  ['宛名番号', ({ addresseeNumber }) => addresseeNumber],
  ['氏名', ({ name }) => name],
  ['振り仮名', ({ kana }) => kana ?? ''],
  ['生年月日', ({ bornOn }) => bornOn.on ?? bornOn.text],
  ['性別', ({ sex }) => SEXES[sex]],
  ['住所', ({ address }) => formatAddress(address)],
  ['基準となる日', ({ basisOn }) => basisOn ?? ''],
  ['根拠', ({ article }) => article],
  ['選挙権の停止', ({ suspended }) => (suspended ? '表示' : '')],
  ['支援措置', ({ protectedPerson }) => (protectedPerson ? '対象' : '')],
];

/** 名簿の異動の一覧 as CSV. */
export function rollCsv(changes: readonly RollChange[]): string {
  return csvOf([COLUMNS.map(([title]) => title), ...changes.map((change) => COLUMNS.map(([, of]) => of(change)))]);
}
