import { and, desc, eq, sql } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { type AnsweringFacts, answer, type FormQuestionId } from '../answering/answer.ts';
import type { Answered, FormValues } from '../answering/form-values.ts';
import { openApplicationOf } from '../applications/open-applications.server.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { townsOf, wardsAround } from '../places.server.ts';
import { findReservation, releasePlace, takePlace } from '../visits/reservations.server.ts';
import { publishedDays } from '../visits/slots.server.ts';
import { Answers, type Draft, type VisitFacts } from './answers.ts';
import { refuseSecondApplication, refuseTakenSlot } from './eligibility.ts';

type DraftRow = PortalSession['t']['portalDrafts']['$inferSelect'];

/** A change sees the draft as it is in the transaction. */
export type DraftChange = (draft: Draft, session: PortalSession) => Answered | Promise<Answered>;

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
  change(subject: string, id: string, change: DraftChange): Promise<Answered | undefined>;
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
  session: PortalSession,
  subject: string,
  id: string,
): Promise<Draft | undefined> {
  const { db, t } = session;
  const [row] = await db
    .select()
    .from(t.portalDrafts)
    .where(and(eq(t.portalDrafts.id, id), eq(t.portalDrafts.subject, subject)))
    .limit(1);
  if (!row || row.state === 'discarded') return undefined;
  const draft = draftOf(context, row);
  return { ...draft, visits: await visitFactsOf(context, session, draft) };
}

/** 時間枠 of the destination and the place that this draft holds, or has from the filing that it corrects. */
async function visitFactsOf(context: PortalContext, session: PortalSession, draft: Draft): Promise<VisitFacts> {
  const municipality = draft.answers.destination?.municipalityCode;
  if (!municipality || draft.state !== 'open') return { days: [] };
  const scope = { municipality, procedure: 'movingIn' } as const;
  const days = await publishedDays(session, scope, context.today());
  if (days.length === 0) return { days };
  const { subject, id: draftId, corrects } = draft;
  const held =
    (await findReservation(session, { subject, draftId })) ??
    (corrects && (await findReservation(session, { receiptNumber: corrects.receiptNumber })));
  return { days, ...(held && held.municipality === municipality ? { held } : {}) };
}

/** 時間枠の仮押さえ: the answer is kept with the place, or not at all. */
async function holdSlot(
  context: PortalContext,
  session: PortalSession,
  draft: Draft,
  answered: Extract<Answered, { kind: 'kept' }>,
): Promise<Answered> {
  const { visitOn, visitOffice, visitTime, destination } = answered.answers;
  const { held } = draft.visits ?? {};
  if (!visitOn || !visitOffice || !visitTime || !destination) return { kind: 'refused', refusal: refuseTakenSlot() };
  if (draft.corrects && held?.on === visitOn && held.office === visitOffice && held.startsAt === visitTime) {
    await releasePlace(session, { subject: draft.subject, draftId: draft.id });
    return answered;
  }
  const taken = await takePlace(
    context,
    session,
    { subject: draft.subject, draftId: draft.id },
    { municipality: destination.municipalityCode, procedure: 'movingIn' },
    { on: visitOn, office: visitOffice, startsAt: visitTime },
  );
  return taken ? answered : { kind: 'refused', refusal: refuseTakenSlot() };
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
      visits: draft.visits ?? { days: [] },
      townsOf,
    };
  }

  async function change(subject: string, id: string, work: DraftChange) {
    return store.write(async (session) => {
      const draft = await findDraft(context, session, subject, id);
      if (draft?.state !== 'open') return undefined;
      const answered = await work(draft, session);
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
      store.write(async (session) => {
        const { db, t } = session;
        await releasePlace(session, { subject, draftId: id });
        await db
          .update(t.portalDrafts)
          .set({ state: 'discarded', sealed: context.seal({}), corrects: null, updatedAt: clock.now() })
          .where(and(eq(t.portalDrafts.id, id), eq(t.portalDrafts.subject, subject), eq(t.portalDrafts.state, 'open')));
      }),
    answer: (subject, id, question, values) =>
      change(subject, id, (draft, session) => {
        const answered = answer(question, draft.answers, values, facts(draft));
        return question === 'visit-time' && answered.kind === 'kept'
          ? holdSlot(context, session, draft, answered)
          : answered;
      }),
  };
}
