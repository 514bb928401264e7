import { and, eq, gte, inArray, lt, lte, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import { preparedForKeys } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { isBornUnclear } from '#db/schema/resident-columns.ts';
import {
  type AgeNews,
  ageNews,
  birthsOfNight,
  forgottenBefore,
  isNearAge,
  isOfNight,
  type ToldAge,
} from '../core/age-notices.ts';
import { type AgeRule, ageRulesOf } from '../core/age-rules.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import { ageNotice } from '../core/section-notices.ts';
import type { AgeMovement } from '../sections.ts';
import { recordAccess } from './audited.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { keepNotices } from './section-feed.server.ts';

/** Persons of one transaction of the night. */
const PAGE = 200;

const findTold = preparedForKeys(({ db, t }: TownSession, numbers) =>
  db.select().from(t.ageNotices).where(inArray(t.ageNotices.addresseeNumber, numbers)),
);

/** 知らせた年齢の到達 of persons, by 宛名番号. */
async function toldOf(session: TownSession, numbers: readonly string[]): Promise<Map<string, ToldAge[]>> {
  const told = new Map<string, ToldAge[]>();
  for (const { addresseeNumber, section, movement, phase, reachedOn } of await findTold(session, numbers)) {
    const one = { section: section as Section, movement: movement as AgeMovement, phase, reachedOn };
    told.set(addresseeNumber, [...(told.get(addresseeNumber) ?? []), one]);
  }
  return told;
}

/**
 * 年齢の到達 after an act: who dies or leaves before the day reaches nothing, who comes or comes back hears it again, another day of birth is
 * another day. Nothing is asked for whom no age is near.
 */
export async function followAges(
  room: Room,
  session: TownSession,
  { changeId, on: today }: { changeId: string; on: CalendarDate },
  before: RegisterSlice,
  changed: readonly Resident[],
): Promise<void> {
  const rules = ageRulesOf(room.town);
  const turned = changed.filter((is) => {
    const was = before.residents.get(is.addresseeNumber);
    if (!isTurned(was, is)) return false;
    return isNearAge(rules, is, today) || (was !== undefined && isNearAge(rules, was, today));
  });
  if (turned.length === 0) return;
  const told = await toldOf(
    session,
    turned.map(({ addresseeNumber }) => addresseeNumber),
  );
  for (const person of turned) {
    const news = ageNews(rules, person, told.get(person.addresseeNumber) ?? [], today);
    await say(room, session, changeId, person, news);
  }
}

/** データ移行 says nothing: the former system has told the sections, and the night goes on from there. */
function isTurned(was: Resident | undefined, is: Resident): boolean {
  if (is.lastChange.reason === 'dataMigration') return false;
  return was?.status !== is.status || was.bornOn.text !== is.bornOn.text;
}

async function say(
  room: Room,
  session: TownSession,
  causeId: string,
  person: Resident,
  news: readonly AgeNews[],
): Promise<void> {
  const { addresseeNumber } = person;
  const notices = news.map((one) => ageNotice(person, one));
  await keepNotices(room, session, causeId, notices);
  for (const one of news) await remember(session, addresseeNumber, one);
}

async function remember(
  { db, t }: TownSession,
  addresseeNumber: string,
  { section, movement, phase, reachedOn }: AgeNews,
): Promise<void> {
  const { ageNotices } = t;
  if (phase === 'withdrawn') {
    const { addresseeNumber: of, movement: by, section: to } = ageNotices;
    await db.delete(ageNotices).where(and(eq(of, addresseeNumber), eq(by, movement), eq(to, section)));
    return;
  }
  await db
    .insert(ageNotices)
    .values({ addresseeNumber, movement, section, phase, reachedOn })
    .onConflictDoUpdate({
      target: [ageNotices.addresseeNumber, ageNotices.movement, ageNotices.section],
      set: { phase, reachedOn },
    });
}

/**
 * 年齢の到達の通知, every night: rule by rule along the index of births, only those whose day has come or is announced since the last
 * night, and the few whose day of birth is not known. What was told is a row, so that a night that broke off goes on and the same
 * night twice says nothing.
 */
export async function announceAges(room: Room): Promise<void> {
  const today = room.today();
  const rules = ageRulesOf(room.town);
  for (const rule of rules) await announceRule(room, rule, today);
  await announceTo(room, rules, await numbersOf(room, ({ residents }) => isBornUnclear(residents.bornOn)));
  await room.store.write(async ({ db, t }) => {
    const forgotten = lt(t.ageNotices.reachedOn, forgottenBefore(today));
    await db.delete(t.ageNotices).where(and(inArray(t.ageNotices.phase, ['planned', 'confirmed']), forgotten));
  });
}

async function announceRule(room: Room, rule: AgeRule, today: CalendarDate): Promise<void> {
  const { movement } = rule;
  const [night] = await room.store.read(({ db, t }) =>
    db.select().from(t.ageNights).where(eq(t.ageNights.movement, movement)).limit(1),
  );
  if (night && night.doneOn >= today) return;
  const last = night?.doneOn;
  for (const { from, to } of birthsOfNight(rule, today, last)) {
    const between = ({ residents }: TownTables) => and(gte(residents.bornOn, from), lte(residents.bornOn, to));
    await announceTo(room, [rule], await numbersOf(room, between, (bornOn) => isOfNight(rule, bornOn, today, last)));
  }
  const done = { doneOn: today };
  await room.store.write(async ({ db, t }) => {
    await db
      .insert(t.ageNights)
      .values({ movement, ...done })
      .onConflictDoUpdate({ target: t.ageNights.movement, set: done });
  });
}

/** 宛名番号 of residents by their birth: from the index alone, nobody's record is opened. */
async function numbersOf(
  room: Room,
  born: (t: TownTables) => SQL | undefined,
  isMeant: (bornOn: CalendarDate) => boolean = () => true,
): Promise<string[]> {
  const rows = await room.store.read(({ db, t }) =>
    db.select({ of: t.residents.addresseeNumber, bornOn: t.residents.bornOn }).from(t.residents).where(born(t)),
  );
  return rows.flatMap(({ of, bornOn }) => (isMeant(bornOn) ? of : [])).toSorted();
}

/** A page of persons to a transaction. */
async function announceTo(room: Room, rules: readonly AgeRule[], numbers: readonly string[]): Promise<void> {
  const today = room.today();
  for (let at = 0; at < numbers.length; at += PAGE) {
    const page = numbers.slice(at, at + PAGE);
    await room.store.write((session) => announcePage(room, session, rules, today, page));
  }
}

async function announcePage(
  room: Room,
  session: TownSession,
  rules: readonly AgeRule[],
  today: CalendarDate,
  numbers: readonly string[],
): Promise<void> {
  const told = await toldOf(session, numbers);
  const subjects: string[] = [];
  for (const { addresseeNumber, status, record } of await recordsOfNumbers(session, numbers)) {
    if (status !== 'resident') continue;
    const person = record as Resident;
    const news = ageNews(rules, person, told.get(addresseeNumber) ?? [], today);
    if (news.length === 0) continue;
    await say(room, session, room.newId(), person, news);
    subjects.push(addresseeNumber);
  }
  if (subjects.length === 0) return;
  const access = { officer: room.system, reason: '年齢の到達の関係課への通知' };
  await recordAccess(room, session, access, { act: 'announceAges', subjects });
}
