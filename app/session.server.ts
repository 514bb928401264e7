import { createCookie } from '@remix-run/node';
import { z } from 'zod';
import { CertificateSerial, MunicipalityCode } from '#app/vocabulary/identifiers.ts';

/** Minutes without a request after which one has to sign in again; told on the sign-in pages. */
export const IDLE_MINUTES = 30;
/** A session is not written again with every request. */
const REWRITE_AFTER_MS = 60_000;

/** Who uses the portal: opaque subject of the デジタル認証アプリ, and the flow that is under way there. */
export const ResidentSession = z.object({
  /** Empty until the sign-in is done. */
  subject: z.string().max(200).optional(),
  /** 発行番号 of the 利用者証明用 certificate, where the app hands it over. */
  serial: CertificateSerial.optional(),
  flow: z.object({ state: z.string().max(200) }).optional(),
});
export type ResidentSession = z.infer<typeof ResidentSession>;

/** Which officer is signed in, in which town, and in which session. */
export const OfficerSession = z.object({
  officerId: z.string().max(40),
  townCode: MunicipalityCode,
  /** Names the session in the town's store, which is asked with every request. */
  token: z.string().max(64),
});
export type OfficerSession = z.infer<typeof OfficerSession>;

/** One signed cookie. Times are protocol time: the demo's clock does not end sessions. */
export interface CookieSession<T> {
  /** The session, or undefined where there is none (any more). */
  get(request: Request): Promise<T | undefined>;
  /** true = there was a session that ended because nothing happened for `IDLE_MINUTES`. */
  hasEnded(request: Request): Promise<boolean>;
  /** What the cookie holds, even where the session ended because nothing happened. */
  last(request: Request): Promise<T | undefined>;
  /** Set-Cookie that starts or changes the session. */
  commit(value: T): Promise<string>;
  /** Set-Cookie that ends it. */
  destroy(): Promise<string>;
  /** Set-Cookie that counts this request as activity, if one is needed. */
  touch(request: Request): Promise<string | undefined>;
}

/** Sessions of residents and of officers: two cookies, so that one browser can play both. */
export interface Sessions {
  resident: CookieSession<ResidentSession>;
  officer: CookieSession<OfficerSession>;
}

function createCookieSession<S extends z.ZodType>(
  name: string,
  schema: S,
  options: { secret: string; secure: boolean; now: () => number },
): CookieSession<z.infer<S>> {
  const cookie = createCookie(options.secure ? `__Host-${name}` : name, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: options.secure,
    secrets: [options.secret],
  });
  const Stored = z.object({ value: z.unknown(), seenAt: z.number().int() });

  async function read(request: Request) {
    const header = request.headers.get('Cookie');
    const stored = Stored.safeParse(header ? await cookie.parse(header) : undefined);
    const value = stored.success ? schema.safeParse(stored.data.value) : undefined;
    if (!stored.success || !value?.success) return undefined;
    return { value: value.data, idleMs: options.now() - stored.data.seenAt };
  }

  const isIdle = (idleMs: number) => idleMs > IDLE_MINUTES * 60_000;
  const commit = (value: z.infer<S>) => cookie.serialize({ value, seenAt: options.now() });

  return {
    get: async (request) => {
      const stored = await read(request);
      return stored && !isIdle(stored.idleMs) ? stored.value : undefined;
    },
    hasEnded: async (request) => {
      const stored = await read(request);
      return stored !== undefined && isIdle(stored.idleMs);
    },
    last: async (request) => (await read(request))?.value,
    commit,
    destroy: () => cookie.serialize('', { maxAge: 0 }),
    touch: async (request) => {
      const stored = await read(request);
      if (!stored || isIdle(stored.idleMs) || stored.idleMs < REWRITE_AFTER_MS) return undefined;
      return commit(stored.value);
    },
  };
}

export function createSessions(options: {
  secret: string;
  /** Behind https: the cookies are bound to the host and never sent in the clear. */
  secure: boolean;
  /** Protocol time in milliseconds. */
  now?: () => number;
}): Sessions {
  const given = { now: Date.now, ...options };
  return {
    resident: createCookieSession('resident', ResidentSession, given),
    officer: createCookieSession('officer', OfficerSession, given),
  };
}
