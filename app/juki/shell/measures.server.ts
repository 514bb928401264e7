import { asc, eq } from 'drizzle-orm';
import type { ProtectionForwarded } from '#app/messages/contracts/protection.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import type { ProtectionApplication, ProtectionMeasure } from '../protection.ts';
import type { Room, TownSession } from './room.server.ts';

/** More than officers of a town look through; what is due comes first. */
const MOST_MEASURES = 500;

/** 支援措置の対象者 of a measure; nobody while a forwarded one is not checked. */
export function personsOfMeasure({ applicant, coApplicants }: ProtectionMeasure): string[] {
  return applicant ? [applicant, ...coApplicants] : [];
}

/** 支援措置の一件. */
export async function findMeasure(
  room: Room,
  { db, t }: TownSession,
  measureId: string,
): Promise<ProtectionMeasure | undefined> {
  const [row] = await db
    .select({ body: t.protectionMeasures.body })
    .from(t.protectionMeasures)
    .where(eq(t.protectionMeasures.measureId, measureId))
    .limit(1);
  return row && room.open<ProtectionMeasure>(row.body);
}

/** Measures that stand or wait, by the end of their term. */
export async function openMeasures(room: Room, { db, t }: TownSession): Promise<ProtectionMeasure[]> {
  const rows = await db
    .select({ body: t.protectionMeasures.body })
    .from(t.protectionMeasures)
    .where(eq(t.protectionMeasures.open, true))
    .orderBy(asc(t.protectionMeasures.until))
    .limit(MOST_MEASURES);
  return rows.map((row) => room.open<ProtectionMeasure>(row.body));
}

/** Writes a measure and whom it is about. */
export async function saveMeasure(room: Room, { db, t }: TownSession, measure: ProtectionMeasure): Promise<void> {
  const { measureId, state, until, origin } = measure;
  const row = {
    measureId,
    state,
    open: state !== 'ended' && state !== 'declined',
    until: until ?? measure.receivedOn,
    origin: origin ? originKey(origin.forwarded) : null,
    body: room.seal(measure),
  };
  await db
    .insert(t.protectionMeasures)
    .values(row)
    .onConflictDoUpdate({ target: t.protectionMeasures.measureId, set: row });
  const persons = personsOfMeasure(measure);
  if (persons.length === 0) return;
  await db
    .insert(t.protectionPersons)
    .values(persons.map((addresseeNumber) => ({ measureId, addresseeNumber })))
    .onConflictDoNothing();
}

function originKey({ fromMunicipality, forwardId }: ProtectionForwarded): string {
  return `${fromMunicipality}:${forwardId}`;
}

/**
 * 支援措置の転送の受領: only kept, as work for the responsible officer; no 住民票 changes. A later word on a measure that was taken
 * over is marked as unseen; on one that was declined or has ended, a new term is to be checked again.
 */
export async function receiveForwarded(
  room: Room,
  session: TownSession,
  forwarded: ProtectionForwarded,
): Promise<void> {
  const { db, t } = session;
  const [row] = await db
    .select({ body: t.protectionMeasures.body })
    .from(t.protectionMeasures)
    .where(eq(t.protectionMeasures.origin, originKey(forwarded)))
    .limit(1);
  const known = row && room.open<ProtectionMeasure>(row.body);
  if (!known) {
    if (forwarded.said === 'ended') return;
    return saveMeasure(room, session, {
      measureId: room.newId(),
      version: 1,
      state: 'received',
      receivedOn: room.today(),
      applicant: '',
      coApplicants: [],
      application: forwarded.application,
      forwardedTo: [],
      origin: { forwarded, unseen: false },
    });
  }
  if ((known.origin?.forwarded.revision ?? 0) >= forwarded.revision) return;
  const stands = known.state === 'provisional' || known.state === 'full';
  const isOver = known.state === 'ended' || known.state === 'declined';
  const { ended, ...rest } = known;
  const isNew = isOver && forwarded.said !== 'ended';
  await saveMeasure(room, session, {
    ...rest,
    ...(isNew ? { state: 'received', applicant: '', coApplicants: [] } : ended ? { ended } : {}),
    version: known.version + 1,
    application: forwarded.application,
    origin: { forwarded, unseen: stands },
  });
}

const UNKNOWN: ProtectionApplication = {
  ground: 'other',
  abusers: [],
  papers: ['inspection', 'currentAddress', 'formerAddress', 'familyRegister'],
  formerAddress: '',
  registeredDomicile: '',
  consulted: '引き継いだ記録',
  opinion: '',
};

/** A 支援措置 that came with the persons (データ移行, 区間異動): one measure for all who have the same term. */
export async function adoptMeasures(
  room: Room,
  session: TownSession,
  before: RegisterSlice,
  changed: readonly Resident[],
): Promise<void> {
  const terms = new Map<string, Resident[]>();
  for (const resident of changed) {
    const { protection, addresseeNumber } = resident;
    if (!protection || before.residents.get(addresseeNumber)?.protection) continue;
    const key = `${protection.kind}/${protection.from}/${protection.until}`;
    terms.set(key, [...(terms.get(key) ?? []), resident]);
  }
  for (const [first, ...others] of terms.values()) {
    if (!first?.protection) continue;
    const { kind: state, from, until } = first.protection;
    await saveMeasure(room, session, {
      measureId: room.newId(),
      version: 1,
      state,
      receivedOn: from,
      from,
      until,
      applicant: first.addresseeNumber,
      coApplicants: others.map((one) => one.addresseeNumber),
      application: UNKNOWN,
      forwardedTo: [],
    });
  }
}
