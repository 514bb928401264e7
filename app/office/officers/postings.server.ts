import { and, eq } from 'drizzle-orm';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { mayDo } from '../permissions.ts';
import { type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { NOT_ONESELF, recordAboutOfficer, SECURITY } from './issuing.server.ts';
import { rolesWord } from './role-words.ts';
import { getOfficerRow, type OfficerRow, officerOfRow } from './roll.server.ts';

/** 役割・所属の変更の申請の行. */
export type PostingRow = OfficeSession['t']['postingRequests']['$inferSelect'];

/** 役割と所属, as they shall be. */
export type Posting = Pick<Officer, 'name' | 'officeCode' | 'roles' | 'sections'>;

/** 役割・所属の変更の申請 that waits for a second システム管理の職員. */
export interface PostingRequest {
  id: string;
  posting: Posting;
  reason: string;
  requestedByName: string;
  requestedAt: string;
  /** This officer may confirm it. */
  mayConfirm: boolean;
  /** Who else may; nobody = the town cannot confirm it by itself. */
  confirmers: string[];
}

const STALE: Refusal = {
  code: 'staleOfficer',
  sentence:
    'この画面を開いたあとで、ほかの職員がこの職員の登録を変えました。いまの内容を確かめてから、もう一度選んでください。',
  article: '住民記録システム標準仕様書 10.3（排他制御）',
};

/** 二人での変更: neither who asked nor whose rights they are. */
function mayConfirm(room: OfficeRoom, officer: Officer, request: PostingRow): boolean {
  const others = officer.id !== request.requestedBy && officer.id !== request.officerId;
  return others && mayDo('manageOfficers', officer, room.town);
}

function postingOf(room: OfficeRoom, { officerId, name, officeCode, roles, sections }: PostingRow): Posting {
  return officerOfRow(room, { id: officerId, name, officeCode, roles, sections });
}

/** The open request for an officer. */
export async function findPosting({ db, t }: OfficeSession, officerId: string): Promise<PostingRow | undefined> {
  const [row] = await db.select().from(t.postingRequests).where(eq(t.postingRequests.officerId, officerId)).limit(1);
  return row;
}

/** システム管理の職員 who can act today. */
export async function activeAdministrators(room: OfficeRoom, { db, t }: OfficeSession): Promise<Officer[]> {
  const rows = await db.select().from(t.officers).where(eq(t.officers.active, true)).limit(1000);
  return rows.map((row) => officerOfRow(room, row)).filter((one) => mayDo('manageOfficers', one, room.town));
}

/** The request as the page of the officer shows it to the viewer. */
export function postingView(
  room: OfficeRoom,
  viewer: Officer,
  request: PostingRow,
  administrators: readonly Officer[],
): PostingRequest {
  return {
    id: request.id,
    posting: postingOf(room, request),
    reason: request.reason,
    requestedByName: request.requestedByName,
    requestedAt: request.requestedAt,
    mayConfirm: mayConfirm(room, viewer, request),
    confirmers: administrators.filter((one) => mayConfirm(room, one, request)).map((one) => one.name),
  };
}

/** 変更の申請 in the transaction of what asks for it. */
export async function addPosting(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  by: Officer,
  officerId: string,
  { posting, reason }: { posting: Posting; reason: string },
): Promise<void> {
  await db.insert(t.postingRequests).values({
    id: room.newId(),
    officerId,
    name: posting.name,
    officeCode: posting.officeCode,
    roles: [...posting.roles],
    sections: posting.sections ? [...posting.sections] : null,
    reason,
    requestedBy: by.id,
    requestedByName: by.name,
    requestedAt: room.clock.now(),
  });
}

function sameItems(left: readonly string[] | null | undefined, right: readonly string[] | null | undefined): boolean {
  return [...(left ?? [])].sort().join() === [...(right ?? [])].sort().join();
}

/** 役割・所属の変更の申請: the first of two people. A name gives no right and holds at once. */
export async function requestPosting(
  room: OfficeRoom,
  officer: Officer,
  { id, version }: { id: string; version: number },
  asked: { posting: Posting; reason: string },
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  if (id === officer.id) return { accepted: false, refusal: NOT_ONESELF };
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const row = await getOfficerRow(session, id);
    const stale = staleness(row, version);
    if (stale) return { accepted: false, refusal: stale };
    const { posting, reason } = asked;
    const sameRights =
      posting.officeCode === row.officeCode &&
      sameItems(posting.roles, row.roles) &&
      sameItems(posting.sections, row.sections);
    if (sameRights && posting.name === row.name) {
      return refuse('nothingChanged', 'いまの登録と同じ内容です。変えるところを選んでください。', SECURITY);
    }
    if (sameRights) {
      await writeOfficer(room, session, row, { name: posting.name });
      await recordAboutOfficer(room, session, officer, 'changeOfficer', id, `職員の氏名の変更（${reason}）`);
      return { accepted: true, value: undefined };
    }
    if (await findPosting(session, id)) {
      return refuse(
        'postingWaits',
        'この職員には、確認を待つ申請があります。確認するか、申請をやめてから、もう一度申請してください。',
        SECURITY,
      );
    }
    await addPosting(room, session, officer, id, asked);
    await recordAboutOfficer(
      room,
      session,
      officer,
      'requestPosting',
      id,
      `${wordsOf(officerOfRow(room, row))} → ${wordsOf(posting)}（${reason}）`,
    );
    return { accepted: true, value: undefined };
  });
}

function wordsOf({ roles, officeCode }: Posting): string {
  return `${rolesWord(roles)}／${officeCode}`;
}

/** 変更の確認: the second システム管理の職員, on what the screen showed; holds from the officer's next request on. */
export async function confirmPosting(
  room: OfficeRoom,
  officer: Officer,
  { id, version, request }: { id: string; version: number; request: string },
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const { db, t } = session;
    const row = await getOfficerRow(session, id);
    const asked = await findPosting(session, id);
    if (!asked || asked.id !== request) {
      return refuse('requestGone', 'この申請はもうありません。ほかの職員が処理しました。', SECURITY);
    }
    if (!mayConfirm(room, officer, asked)) {
      return refuse(
        'twoPeople',
        '申請した職員と本人は、確認できません。ほかのシステム管理の職員が確認します。',
        SECURITY,
      );
    }
    const stale = staleness(row, version);
    if (stale) return { accepted: false, refusal: stale };
    const { name, officeCode, roles, sections } = asked;
    await db.delete(t.postingRequests).where(eq(t.postingRequests.id, request));
    await writeOfficer(room, session, row, { name, officeCode, roles, sections });
    const said = `${wordsOf(officerOfRow(room, row))} → ${wordsOf(postingOf(room, asked))}（申請 ${asked.requestedByName}：${asked.reason}）`;
    await recordAboutOfficer(room, session, officer, 'changeOfficer', id, said);
    return { accepted: true, value: undefined };
  });
}

/** 申請の取りやめ, by whoever asked or by a second one who does not agree. */
export async function dropPosting(
  room: OfficeRoom,
  officer: Officer,
  { id, request }: { id: string; request: string },
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  if (id === officer.id) return { accepted: false, refusal: NOT_ONESELF };
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const { postingRequests: t } = session.t;
    const gone = await session.db
      .delete(t)
      .where(and(eq(t.id, request), eq(t.officerId, id)))
      .returning();
    if (gone.length > 0) {
      await recordAboutOfficer(room, session, officer, 'dropPosting', id, '役割・所属の変更の申請の取りやめ');
    }
    return { accepted: true, value: undefined };
  });
}

/** The row as it is from now on; screens that showed it before are stale. */
export async function writeOfficer(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  row: OfficerRow,
  change: Partial<OfficerRow>,
): Promise<void> {
  await db
    .update(t.officers)
    .set({ ...change, version: row.version + 1, updatedAt: room.clock.now() })
    .where(eq(t.officers.id, row.id));
}

/** An answer to a screen that shows an older version of the officer. */
export function staleness(row: OfficerRow, version: number): Refusal | undefined {
  return row.version === version ? undefined : STALE;
}
