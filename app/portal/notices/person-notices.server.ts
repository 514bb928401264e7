import { and, desc, eq, isNull } from 'drizzle-orm';
import { CoMoverNotice } from '#app/messages/contracts/co-movers.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { PortalTables } from '#db/schema/index.ts';
import { findRecord } from '../applications/records.server.ts';
import type { ApplicationState } from '../applications/status.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { formOf } from '../filing/sending.server.ts';
import { refuseSignature } from '../filing/signature-refusals.ts';
import { municipalityName } from '../places.server.ts';
import { leaveNotice } from './notices.server.ts';

/** 本人への知らせ as the person reads it; of the destination nothing, for a town may hide it later. */
export type PersonNotice = { key: string; at: Instant } & (
  | {
      kind: 'coMover';
      filer: string;
      from: string;
      filedAt: Instant;
      movingOn: CalendarDate;
      /** The filing came to an end: there is nothing left to object to. */
      ended: boolean;
      objectedAt?: Instant;
    }
  | { kind: 'lockedFiling' }
);

type NoticeRow = PortalSession['t']['portalPersonNotices']['$inferSelect'];

/** States in which an officer has nothing left to check. */
const ENDED: ReadonlySet<ApplicationState> = new Set(['withdrawn', 'refused', 'resubmitted', 'cancelled', 'movedIn']);
const SHOWN = 20;

/** 発行番号の検索用ハッシュ. */
export function serialHashOf({ cipher }: Pick<PortalContext, 'cipher'>, serial: string): string {
  return cipher.lookup(`serial:${serial}`);
}

/** 異動者への知らせ of the old town: kept for the account of the certificate, or until its holder signs in. */
export function coMoverNoticeHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const { receiptNumber, persons, at } = CoMoverNotice.parse(content);
    const record = await findRecord(context, session, { receiptNumber });
    if (record?.fromMunicipality !== envelope.from) {
      throw new Error('a notice comes from a town that the application does not concern');
    }
    const { db, t } = session;
    for (const { key, serial } of persons) {
      const serialHash = serialHashOf(context, serial);
      const accounts = t.portalAccounts;
      const [account] = await db
        .select({ subject: accounts.subject })
        .from(accounts)
        .where(eq(accounts.serialHash, serialHash))
        .limit(1);
      // Who files is never told of his own filing as of somebody else's.
      if (account?.subject === record.subject) continue;
      const subject = account?.subject ?? null;
      const row = { key, kind: 'coMover' as const, receiptNumber, serialHash, subject, at };
      await keepPersonNotice(context, session, row);
    }
  };
}

/** Keeps what a person is to be told, once, and says so among the notices of the account, where there is one. */
export async function keepPersonNotice(
  context: PortalContext,
  session: PortalSession,
  row: PortalTables['portalPersonNotices']['$inferInsert'],
): Promise<void> {
  const { db, t } = session;
  const kept = await db
    .insert(t.portalPersonNotices)
    .values(row)
    .onConflictDoNothing()
    .returning({ key: t.portalPersonNotices.key });
  const { key, kind, subject, at } = row;
  if (kept.length > 0 && subject) await announce(context, session, { key, kind, subject, at });
}

function announce(
  context: PortalContext,
  session: PortalSession,
  { key, kind, subject, at }: Pick<NoticeRow, 'key' | 'kind' | 'at'> & { subject: string },
): Promise<void> {
  const sentence = kind === 'coMover' ? 'family.coMover' : 'family.locked';
  return leaveNotice(context, session, { subject, sentence, personNotice: key, at });
}

/** Notices that waited for this certificate belong to the account from now on. */
export async function claimNotices(
  context: PortalContext,
  session: PortalSession,
  { subject, serialHash }: { subject: string; serialHash: string },
): Promise<void> {
  const notices = session.t.portalPersonNotices;
  const claimed = await session.db
    .update(notices)
    .set({ subject })
    .where(and(eq(notices.serialHash, serialHash), isNull(notices.subject)))
    .returning({ key: notices.key, kind: notices.kind, at: notices.at });
  for (const notice of claimed) await announce(context, session, { ...notice, subject });
}

async function viewOf(
  context: PortalContext,
  session: PortalSession,
  { key, kind, at, receiptNumber, objectedAt }: NoticeRow,
): Promise<PersonNotice | undefined> {
  if (kind === 'lockedFiling') return { key, kind, at };
  const record = receiptNumber ? await findRecord(context, session, { receiptNumber }) : undefined;
  if (!record) return undefined;
  return {
    key,
    kind,
    at,
    filer: formOf(record).filer.name,
    from: municipalityName(record.fromMunicipality),
    filedAt: record.filedAt,
    movingOn: record.movingOn,
    ended: ENDED.has(record.state),
    ...(objectedAt ? { objectedAt } : {}),
  };
}

async function findRow({ db, t }: PortalSession, resident: Resident, key: string): Promise<NoticeRow | undefined> {
  const notices = t.portalPersonNotices;
  const own = and(eq(notices.key, key), eq(notices.subject, resident.subject));
  const [row] = await db.select().from(notices).where(own).limit(1);
  return row;
}

/** 本人への知らせ of an account. Another account's do not exist for it. */
export interface PersonNotices {
  /** The latest first. */
  list(resident: Resident): Promise<PersonNotice[]>;
  find(resident: Resident, key: string): Promise<PersonNotice | undefined>;
  /** 「これは違います」: told to the old town once. undefined = no such notice of a filing. */
  object(resident: Resident, key: string): Promise<Outcome<undefined> | undefined>;
}

export function createPersonNotices(context: PortalContext): PersonNotices {
  const { store, clock, mailroom } = context;
  return {
    list: (resident) =>
      store.read(async (session) => {
        const notices = session.t.portalPersonNotices;
        const rows = await session.db
          .select()
          .from(notices)
          .where(eq(notices.subject, resident.subject))
          .orderBy(desc(notices.at))
          .limit(SHOWN);
        const views: PersonNotice[] = [];
        for (const row of rows) {
          const view = await viewOf(context, session, row);
          if (view) views.push(view);
        }
        return views;
      }),
    find: (resident, key) =>
      store.read(async (session) => {
        const row = await findRow(session, resident, key);
        return row && viewOf(context, session, row);
      }),
    object: (resident, key) =>
      store.write(async (session): Promise<Outcome<undefined> | undefined> => {
        const row = await findRow(session, resident, key);
        const record = row?.receiptNumber
          ? await findRecord(context, session, { receiptNumber: row.receiptNumber })
          : undefined;
        if (row?.kind !== 'coMover' || !record) return undefined;
        if (row.objectedAt) return { accepted: true, value: undefined };
        if (ENDED.has(record.state)) return { accepted: false, refusal: refuseSignature('notNow') };
        const at = clock.now();
        const notices = session.t.portalPersonNotices;
        await session.db.update(notices).set({ objectedAt: at }).where(eq(notices.key, key));
        await mailroom.post(session, {
          type: 'CoMoverObjection',
          to: record.fromMunicipality,
          subject: record.caseKey,
          content: { receiptNumber: record.receiptNumber, key, at },
        });
        return { accepted: true, value: undefined };
      }),
  };
}
