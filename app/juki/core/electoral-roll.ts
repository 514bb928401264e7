import { addDays, addMonths, ageOn as yearsOn } from '#app/vocabulary/dates.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import { possibleDays } from '#app/vocabulary/unclear-dates.ts';
import type { RollChangeKind } from '../roll-acts.ts';
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

/** 記録された日 (第21条第1項), and from when on the record is kept here: in a designated city another day (第269条). */
export interface RecordedDays {
  since: CalendarDate;
  hereSince: CalendarDate;
}

/** 基準日, and the day on which the age counts: of a 選挙時登録 the 選挙期日 (第22条第2項・第3項). */
export interface RollDays {
  asOf: CalendarDate;
  ageOn: CalendarDate;
}

/** 登録月 (公職選挙法第19条第2項). */
const REGISTRATION_MONTHS = ['03', '06', '09', '12'];
/** 三箇月 (第21条第1項) and 四箇月 (第21条第2項, 第28条第2号). */
const RECORDED_MONTHS = 3;
const KEPT_MONTHS = 4;
const VOTING_AGE = 18;

/** Who moved in from another municipality: the day of the 届出 counts (第21条第1項). */
const BY_FILING: readonly ChangeReason[] = ['domesticMovingIn'];
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

/**
 * 記録された日 (第21条第1項) by the rows of the 住民票, the newest first; missing where none of them says it. The three months are those of
 * a designated city as a whole: who came from another ward brings the day along (第269条).
 */
export function recordedDays(history: readonly Resident[]): RecordedDays | undefined {
  for (const { lastChange, cityRecordedSince } of history) {
    const { reason, notifiedOn, processedOn } = lastChange;
    if (reason === 'wardMovingIn')
      return { since: cityRecordedSince ?? notifiedOn ?? processedOn, hereSince: processedOn };
    if (BY_FILING.includes(reason)) return sameDay(notifiedOn ?? processedOn);
    if (BY_RECORD.includes(reason)) return sameDay(processedOn);
  }
  // データ移行: the rows do not say when the former system wrote the first one.
  const on = history[0]?.becameResidentOn.on;
  return on === undefined ? undefined : sameDay(on);
}

function sameDay(on: CalendarDate): RecordedDays {
  return { since: on, hereSince: on };
}

/** 年齢要件 (第9条), also of a 不詳日: decided where every day that the text allows says the same. */
function votingAgeOf(bornOn: DateOfRecord, day: CalendarDate): 'reached' | 'notReached' | 'unclear' {
  const born = possibleDays(bornOn);
  if (!born) return 'unclear';
  if (yearsOn(born.to, day) >= VOTING_AGE) return 'reached';
  return yearsOn(born.from, day) >= VOTING_AGE ? 'unclear' : 'notReached';
}

/** 被登録資格のありうる方: so that only their history is read. */
export function mayQualify(person: Person, { asOf, ageOn }: RollDays): boolean {
  if (person.kind !== 'japanese' || votingAgeOf(person.bornOn, ageOn) === 'notReached') return false;
  if (person.status === 'resident') return true;
  const left = person.removed;
  if (person.status !== 'movedOut' || !left) return false;
  // Who went to another ward has not left the city: on the day the other ward registers (第269条).
  return left.reason === 'wardMovingOut' ? left.on > asOf : asOf <= addMonths(left.on, KEPT_MONTHS);
}

/** 被登録資格 (第21条): the verdict on somebody who is not on the roll; nothing for who does not qualify. */
export function registrationOf(
  person: Person,
  recorded: RecordedDays | undefined,
  { asOf, ageOn, today }: RollDays & { today: CalendarDate },
): RollVerdict | undefined {
  if (!mayQualify(person, { asOf, ageOn })) return undefined;
  if (votingAgeOf(person.bornOn, ageOn) === 'unclear')
    return { kind: 'unclear', article: '公職選挙法第9条、第21条第1項（生年月日の不詳）' };
  if (!recorded) return { kind: 'unclear', article: '公職選挙法第21条第1項（記録された日の不詳）' };
  const { since, hereSince } = recorded;
  const leftOn = person.status === 'resident' ? undefined : person.removed?.on;
  const threeMonths = addMonths(since, RECORDED_MONTHS);
  if (leftOn === undefined || leftOn > asOf) {
    if (threeMonths > asOf || hereSince > asOf) return undefined;
    const entry: RollEntry =
      leftOn === undefined ? { state: 'registered', registeredOn: today } : marked(today, leftOn);
    return { kind: 'register', article: '公職選挙法第21条第1項、第22条', basisOn: since, entry };
  }
  if (threeMonths > leftOn) return undefined;
  return {
    kind: 'register',
    article: '公職選挙法第21条第2項、第22条',
    basisOn: since,
    entry: marked(today, leftOn),
  };
}

/** 表示・抹消 (第27条, 第28条): the verdict on somebody who is on the roll; nothing where all is as it should be. */
export function changeOfEntry(
  entry: RollEntry,
  person: Person,
  today: CalendarDate,
  recorded?: RecordedDays,
): RollVerdict | undefined {
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
    if (TAKEN_BACK.includes(person.lastChange.reason) || isRecordedLongEnough(recorded, today))
      return { kind: 'unmark', article: '公職選挙法施行令第16条', entry: { state: 'registered', registeredOn } };
    return removalAfterFourMonths(entry, today);
  }
  return changeOfLeaver(entry, person.removed?.on ?? today, today);
}

function changeOfLeaver(entry: RollEntry, leftOn: CalendarDate, today: CalendarDate): RollVerdict | undefined {
  const { registeredOn } = entry;
  const mark = marked(registeredOn, leftOn);
  const removal = removalAfterFourMonths(mark, today);
  if (removal) return removal;
  if (entry.state === 'marked' && entry.leftOn === leftOn) return undefined;
  return { kind: 'mark', article: '公職選挙法第27条第1項', basisOn: leftOn, entry: mark };
}

/** Who came back is of 資格 again only after three months of the new record (施行令第16条); until then the mark stays. */
function isRecordedLongEnough(recorded: RecordedDays | undefined, today: CalendarDate): boolean {
  return recorded !== undefined && addMonths(recorded.since, RECORDED_MONTHS) <= today;
}

function removalAfterFourMonths(
  { registeredOn, leftOn, removeFrom }: Extract<RollEntry, { state: 'marked' }>,
  today: CalendarDate,
): RollVerdict | undefined {
  if (removeFrom > today) return undefined;
  const entry: RollEntry = { state: 'removed', registeredOn, removedBecause: 'left' };
  return { kind: 'remove', article: '公職選挙法第28条第2号', basisOn: leftOn, entry };
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
