import { and, asc, count, desc, eq, gt, inArray, lte, ne, notLike, or } from 'drizzle-orm';
import { createLane } from '#app/messages/lane.ts';
import { addMonths, addYears } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { TownTables } from '#db/schema/index.ts';
import { mayQualify, type RollDays, type RollVerdict, registrationOf } from '../core/electoral-roll.ts';
import type { Resident } from '../core/register.ts';
import { recordAccess } from './audited.server.ts';
import { changeOn, changeRow, entriesOf, entryOf, saveEntry, UNREPORTED } from './electoral-entries.server.ts';
import { recordedDaysOf } from './electoral-history.server.ts';
import { suspendedAmong } from './electoral-suspensions.server.ts';
import { recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

type Run = TownTables['electoralRuns']['$inferSelect'];
type Proposal = TownTables['electoralChanges']['$inferSelect'];

/** 住民票 of one window of the inquiry, and persons of one transaction of the registration. */
const WINDOW = 1000;
const TOGETHER = 200;
/** Windows of one turn; then others of the process have theirs. */
const TURN = 20;

/** What a window found, how many rows it looked at, and where the next one begins. */
interface Window {
  found: [addresseeNumber: string, verdict: RollVerdict][];
  looked: number;
  next?: string;
}

/**
 * 定時登録・選挙時登録の調査と登録 (公職選挙法第22条): window by window along the key, so that each person costs the same however many there are. The
 * run is a row with its place: a crash goes on from there, and nobody is proposed or registered twice.
 */
export function createElectoralRounds(room: Room): () => Promise<number> {
  async function openRun(session: TownSession): Promise<Run | undefined> {
    const { db, t } = session;
    const [run] = await db
      .select()
      .from(t.electoralRuns)
      .where(inArray(t.electoralRuns.state, ['collecting', 'registering']))
      .orderBy(desc(t.electoralRuns.startedAt))
      .limit(1);
    return run;
  }

  async function collect(run: Run): Promise<void> {
    const look = run.phase === 'residents' ? residentsWindow : rollWindow;
    const window = await room.store.read((session) => look(room, session, run));
    await room.store.write((session) => settle(room, session, run, window));
  }

  return createLane(async () => {
    let turns = 0;
    for (let run = await room.store.read(openRun); run && turns < TURN; run = await room.store.read(openRun)) {
      const now = run;
      if (now.state === 'collecting') await collect(now);
      else await room.store.write((session) => register(room, session, now));
      turns += 1;
    }
    return turns;
  });
}

/** Adults who are not on the roll; only their history is opened. */
async function residentsWindow(room: Room, { db, t }: TownSession, run: Run): Promise<Window> {
  const { residents, electoralEntries } = t;
  const { asOf, ageOn, cursor } = run;
  const window = await db
    .select({ addresseeNumber: residents.addresseeNumber })
    .from(residents)
    .where(gt(residents.addresseeNumber, cursor))
    .orderBy(asc(residents.addresseeNumber))
    .limit(WINDOW);
  const last = window.at(-1)?.addresseeNumber;
  if (last === undefined) return { found: [], looked: 0 };
  const adult = or(
    lte(residents.bornOn, addYears(ageOn, -18).replace(/\d\d$/, '31')),
    notLike(residents.bornOn, '____-__-__'),
  );
  const present = or(eq(residents.status, 'resident'), gt(residents.removedOn, addMonths(asOf, -5)));
  const rows = await db
    .select({ addresseeNumber: residents.addresseeNumber, record: residents.record, entry: electoralEntries.state })
    .from(residents)
    .leftJoin(electoralEntries, eq(electoralEntries.addresseeNumber, residents.addresseeNumber))
    .where(and(gt(residents.addresseeNumber, cursor), lte(residents.addresseeNumber, last), adult, present));
  const found: Window['found'] = [];
  for (const { addresseeNumber, record, entry } of rows) {
    const person = record as Resident;
    if ((entry !== null && entry !== 'removed') || !mayQualify(person, run)) continue;
    const verdict = await verdictOn(room, { db, t }, addresseeNumber, person, run);
    if (verdict) found.push([addresseeNumber, verdict]);
  }
  const numbers = found.map(([addresseeNumber]) => addresseeNumber);
  const suspended = await suspendedAmong(room, { db, t }, numbers, asOf);
  const entitled = found.filter(([addresseeNumber]) => !suspended.has(addresseeNumber));
  return { found: entitled, looked: window.length, ...(window.length === WINDOW ? { next: last } : {}) };
}

async function verdictOn(
  room: Room,
  session: Pick<TownSession, 'db' | 't'>,
  addresseeNumber: string,
  person: Resident,
  { asOf, ageOn }: RollDays,
): Promise<RollVerdict | undefined> {
  const recorded = await recordedDaysOf(room, session, addresseeNumber);
  return registrationOf(person, recorded, { asOf, ageOn, today: room.today() });
}

/** 名簿と住民票の照合: who is on the roll as the register no longer has it. */
async function rollWindow(room: Room, session: TownSession, { cursor }: Run): Promise<Window> {
  const { db, t } = session;
  const rows = await db
    .select()
    .from(t.electoralEntries)
    .where(gt(t.electoralEntries.addresseeNumber, cursor))
    .orderBy(asc(t.electoralEntries.addresseeNumber))
    .limit(WINDOW);
  const standing = rows.filter((row) => row.state !== 'removed');
  const records = await recordsOfNumbers(
    session,
    standing.map((row) => row.addresseeNumber),
  );
  const byNumber = new Map(records.map((row) => [row.addresseeNumber, row.record as Resident]));
  const found: Window['found'] = [];
  for (const row of standing) {
    const person = byNumber.get(row.addresseeNumber);
    const verdict = person && (await changeOn(room, session, row.addresseeNumber, entryOf(row), person));
    if (verdict) found.push([row.addresseeNumber, verdict]);
  }
  const last = rows.at(-1);
  return { found, looked: rows.length, ...(last && rows.length === WINDOW ? { next: last.addresseeNumber } : {}) };
}

/** Writes what a window found and where the next one begins; a window that another process did meanwhile counts once. */
async function settle(room: Room, session: TownSession, run: Run, { found, looked, next }: Window): Promise<void> {
  const { db, t } = session;
  const runs = t.electoralRuns;
  const here = eq(runs.runId, run.runId);
  const [now] = await db.select().from(runs).where(here).limit(1);
  const moved = now?.state !== 'collecting' || now.phase !== run.phase || now.cursor !== run.cursor;
  if (!now || moved || now.startedAt !== run.startedAt) return;
  const stamp = { runId: run.runId, at: room.clock.now(), state: 'proposed' as const };
  if (found.length > 0) {
    await db.insert(t.electoralChanges).values(found.map(([number, verdict]) => changeRow(number, verdict, stamp)));
  }
  const done = now.looked + looked;
  if (next) await db.update(runs).set({ cursor: next, looked: done }).where(here);
  else if (run.phase === 'residents')
    await db.update(runs).set({ phase: 'roll', cursor: '', looked: done }).where(here);
  else await db.update(runs).set({ state: 'proposed', cursor: '', looked: done, collectedAt: stamp.at }).where(here);
}

/** 登録: a page of what was proposed, each looked at once more; at the end what was done at once is reported with it. */
async function register(room: Room, session: TownSession, run: Run): Promise<void> {
  const { db, t } = session;
  const { electoralChanges: changes, electoralRuns: runs } = t;
  const [now] = await db.select().from(runs).where(eq(runs.runId, run.runId)).limit(1);
  if (now?.state !== 'registering') return;
  const page: Proposal[] = await db
    .select()
    .from(changes)
    .where(and(eq(changes.runId, run.runId), ne(changes.kind, 'unclear'), eq(changes.state, 'proposed')))
    .orderBy(asc(changes.position))
    .limit(TOGETHER);
  if (page.length > 0) return registerPage(room, session, now, page);
  const unreported = await db
    .select({ position: changes.position })
    .from(changes)
    .where(eq(changes.runId, UNREPORTED))
    .limit(TOGETHER);
  if (unreported.length > 0) {
    const positions = unreported.map(({ position }) => position);
    await db.update(changes).set({ runId: run.runId }).where(inArray(changes.position, positions));
    return;
  }
  const [counted] = await db
    .select({ total: count() })
    .from(t.electoralEntries)
    .where(inArray(t.electoralEntries.state, ['registered', 'marked']));
  const total = Number(counted?.total ?? 0);
  await db.update(runs).set({ state: 'done', finishedAt: room.clock.now(), total }).where(eq(runs.runId, run.runId));
}

async function registerPage(room: Room, session: TownSession, run: Run, page: readonly Proposal[]): Promise<void> {
  const { db, t } = session;
  const numbers = page.map((one) => one.addresseeNumber);
  const records = new Map((await recordsOfNumbers(session, numbers)).map((row) => [row.addresseeNumber, row.record]));
  const entries = await entriesOf(session, numbers);
  const suspended = await suspendedAmong(room, session, numbers, run.asOf);
  for (const { position, addresseeNumber, kind } of page) {
    const person = records.get(addresseeNumber) as Resident | undefined;
    const entry = entries.get(addresseeNumber);
    const isOn = entry && entry.state !== 'removed';
    const verdict =
      person &&
      (isOn
        ? await changeOn(room, session, addresseeNumber, entry, person)
        : await verdictOn(room, session, addresseeNumber, person, run));
    const isBarred = kind === 'register' && suspended.has(addresseeNumber);
    const holds = verdict?.kind === kind && verdict.entry !== undefined && !isBarred;
    if (holds && verdict.entry) await saveEntry(session, addresseeNumber, verdict.entry);
    await db
      .update(t.electoralChanges)
      .set({
        state: holds ? 'done' : 'dropped',
        at: room.clock.now(),
        ...(holds ? { basisOn: verdict.basisOn ?? null } : {}),
      })
      .where(eq(t.electoralChanges.position, position));
  }
  const officer = {
    ...room.system,
    id: run.confirmedBy ?? room.system.id,
    name: run.confirmedByName ?? room.system.name,
  };
  const access = { officer, reason: run.election ? '選挙人名簿の選挙時登録' : '選挙人名簿の定時登録' };
  await recordAccess(room, session, access, { act: 'registerElectors', subjects: numbers });
}

/** The day on which an inquiry ended. */
export function collectedOn({ collectedAt }: Pick<Run, 'collectedAt'>): CalendarDate | undefined {
  return collectedAt ? tokyoDate(collectedAt) : undefined;
}
