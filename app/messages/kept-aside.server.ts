import { count, eq, inArray } from 'drizzle-orm';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { MailroomContext } from './mailroom.server.ts';
import { digestOf } from './message-log.server.ts';
import type { UnreadableError, UnreadableReason } from './unreadable.ts';

/** Letters of unknown senders that are kept; more of them would only be a flood. */
const UNAUTHENTICATED_KEPT = 1_000;
const UNAUTHENTICATED: UnreadableReason[] = ['malformed', 'untrusted', 'badSignature'];

export interface KeptAside {
  keep(sealed: string, error: UnreadableError): Promise<void>;
  /** Reads one again; what became readable leaves. false = there is none with this digest. */
  retry(digest: string, read: (sealed: string) => Promise<boolean>): Promise<boolean>;
}

/** 読めない電文: the bytes stay, encrypted, with the reason, until new software or a new directory can read them. */
export function createKeptAside<T extends DeliveryTables>(context: MailroomContext<T>): KeptAside {
  const { store, clock, cipher } = context;

  async function keep(sealed: string, { reason, detail, claimed }: UnreadableError): Promise<void> {
    await store.write(async ({ db, t }) => {
      if (UNAUTHENTICATED.includes(reason)) {
        const kept = await db
          .select({ n: count() })
          .from(t.unreadable)
          .where(inArray(t.unreadable.reason, UNAUTHENTICATED));
        if ((kept[0]?.n ?? 0) >= UNAUTHENTICATED_KEPT) return;
      }
      const row = {
        digest: digestOf(sealed),
        reason,
        detail: detail.slice(0, 300),
        claimedId: claimed?.id.slice(0, 60),
        claimedType: claimed?.type.slice(0, 60),
        claimedSender: claimed?.from.slice(0, 20),
        receivedAt: clock.now(),
        body: cipher.encrypt(sealed),
      };
      await db.insert(t.unreadable).values(row).onConflictDoNothing();
    });
  }

  async function retry(digest: string, read: (sealed: string) => Promise<boolean>): Promise<boolean> {
    const [kept] = await store.read(({ db, t }) =>
      db.select({ body: t.unreadable.body }).from(t.unreadable).where(eq(t.unreadable.digest, digest)).limit(1),
    );
    if (!kept) return false;
    if (await read(cipher.decrypt(kept.body))) {
      await store.write(async ({ db, t }) => {
        await db.delete(t.unreadable).where(eq(t.unreadable.digest, digest));
      });
    }
    return true;
  }

  return { keep, retry };
}
