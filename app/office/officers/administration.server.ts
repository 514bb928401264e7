import { eq } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { Officer } from '#app/vocabulary/roles.ts';
import { mayDo } from '../permissions.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { type PasswordState, passwordState } from './account.server.ts';
import {
  addRequest,
  findRequest,
  mayApprove,
  NOT_ONESELF,
  type RequestRow,
  recordAboutOfficer,
  SECURITY,
} from './issuing.server.ts';
import { findOfficerRow, getOfficerRow, newOfficerRow, type OfficerRow, officerOfRow } from './roll.server.ts';
import { endSessions } from './sessions.server.ts';

/** パスワードの発行の申請 that waits for a second person. */
export interface PasswordRequest {
  id: string;
  reason: string;
  requestedByName: string;
  requestedAt: string;
  /** This officer may approve it. */
  mayApprove: boolean;
}

/** 職員名簿の一行. */
export interface OfficerLine {
  officer: Officer;
  active: boolean;
  password: PasswordState;
  authenticator: boolean;
  signedInAt?: string;
  request?: PasswordRequest;
}

function lineOf(room: OfficeRoom, viewer: Officer, row: OfficerRow, request: RequestRow | null): OfficerLine {
  return {
    officer: officerOfRow(room, row),
    active: row.active,
    password: passwordState(row),
    authenticator: row.sealedSecret !== null,
    ...(row.signedInAt ? { signedInAt: row.signedInAt } : {}),
    ...(request
      ? {
          request: {
            id: request.id,
            reason: request.reason,
            requestedByName: request.requestedByName,
            requestedAt: request.requestedAt,
            mayApprove: mayApprove(room, viewer, request),
          },
        }
      : {}),
  };
}

/** 職員名簿. */
export async function officerList(room: OfficeRoom, officer: Officer): Promise<OfficerLine[]> {
  room.permit(officer, 'approveOfficers');
  const rows = await room.store.read(({ db, t }) =>
    db
      .select({ row: t.officers, request: t.passwordRequests })
      .from(t.officers)
      .leftJoin(t.passwordRequests, eq(t.passwordRequests.officerId, t.officers.id))
      .orderBy(t.officers.id)
      .limit(1000),
  );
  return rows.map(({ row, request }) => lineOf(room, officer, row, request));
}

/** 職員の画面: what may be done about one officer, and the version of what is shown. */
export async function officerPage(room: OfficeRoom, officer: Officer, id: string) {
  room.permit(officer, 'approveOfficers');
  const [row, request] = await room.store.read(async (session) => [
    await getOfficerRow(session, id),
    await findRequest(session, id),
  ]);
  return {
    ...lineOf(room, officer, row, request ?? null),
    version: row.version,
    mayChange: id !== officer.id && mayDo('manageOfficers', officer, room.town),
    isSelf: id === officer.id,
  };
}

/** 職員の登録: nobody can sign in with it until a second person has the first password issued. */
export async function createOfficer(
  room: OfficeRoom,
  officer: Officer,
  fresh: Omit<Officer, 'townCode'>,
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    if (await findOfficerRow(session, fresh.id)) {
      return refuse('officerExists', 'この職員番号はもう使われています。別の番号にしてください。', SECURITY);
    }
    const row = newOfficerRow(Officer.parse({ ...fresh, townCode: room.town.code }), room.clock.now());
    await session.db.insert(session.t.officers).values(row);
    await addRequest(room, session, officer, row.id, '最初のパスワードの発行');
    await recordAboutOfficer(room, session, officer, 'createOfficer', row.id, '職員の登録');
    return { accepted: true, value: undefined };
  });
}

/** 役割と所属の変更: holds from the next request on. */
export async function changeOfficer(
  room: OfficeRoom,
  officer: Officer,
  screen: { id: string; version: number },
  change: Pick<Officer, 'name' | 'officeCode' | 'roles' | 'sections'>,
): Promise<Outcome<undefined>> {
  return onOfficer(room, officer, screen, 'changeOfficer', '職員の役割・所属の変更', () => ({
    name: change.name,
    officeCode: change.officeCode,
    roles: [...change.roles],
    sections: change.sections ? [...change.sections] : null,
  }));
}

/** 停止・再開: who is put out is out with the next request, on every device. */
export async function setOfficerActive(
  room: OfficeRoom,
  officer: Officer,
  screen: { id: string; version: number },
  active: boolean,
): Promise<Outcome<undefined>> {
  const act = active ? 'enableOfficer' : 'disableOfficer';
  return onOfficer(room, officer, screen, act, active ? '職員の再開' : '職員の停止', () => ({ active }));
}

async function onOfficer(
  room: OfficeRoom,
  officer: Officer,
  { id, version }: { id: string; version: number },
  act: string,
  reason: string,
  change: (row: OfficerRow) => Partial<OfficerRow>,
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  if (id === officer.id) return { accepted: false, refusal: NOT_ONESELF };
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const row = await getOfficerRow(session, id);
    if (row.version !== version) {
      return refuse(
        'staleOfficer',
        'この画面を開いたあとで、ほかの職員がこの職員の登録を変えました。いまの内容を確かめてから、もう一度選んでください。',
        '住民記録システム標準仕様書 10.3（排他制御）',
      );
    }
    const { db, t } = session;
    const changed = change(row);
    await db
      .update(t.officers)
      .set({ ...changed, version: version + 1, updatedAt: room.clock.now() })
      .where(eq(t.officers.id, id));
    if (changed.active === false) await endSessions(room, session, id);
    await recordAboutOfficer(room, session, officer, act, id, reason);
    return { accepted: true, value: undefined };
  });
}
