import { and, asc, count, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import { ReconciliationAnswer, RegisteredHere } from '#app/messages/contracts/reconciliation.ts';
import { createLane } from '#app/messages/lane.ts';
import { OutageError } from '#app/national/outage.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { TownTables } from '#db/schema/index.ts';
import { lastReconciliationDay } from '../core/reconciliation.ts';
import type { Resident } from '../core/register.ts';
import type { DifferenceKind } from '../door.ts';
import { codeHash, residentFrom } from './register-rows.server.ts';
import { recordsOfCodes } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

type Run = TownTables['reconciliationRuns']['$inferSelect'];
type Saga = TownTables['numberingSagas']['$inferSelect'];

interface Found {
  subject: string;
  kind: DifferenceKind;
  addresseeNumber?: string;
  detail?: string;
}

/** What one page told: who differs, where the next page begins, how many were looked at. */
interface Page {
  found: Found[];
  looked: number;
  next?: string;
}

const PAGE = 100;
const PAUSE_MS = 30_000;
const KINDS_AT_JLIS = {
  unknown: 'unknownAtJlis',
  removed: 'removedAtJlis',
  elsewhere: 'elsewhereAtJlis',
  items: 'itemsAtJlis',
  number: 'numberAtJlis',
} as const;

/**
 * 整合性確認 (住民基本台帳法第30条の6, 共通機能標準仕様書): register ↔ J-LIS ↔ 宛名 ↔ 中間サーバー, page by page over sealed questions. The
 * run is a row with its next page: a crash or a silent neighbour only delays it.
 */
export function createReconciliation(room: Room) {
  let pausedUntil = 0;

  async function openRun(session: TownSession): Promise<Run | undefined> {
    const { db, t } = session;
    const [run] = await db.select().from(t.reconciliationRuns).where(ne(t.reconciliationRuns.phase, 'done')).limit(1);
    return run;
  }

  /** One run at a time; who starts during a run gets that one, without waiting for the next attempt. */
  async function begin(session: TownSession, startedBy: string): Promise<void> {
    pausedUntil = 0;
    room.reconcileSoon(session);
    if (await openRun(session)) return;
    await session.db.insert(session.t.reconciliationRuns).values({
      runId: room.newId(),
      startedAt: room.clock.now(),
      startedBy,
      phase: 'register',
      cursor: '',
      compared: 0,
      found: 0,
    });
  }

  /** 夜間の開始: on its day, or in the first night after it, of a register that existed then. */
  async function startIfDue(): Promise<void> {
    const due = lastReconciliationDay(room.today());
    await room.store.write(async (session) => {
      const { db, t } = session;
      const runs = t.reconciliationRuns;
      const [last] = await db.select().from(runs).orderBy(desc(runs.startedAt)).limit(1);
      const [first] = await db.select({ at: t.ledger.at }).from(t.ledger).orderBy(asc(t.ledger.position)).limit(1);
      if (!first || tokyoDate(first.at) >= due || (last && tokyoDate(last.startedAt) >= due)) return;
      await begin(session, room.system.name);
    });
  }

  const advance = createLane(async (): Promise<number> => {
    if (Date.now() < pausedUntil) return 0;
    let pages = 0;
    try {
      for (let run = await room.store.read(openRun); run; run = await room.store.read(openRun)) {
        const now = run;
        const page = now.phase === 'register' ? await registerPage(now.cursor) : await nationalPage(now.cursor);
        await room.store.write((session) => settle(session, now, page));
        pages += 1;
      }
    } catch (error) {
      if (!(error instanceof OutageError)) throw error;
      room.onError?.(error);
      pausedUntil = Date.now() + PAUSE_MS;
    }
    return pages;
  });

  async function registerPage(cursor: string): Promise<Page> {
    const { residents, sagas } = await room.store.read(async ({ db, t }) => {
      const rows = await db
        .select()
        .from(t.residents)
        .where(gt(t.residents.addresseeNumber, cursor))
        .orderBy(asc(t.residents.addresseeNumber))
        .limit(PAGE);
      const numbers = rows.map((row) => row.addresseeNumber);
      const known =
        numbers.length === 0
          ? []
          : await db.select().from(t.numberingSagas).where(inArray(t.numberingSagas.addresseeNumber, numbers));
      return { residents: rows.map((row) => residentFrom(row, room.cipher)), sagas: known };
    });
    // Of who was changed today messages may be under way: the next run looks at them.
    const settled = residents.filter((resident) => resident.lastChange.processedOn < room.today());
    const found = [...(await compareAtJlis(settled)), ...(await compareNumbers(settled, sagas))];
    const last = residents.at(-1);
    return {
      found,
      looked: residents.length,
      ...(last && residents.length === PAGE ? { next: last.addresseeNumber } : {}),
    };
  }

  async function compareAtJlis(residents: readonly Resident[]): Promise<Found[]> {
    const told = residents.flatMap((resident) => {
      const { residentRecordCode, individualNumber, name, bornOn, sex, address } = resident;
      if (resident.status !== 'resident' || !residentRecordCode || resident.awaitsNumber || resident.awaitsNewNumber) {
        return [];
      }
      const { full, kana, formerSurname, alias } = name;
      const person = {
        residentRecordCode,
        individualNumber,
        name: { full, kana, formerSurname, alias },
        bornOn,
        sex,
        address,
      };
      return [{ person, addresseeNumber: resident.addresseeNumber }];
    });
    if (told.length === 0) return [];
    const answer = await room.mailroom.inquire('jlis', 'ReconciliationInquiry', {
      persons: told.map((one) => one.person),
    });
    return ReconciliationAnswer.parse(answer.content).differences.flatMap((difference) => {
      const one = told.find(({ person }) => person.residentRecordCode === difference.residentRecordCode);
      if (!one) return [];
      const { kind, items, removedOn, municipalityCode } = difference;
      const detail = items?.join('、') ?? removedOn ?? municipalityCode;
      const { addresseeNumber } = one;
      return [{ subject: addresseeNumber, kind: KINDS_AT_JLIS[kind], addresseeNumber, ...(detail ? { detail } : {}) }];
    });
  }

  async function compareNumbers(residents: readonly Resident[], sagas: readonly Saga[]): Promise<Found[]> {
    const believed = residents.flatMap(({ addresseeNumber, individualNumber }) => {
      const saga = sagas.find((one) => one.addresseeNumber === addresseeNumber);
      if (!individualNumber || !saga || saga.pending || saga.individualState !== 'done') return [];
      if (saga.numberState === 'deleted') return [];
      return [
        {
          addresseeNumber,
          individualNumber,
          symbolObtained: saga.symbolState === 'obtained',
          copyVersion: saga.copyRegistered,
          ...(saga.closeOn ? { closedOn: saga.closeOn } : {}),
        },
      ];
    });
    const differing = await room.addressee.compare(believed);
    return differing.map(({ addresseeNumber, kind }) => ({ subject: addresseeNumber, addresseeNumber, kind }));
  }

  /** Whom J-LIS has here: the way back, for whom this register does not have (any more). */
  async function nationalPage(cursor: string): Promise<Page> {
    const page = { limit: PAGE, ...(cursor ? { after: cursor } : {}) };
    const answer = await room.mailroom.inquire('jlis', 'RegisteredHereInquiry', page);
    const { residentRecordCodes, next } = RegisteredHere.parse(answer.content);
    const hashes = residentRecordCodes.map((code) => codeHash(room.cipher, code));
    const rows = await room.store.read((session) => recordsOfCodes(session, hashes));
    const found = hashes.flatMap((subject): Found[] => {
      const own = rows.filter((row) => row.codeHash === subject).map((row) => residentFrom(row, room.cipher));
      if (own.some((resident) => resident.status === 'resident')) return [];
      const [former] = own;
      if (!former) return [{ subject, kind: 'onlyAtJlis' }];
      if (former.lastChange.processedOn >= room.today()) return [];
      const { addresseeNumber } = former;
      return [{ subject: addresseeNumber, kind: 'stillAtJlis', addresseeNumber }];
    });
    return { found, looked: 0, ...(next ? { next } : {}) };
  }

  /** Writes what a page told and where the next one begins; a page that another process did meanwhile counts once. */
  async function settle(session: TownSession, run: Run, page: Page): Promise<void> {
    const { db, t } = session;
    const runs = t.reconciliationRuns;
    const [now] = await db.select().from(runs).where(eq(runs.runId, run.runId)).limit(1);
    if (!now || now.phase !== run.phase || now.cursor !== run.cursor) return;
    for (const one of page.found) await note(session, run.runId, one);
    const compared = now.compared + page.looked;
    if (page.next) {
      await db.update(runs).set({ cursor: page.next, compared }).where(eq(runs.runId, run.runId));
    } else if (run.phase === 'register') {
      await db.update(runs).set({ phase: 'national', cursor: '', compared }).where(eq(runs.runId, run.runId));
    } else {
      await finish(session, run.runId, compared);
    }
  }

  async function note({ db, t }: TownSession, runId: string, found: Found): Promise<void> {
    const key = and(eq(t.differences.subject, found.subject), eq(t.differences.kind, found.kind));
    const [known] = await db.select().from(t.differences).where(key).limit(1);
    const seen = { runId, detail: found.detail ?? null, state: 'open' as const, doneAt: null };
    if (known) {
      const isOpen = known.state === 'open' || known.state === 'mending';
      await db
        .update(t.differences)
        .set({ ...seen, ...(isOpen ? {} : { foundAt: room.clock.now() }) })
        .where(key);
      return;
    }
    await db.insert(t.differences).values({ ...found, ...seen, differenceId: room.newId(), foundAt: room.clock.now() });
  }

  /** What was not found again is mended. */
  async function finish({ db, t }: TownSession, runId: string, compared: number): Promise<void> {
    const now = room.clock.now();
    const left = inArray(t.differences.state, ['open', 'mending']);
    await db
      .update(t.differences)
      .set({ state: 'mended', doneAt: now })
      .where(and(left, ne(t.differences.runId, runId)));
    const [open] = await db.select({ found: count() }).from(t.differences).where(left);
    await db
      .update(t.reconciliationRuns)
      .set({ phase: 'done', finishedAt: now, compared, found: open?.found ?? 0 })
      .where(eq(t.reconciliationRuns.runId, runId));
  }

  return { begin, startIfDue, advance };
}
