import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type {
  CertificateMover,
  MovingOutCertificate,
  MovingOutCertificateWithdrawn,
} from '#app/messages/contracts/moving.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { given, prepared } from '#db/prepared.ts';
import type { AdvanceMover, AdvanceNotice } from '../advance-notice.ts';
import { certificateLimit } from '../core/notices.ts';
import type { ExpectedArrival } from '../door.ts';
import { codeHash } from './register-rows.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { feedAbsent, feedArrival } from './section-feed.server.ts';

/** Everybody's 事前通知 was taken back. */
const EVERYBODY = '*';

/** Stands until a 事前通知 comes: a withdrawal that arrived first. */
const NO_REVISION = 0;

/**
 * 事前通知の受理 (住民基本台帳法第24条の2第3項). The highest revision of a 転出 is kept; an older one, a repeated one and one that
 * was withdrawn already change nothing.
 */
export async function receiveCertificate(
  room: Room,
  session: TownSession,
  certificate: MovingOutCertificate,
): Promise<void> {
  const { db, t } = session;
  const known = await findArrival(session, certificate.movingOutId);
  if (known && (known.revision >= certificate.revision || known.state === 'registered')) return;
  const withdrawn = (known?.withdrawn ?? []) as string[];
  const movers = certificate.movers.filter(
    (mover) => !withdrawn.includes(codeHash(room.cipher, mover.residentRecordCode)),
  );
  if (withdrawn.includes(EVERYBODY) || movers.length === 0) return;
  const lapsed = room.today() > certificateLimit(certificate.plannedOn);
  const row = {
    movingOutId: certificate.movingOutId,
    fromMunicipality: certificate.fromMunicipality,
    receiptNumber: certificate.receiptNumber ?? null,
    revision: certificate.revision,
    plannedOn: certificate.plannedOn,
    state: lapsed ? ('lapsed' as const) : ('expected' as const),
    receivedAt: room.clock.now(),
    withdrawn,
    body: lapsed ? null : room.seal({ ...certificate, movers }),
  };
  await db
    .insert(t.expectedArrivals)
    .values(row)
    .onConflictDoUpdate({ target: t.expectedArrivals.movingOutId, set: row });
  await keepMovers(
    room,
    session,
    certificate.movingOutId,
    lapsed ? [] : movers.map((mover) => mover.residentRecordCode),
  );
  const former = known?.body ? room.open<MovingOutCertificate>(known.body) : undefined;
  if (former) await feedArrival(room, session, former, 'withdrawn');
  if (!lapsed) await feedArrival(room, session, certificate, 'planned', movers);
  await tellOffice(room, session, row);
}

/** 転出証明書情報の取消しの受理: the 事前通知 of these movers is erased, also when it comes later than its withdrawal. */
export async function withdrawCertificate(
  room: Room,
  session: TownSession,
  { movingOutId, residentRecordCodes }: MovingOutCertificateWithdrawn,
  from: string,
): Promise<void> {
  const { db, t } = session;
  const known = await findArrival(session, movingOutId);
  if (known?.state === 'registered') return;
  const hashes = residentRecordCodes.map((code) => codeHash(room.cipher, code));
  const withdrawn = [
    ...new Set([...((known?.withdrawn ?? []) as string[]), ...(hashes.length > 0 ? hashes : [EVERYBODY])]),
  ];
  const certificate = known?.body ? room.open<MovingOutCertificate>(known.body) : undefined;
  const movers = (certificate?.movers ?? []).filter(
    (mover) => !withdrawn.includes(EVERYBODY) && !withdrawn.includes(codeHash(room.cipher, mover.residentRecordCode)),
  );
  const stays = certificate !== undefined && movers.length > 0;
  const row = {
    movingOutId,
    fromMunicipality: known?.fromMunicipality ?? from,
    receiptNumber: known?.receiptNumber ?? null,
    revision: known?.revision ?? NO_REVISION,
    plannedOn: known?.plannedOn ?? room.today(),
    state: stays ? ('expected' as const) : ('withdrawn' as const),
    receivedAt: known?.receivedAt ?? room.clock.now(),
    withdrawn,
    body: stays ? room.seal({ ...certificate, movers }) : null,
  };
  await db
    .insert(t.expectedArrivals)
    .values(row)
    .onConflictDoUpdate({ target: t.expectedArrivals.movingOutId, set: row });
  await keepMovers(
    room,
    session,
    movingOutId,
    movers.map((mover) => mover.residentRecordCode),
  );
  if (certificate) {
    const gone = certificate.movers.filter((mover) => !movers.includes(mover));
    await feedArrival(room, session, certificate, 'withdrawn', gone);
  }
  if (known) await tellOffice(room, session, row);
}

/** 転入した: the arrival is done; whoever of the certificate did not come stays with the old town. */
export async function markRegistered(room: Room, session: TownSession, movingOutId: string): Promise<void> {
  const [row] = await registerArrival(session, { movingOutId });
  if (!row) return;
  if (row.body) await feedAbsent(room, session, room.open<MovingOutCertificate>(row.body));
  await tellOffice(room, session, { ...row, state: 'registered' });
}

const registerArrival = prepared(({ db, t }: TownSession) =>
  db
    .update(t.expectedArrivals)
    .set({ state: 'registered' })
    .where(eq(t.expectedArrivals.movingOutId, given('movingOutId')))
    .returning(),
);

/** 期限の経過: past planned day + 30 nobody can use the notice any more; its personal data are erased. One transaction each. */
export async function lapseArrivals(room: Room): Promise<number> {
  const today = room.today();
  const due = await room.store.read(({ db, t }) =>
    db
      .select({ movingOutId: t.expectedArrivals.movingOutId, plannedOn: t.expectedArrivals.plannedOn })
      .from(t.expectedArrivals)
      .where(and(eq(t.expectedArrivals.state, 'expected'), lt(t.expectedArrivals.plannedOn, addDays(today, -30)))),
  );
  let lapsed = 0;
  for (const { movingOutId, plannedOn } of due) {
    if (today <= certificateLimit(plannedOn)) continue;
    lapsed += await room.store.write(async (session) => {
      const { db, t } = session;
      const row = await findArrival(session, movingOutId);
      if (row?.state !== 'expected') return 0;
      await db
        .update(t.expectedArrivals)
        .set({ state: 'lapsed', body: null })
        .where(eq(t.expectedArrivals.movingOutId, movingOutId));
      if (row.body) await feedArrival(room, session, room.open<MovingOutCertificate>(row.body), 'withdrawn');
      await keepMovers(room, session, movingOutId, []);
      await tellOffice(room, session, { ...row, state: 'lapsed' });
      return 1;
    });
  }
  return lapsed;
}

/** 転入予定者の一覧, without the numbers. */
export async function listArrivals(room: Room, { db, t }: TownSession): Promise<ExpectedArrival[]> {
  const rows = await db.select().from(t.expectedArrivals).orderBy(asc(t.expectedArrivals.plannedOn));
  return rows
    .filter((row) => row.revision !== NO_REVISION)
    .map((row) => {
      const certificate = row.body ? room.open<MovingOutCertificate>(row.body) : undefined;
      return {
        movingOutId: row.movingOutId,
        fromMunicipality: row.fromMunicipality,
        ...(row.receiptNumber ? { receiptNumber: row.receiptNumber } : {}),
        plannedOn: row.plannedOn,
        plannedAddress: certificate?.plannedAddress ?? {
          municipality: room.town.name,
          municipalityCode: room.town.code,
        },
        names: (certificate?.movers ?? []).map((mover) => mover.name.full),
        receivedAt: row.receivedAt,
        state: row.state as ExpectedArrival['state'],
      };
    });
}

/** The 事前通知 that is still good for a person; the newest one of several 転出. */
export async function findCertificate(
  room: Room,
  { db, t }: TownSession,
  residentRecordCode: string,
): Promise<MovingOutCertificate | undefined> {
  const hits = await db
    .select({ id: t.expectedArrivalMovers.movingOutId })
    .from(t.expectedArrivalMovers)
    .where(eq(t.expectedArrivalMovers.codeHash, codeHash(room.cipher, residentRecordCode)));
  const ids = hits.map((hit) => hit.id);
  const rows = await db
    .select()
    .from(t.expectedArrivals)
    .where(and(inArray(t.expectedArrivals.movingOutId, ids), eq(t.expectedArrivals.state, 'expected')));
  const [newest] = rows
    .flatMap((row) => (row.body ? [room.open<MovingOutCertificate>(row.body)] : []))
    .sort((a, b) => b.notifiedOn.localeCompare(a.notifiedOn));
  return newest;
}

/** The 事前通知 of these 転出 that are still good. */
export async function listCertificates(
  room: Room,
  { db, t }: TownSession,
  movingOutIds: readonly string[],
): Promise<MovingOutCertificate[]> {
  const rows = await db
    .select({ body: t.expectedArrivals.body })
    .from(t.expectedArrivals)
    .where(and(inArray(t.expectedArrivals.movingOutId, [...movingOutIds]), eq(t.expectedArrivals.state, 'expected')));
  return rows.flatMap(({ body }) => (body ? [room.open<MovingOutCertificate>(body)] : []));
}

/** 番号を除く: the codes, the 個人番号 and what other laws number. */
export function withoutNumbers(certificate: MovingOutCertificate): AdvanceNotice {
  return { ...certificate, movers: certificate.movers.map(moverWithoutNumbers) };
}

function moverWithoutNumbers(mover: CertificateMover): AdvanceMover {
  const { name, bornOn, sex, relationship, card, foreignStatus } = mover;
  const { basicPensionNumber: _, ...qualifications } = mover.qualifications;
  const shown = { name, bornOn, sex, relationship, qualifications, ...(card ? { card } : {}) };
  if (!foreignStatus) return shown;
  const { cardNumber: __, ...status } = foreignStatus;
  return { ...shown, foreignStatus: status };
}

async function findArrival({ db, t }: TownSession, movingOutId: string) {
  const [row] = await db
    .select()
    .from(t.expectedArrivals)
    .where(eq(t.expectedArrivals.movingOutId, movingOutId))
    .limit(1);
  return row;
}

async function keepMovers(
  room: Room,
  { db, t }: TownSession,
  movingOutId: string,
  codes: readonly string[],
): Promise<void> {
  await db.delete(t.expectedArrivalMovers).where(eq(t.expectedArrivalMovers.movingOutId, movingOutId));
  if (codes.length === 0) return;
  await db
    .insert(t.expectedArrivalMovers)
    .values(codes.map((code) => ({ movingOutId, codeHash: codeHash(room.cipher, code) })));
}

async function tellOffice(
  room: Room,
  session: TownSession,
  row: { movingOutId: string; receiptNumber: string | null; state: string },
): Promise<void> {
  await room.office?.arrivalChanged(session, {
    movingOutId: row.movingOutId,
    receiptNumber: row.receiptNumber ?? undefined,
    state: row.state as ExpectedArrival['state'],
  });
}
