import { Secret, TOTP } from 'otpauth';
import type { OfficeDesk } from '#app/office/index.server.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { CHOFU, townOf } from './story.ts';
import { openWorld, type World } from './world.ts';

/** A world whose protocol time stands still until somebody waits. */
export interface OfficerWorld {
  world: World;
  office: OfficeDesk;
  now(): number;
  wait(milliseconds: number): void;
  close(): Promise<void>;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export async function openOfficerWorld(
  options: { dataDir?: string; start?: number; environment?: Record<string, string> } = {},
): Promise<OfficerWorld> {
  let now = options.start ?? Date.parse('2026-11-24T00:00:00.000Z');
  const world = await openWorld({
    protocolNow: () => now,
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.environment ? { environment: options.environment } : {}),
  });
  return {
    world,
    office: townOf(world, CHOFU).office,
    now: () => now,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    close: () => world[Symbol.asyncDispose](),
  };
}

/** The six figures that an authenticator app shows at that moment. */
export function codeAt(secret: string, now: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now });
}

export const PASSWORD = '夕焼け-自転車-もみじ-七草';

/** An officer with an own password and an enrolled app, as after the first day. */
export async function equipped(
  { office, now, wait }: Pick<OfficerWorld, 'office' | 'now' | 'wait'>,
  officer: Officer,
): Promise<{ id: string; secret: string; recoveryCodes: string[]; token: string }> {
  const { id } = officer;
  const { password } = await office.officers.issueByCommand({ id });
  const first = await office.access.signIn({ id, password, code: '' });
  if (!('signedIn' in first)) throw new Error('the temporary password does not open');
  const { token } = first.signedIn;
  const changed = await office.account.changePassword(officer, token, { current: password, next: PASSWORD });
  if (!changed.accepted) throw new Error(changed.refusal.sentence);
  const { secret } = await office.account.enrolment(officer);
  const enrolled = await office.account.confirmEnrolment(officer, token, { password: '', code: codeAt(secret, now()) });
  if (!enrolled.accepted) throw new Error(enrolled.refusal.sentence);
  wait(MINUTE);
  return { id, secret, recoveryCodes: enrolled.value, token };
}
