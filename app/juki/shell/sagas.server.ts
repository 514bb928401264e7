import { and, asc, eq, lte } from 'drizzle-orm';
import type { SymbolState } from '#app/messages/contracts/identity.ts';
import { given, prepared, preparedUpdate } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { loadSlice } from './registry.server.ts';
import { personSubject, type Room, type TownSession } from './room.server.ts';
import { copyOf, copyOfMember } from './saga-triggers.server.ts';

type Saga = TownTables['numberingSagas']['$inferSelect'];

/** Sagas looked at in one round, and side by side. */
const ROUND = 64;
const IN_FLIGHT = 32;

const dueAt = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.numberingSagas)
    .where(and(eq(t.numberingSagas.pending, true), lte(t.numberingSagas.nextAttemptAt, given('now'))))
    .orderBy(asc(t.numberingSagas.processingNumber))
    .limit(ROUND),
);

const sagaOf = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.numberingSagas)
    .where(eq(t.numberingSagas.addresseeNumber, given('of'))),
);
const sagaOfProcess = prepared(({ db, t }: TownSession) =>
  db
    .select()
    .from(t.numberingSagas)
    .where(eq(t.numberingSagas.processingNumber, given('of'))),
);
const updateSaga = preparedUpdate(
  (t: TownTables) => t.numberingSagas,
  (sagas) => eq(sagas.addresseeNumber, given('of')),
);

/** A saga that failed waits: a second, doubled each time, five minutes at most. */
function pause(attempts: number): number {
  return Math.min(300_000, 1_000 * 2 ** Math.min(attempts, 10));
}

/**
 * 付番と符号取得 (番号法施行令第20条, 共通機能標準仕様書): 宛名 system → 中間サーバー, 符号 over 住基ネット, 世帯情報 as 副本. Each saga is a row
 * that says what is left to do; a crash at any point repeats a step that may be repeated.
 */
export function createSagas(room: Room) {
  let running: Promise<number> | undefined;
  let again = false;
  let held = 0;

  /** Works on everything that is due. A call during a run makes one more run. */
  async function advance(): Promise<number> {
    if (held > 0) return 0;
    if (running) {
      again = true;
      return running;
    }
    running = runAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  /** Nothing new is begun while the work lasts; what it leaves to do waits in the rows until the next call of `advance`. */
  async function hold<R>(work: () => Promise<R>): Promise<R> {
    held += 1;
    try {
      return await work();
    } finally {
      held -= 1;
    }
  }

  async function runAll(): Promise<number> {
    let done = 0;
    do {
      again = false;
      for (let due = await dueSagas(); due.length > 0 && held === 0; due = await dueSagas()) {
        for (let at = 0; at < due.length; at += IN_FLIGHT) {
          await Promise.all(due.slice(at, at + IN_FLIGHT).map(step));
        }
        done += due.length;
      }
    } while (again && held === 0);
    return done;
  }

  function dueSagas(): Promise<Saga[]> {
    return room.store.read(async (session) => dueAt(session, { now: Date.now() }));
  }

  async function step(saga: Saga): Promise<void> {
    try {
      // 団番 and 副本 hang on the 個人番号, which J-LIS is still making.
      if (saga.individualState !== 'done') return await room.store.write((session) => settle(session, saga, {}));
      const numbered = await numberOf(saga);
      const copied = numbered.numberState === 'failed' ? {} : await publish(saga);
      await room.store.write((session) => settle(session, saga, { ...numbered, ...copied }));
    } catch (error) {
      room.onError?.(error);
      const attempts = saga.attempts + 1;
      await update(saga.addresseeNumber, { attempts, nextAttemptAt: Date.now() + pause(attempts) });
    }
  }

  async function numberOf(saga: Saga): Promise<Partial<Saga>> {
    if (saga.numberState === 'waiting') return requestNumber(saga);
    return saga.numberState === 'changing' ? changeNumber(saga) : {};
  }

  /** 個人番号の変更: the same 団番 stands for the new number (共通機能標準仕様書 0320003). */
  async function changeNumber({ addresseeNumber }: Saga): Promise<Partial<Saga>> {
    const slice = await room.store.read((session) =>
      loadSlice(session, { addressees: [addresseeNumber] }, room.cipher),
    );
    const individualNumber = slice.residents.get(addresseeNumber)?.individualNumber;
    if (!individualNumber) return {};
    await room.addressee.changeNumber({ addresseeNumber, individualNumber });
    return { numberState: 'done', changedAt: room.clock.now() };
  }

  function publish(saga: Saga): Promise<Partial<Saga>> {
    return saga.closeOn ? closeCopies(saga) : registerCopy(saga);
  }

  /** 付番依頼, then 符号取得依頼 in the transaction that remembers it. */
  async function requestNumber({ addresseeNumber, processingNumber }: Saga): Promise<Partial<Saga>> {
    const slice = await room.store.read((session) =>
      loadSlice(session, { addressees: [addresseeNumber] }, room.cipher),
    );
    const resident = slice.residents.get(addresseeNumber);
    if (!resident?.individualNumber) return { numberState: 'failed' };
    const { individualNumber, residentRecordCode } = resident;
    await room.addressee.requestNumber({ processingNumber, addresseeNumber, individualNumber });
    const at = room.clock.now();
    await room.store.write(async (session) => {
      const [now] = await sagaOf(session, { of: addresseeNumber });
      if (now?.numberState !== 'waiting') return;
      const asked = { numberState: 'done', numberedAt: at, symbolState: 'requested', symbolAt: at };
      await updateSaga(session, { of: addresseeNumber }, asked);
      await room.mailroom.post(session, {
        type: 'SymbolRequest',
        to: 'jlis',
        // Behind the 記載 of the person, whom J-LIS may not know before.
        subject: personSubject(room.cipher, addresseeNumber),
        content: { processingNumber, residentRecordCode },
      });
    });
    return {};
  }

  /** 副本登録 with the newest version: versions in between need not be told. */
  async function registerCopy(saga: Saga): Promise<Partial<Saga>> {
    if (saga.copyRegistered >= saga.copyWanted) return {};
    const { addresseeNumber } = saga;
    const { version, copy } = await room.store.read(async (session) => {
      const [now] = await sagaOf(session, { of: addresseeNumber });
      const slice = await loadSlice(session, { addressees: [addresseeNumber] }, room.cipher);
      const householdNumber = slice.residents.get(addresseeNumber)?.householdNumber ?? '';
      return { version: now?.copyWanted ?? saga.copyWanted, copy: copyOf(slice, householdNumber) };
    });
    if (!copy) return {};
    await room.addressee.registerHousehold({
      addresseeNumber,
      version,
      publishedOn: room.today(),
      ...copyOfMember(copy, addresseeNumber),
    });
    return { copyRegistered: version, copyAt: room.clock.now() };
  }

  async function closeCopies(saga: Saga): Promise<Partial<Saga>> {
    if (saga.closed || !saga.closeOn) return {};
    await room.addressee.closeCopies(saga.addresseeNumber, saga.closeOn);
    return { closed: true, copyAt: room.clock.now() };
  }

  /** What a change marked meanwhile stays to be done. */
  async function settle(session: TownSession, saga: Saga, done: Partial<Saga>): Promise<void> {
    const of = saga.addresseeNumber;
    const [now] = await sagaOf(session, { of });
    if (!now) return;
    const closed = done.closed === true && now.closeOn === saga.closeOn;
    const next = { ...now, ...done, closed: closed || now.closed };
    const left = next.closeOn ? !next.closed : next.copyRegistered < next.copyWanted;
    const isNumbered = next.individualState === 'done' && !['failed', 'deleted'].includes(next.numberState);
    const pending = isNumbered && (next.numberState !== 'done' || left);
    await updateSaga(session, { of }, { ...next, pending, attempts: 0, nextAttemptAt: 0 });
  }

  async function update(addresseeNumber: string, values: Partial<Saga>): Promise<void> {
    await room.store.write(async (session) => updateSaga(session, { of: addresseeNumber }, values));
  }

  /** 符号の取得状態 came: all that a town ever learns. What was obtained does not become less. */
  async function symbolState(session: TownSession, { processingNumber, state }: SymbolState): Promise<void> {
    const [saga] = await sagaOfProcess(session, { of: processingNumber });
    if (!saga || saga.symbolState === 'obtained') return;
    await updateSaga(session, { of: saga.addresseeNumber }, { symbolState: state, symbolAt: room.clock.now() });
  }

  return { advance, hold, symbolState };
}
