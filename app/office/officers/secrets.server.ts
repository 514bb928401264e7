import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { Cipher } from '#db/cipher.ts';
import { normalisedPassword } from './password-rules.ts';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Without letters and digits that are taken for each other. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const PERIOD_SECONDS = 30;
/** Clocks of telephones drift: one step to either side is taken. */
const DRIFT_STEPS = 1;
const RECOVERY_CODES = 10;

/** パスワードの保存の形: never the password itself. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisedPassword(password), ARGON2ID);
}

let nobody: Promise<string> | undefined;

/** Whether it is the password; who has none costs the same time as who has. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await verify(stored ?? (await nobody), normalisedPassword(password));
  return right && stored !== null;
}

function readable(groups: number, length: number): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join(''),
  ).join('-');
}

/** 仮のパスワード: 79 bits, made to be read aloud or from paper once. */
export function newTemporaryPassword(): string {
  return readable(4, 4);
}

/** 予備のコード: each opens the door once when the telephone is lost. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => readable(2, 5));
}

/** What is kept of a recovery code. */
export function recoveryHash(cipher: Pick<Cipher, 'lookup'>, officerId: string, code: string): string {
  return cipher.lookup(`recovery ${officerId} ${code}`);
}

/** A session's token, and what is kept of it. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 認証アプリの共有の秘密, base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: '住民記録',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

/** What the QR code of the enrolment says. */
export function enrolmentUri(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/** The step to which a code belongs, or undefined for a wrong one or one of a step that was used (RFC 6238 5.2). */
export function stepOfCode(
  secret: string,
  code: string,
  { now, usedStep }: { now: number; usedStep: number },
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: DRIFT_STEPS });
  if (delta === null) return undefined;
  const step = Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
  return step > usedStep ? step : undefined;
}

/** A code as people type it: full-width digits, spaces, capitals. */
export function typedCode(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}
