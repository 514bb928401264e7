import { eq } from 'drizzle-orm';
import type { Officer } from '#app/vocabulary/roles.ts';
import { leaveDesk } from '../protection/protection.server.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { findOfficerRow, type OfficerRow, officerOfRow } from './roll.server.ts';
import { isPassword, recoveryHash, stepOfCode, typedCode } from './secrets.server.ts';
import { endSession, type SessionStage, startSession } from './sessions.server.ts';
import { forgetTries, takeTry, waitAfterRefusal } from './tries.server.ts';

/** サインインの結果: a refusal never says which of the three was wrong. */
export type SignInAnswer =
  | { signedIn: { officerId: string; token: string; stage: SessionStage; recoveryCodesLeft?: number } }
  | { waitSeconds: number; refused: boolean };

/** What was typed. */
export interface Credentials {
  id: string;
  password: string;
  /** Code of the authenticator app, or a recovery code. */
  code: string;
  device?: string;
}

/** パスワードと認証アプリによるサインイン. */
export async function signIn(room: OfficeRoom, typed: Credentials): Promise<SignInAnswer> {
  const id = typed.id.normalize('NFKC').trim();
  const wait = await takeTry(room, id);
  if (wait) return { waitSeconds: Math.ceil(wait.waitMs / 1000), refused: false };
  const row = await room.store.read((session) => findOfficerRow(session, id));
  const right = await isPassword(row?.passwordHash ?? null, typed.password);
  const signedIn = row && right ? await room.store.write((session) => letIn(room, session, row.id, typed)) : undefined;
  if (signedIn) return { signedIn };
  await room.store.write((session) =>
    room.recordAct(session, row ? officerOfRow(room, row) : unknownOfficer(room), {
      act: 'signInRefused',
      subjects: [],
      reason: row ? 'サインインの拒否' : 'サインインの拒否（名簿にない職員番号）',
    }),
  );
  return { waitSeconds: Math.ceil((await waitAfterRefusal(room, id)) / 1000), refused: true };
}

function unknownOfficer(room: OfficeRoom): Officer {
  return { ...room.system, id: 'unknown', name: '（不明）', roles: [] };
}

/** The rest is decided where it is written: a code that two windows send at once lets only one of them in. */
async function letIn(
  room: OfficeRoom,
  session: OfficeSession,
  id: string,
  { code, device }: Credentials,
): Promise<Extract<SignInAnswer, { signedIn: unknown }>['signedIn'] | undefined> {
  const row = await findOfficerRow(session, id);
  if (!row?.active) return undefined;
  if (row.temporaryUntil !== null && row.temporaryUntil < room.protocolNow()) return undefined;
  const second = secondFactor(room, row, code);
  if (!second) return undefined;
  const { db, t } = session;
  await db
    .update(t.officers)
    .set({ ...second.change, signedInAt: room.clock.now() })
    .where(eq(t.officers.id, id));
  await forgetTries(room, session, id);
  const token = await startSession(room, session, id, { stage: second.stage, ...(device ? { device } : {}) });
  await room.recordAct(session, officerOfRow(room, row), { act: 'signIn', subjects: [], reason: second.reason });
  const left = second.change.recoveryCodes?.length;
  return { officerId: id, token, stage: second.stage, ...(left === undefined ? {} : { recoveryCodesLeft: left }) };
}

interface SecondFactor {
  stage: SessionStage;
  reason: string;
  change: Partial<Pick<OfficerRow, 'usedStep' | 'recoveryCodes'>>;
}

function secondFactor(room: OfficeRoom, row: OfficerRow, typed: string): SecondFactor | undefined {
  if (row.temporaryUntil !== null || row.sealedSecret === null) {
    return { stage: 'setup', reason: '仮のパスワードによるサインイン', change: {} };
  }
  const code = typedCode(typed);
  const secret = room.cipher.decrypt(row.sealedSecret);
  const step = stepOfCode(secret, code, { now: room.protocolNow(), usedStep: row.usedStep });
  if (step !== undefined) {
    return { stage: 'full', reason: 'パスワードと認証アプリによるサインイン', change: { usedStep: step } };
  }
  const hashed = recoveryHash(room.cipher, row.id, code);
  if (!row.recoveryCodes.includes(hashed)) return undefined;
  return {
    stage: 'full',
    reason: 'パスワードと予備のコードによるサインイン',
    change: { recoveryCodes: row.recoveryCodes.filter((one) => one !== hashed) },
  };
}

/** デモのサインイン: by a press, where the process is a demonstration; who is put out stays out. */
export async function signInByPress(
  room: OfficeRoom,
  id: string,
  device?: string,
): Promise<{ officerId: string; token: string } | undefined> {
  return room.store.write(async (session) => {
    const row = await findOfficerRow(session, id);
    if (!row?.active) return undefined;
    const { db, t } = session;
    await db.update(t.officers).set({ signedInAt: room.clock.now() }).where(eq(t.officers.id, id));
    const token = await startSession(room, session, id, device ? { device } : {});
    await room.recordAct(session, officerOfRow(room, row), {
      act: 'signIn',
      subjects: [],
      reason: 'デモのサインイン',
    });
    return { officerId: id, token };
  });
}

/** サインアウト: the desk is left, the session is over. */
export async function signOut(room: OfficeRoom, officer: Officer, token: string): Promise<void> {
  await leaveDesk(room, officer);
  await endSession(room, token);
  await room.store.write((session) =>
    room.recordAct(session, officer, { act: 'signOut', subjects: [], reason: 'サインアウト' }),
  );
}
