import { eq } from 'drizzle-orm';
import { Officer } from '#app/vocabulary/roles.ts';
import { NotFoundHereError, type OfficeRoom, type OfficeSession } from '../room.server.ts';

/** 職員名簿の行 as it is stored. */
export type OfficerRow = OfficeSession['t']['officers']['$inferSelect'];

/** 職員 of a row. */
export function officerOfRow(
  room: Pick<OfficeRoom, 'town'>,
  row: Pick<OfficerRow, 'id' | 'name' | 'officeCode' | 'roles' | 'sections'>,
): Officer {
  return Officer.parse({
    id: row.id,
    name: row.name,
    townCode: room.town.code,
    officeCode: row.officeCode,
    roles: row.roles,
    ...(row.sections ? { sections: row.sections } : {}),
  });
}

/** The row of a 職員番号, or undefined. */
export async function findOfficerRow(session: OfficeSession, id: string): Promise<OfficerRow | undefined> {
  const t = session.t.officers;
  const [row] = await session.db.select().from(t).where(eq(t.id, id)).limit(1);
  return row;
}

/** The row of a 職員番号; a 404 when this town has none. */
export async function getOfficerRow(session: OfficeSession, id: string): Promise<OfficerRow> {
  const row = await findOfficerRow(session, id);
  if (!row) throw new NotFoundHereError(`no officer ${id}`);
  return row;
}

/** 職員 of a number, whether or not still active: acts keep the name of who did them. */
export async function findOfficer(room: OfficeRoom, id: string | undefined): Promise<Officer | undefined> {
  if (!id) return undefined;
  const row = await room.store.read((session) => findOfficerRow(session, id));
  return row ? officerOfRow(room, row) : undefined;
}

/** Everybody of the roll in the order of their numbers, without anything by which they are known. */
export async function listOfficers(room: OfficeRoom): Promise<(Officer & { active: boolean })[]> {
  const rows = await room.store.read(({ db, t }) => db.select().from(t.officers).orderBy(t.officers.id));
  return rows.map((row) => ({ ...officerOfRow(room, row), active: row.active }));
}

/** A row of somebody who cannot sign in yet. */
export function newOfficerRow(officer: Officer, at: string): OfficerRow {
  return {
    id: officer.id,
    name: officer.name,
    officeCode: officer.officeCode,
    roles: [...officer.roles],
    sections: officer.sections ? [...officer.sections] : null,
    active: true,
    version: 1,
    passwordHash: null,
    temporaryUntil: null,
    passwordSetAt: null,
    sealedSecret: null,
    sealedNewSecret: null,
    usedStep: 0,
    recoveryCodes: [],
    signedInAt: null,
    updatedAt: at,
  };
}

/** 名簿の取込み: officers of the towns file who are not in the roll yet; who is there stays as the administrator left them. */
export async function fillRoll(room: OfficeRoom, officers: readonly Officer[]): Promise<void> {
  const own = officers.filter(({ townCode }) => townCode === room.town.code);
  if (own.length === 0) return;
  const rows = own.map((officer) => newOfficerRow(officer, room.clock.now()));
  await room.store.write(({ db, t }) => db.insert(t.officers).values(rows).onConflictDoNothing());
}
