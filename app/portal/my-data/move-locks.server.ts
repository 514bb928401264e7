import { and, eq, inArray, ne } from 'drizzle-orm';
import type { MovingForm } from '#app/messages/contracts/application.ts';
import type { Profile } from '#app/national/digital-auth.server.ts';
import { certificateText, sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { normalizeAddress } from '#app/vocabulary/width.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { refuseLocked, refuseOnline } from '../drafts/eligibility.ts';
import { keepPersonNotice } from '../notices/person-notices.server.ts';

/** Who is meant, as far as a filer and a lock both know it. The name is not in it: it may be typed in another way. */
interface LockedPerson {
  address: string;
  bornOn: string;
  sex: string;
}

function personHash({ cipher }: Pick<PortalContext, 'cipher'>, { address, bornOn, sex }: LockedPerson): string {
  return cipher.lookup(`person:${normalizeAddress(certificateText(address))}|${bornOn}|${sex}`);
}

/** 届出ロック: since when the account has one. */
export function lockedSince({ store }: PortalContext, { subject }: Resident): Promise<Instant | undefined> {
  return store.read((session) => findLock(session, subject));
}

async function findLock({ db, t }: PortalSession, subject: string): Promise<Instant | undefined> {
  const locks = t.portalMoveLocks;
  const [lock] = await db.select({ at: locks.lockedAt }).from(locks).where(eq(locks.subject, subject)).limit(1);
  return lock?.at;
}

/** 届出ロックと解除, both with the card and its PIN. false = it was somebody else's card. Repeating it changes nothing. */
export async function changeLock(
  context: PortalContext,
  { subject }: Resident,
  kind: 'lock' | 'unlock',
  profile: Profile,
): Promise<boolean> {
  if (profile.subject !== subject) return false;
  await context.store.write(async ({ db, t }) => {
    const locks = t.portalMoveLocks;
    if (kind === 'unlock') {
      await db.delete(locks).where(eq(locks.subject, subject));
      return;
    }
    const hash = personHash(context, profile.fourItems);
    await db
      .insert(locks)
      .values({ subject, personHash: hash, lockedAt: context.clock.now() })
      .onConflictDoUpdate({ target: locks.subject, set: { personHash: hash } });
  });
  return true;
}

function isFiler({ filer }: MovingForm, mover: MovingForm['movers'][number]): boolean {
  return mover.bornOn.on === filer.bornOn && mover.sex === filer.sex && sameNameOnCertificate(mover.name, filer.name);
}

/**
 * 届出ロックの効果: a filing with somebody in it who has a lock. The own lock is named. Of another person nothing is: the same sentence
 * as for every ground that is not explained online. Its owner is told that somebody tried, once per filing.
 */
export async function refuseLockedMovers(
  context: PortalContext,
  session: PortalSession,
  form: MovingForm,
  filing: { subject: string; draftId: string },
): Promise<Refusal | undefined> {
  const { db, t } = session;
  const { subject, draftId } = filing;
  const others = form.movers.filter((mover) => !isFiler(form, mover));
  if (others.length < form.movers.length && (await findLock(session, subject))) return refuseLocked();
  const hashes = others.flatMap(({ bornOn, sex }) =>
    bornOn.on ? [personHash(context, { address: form.oldAddress, bornOn: bornOn.on, sex })] : [],
  );
  if (hashes.length === 0) return undefined;
  const locks = t.portalMoveLocks;
  const owners = await db
    .select({ subject: locks.subject })
    .from(locks)
    .where(and(inArray(locks.personHash, hashes), ne(locks.subject, subject)));
  for (const owner of owners) {
    const key = context.cipher.lookup(`locked-filing:${owner.subject}:${draftId}`);
    const row = { key, kind: 'lockedFiling' as const, subject: owner.subject, at: context.clock.now() };
    await keepPersonNotice(context, session, row);
  }
  return owners.length > 0 ? refuseOnline() : undefined;
}
