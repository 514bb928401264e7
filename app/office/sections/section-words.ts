import type { Movement, NoticePhase, SectionEntry, SectionFilter, WaitingKind } from '#app/juki/sections.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { csvOf } from '../csv.ts';

/** 異動の段階の言葉. */
export const PHASE_WORDS: Readonly<Record<NoticePhase, string>> = {
  planned: '予定',
  confirmed: '確定',
  withdrawn: '取消',
  unclear: '要確認',
};

/** 関係課から見た異動の言葉. */
export const MOVEMENT_WORDS: Readonly<Record<Movement, string>> = {
  entry: '転入・記載',
  birth: '出生',
  leaving: '転出',
  abroad: '国外転出',
  death: '死亡',
  removal: '職権消除',
  wardEntry: '区間異動（転入）',
  wardLeaving: '区間異動（転出）',
  relocation: '転居',
  notation: '住所の表示の変更',
  identity: '氏名等の修正',
  household: '世帯の変更',
  age20: '20歳到達',
  age60: '60歳到達',
  age65: '65歳到達',
  age75: '75歳到達',
  schoolListing: '翌年4月の新入学',
  elementaryEntry: '小学校入学の年齢',
  juniorHighEntry: '中学校入学の年齢',
  schoolEnd: '学齢の終了',
  childMedicalEnd: '子ども医療の年齢の終了',
  childAllowanceEnd: '18歳到達後の年度末',
};

/** 段階の色: what is certain, what is not, what no longer holds. */
export const PHASE_TONES: Readonly<Record<NoticePhase, 'neutral' | 'info' | 'warning' | 'error'>> = {
  planned: 'neutral',
  confirmed: 'info',
  withdrawn: 'error',
  unclear: 'warning',
};

export const PHASES = Object.keys(PHASE_WORDS) as NoticePhase[];
export const MOVEMENTS = Object.keys(MOVEMENT_WORDS) as Movement[];

/** The part of the address that asks for the same list again. */
export function sectionQuery({ phase, movement }: SectionFilter): string {
  return new URLSearchParams({ ...(phase ? { phase } : {}), ...(movement ? { movement } : {}) }).toString();
}

/** 絞り込みの選択肢: only what waits, with how much of it. */
export function sectionChoices(kinds: readonly WaitingKind[]) {
  const sum = (isMeant: (kind: WaitingKind) => boolean) =>
    kinds.filter(isMeant).reduce((total, { waiting }) => total + waiting, 0);
  const choices = <V extends string>(words: readonly (readonly [V, string])[], count: (value: V) => number) =>
    words.flatMap(([value, word]) => (count(value) > 0 ? [{ value, label: `${word}（${count(value)}件）` }] : []));
  return {
    phases: choices(
      PHASES.map((phase) => [phase, PHASE_WORDS[phase]] as const),
      (phase) => sum((kind) => kind.phase === phase),
    ),
    movements: choices(
      MOVEMENTS.map((movement) => [movement, MOVEMENT_WORDS[movement]] as const),
      (movement) => sum((kind) => kind.movement === movement),
    ),
  };
}

const COLUMNS: readonly (readonly [title: string, cell: (entry: SectionEntry) => string])[] = [
  ['通知番号', (entry) => String(entry.position)],
  ['段階', (entry) => PHASE_WORDS[entry.phase]],
  ['異動', (entry) => MOVEMENT_WORDS[entry.movement]],
  ['異動日', (entry) => entry.on],
  ['届出日', (entry) => entry.notifiedOn ?? ''],
  ['宛名番号', (entry) => entry.addresseeNumber ?? ''],
  ['世帯番号', (entry) => entry.householdNumber ?? ''],
  ['氏名', (entry) => entry.name.full],
  ['振り仮名', (entry) => entry.name.kana ?? ''],
  ['生年月日', (entry) => entry.bornOn.on ?? entry.bornOn.text],
  ['続柄', (entry) => entry.relationship ?? ''],
  ['住所', (entry) => formatAddress(entry.address)],
  ['前住所', (entry) => (entry.previousAddress ? formatAddress(entry.previousAddress) : '')],
  ['転出先', (entry) => (entry.destination ? formatAddress(entry.destination) : '')],
  ['支援措置', (entry) => (entry.protectedPerson ? '対象' : '')],
  ['処理', (entry) => entry.effect],
  ['期限', (entry) => entry.dueOn ?? ''],
  ['根拠', (entry) => entry.article],
];

/** 関係課への通知 as CSV. */
export function sectionCsv(entries: readonly SectionEntry[]): string {
  return csvOf([COLUMNS.map(([title]) => title), ...entries.map((entry) => COLUMNS.map(([, of]) => of(entry)))]);
}
