import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';

const MailChoice = z.object({ email: z.string() });

/** お知らせメールの送り先 that the person chose for the account: '' = none is wanted, undefined = never chosen. */
export async function chosenEmail(
  context: Pick<PortalContext, 'open'>,
  { db, t }: PortalSession,
  subject: string,
): Promise<string | undefined> {
  const accounts = t.portalAccounts;
  const [row] = await db
    .select({ sealed: accounts.sealedMailChoice })
    .from(accounts)
    .where(eq(accounts.subject, subject))
    .limit(1);
  return row?.sealed ? MailChoice.parse(context.open(row.sealed)).email : undefined;
}

/** Keeps the choice for every notice from now on; what waits to be sent goes where it was going. */
export async function chooseEmail(context: PortalContext, { subject }: Resident, email: string): Promise<void> {
  const sealedMailChoice = context.seal(MailChoice.parse({ email }));
  await context.store.write(async ({ db, t }) => {
    await db.update(t.portalAccounts).set({ sealedMailChoice }).where(eq(t.portalAccounts.subject, subject));
  });
}
