import { asc, eq, lte } from 'drizzle-orm';
import { MailRefusedError } from '#app/national/mail.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { PortalContext } from '../context.server.ts';
import { text } from '../texts/text.ts';
import { NoticeContents } from './notices.server.ts';

const AT_ONCE = 10;
const MOST_TRIES = 12;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** Half a minute, doubled each time, an hour at most; undefined = it is given up. */
function nextTry(tries: number, now: number): number | undefined {
  if (tries >= MOST_TRIES) return undefined;
  return now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
}

/** Counts the try before it is made, so that a server that takes the mail and then dies does not send for ever. */
async function claim(context: PortalContext, id: string, now: number): Promise<string | undefined> {
  return context.store.write(async ({ db, t }) => {
    const [row] = await db.select().from(t.portalNotices).where(eq(t.portalNotices.id, id)).limit(1);
    if (!row || row.mailAfter === null || row.mailAfter > now) return undefined;
    const tries = row.mailTries + 1;
    await db
      .update(t.portalNotices)
      .set({ mailTries: tries, mailAfter: nextTry(tries, now) ?? null })
      .where(eq(t.portalNotices.id, id));
    return NoticeContents.parse(context.open(row.sealed)).email;
  });
}

/** Nobody but the account learns what happened: an e-mail may be read by others. */
async function send(context: PortalContext, id: string, to: string): Promise<boolean> {
  const link = `${context.origin}/moving/notices`;
  try {
    await context.mail.send({
      id,
      to,
      subject: text('mail.subject', {}, 'ja'),
      text: [
        text('mail.lead', {}, 'ja'),
        link,
        '',
        text('mail.care', {}, 'ja'),
        text('mail.simulation', {}, 'ja'),
      ].join('\n'),
    });
    return true;
  } catch (error) {
    if (error instanceof OutageError) return false;
    if (!(error instanceof MailRefusedError)) throw error;
    await context.store.write(async ({ db, t }) => {
      await db.update(t.portalNotices).set({ mailAfter: null }).where(eq(t.portalNotices.id, id));
    });
    return false;
  }
}

/** お知らせの電子メール that are due. Returns how many went out. */
export async function sendNoticeMails(context: PortalContext, now: number): Promise<number> {
  const due = await context.store.read(({ db, t }) =>
    db
      .select({ id: t.portalNotices.id })
      .from(t.portalNotices)
      .where(lte(t.portalNotices.mailAfter, now))
      .orderBy(asc(t.portalNotices.mailAfter))
      .limit(AT_ONCE),
  );
  let sent = 0;
  for (const { id } of due) {
    const to = await claim(context, id, now);
    if (!to || !(await send(context, id, to))) continue;
    const mailedAt = context.clock.now();
    await context.store.write(async ({ db, t }) => {
      await db.update(t.portalNotices).set({ mailedAt, mailAfter: null }).where(eq(t.portalNotices.id, id));
    });
    sent += 1;
  }
  return sent;
}
