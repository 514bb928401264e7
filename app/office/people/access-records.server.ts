import { asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { AccessRecord, AccessRecordRequest, AccessRecords } from '#app/messages/contracts/access-records.ts';
import { signStatement } from '#app/messages/log-receipt.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { auditDigest, findSeals, type SealedAuditEntry, sealAudit, sealedEntriesAbout } from '#db/audit.server.ts';
import { caseOfRow } from '../applications/applications.server.ts';
import { CounterRecord } from '../counter/counter-record.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { DISCLOSURE_REASON, discloseEntry } from './disclosure-rules.ts';

const Waiting = z.object({ serial: z.string() });

/** Entries that are looked at, and those that are told at most. */
const LOOKED_AT = 400;
const TOLD = 100;
const AT_ONCE = 20;

/** 自分の記録の閲覧者の照会の受信; the same request twice waits once. */
export async function receiveAccessRequest(
  room: OfficeRoom,
  { requestId, serial }: AccessRecordRequest,
  { db, t }: OfficeSession,
): Promise<void> {
  const row = { requestId, receivedAt: room.clock.now(), sealed: room.seal({ serial }) };
  await db.insert(t.accessRequests).values(row).onConflictDoNothing();
}

/** 照会への回答: asks J-LIS who it is, then tells what may be told. A silent J-LIS only delays. Returns how many were answered. */
export async function answerAccessRequests(room: OfficeRoom): Promise<number> {
  const waiting = await room.store.read(({ db, t }) =>
    db.select().from(t.accessRequests).orderBy(asc(t.accessRequests.receivedAt)).limit(AT_ONCE),
  );
  let answered = 0;
  for (const { requestId, sealed } of waiting) {
    const { serial } = room.open(Waiting, sealed);
    try {
      await answer(room, await answerFor(room, requestId, serial));
    } catch (error) {
      if (!(error instanceof OutageError)) throw error;
      return answered;
    }
    answered += 1;
  }
  return answered;
}

async function answer(room: OfficeRoom, content: AccessRecords): Promise<void> {
  await room.store.write(async (session) => {
    const { accessRequests } = session.t;
    const gone = await session.db
      .delete(accessRequests)
      .where(eq(accessRequests.requestId, content.requestId))
      .returning({ requestId: accessRequests.requestId });
    if (gone.length === 0) return;
    await room.mailroom.post(session, { type: 'AccessRecords', to: 'portal', subject: content.requestId, content });
  });
}

/** One and the same "no" for 支援措置 in the household, a person whom nobody knows here, and every other ground. */
async function answerFor(room: OfficeRoom, requestId: string, serial: string): Promise<AccessRecords> {
  const access = room.access(room.system, DISCLOSURE_REASON, requestId);
  const person = await room.juki.identifyHolder(serial, access);
  const no: AccessRecords = { requestId, provided: false, records: [], at: room.clock.now() };
  if (!person || (await isProtected(room, person, access))) return no;
  // What is not chained yet has no receipt: the seal is set now and not at the next beat.
  await sealAudit(room.store);
  return room.store.read(async (session) => {
    const entries = await sealedEntriesAbout(session, person.addresseeNumber, LOOKED_AT);
    const partiesOf = await partiesOfCases(
      room,
      session,
      entries.flatMap(({ caseId }) => caseId ?? []),
    );
    const about = { addresseeNumber: person.addresseeNumber, partiesOf };
    const told = entries.flatMap((entry) => {
      const disclosed = discloseEntry({ ...entry, byMachine: entry.officerId === room.system.id }, about);
      return 'withheld' in disclosed ? [] : [{ entry, disclosed: { at: entry.at, ...disclosed } }];
    });
    const shown = told.slice(0, TOLD);
    const seals = await findSeals(session, [...new Set(shown.map(({ entry }) => entry.seal))]);
    const hashOf = new Map(seals.map(({ position, hash }) => [position, hash]));
    const records = shown.flatMap(({ entry, disclosed }): AccessRecord[] => {
      const hash = hashOf.get(entry.seal);
      return hash ? [{ ...disclosed, receipt: receiptOf(room, entry, hash, disclosed) }] : [];
    });
    const [last] = await findSeals(session);
    const at = room.clock.now();
    const head = last && { kind: 'logHead' as const, town: room.town.code, seal: last.position, hash: last.hash, at };
    return { requestId, provided: true, records, ...(head ? { head: signStatement(room.keys, head) } : {}), at };
  });
}

async function isProtected(
  room: OfficeRoom,
  { addresseeNumber, householdNumber }: { addresseeNumber: string; householdNumber: string },
  access: Access,
): Promise<boolean> {
  const household = await room.juki.findHousehold(householdNumber, access);
  const resident = await room.juki.findResident(addresseeNumber, access);
  return (
    resident === undefined ||
    resident.protectedPerson ||
    (household !== undefined &&
      (household.protectedHousehold || household.members.some((member) => member.protectedPerson)))
  );
}

function receiptOf(
  room: OfficeRoom,
  entry: SealedAuditEntry,
  hash: string,
  disclosed: Omit<AccessRecord, 'receipt'>,
): string {
  return signStatement(room.keys, {
    kind: 'accessReceipt',
    town: room.town.code,
    position: entry.position,
    seal: entry.seal,
    hash,
    digest: auditDigest(room.cipher, entry),
    ...disclosed,
  });
}

/** Who has a part in the cases that the entries name; cases of other kinds are left out. */
async function partiesOfCases(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  named: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const cases = [...new Set(named)];
  const parties = new Map<string, ReadonlySet<string>>();
  if (cases.length === 0) return parties;
  const { applications, arrivalCases } = t;
  const filed = await db.select().from(applications).where(inArray(applications.receiptNumber, cases));
  for (const row of filed) {
    const { addresseeNumber, receiptNumber, work } = caseOfRow(room, row);
    const people = new Set([
      ...(addresseeNumber ? [addresseeNumber] : []),
      ...(work.decision?.movers ?? []),
      ...(work.coMovers ?? []).map((one) => one.addresseeNumber),
    ]);
    parties.set(receiptNumber, people);
  }
  const arrived = await db.select().from(arrivalCases).where(inArray(arrivalCases.caseId, cases));
  for (const row of arrived) {
    parties.set(row.caseId, new Set(room.open(CounterRecord, row.sealedCounter).registered ?? []));
  }
  return parties;
}
