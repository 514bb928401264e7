import { and, eq } from 'drizzle-orm';
import { AccessRecords } from '#app/messages/contracts/access-records.ts';
import type { DirectoryClient } from '#app/messages/directory.server.ts';
import { type AccessReceipt, readStatement, verifyStatement } from '#app/messages/log-receipt.server.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { PortalTables } from '#db/schema/index.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';

/** 自分の記録の閲覧者 at one town: waiting for its answer, told, or not told on any ground. */
export interface TownAccessRecords {
  town: { code: string; name: string };
  state: 'waiting' | 'provided' | 'notProvided';
  askedAt: Instant;
  answeredAt?: Instant;
  records: AccessRecords['records'];
}

/** 閲覧の控えの検査. `contradicted`: signed, but the town signed another past of its log as well. */
export type ReceiptCheck =
  | { kind: 'genuine' | 'contradicted'; receipt: AccessReceipt; town: string }
  | { kind: 'notGenuine' };

export interface AccessRecordDesk {
  towns: readonly { code: string; name: string }[];
  list(resident: Resident): Promise<TownAccessRecords[]>;
  /** Asks anew, unless a question is on its way. false = no such town, or no certificate to be known by. */
  ask(resident: Resident, municipality: string): Promise<boolean>;
  /** Throws OutageError when the directory of signatures is silent. */
  checkReceipt(token: string): Promise<ReceiptCheck>;
}

/** 閲覧者の回答: kept for the account that asked; the signed head of the log is kept for good. */
export function accessRecordsHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const answer = AccessRecords.parse(content);
    const { db, t } = session;
    const requests = t.portalAccessRequests;
    const [asked] = await db
      .select({ municipality: requests.municipality })
      .from(requests)
      .where(eq(requests.requestId, answer.requestId))
      .limit(1);
    const head = answer.head === undefined ? undefined : readStatement(answer.head);
    if (head?.kind === 'logHead' && head.town === envelope.from && answer.head) {
      const { seal, hash } = head;
      const row = { municipality: envelope.from, seal, hash, token: answer.head, receivedAt: context.clock.now() };
      await db.insert(t.portalLogHeads).values(row).onConflictDoNothing();
    }
    // Asked once more meanwhile: the answer to the newer question counts.
    if (!asked) return;
    if (asked.municipality !== envelope.from) throw new Error('an answer comes from a town that was not asked');
    await db
      .update(requests)
      .set({ answeredAt: context.clock.now(), sealed: context.seal(answer) })
      .where(eq(requests.requestId, answer.requestId));
  };
}

export function createAccessRecordDesk(context: PortalContext, directory: DirectoryClient): AccessRecordDesk {
  const { store, towns, clock, mailroom } = context;
  const nameOf = (code: string) => towns.find((town) => town.code === code)?.name ?? code;

  async function checkReceipt(token: string): Promise<ReceiptCheck> {
    const statement = await verifyStatement(directory, token);
    if (statement?.kind !== 'accessReceipt') return { kind: 'notGenuine' };
    const heads = await store.read(({ db, t }) =>
      db
        .select({ hash: t.portalLogHeads.hash })
        .from(t.portalLogHeads)
        .where(and(eq(t.portalLogHeads.municipality, statement.town), eq(t.portalLogHeads.seal, statement.seal))),
    );
    const isOther = heads.some(({ hash }) => hash !== statement.hash);
    return { kind: isOther ? 'contradicted' : 'genuine', receipt: statement, town: nameOf(statement.town) };
  }

  return {
    towns,
    checkReceipt,
    list: ({ subject }) =>
      store.read(async ({ db, t }) => {
        const requests = t.portalAccessRequests;
        const rows = await db.select().from(requests).where(eq(requests.subject, subject));
        return rows.map(({ municipality, askedAt, answeredAt, sealed }): TownAccessRecords => {
          const town = { code: municipality, name: nameOf(municipality) };
          if (!sealed || !answeredAt) return { town, state: 'waiting', askedAt, records: [] };
          const { provided, records } = AccessRecords.parse(context.open(sealed));
          return { town, state: provided ? 'provided' : 'notProvided', askedAt, answeredAt, records };
        });
      }),
    ask: async ({ subject, serial }, municipality) => {
      if (!serial || !towns.some(({ code }) => code === municipality)) return false;
      await store.write(async (session) => {
        const { db, t } = session;
        const requests = t.portalAccessRequests;
        const own = and(eq(requests.subject, subject), eq(requests.municipality, municipality));
        const [before] = await db.select({ answeredAt: requests.answeredAt }).from(requests).where(own).limit(1);
        if (before && !before.answeredAt) return;
        await db.delete(requests).where(own);
        const requestId = context.newId();
        const at = clock.now();
        await db.insert(requests).values({ requestId, subject, municipality, askedAt: at });
        await mailroom.post(session, {
          type: 'AccessRecordRequest',
          to: municipality,
          subject: requestId,
          content: { requestId, serial, at },
        });
      });
      return true;
    },
  };
}
