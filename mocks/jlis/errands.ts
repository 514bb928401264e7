import { and, asc, eq, isNull } from 'drizzle-orm';
import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import { createLane } from '#app/messages/lane.ts';
import { given, preparedUpdate } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { JlisDeps } from './index.ts';
import { markAnnounced, unannouncedChanges } from './number-changes.ts';
import { findPersonByCode, type PersonKeys } from './persons.ts';

/** Work of one round; the rest follows in the next. */
const ROUND = 100;

const noteAnnounced = preparedUpdate(
  (t: NationalTables) => t.jlisNotices,
  (notices) => eq(notices.messageId, given('of')),
);
const noteForwarded = preparedUpdate(
  (t: NationalTables) => t.jlisSymbolRequests,
  (requests) => eq(requests.processingNumber, given('of')),
);

/**
 * What J-LIS still has to tell the systems beside it. One run at a time: each thing is told once, unless a crash comes between
 * telling and noting it.
 */
export function createErrands(deps: JlisDeps, keys: PersonKeys): () => Promise<void> {
  const { store, cipher, clock, ports } = deps;

  /** Side by side, except for what is about the same person. */
  async function announceChanges(): Promise<number> {
    const pending = await store.read(({ db, t }) =>
      db
        .select()
        .from(t.jlisNotices)
        .where(and(eq(t.jlisNotices.effective, true), isNull(t.jlisNotices.announcedAt)))
        .orderBy(asc(t.jlisNotices.receivedAt), asc(t.jlisNotices.messageId))
        .limit(ROUND),
    );
    const told = new Map<string, Promise<void>>();
    for (const { personId, messageId, sentAt, sealed } of pending) {
      const { individualNumber: _, ...notice }: IdentityInformationNotice = JSON.parse(cipher.decrypt(sealed));
      const before = told.get(personId) ?? Promise.resolve();
      told.set(
        personId,
        before.then(() => ports.onIdentityChanged({ ...notice, messageId, sentAt })),
      );
    }
    await Promise.all(told.values());
    if (pending.length === 0) return 0;
    await store.write(async (session) => {
      for (const { messageId } of pending)
        await noteAnnounced(session, { of: messageId }, { announcedAt: clock.now() });
    });
    return pending.length;
  }

  async function announceNumbers(): Promise<void> {
    for (const { numberHash, changed } of await store.read((session) => unannouncedChanges(session, keys))) {
      await ports.onNumberChanged(changed);
      await store.write((session) => markAnnounced(session, numberHash, clock.now()));
    }
  }

  /** 符号取得依頼 in transit; while the other system is down, they wait. */
  async function forwardSymbolRequests(): Promise<number> {
    if (deps.faults.of('interlink').down) return 0;
    const pending = await store.read(async (session) => {
      const { db, t } = session;
      const rows = await db
        .select()
        .from(t.jlisSymbolRequests)
        .where(isNull(t.jlisSymbolRequests.forwardedAt))
        .limit(ROUND);
      const errands = [];
      for (const { processingNumber, municipalityCode, subject, sealed } of rows) {
        const residentRecordCode = cipher.decrypt(sealed);
        const person = await findPersonByCode(session, keys, residentRecordCode);
        if (!person) throw new Error('a 符号取得依頼 for nobody was taken');
        const { individualNumber } = person.record;
        errands.push({ processingNumber, municipalityCode, subject, residentRecordCode, individualNumber });
      }
      return errands;
    });
    await Promise.all(pending.map(ports.requestSymbol));
    if (pending.length === 0) return 0;
    await store.write(async (session) => {
      for (const { processingNumber } of pending) {
        await noteForwarded(session, { of: processingNumber }, { forwardedAt: clock.now() });
      }
    });
    return pending.length;
  }

  return createLane(async () => {
    while ((await announceChanges()) === ROUND);
    await announceNumbers();
    while ((await forwardSymbolRequests()) === ROUND);
  });
}
