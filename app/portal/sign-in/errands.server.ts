import { and, eq, isNull, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { AuthFailure, AuthState } from '#app/national/digital-auth.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import type { Drafts } from '../drafts/drafts.server.ts';
import { digestOf } from '../filing/digest.server.ts';
import type { Filing, FrozenForm } from '../filing/filing.server.ts';
import { changeLock } from '../my-data/move-locks.server.ts';
import { claimNotices, serialHashOf } from '../notices/person-notices.server.ts';
import { text } from '../texts/text.ts';
import { acceptProfile } from './profile.server.ts';
import { safeReturn } from './return-path.ts';

/** What somebody was sent to the card app for. */
export type ErrandKind = 'signIn' | 'profile' | 'signature' | 'lock' | 'unlock';

/** カードのアプリへの行き先; `state` goes into the browser's cookie and must come back with it. */
export interface Leave {
  url: string;
  state: string;
}

/** 戻ってきた結果. */
export type Return =
  | { kind: 'signedIn'; resident: Resident; returnTo: string }
  | { kind: 'profileRead'; draftId: string }
  | { kind: 'filed'; receiptNumber: string }
  /** 届出ロック: set or taken away; not with somebody else's card. */
  | { kind: 'lockChanged'; byHolder: boolean }
  | { kind: 'refused'; draftId: string; purpose: ErrandKind; refusal: Refusal }
  | { kind: 'failed'; draftId?: string; purpose: ErrandKind; failure: AuthFailure | 'outage' | 'forgotten' };

/** Errands to the card app: signing in, reading the four items, signing. */
export interface Errands {
  /** Throws OutageError when the app does not answer. */
  signIn(returnTo: string): Promise<Leave>;
  readProfile(resident: Resident, draftId: string): Promise<Leave>;
  sign(resident: Resident, frozen: FrozenForm): Promise<Leave>;
  /** Reads the four items once more: whoever found the open session alone does not get further. */
  changeLock(resident: Resident, kind: 'lock' | 'unlock'): Promise<Leave>;
  /** `cookieState`: the state that this browser left with. */
  comeBack(url: URL, browser: { cookieState?: string; resident?: Resident }): Promise<Return>;
}

const Kept = z.object({ auth: z.custom<AuthState>(), returnTo: z.string().optional() });
const LIFETIME_MS = 20 * 60_000;

type ErrandRow = PortalSession['t']['portalErrands']['$inferSelect'];

export function createErrands(context: PortalContext, drafts: Drafts, filing: Filing): Errands {
  const { store, digitalAuth, clock } = context;

  async function remember(
    kind: ErrandKind,
    departure: { url: string; state: AuthState },
    about: { subject?: string; draftId?: string; formId?: string; returnTo?: string } = {},
  ): Promise<Leave> {
    const { returnTo, ...columns } = about;
    await store.write(async ({ db, t }) => {
      await db.delete(t.portalErrands).where(lt(t.portalErrands.expiresAt, Date.now() - 24 * 60 * 60_000));
      await db.insert(t.portalErrands).values({
        state: departure.state.state,
        kind,
        ...columns,
        sealed: context.seal({ auth: departure.state, ...(returnTo ? { returnTo } : {}) }),
        expiresAt: Date.now() + LIFETIME_MS,
      });
    });
    return { url: departure.url, state: departure.state.state };
  }

  async function find(state: string): Promise<ErrandRow | undefined> {
    return store.read(async ({ db, t }) => {
      const [row] = await db.select().from(t.portalErrands).where(eq(t.portalErrands.state, state)).limit(1);
      return row;
    });
  }

  /** One return counts; a second one (reload, back button) finds it taken. */
  async function take(state: string): Promise<boolean> {
    return store.write(async ({ db, t }) => {
      const taken = await db
        .update(t.portalErrands)
        .set({ usedAt: Date.now() })
        .where(and(eq(t.portalErrands.state, state), isNull(t.portalErrands.usedAt)))
        .returning({ state: t.portalErrands.state });
      return taken.length > 0;
    });
  }

  /** After an outage the same return may be tried again. */
  async function giveBack(state: string): Promise<void> {
    await store.write(async ({ db, t }) => {
      await db.update(t.portalErrands).set({ usedAt: null }).where(eq(t.portalErrands.state, state));
    });
  }

  async function keepAccount(resident: Resident): Promise<void> {
    await store.write(async (session) => {
      const { db, t } = session;
      const now = clock.now();
      const { subject, serial } = resident;
      const sealed = context.seal({ serial });
      const serialHash = serial ? serialHashOf(context, serial) : null;
      await db
        .insert(t.portalAccounts)
        .values({ subject, sealed, serialHash, firstSeenAt: now, lastSeenAt: now })
        .onConflictDoUpdate({ target: t.portalAccounts.subject, set: { sealed, serialHash, lastSeenAt: now } });
      if (serialHash) await claimNotices(context, session, { subject, serialHash });
    });
  }

  async function finish(url: URL, errand: ErrandRow, resident: Resident | undefined): Promise<Return> {
    const { auth, returnTo } = Kept.parse(context.open(errand.sealed));
    const purpose = errand.kind;
    const draftId = errand.draftId ?? undefined;
    const failed = (failure: AuthFailure | 'forgotten'): Return => ({
      kind: 'failed',
      purpose,
      failure,
      ...(draftId ? { draftId } : {}),
    });
    if (errand.kind === 'signIn') {
      const result = await digitalAuth.finishSignIn(url, auth);
      if (!result.ok) return failed(result.error);
      await keepAccount(result.value);
      return { kind: 'signedIn', resident: result.value, returnTo: safeReturn(returnTo) };
    }
    if (!resident || resident.subject !== errand.subject) return failed('forgotten');
    if (errand.kind === 'lock' || errand.kind === 'unlock') {
      const result = await digitalAuth.finishProfile(url, auth);
      if (!result.ok) return failed(result.error);
      return { kind: 'lockChanged', byHolder: await changeLock(context, resident, errand.kind, result.value) };
    }
    if (!draftId) return failed('forgotten');
    if (errand.kind === 'profile') {
      const result = await digitalAuth.finishProfile(url, auth);
      if (!result.ok) return failed(result.error);
      const refusal = await acceptProfile(context, drafts, resident, draftId, result.value);
      return refusal ? { kind: 'refused', draftId, purpose, refusal } : { kind: 'profileRead', draftId };
    }
    const frozen = await filing.findFrozenById(resident, errand.formId ?? '');
    if (!frozen) return failed('forgotten');
    const result = await digitalAuth.finishSigning(url, auth);
    if (!result.ok) return failed(result.error);
    const outcome = await filing.file(resident, frozen, result.value);
    return outcome.accepted
      ? { kind: 'filed', receiptNumber: outcome.value }
      : { kind: 'refused', draftId, purpose, refusal: outcome.refusal };
  }

  return {
    signIn: async (returnTo) => remember('signIn', await digitalAuth.beginSignIn(), { returnTo: safeReturn(returnTo) }),
    readProfile: async ({ subject }, draftId) =>
      remember('profile', await digitalAuth.beginProfile(), { subject, draftId }),
    changeLock: async ({ subject }, kind) => remember(kind, await digitalAuth.beginProfile(), { subject }),
    sign: async ({ subject }, frozen) => {
      const title = text('sign.transaction', { receipt: frozen.form.receiptNumber }, 'ja');
      const departure = await digitalAuth.beginSigning({ digest: digestOf(frozen.bytes), title });
      return remember('signature', departure, { subject, draftId: frozen.draftId, formId: frozen.id });
    },
    async comeBack(url, { cookieState, resident }) {
      const state = url.searchParams.get('state') ?? '';
      const errand = state === '' ? undefined : await find(state);
      const purpose = errand?.kind ?? 'signIn';
      const draftId = errand?.draftId ?? undefined;
      const forgotten: Return = { kind: 'failed', purpose, failure: 'forgotten', ...(draftId ? { draftId } : {}) };
      // A return that this browser did not leave for is somebody else's.
      if (!errand || cookieState !== state || errand.expiresAt < Date.now()) {
        return errand && cookieState === state ? forgotten : { kind: 'failed', purpose, failure: 'forgotten' };
      }
      if (!(await take(state))) {
        const filed = resident && draftId ? await filing.findFiled(resident, draftId) : undefined;
        if (filed) return { kind: 'filed', receiptNumber: filed };
        return forgotten;
      }
      try {
        return await finish(url, errand, resident);
      } catch (error) {
        if (!(error instanceof OutageError)) throw error;
        await giveBack(state);
        return { kind: 'failed', purpose, failure: 'outage', ...(draftId ? { draftId } : {}) };
      }
    },
  };
}
