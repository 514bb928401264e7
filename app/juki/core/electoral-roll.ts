import { addDays, addMonths } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { isAged } from '#app/vocabulary/section-ages.ts';
import type { RollChangeKind, RollRun } from '../roll-acts.ts';
import type { ChangeReason } from './change-reasons.ts';
import type { Resident } from './register.ts';

/** 選挙人名簿の一人 as it stands. */
export type RollEntry =
  | { state: 'registered'; registeredOn: CalendarDate }
  | { state: 'marked'; registeredOn: CalendarDate; leftOn: CalendarDate; removeFrom: CalendarDate }
  | { state: 'removed'; registeredOn: CalendarDate; removedBecause: 'gone' | 'left' };

/** 名簿の異動の判断: what becomes of one person, why, and from which day. */
export interface RollVerdict {
  kind: RollChangeKind;
  article: string;
  basisOn?: CalendarDate;
  /** What the entry then is; none while somebody must look first. */
  entry?: RollEntry;
}

/** What the rules look at. */
type Person = Pick<Resident, 'kind' | 'status' | 'bornOn' | 'removed' | 'lastChange'>;

/** 登録月 (公職選挙法第19条第2項). */
const REGISTRATION_MONTHS = ['03', '06', '09', '12'];
/** 三箇月 (第21条第1項) and 四箇月 (第21条第2項, 第28条第2号). */
const RECORDED_MONTHS = 3;
const KEPT_MONTHS = 4;
const VOTING_AGE = 18;

/** Who moved in from another municipality: the day of the 届出 counts (第21条第1項). */
const BY_FILING: readonly ChangeReason[] = ['domesticMovingIn', 'wardMovingIn'];
/** Otherwise the day on which the 住民票 was made; 職権回復, 改製 and taken-back acts go on with the former one. */
const BY_RECORD: readonly ChangeReason[] = [
  'movingInFromAbroad',
  'birth',
  'exOfficioEntry',
  'naturalisationEntry',
  'nationalityLossEntry',
];
/** 死亡したこと又は日本の国籍を失つたこと (第28条第1号). */
const NATIONALITY_LOST: readonly ChangeReason[] = [
  'disappearance',
  'nationalityLossRemoval',
  'setAsideByNationalityLoss',
];
const TAKEN_BACK: readonly ChangeReason[] = ['cancellationAdding', 'exOfficioRestoration'];

/** 登録月の一日 (公職選挙法第22条第1項): that of the present month until it is done, else the next one. */
export function registrationDay(today: CalendarDate, lastDone?: CalendarDate): CalendarDate {
  for (let first = `${today.slice(0, 8)}01`; ; first = addMonths(first, 1)) {
    if (REGISTRATION_MONTHS.includes(first.slice(5, 7)) && (!lastDone || first > lastDone)) return first;
  }
}

/** 記録された日 (第21条第1項) by the rows of the 住民票, the newest first; missing where none of them says it. */
export function recordedSince(history: readonly Resident[]): CalendarDate | undefined {
  for (const { lastChange } of history) {
    const { reason, notifiedOn, processedOn } = lastChange;
    if (BY_FILING.includes(reason)) return notifiedOn ?? processedOn;
    if (BY_RECORD.includes(reason)) return processedOn;
  }
  // データ移行: the rows do not say when the former system wrote the first one.
  return history[0]?.becameResidentOn.on;
}

/** 被登録資格のありうる方: so that only their history is read. */
export function mayQualify(person: Person, asOf: CalendarDate): boolean {
  if (person.kind !== 'japanese' || !isAged(person.bornOn, asOf, VOTING_AGE)) return false;
  if (person.status === 'resident') return true;
  const left = person.removed?.on;
  return person.status === 'movedOut' && left !== undefined && asOf <= addMonths(left, KEPT_MONTHS);
}

/** 被登録資格 (第21条): the verdict on somebody who is not on the roll; nothing for who does not qualify. */
export function registrationOf(
  person: Person,
  since: CalendarDate | undefined,
  { asOf, today }: { asOf: CalendarDate; today: CalendarDate },
): RollVerdict | undefined {
  if (!mayQualify(person, asOf)) return undefined;
  if (!person.bornOn.on) return { kind: 'unclear', article: '公職選挙法第9条、第21条第1項（生年月日の不詳）' };
  if (!since) return { kind: 'unclear', article: '公職選挙法第21条第1項（記録された日の不詳）' };
  const leftOn = person.status === 'resident' ? undefined : person.removed?.on;
  const threeMonths = addMonths(since, RECORDED_MONTHS);
  if (leftOn === undefined || leftOn > asOf) {
    if (threeMonths > asOf) return undefined;
    const entry: RollEntry =
      leftOn === undefined ? { state: 'registered', registeredOn: today } : marked(today, leftOn);
    return { kind: 'register', article: '公職選挙法第21条第1項、第22条第1項', basisOn: since, entry };
  }
  if (threeMonths > leftOn) return undefined;
  return {
    kind: 'register',
    article: '公職選挙法第21条第2項、第22条第1項',
    basisOn: since,
    entry: marked(today, leftOn),
  };
}

/** 表示・抹消 (第27条, 第28条): the verdict on somebody who is on the roll; nothing where all is as it should be. */
export function changeOfEntry(entry: RollEntry, person: Person, today: CalendarDate): RollVerdict | undefined {
  const { registeredOn } = entry;
  const gone = isGone(person);
  if (entry.state === 'removed') {
    if (entry.removedBecause !== 'gone' || gone || person.status !== 'resident') return undefined;
    // Only an error makes somebody live again: who comes back otherwise is recorded for three months first.
    if (!TAKEN_BACK.includes(person.lastChange.reason)) return undefined;
    return {
      kind: 'register',
      article: '公職選挙法第26条（補正登録）',
      entry: { state: 'registered', registeredOn: today },
    };
  }
  if (gone) {
    const removed: RollEntry = { state: 'removed', registeredOn, removedBecause: 'gone' };
    return { kind: 'remove', article: '公職選挙法第28条第1号', basisOn: person.removed?.on ?? today, entry: removed };
  }
  if (person.status === 'resident') {
    if (entry.state === 'registered') return undefined;
    return { kind: 'unmark', article: '公職選挙法施行令第16条', entry: { state: 'registered', registeredOn } };
  }
  return changeOfLeaver(entry, person.removed?.on ?? today, today);
}

function changeOfLeaver(entry: RollEntry, leftOn: CalendarDate, today: CalendarDate): RollVerdict | undefined {
  const { registeredOn } = entry;
  const mark = marked(registeredOn, leftOn);
  if (mark.removeFrom <= today) {
    const removed: RollEntry = { state: 'removed', registeredOn, removedBecause: 'left' };
    return { kind: 'remove', article: '公職選挙法第28条第2号', basisOn: leftOn, entry: removed };
  }
  if (entry.state === 'marked' && entry.leftOn === leftOn) return undefined;
  return { kind: 'mark', article: '公職選挙法第27条第1項', basisOn: leftOn, entry: mark };
}

/** 四箇月を経過するに至つたとき: the day of leaving is not counted (民法第140条). */
function marked(registeredOn: CalendarDate, leftOn: CalendarDate) {
  const removeFrom = addDays(addMonths(leftOn, KEPT_MONTHS), 1);
  return { state: 'marked' as const, registeredOn, leftOn, removeFrom };
}

function isGone({ kind, status, removed }: Person): boolean {
  return (
    kind !== 'japanese' || status === 'deceased' || (removed !== undefined && isNationalityLost(status, removed.reason))
  );
}

function isNationalityLost(status: Resident['status'], reason: ChangeReason): boolean {
  return status === 'removed' && NATIONALITY_LOST.includes(reason);
}

const REFUSALS = {
  unknownRun: '対象の定時登録が見つかりません。一覧から選び直してください。',
  tooEarly: '登録月の一日の前なので、まだ登録できません。その日になってから、もう一度調べて登録してください。',
  inquiredBefore: '登録月の一日より前に調べた結果です。もう一度調べてから登録してください。',
  sameOfficer: '調べた職員とは別の職員が確認してください。選挙人名簿の登録には二人が必要です。',
  notProposed: 'この定時登録は、いま登録または取りやめができる状態ではありません。画面を開き直してください。',
} as const;

/** 選挙人名簿のエラー. */
export function rollRefusal(name: keyof typeof REFUSALS): Refusal {
  return { code: 'E42', sentence: REFUSALS[name], article: '公職選挙法第22条第1項' };
}

/** 登録の確認 (第22条第1項): why a run may not be registered by this officer now; nothing if it may. */
export function whyNotConfirmed(
  run: Pick<RollRun, 'state' | 'asOf' | 'startedBy'> & { collectedOn?: CalendarDate },
  officerId: string,
  today: CalendarDate,
): Refusal | undefined {
  if (run.state !== 'proposed') return rollRefusal('notProposed');
  if (today < run.asOf) return rollRefusal('tooEarly');
  if (!run.collectedOn || run.collectedOn < run.asOf) return rollRefusal('inquiredBefore');
  return run.startedBy.id === officerId ? rollRefusal('sameOfficer') : undefined;
}
