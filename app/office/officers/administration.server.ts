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
import {
  activeAdministrators,
  addPosting,
  findPosting,
  type PostingRequest,
  type PostingRow,
  postingView,
  staleness,
  writeOfficer,
} from './postings.server.ts';
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
  /** 役割・所属の変更 that waits for a second person. */
  posting?: PostingRequest;
}

/** 職員名簿 with what the whole of it says. */
export interface OfficerRoll {
  lines: OfficerLine[];
  /** システム管理の職員 who can act: two are needed for every change of rights. */
  administrators: number;
}

/** What waits for a second person about one officer. */
interface Waiting {
  request?: RequestRow | null | undefined;
  posting?: PostingRow | null | undefined;
  administrators: readonly Officer[];
}

function lineOf(
  room: OfficeRoom,
  viewer: Officer,
  row: OfficerRow,
  { request, posting, administrators }: Waiting,
): OfficerLine {
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
    ...(posting ? { posting: postingView(room, viewer, posting, administrators) } : {}),
  };
}

/** 職員名簿. */
export async function officerList(room: OfficeRoom, officer: Officer): Promise<OfficerRoll> {
  room.permit(officer, 'approveOfficers');
  return room.store.read(async (session) => {
    const { db, t } = session;
    const rows = await db
      .select({ row: t.officers, request: t.passwordRequests, posting: t.postingRequests })
      .from(t.officers)
      .leftJoin(t.passwordRequests, eq(t.passwordRequests.officerId, t.officers.id))
      .leftJoin(t.postingRequests, eq(t.postingRequests.officerId, t.officers.id))
      .orderBy(t.officers.id)
      .limit(1000);
    const administrators = await activeAdministrators(room, session);
    return {
      lines: rows.map(({ row, ...waiting }) => lineOf(room, officer, row, { ...waiting, administrators })),
      administrators: administrators.length,
    };
  });
}

/** 職員の画面: what may be done about one officer, and the version of what is shown. */
export async function officerPage(room: OfficeRoom, officer: Officer, id: string) {
  room.permit(officer, 'approveOfficers');
  return room.store.read(async (session) => {
    const row = await getOfficerRow(session, id);
    const waiting: Waiting = {
      request: await findRequest(session, id),
      posting: await findPosting(session, id),
      administrators: await activeAdministrators(room, session),
    };
    return {
      ...lineOf(room, officer, row, waiting),
      version: row.version,
      mayChange: id !== officer.id && mayDo('manageOfficers', officer, room.town),
      isSelf: id === officer.id,
    };
  });
}

/** 職員の登録: without any role and without a password until a second person has confirmed the one and issued the other. */
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
    const { id, name, officeCode } = fresh;
    const bare = Officer.parse({ id, name, officeCode, roles: [], townCode: room.town.code });
    await session.db.insert(session.t.officers).values(newOfficerRow(bare, room.clock.now()));
    await addPosting(room, session, officer, id, { posting: fresh, reason: '職員の登録' });
    await addRequest(room, session, officer, id, '最初のパスワードの発行');
    await recordAboutOfficer(room, session, officer, 'createOfficer', id, '職員の登録');
    return { accepted: true, value: undefined };
  });
}

/** 停止・再開: who is put out is out with the next request, on every device. One person is enough: it cannot wait. */
export async function setOfficerActive(
  room: OfficeRoom,
  officer: Officer,
  { id, version }: { id: string; version: number },
  active: boolean,
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  if (id === officer.id) return { accepted: false, refusal: NOT_ONESELF };
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const row = await getOfficerRow(session, id);
    const stale = staleness(row, version);
    if (stale) return { accepted: false, refusal: stale };
    await writeOfficer(room, session, row, { active });
    if (!active) await endSessions(room, session, id);
    const [act, reason] = active ? ['enableOfficer', '職員の再開'] : ['disableOfficer', '職員の停止'];
    await recordAboutOfficer(room, session, officer, act, id, reason);
    return { accepted: true, value: undefined };
  });
}
