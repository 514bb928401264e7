import { and, eq } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { PortalContext } from '../context.server.ts';
import type { Draft, Resident } from '../drafts/answers.ts';
import { findDraft } from '../drafts/drafts.server.ts';
import { refuseSignature } from '../filing/signature-refusals.ts';
import { questionsToCorrect } from './correction.ts';
import { findRecord } from './records.server.ts';
import { afterResident } from './status.ts';

/**
 * 補正・再申請: a draft with everything that was said before, in which only the faulty fields are open. Starting again
 * gives the same draft. undefined = no such application for this account.
 */
export async function startCorrection(
  context: PortalContext,
  resident: Resident,
  receiptNumber: string,
): Promise<Outcome<Draft> | undefined> {
  return context.store.write(async (session) => {
    const record = await findRecord(context, session, { receiptNumber, subject: resident.subject });
    if (!record) return undefined;
    if (!afterResident(record.state, 'resubmit')) return { accepted: false, refusal: refuseSignature('notNow') };
    const { db, t } = session;
    const draftWith = async (id: string): Promise<Outcome<Draft>> => {
      const draft = await findDraft(context, session, resident.subject, id);
      if (!draft) throw new Error('the draft of a correction is gone');
      return { accepted: true, value: draft };
    };
    const [started] = await db
      .select()
      .from(t.portalDrafts)
      .where(and(eq(t.portalDrafts.subject, resident.subject), eq(t.portalDrafts.corrects, receiptNumber)))
      .limit(1);
    if (started) return draftWith(started.id);
    const filed = await findDraft(context, session, resident.subject, record.draftId);
    if (!filed) throw new Error('a filed application has lost its draft');
    const now = context.clock.now();
    const [row] = await db
      .insert(t.portalDrafts)
      .values({
        id: context.newId(),
        subject: resident.subject,
        state: 'open',
        sealed: context.seal(filed.answers),
        corrects: receiptNumber,
        correctable: questionsToCorrect(record.evidence.message?.fields ?? []),
        firstFiledOn: filed.firstFiledOn ?? tokyoDate(record.filedAt),
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (!row) throw new Error('the draft was not written');
    return draftWith(row.id);
  });
}
