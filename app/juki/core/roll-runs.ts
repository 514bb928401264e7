import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { RollElection, RollRun } from '../roll-acts.ts';
import type { RollDays } from './electoral-roll.ts';

const REFUSALS = {
  unknownRun: '対象の登録の回が見つかりません。一覧から選び直してください。',
  tooEarly: '基準日の前なので、まだ登録できません。その日になってから、もう一度調べて登録してください。',
  inquiredBefore: '基準日より前に調べた結果です。もう一度調べてから登録してください。',
  tooLate: '選挙期日になったので、この選挙のための登録はできません。この回を取りやめてください。',
  sameOfficer: '調べた職員とは別の職員が確認してください。選挙人名簿の登録には二人が必要です。',
  notProposed: 'この回は、いま登録または取りやめができる状態ではありません。画面を開き直してください。',
  otherOpen: 'ほかの登録の回が終わっていません。その回を登録するか取りやめてから、始めてください。',
  daysInDisorder: '日付の順が違います。基準日、公示・告示の日、選挙期日の順に並ぶように直してください。',
  electionOver: '選挙期日が今日より後の選挙についてだけ、調べられます。選挙期日を確かめてください。',
} as const;

/** 選挙人名簿のエラー. */
export function rollRefusal(name: keyof typeof REFUSALS): Refusal {
  return { code: 'E42', sentence: REFUSALS[name], article: '公職選挙法第22条' };
}

/** 登録の確認 (公職選挙法第22条): why a run may not be registered by this officer now; nothing if it may. */
export function whyNotConfirmed(
  run: Pick<RollRun, 'state' | 'asOf' | 'startedBy' | 'election'> & { collectedOn?: CalendarDate },
  officerId: string,
  today: CalendarDate,
): Refusal | undefined {
  if (run.state !== 'proposed') return rollRefusal('notProposed');
  if (today < run.asOf) return rollRefusal('tooEarly');
  if (run.election && run.election.pollingOn <= today) return rollRefusal('tooLate');
  if (!run.collectedOn || run.collectedOn < run.asOf) return rollRefusal('inquiredBefore');
  return run.startedBy.id === officerId ? rollRefusal('sameOfficer') : undefined;
}

/** 選挙時登録の日程 (公職選挙法第22条第3項): why no run can be made for it. */
export function whyNoElection(
  { asOf, announcedOn, pollingOn }: RollElection,
  today: CalendarDate,
): Refusal | undefined {
  if (asOf > announcedOn || announcedOn >= pollingOn) return rollRefusal('daysInDisorder');
  return pollingOn <= today ? rollRefusal('electionOver') : undefined;
}

/**
 * 定時登録の日程: where the first of the month falls between 公示・告示 and the day before an election, the age counts on the 選挙期日
 * (公職選挙法第22条第2項).
 */
export function daysOfRegular(asOf: CalendarDate, elections: readonly RollElection[]): RollDays {
  const during = elections.filter(({ announcedOn, pollingOn }) => announcedOn <= asOf && asOf < pollingOn);
  return {
    asOf,
    ageOn:
      during
        .map(({ pollingOn }) => pollingOn)
        .toSorted()
        .at(-1) ?? asOf,
  };
}
