import { eq } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { SECURITY } from './issuing.server.ts';
import { faultOfPassword } from './password-rules.ts';
import { getOfficerRow, type OfficerRow } from './roll.server.ts';
import {
  enrolmentUri,
  hashPassword,
  isPassword,
  newRecoveryCodes,
  newSecret,
  recoveryHash,
  stepOfCode,
  typedCode,
} from './secrets.server.ts';
import { completeSetup, endSessions, sessionsOf } from './sessions.server.ts';
import { forgetTries, takeTry } from './tries.server.ts';

/** 自分のアカウント: what one is known by, and where one is signed in. */
export async function accountPage(room: OfficeRoom, officer: Officer, token: string) {
  room.admit(officer, 'account');
  const row = await room.store.read((session) => getOfficerRow(session, officer.id));
  return {
    id: row.id,
    password: passwordState(row),
    passwordSetAt: row.passwordSetAt,
    authenticator: row.sealedSecret !== null,
    recoveryCodesLeft: row.recoveryCodes.length,
    sessions: await sessionsOf(room, officer.id, token),
  };
}

/** パスワードの状態. */
export type PasswordState = 'none' | 'temporary' | 'own';

export function passwordState(row: Pick<OfficerRow, 'passwordHash' | 'temporaryUntil'>): PasswordState {
  if (row.passwordHash === null) return 'none';
  return row.temporaryUntil === null ? 'own' : 'temporary';
}

/** パスワードの変更: knows the old one; every other session ends. */
export async function changePassword(
  room: OfficeRoom,
  officer: Officer,
  token: string,
  typed: { current: string; next: string },
): Promise<Outcome<undefined>> {
  room.admit(officer, 'changePassword');
  const wait = await takeTry(room, officer.id);
  if (wait) {
    return refuse('wait', `続けて間違えたため、あと${Math.ceil(wait.waitMs / 1000)}秒お待ちください。`, SECURITY);
  }
  const row = await room.store.read((session) => getOfficerRow(session, officer.id));
  if (!(await isPassword(row.passwordHash, typed.current))) {
    return refuse('wrongPassword', '今のパスワードが違います。確かめてもう一度入力してください。', SECURITY);
  }
  // Whoever knows the old one is not guessing; what follows is about the new one.
  await room.store.write((session) => forgetTries(room, session, officer.id));
  const fault = faultOfPassword(typed.next, officer);
  if (fault) return refuse('weakPassword', fault, SECURITY);
  if (await isPassword(row.passwordHash, typed.next)) {
    return refuse('samePassword', '今と同じパスワードです。別のパスワードにしてください。', SECURITY);
  }
  const passwordHash = await hashPassword(typed.next);
  await room.store.write(async (session) => {
    const { db, t } = session;
    await db
      .update(t.officers)
      .set({ passwordHash, temporaryUntil: null, passwordSetAt: room.clock.now() })
      .where(eq(t.officers.id, officer.id));
    await endSessions(room, session, officer.id, token);
    if (row.sealedSecret !== null) await completeSetup(room, session, token);
    await room.recordAct(session, officer, { act: 'changePassword', subjects: [], reason: 'パスワードの変更' });
  });
  return { accepted: true, value: undefined };
}

/** 認証アプリの登録の画面: the same QR code until it is confirmed. */
export async function enrolment(room: OfficeRoom, officer: Officer): Promise<{ secret: string; uri: string }> {
  room.admit(officer, 'enrolAuthenticator');
  const secret = await room.store.write(async (session) => {
    const row = await getOfficerRow(session, officer.id);
    if (row.sealedNewSecret) return room.cipher.decrypt(row.sealedNewSecret);
    const fresh = newSecret();
    const { db, t } = session;
    await db
      .update(t.officers)
      .set({ sealedNewSecret: room.cipher.encrypt(fresh) })
      .where(eq(t.officers.id, officer.id));
    return fresh;
  });
  return { secret, uri: enrolmentUri(secret, `${room.town.name} ${officer.id}`) };
}

/** 認証アプリの登録: with a code that proves it; gives the recovery codes, which are shown once. */
export async function confirmEnrolment(
  room: OfficeRoom,
  officer: Officer,
  token: string,
  typed: { password: string; code: string },
): Promise<Outcome<string[]>> {
  room.admit(officer, 'enrolAuthenticator');
  const row = await room.store.read((session) => getOfficerRow(session, officer.id));
  const wait = await takeTry(room, officer.id);
  if (wait) {
    return refuse('wait', `続けて間違えたため、あと${Math.ceil(wait.waitMs / 1000)}秒お待ちください。`, SECURITY);
  }
  // Who finds an open window must not bind the account to another telephone.
  if (row.sealedSecret !== null && !(await isPassword(row.passwordHash, typed.password))) {
    return refuse('wrongCode', 'パスワードか確認コードが違います。確かめてもう一度入力してください。', SECURITY);
  }
  return room.store.write(async (session): Promise<Outcome<string[]>> => {
    const fresh = await getOfficerRow(session, officer.id);
    const step =
      fresh.sealedNewSecret === null
        ? undefined
        : stepOfCode(room.cipher.decrypt(fresh.sealedNewSecret), typedCode(typed.code), {
            now: room.protocolNow(),
            usedStep: 0,
          });
    if (step === undefined) {
      return refuse(
        'wrongCode',
        'パスワードか確認コードが違います。アプリに今出ている6桁を入力してください。スマートフォンの時刻が合っているかも確かめてください。',
        SECURITY,
      );
    }
    const codes = newRecoveryCodes();
    const { db, t } = session;
    await db
      .update(t.officers)
      .set({
        sealedSecret: fresh.sealedNewSecret,
        sealedNewSecret: null,
        usedStep: step,
        recoveryCodes: codes.map((code) => recoveryHash(room.cipher, officer.id, code)),
      })
      .where(eq(t.officers.id, officer.id));
    await forgetTries(room, session, officer.id);
    if (fresh.temporaryUntil === null) await completeSetup(room, session, token);
    await room.recordAct(session, officer, { act: 'enrolAuthenticator', subjects: [], reason: '認証アプリの登録' });
    return { accepted: true, value: codes };
  });
}

/** すべての端末からのサインアウト. */
export async function signOutEverywhere(room: OfficeRoom, officer: Officer): Promise<void> {
  room.admit(officer, 'signOutEverywhere');
  await room.store.write(async (session) => {
    await endSessions(room, session, officer.id);
    await room.recordAct(session, officer, {
      act: 'signOutEverywhere',
      subjects: [],
      reason: 'すべての端末からのサインアウト',
    });
  });
}
