import { and, desc, eq, sql } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { type AnsweringFacts, answer, type FormQuestionId } from './answering/answer.ts';
import type { Answered, FormValues } from './answering/form-values.ts';
import { Answers, type Draft } from './answers.ts';
import type { PortalContext, PortalSession } from './context.server.ts';
import { refuseSecondApplication } from './eligibility.ts';
import { openApplicationOf } from './open-applications.server.ts';
import { townsOf, wardsAround } from './places.server.ts';

type DraftRow = PortalSession['t']['portalDrafts']['$inferSelect'];

/** 下書き of the account that is signed in; nobody else's exist for it. */
export interface Drafts {
  list(subject: string): Promise<Draft[]>;
  find(subject: string, id: string): Promise<Draft | undefined>;
  /** A new draft; an empty one that is there already is used again. */
  start(subject: string): Promise<Outcome<Draft>>;
  discard(subject: string, id: string): Promise<void>;
  facts(draft: Draft): AnsweringFacts;
  /** Answers a question and keeps the answer. undefined = no such draft, or it is filed. */
  answer(subject: string, id: string, question: FormQuestionId, values: FormValues): Promise<Answered | undefined>;
  /** The same for pages that are not questions of the list. The change sees the draft as it is in the transaction. */
  change(subject: string, id: string, change: (draft: Draft) => Answered): Promise<Answered | undefined>;
}

export function draftOf(context: PortalContext, row: DraftRow): Draft {
  return {
    id: row.id,
    subject: row.subject,
    state: row.state,
    answers: Answers.parse(context.open(row.sealed)),
    ...(row.corrects ? { corrects: { receiptNumber: row.corrects, questions: row.correctable ?? [] } } : {}),
    ...(row.firstFiledOn ? { firstFiledOn: row.firstFiledOn } : {}),
    ...(row.receiptNumber ? { receiptNumber: row.receiptNumber } : {}),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** One draft of one account. */
export async function findDraft(
  context: PortalContext,
  { db, t }: PortalSession,
  subject: string,
  id: string,
): Promise<Draft | undefined> {
  const [row] = await db
    .select()
    .from(t.portalDrafts)
    .where(and(eq(t.portalDrafts.id, id), eq(t.portalDrafts.subject, subject)))
    .limit(1);
  return row && row.state !== 'discarded' ? draftOf(context, row) : undefined;
}

export function createDrafts(context: PortalContext): Drafts {
  const { store, clock } = context;

  function facts(draft: Draft): AnsweringFacts {
    const today = tokyoDate(clock.now());
    return {
      today,
      filingDay: draft.firstFiledOn ?? today,
      offices: context.offices(draft.answers.destination?.municipalityCode ?? ''),
      cityWards: wardsAround(draft.answers.profile?.municipalityCode ?? ''),
      townsOf,
    };
  }

  async function change(subject: string, id: string, work: (draft: Draft) => Answered) {
    return store.write(async (session) => {
      const draft = await findDraft(context, session, subject, id);
      if (draft?.state !== 'open') return undefined;
      const answered = work(draft);
      if (answered.kind === 'kept') {
        const { db, t } = session;
        await db
          .update(t.portalDrafts)
          .set({ sealed: context.seal(answered.answers), updatedAt: clock.now() })
          .where(eq(t.portalDrafts.id, id));
      }
      return answered;
    });
  }

  return {
    facts,
    change,
    list: (subject) =>
      store.read(async ({ db, t }) => {
        const rows: DraftRow[] = await db
          .select()
          .from(t.portalDrafts)
          .where(and(eq(t.portalDrafts.subject, subject), eq(t.portalDrafts.state, 'open')))
          .orderBy(desc(t.portalDrafts.updatedAt));
        return rows.map((row) => draftOf(context, row));
      }),
    find: (subject, id) => store.read((session) => findDraft(context, session, subject, id)),
    start: (subject) =>
      store.write(async (session) => {
        const refusal = refuseSecondApplication(await openApplicationOf(session, subject));
        if (refusal) return { accepted: false, refusal };
        const { db, t } = session;
        const [empty] = await db
          .select()
          .from(t.portalDrafts)
          .where(
            and(
              eq(t.portalDrafts.subject, subject),
              eq(t.portalDrafts.state, 'open'),
              sql`${t.portalDrafts.createdAt} = ${t.portalDrafts.updatedAt}`,
              sql`${t.portalDrafts.corrects} is null`,
            ),
          )
          .limit(1);
        if (empty) return { accepted: true, value: draftOf(context, empty) };
        const now = clock.now();
        const [row] = await db
          .insert(t.portalDrafts)
          .values({
            id: context.newId(),
            subject,
            state: 'open',
            sealed: context.seal({} satisfies Answers),
            createdAt: now,
            updatedAt: now,
          })
          .returning();
        if (!row) throw new Error('the draft was not written');
        return { accepted: true, value: draftOf(context, row) };
      }),
    discard: (subject, id) =>
      store.write(async ({ db, t }) => {
        await db
          .update(t.portalDrafts)
          .set({ state: 'discarded', sealed: context.seal({}), corrects: null, updatedAt: clock.now() })
          .where(and(eq(t.portalDrafts.id, id), eq(t.portalDrafts.subject, subject), eq(t.portalDrafts.state, 'open')));
      }),
    answer: (subject, id, question, values) =>
      change(subject, id, (draft) => answer(question, draft.answers, values, facts(draft))),
  };
}
