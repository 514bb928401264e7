import { and, eq } from 'drizzle-orm';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import { Officer } from '#app/vocabulary/roles.ts';
import { mayDo } from '../permissions.ts';
import { type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { findOfficerRow, getOfficerRow, newOfficerRow } from './roll.server.ts';
import { hashPassword, newTemporaryPassword } from './secrets.server.ts';
import { endSessions } from './sessions.server.ts';
import { forgetTries } from './tries.server.ts';

/** 根拠 of everything about accounts. */
export const SECURITY =
  '地方公共団体における情報セキュリティポリシーに関するガイドライン（情報システムへのアクセス制御）';
const TEMPORARY_FOR_MS = 3 * 24 * 3_600_000;

/** パスワードの発行の申請の行. */
export type RequestRow = OfficeSession['t']['passwordRequests']['$inferSelect'];

/** 二人での発行: neither who asked nor whom it is for. */
export function mayApprove(room: OfficeRoom, officer: Officer, request: RequestRow): boolean {
  const others = officer.id !== request.requestedBy && officer.id !== request.officerId;
  return others && mayDo('approveOfficers', officer, room.town);
}

/** The open request for an officer. */
export async function findRequest({ db, t }: OfficeSession, officerId: string): Promise<RequestRow | undefined> {
  const [row] = await db.select().from(t.passwordRequests).where(eq(t.passwordRequests.officerId, officerId)).limit(1);
  return row;
}

/** 自己の権限の変更の禁止. */
export const NOT_ONESELF: Refusal = {
  code: 'notOneself',
  sentence: '自分の権限・停止・パスワードの発行は、ほかのシステム管理の職員が行います。',
  article: SECURITY,
};

/** パスワードの再発行の申請: the first of two people. */
export async function requestPassword(
  room: OfficeRoom,
  officer: Officer,
  { id, reason }: { id: string; reason: string },
): Promise<Outcome<undefined>> {
  room.permit(officer, 'manageOfficers');
  if (id === officer.id) return { accepted: false, refusal: NOT_ONESELF };
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    await getOfficerRow(session, id);
    if (await findRequest(session, id)) return { accepted: true, value: undefined };
    await addRequest(room, session, officer, id, reason);
    await recordAboutOfficer(room, session, officer, 'requestPassword', id, reason);
    return { accepted: true, value: undefined };
  });
}

/** 発行の申請 in the transaction of what asks for it. */
export async function addRequest(
  room: OfficeRoom,
  session: OfficeSession,
  by: Officer,
  officerId: string,
  reason: string,
) {
  await session.db.insert(session.t.passwordRequests).values({
    id: room.newId(),
    officerId,
    reason,
    requestedBy: by.id,
    requestedByName: by.name,
    requestedAt: room.clock.now(),
  });
}

/** 発行の承認: the second person reads the temporary password, once. The old password, app and sessions are void. */
export async function approvePassword(
  room: OfficeRoom,
  officer: Officer,
  { id, request }: { id: string; request: string },
): Promise<Outcome<{ password: string }>> {
  room.permit(officer, 'approveOfficers');
  const issued = await preparePassword();
  return room.store.write(async (session): Promise<Outcome<{ password: string }>> => {
    const { db, t } = session;
    const row = await findRequest(session, id);
    if (!row || row.id !== request) {
      return refuse('requestGone', 'この申請はもうありません。ほかの職員が処理しました。', SECURITY);
    }
    if (!mayApprove(room, officer, row)) {
      return refuse(
        'twoPeople',
        '申請した職員と本人は、承認できません。ほかのシステム管理か住民記録の管理の職員が承認します。',
        SECURITY,
      );
    }
    await db.delete(t.passwordRequests).where(and(eq(t.passwordRequests.id, request)));
    await writePassword(room, session, id, issued.passwordHash);
    await recordAboutOfficer(
      room,
      session,
      officer,
      'issuePassword',
      id,
      `${row.reason}（申請 ${row.requestedByName}）`,
    );
    return { accepted: true, value: { password: issued.password } };
  });
}

/** 申請の取りやめ. */
export async function dropPasswordRequest(
  room: OfficeRoom,
  officer: Officer,
  { id, request }: { id: string; request: string },
): Promise<Outcome<undefined>> {
  room.permit(officer, 'approveOfficers');
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const { passwordRequests: t } = session.t;
    const gone = await session.db
      .delete(t)
      .where(and(eq(t.id, request), eq(t.officerId, id)))
      .returning();
    if (gone.length > 0)
      await recordAboutOfficer(room, session, officer, 'dropPasswordRequest', id, '発行の申請の取りやめ');
    return { accepted: true, value: undefined };
  });
}

/** 運用者のコマンドによる登録と再発行: for the first two administrators, and where nobody is left who could approve. */
export async function issueByCommand(
  room: OfficeRoom,
  given: Pick<Officer, 'id'> & Partial<Pick<Officer, 'name' | 'officeCode' | 'roles' | 'sections'>>,
): Promise<{ password: string; created: boolean }> {
  const issued = await preparePassword();
  return room.store.write(async (session) => {
    const known = await findOfficerRow(session, given.id);
    if (!known) {
      const fresh = Officer.parse({
        roles: [],
        officeCode: room.system.officeCode,
        ...given,
        townCode: room.town.code,
      });
      await session.db.insert(session.t.officers).values(newOfficerRow(fresh, room.clock.now()));
    }
    await session.db.update(session.t.officers).set({ active: true }).where(eq(session.t.officers.id, given.id));
    await session.db.delete(session.t.passwordRequests).where(eq(session.t.passwordRequests.officerId, given.id));
    await writePassword(room, session, given.id, issued.passwordHash);
    await recordAboutOfficer(room, session, room.system, 'issuePassword', given.id, '運用者のコマンドによる発行');
    return { password: issued.password, created: !known };
  });
}

async function preparePassword(): Promise<{ password: string; passwordHash: string }> {
  const password = newTemporaryPassword();
  return { password, passwordHash: await hashPassword(password) };
}

async function writePassword(room: OfficeRoom, session: OfficeSession, id: string, passwordHash: string) {
  const { db, t } = session;
  await db
    .update(t.officers)
    .set({
      passwordHash,
      temporaryUntil: room.protocolNow() + TEMPORARY_FOR_MS,
      passwordSetAt: room.clock.now(),
      sealedSecret: null,
      sealedNewSecret: null,
      usedStep: 0,
      recoveryCodes: [],
    })
    .where(eq(t.officers.id, id));
  await endSessions(room, session, id);
  await forgetTries(room, session, id);
}

/** 操作ログの一件 about an officer. */
export function recordAboutOfficer(
  room: OfficeRoom,
  session: OfficeSession,
  by: Officer,
  act: string,
  id: string,
  reason: string,
) {
  return room.recordAct(session, by, { act, subjects: [], reason: `${reason}：職員番号 ${id}` });
}
