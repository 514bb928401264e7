import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '#app/vocabulary/clock.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Hop, HopDetails } from '../applications/applications.ts';
import type { ApplicationRecord } from '../applications/records.server.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { formFromBytes } from '../filing/form.ts';
import { municipalityName } from '../places.server.ts';
import { hasText, type TextKey } from '../texts/text.ts';
import { chosenEmail } from './notice-address.server.ts';
import type { NoticeView } from './notices.ts';

/** 知らせる経過: what others did or what falls due. What the resident did has been seen on the page where it was done. */
const TOLD: ReadonlySet<string> = new Set([
  'application.arrived',
  'application.underReview',
  'application.correctionRequested',
  'application.refused',
  'application.completed',
  'application.withdrawn',
  'application.cancelled',
  'application.withdrawalRefused',
  'application.movedOut',
  'application.movedIn',
  'visit.prepared',
  'visit.visited',
  'visit.slotWithdrawn',
  'visit.sentBack',
  'visit.registered',
  'visit.cancelled',
  'visit.expired',
  'validated',
  'notValid',
]);
const SHOWN = 100;

/** What a stored notice names, and where its e-mail goes. */
export const NoticeContents = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  date: CalendarDate.optional(),
  reason: z.string().optional(),
  /** Who is told of a filing by somebody else reads it there. */
  personNotice: z.string().optional(),
  email: z.string().optional(),
});
type NoticeContents = z.infer<typeof NoticeContents>;

/** お知らせ that is to be left for an account. */
export interface NewNotice extends NoticeContents {
  subject: string;
  sentence: TextKey;
  receiptNumber?: string;
  at: Instant;
}

/** Leaves a notice in the commit of what it tells; with an e-mail address, the account's before the filing's, it is sent there as well. */
export async function leaveNotice(
  context: PortalContext,
  session: PortalSession,
  { subject, sentence, receiptNumber, at, email: filed, ...named }: NewNotice,
): Promise<void> {
  const { db, t } = session;
  const email = (await chosenEmail(context, session, subject)) ?? filed;
  const contents: NoticeContents = { ...named, ...(email ? { email } : {}) };
  await db.insert(t.portalNotices).values({
    id: context.newId(),
    subject,
    sentence,
    receiptNumber: receiptNumber ?? null,
    at,
    readAt: null,
    mailAfter: email ? 0 : null,
    mailTries: 0,
    mailedAt: null,
    sealed: context.seal(contents),
  });
}

/** The sentence of a hop that is told, or undefined. */
export function sentenceOfHop({ object, step }: Pick<Hop, 'object' | 'step'>): TextKey | undefined {
  const name = object === 'portal' ? step : `${object}.${step}`;
  // The hop says that one was told; the notice is what one was told.
  if (name === 'visitReminder') return 'notices.visitReminder';
  const key = `hop.${name}`;
  return TOLD.has(name) && hasText(key) ? key : undefined;
}

/** Tells the filer of a hop of their application. */
export async function tellOfHop(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
  hop: { sentence: TextKey; at: Instant; details?: HopDetails },
): Promise<void> {
  const { email } = formFromBytes(Buffer.from(record.evidence.formBytes, 'base64')).filer;
  const { date, reason } = hop.details ?? {};
  await leaveNotice(context, session, {
    subject: record.subject,
    sentence: hop.sentence,
    receiptNumber: record.receiptNumber,
    at: hop.at,
    from: municipalityName(record.fromMunicipality),
    to: municipalityName(record.toMunicipality),
    ...(date ? { date } : {}),
    ...(reason ? { reason } : {}),
    ...(email ? { email } : {}),
  });
}

/** お知らせ of the account, the latest first; the hundred latest are enough for a page. */
export async function listNotices(context: PortalContext, { subject }: Resident): Promise<NoticeView[]> {
  const rows = await context.store.read(({ db, t }) =>
    db
      .select()
      .from(t.portalNotices)
      .where(eq(t.portalNotices.subject, subject))
      .orderBy(desc(t.portalNotices.at), desc(t.portalNotices.id))
      .limit(SHOWN),
  );
  return rows.flatMap(({ id, sentence, receiptNumber, at, readAt, mailedAt, sealed }): NoticeView[] => {
    if (!hasText(sentence)) throw new Error('a notice has a sentence that the catalogue does not know');
    const { from = '', to = '', date, reason, personNotice } = NoticeContents.parse(context.open(sealed));
    return [
      {
        id,
        sentence,
        names: { from, to },
        ...(date ? { date } : {}),
        ...(reason ? { reason } : {}),
        ...(receiptNumber ? { receiptNumber } : {}),
        ...(personNotice ? { personNotice } : {}),
        at,
        isNew: readAt === null,
        isMailed: mailedAt !== null,
      },
    ];
  });
}

/** How many notices nobody has read yet, a hundred at most. */
export async function countNewNotices(context: PortalContext, { subject }: Resident): Promise<number> {
  const rows = await context.store.read(({ db, t }) =>
    db
      .select({ id: t.portalNotices.id })
      .from(t.portalNotices)
      .where(and(eq(t.portalNotices.subject, subject), isNull(t.portalNotices.readAt)))
      .limit(SHOWN),
  );
  return rows.length;
}

/** 既読: all that are there now. */
export async function markNoticesRead(context: PortalContext, { subject }: Resident): Promise<void> {
  const at = context.clock.now();
  await context.store.write(async ({ db, t }) => {
    await db
      .update(t.portalNotices)
      .set({ readAt: at })
      .where(and(eq(t.portalNotices.subject, subject), isNull(t.portalNotices.readAt)));
  });
}
