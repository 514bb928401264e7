import { and, desc, eq, inArray } from 'drizzle-orm';
import type { PortalSession } from '../context.server.ts';
import { OPEN_APPLICATION_STATES } from './status.ts';

/** 申請中の届出 of an account: receipt number of the latest one that is not at its end. */
export async function openApplicationOf({ db, t }: PortalSession, subject: string): Promise<string | undefined> {
  const [row] = await db
    .select({ receiptNumber: t.portalApplications.receiptNumber })
    .from(t.portalApplications)
    .where(
      and(eq(t.portalApplications.subject, subject), inArray(t.portalApplications.state, [...OPEN_APPLICATION_STATES])),
    )
    .orderBy(desc(t.portalApplications.filedAt))
    .limit(1);
  return row?.receiptNumber;
}
