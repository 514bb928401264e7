import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { MovingForm } from '#app/messages/contracts/application.ts';
import { type ToDoItem, ToDoTick } from '#app/messages/contracts/to-do.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { ApplicationRecord } from '../applications/records.server.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { digestOf } from '../filing/digest.server.ts';
import { formFromBytes, headMoves } from '../filing/form.ts';
import { NO_ANSWERS, ToDoAnswers } from './questions.ts';
import { sharedItems } from './shared-list.ts';
import { type FamilyFacts, type ToDo, toDosOf } from './to-dos.ts';

/** 一覧に書き込んだこと: the list itself is computed anew every time. */
export interface KeptToDo {
  answers: ToDoAnswers;
  ticks: Record<string, ToDoTick>;
  sentDigest?: string;
}

const Sealed = z.object({ answers: ToDoAnswers, ticks: z.record(z.string(), ToDoTick) });

/** What an application has kept; nothing yet is no answers and no ticks. */
export async function readKept(
  context: PortalContext,
  { db, t }: PortalSession,
  receiptNumber: string,
): Promise<KeptToDo> {
  const [row] = await db.select().from(t.portalToDos).where(eq(t.portalToDos.receiptNumber, receiptNumber)).limit(1);
  if (!row) return { answers: NO_ANSWERS, ticks: {} };
  return { ...Sealed.parse(context.open(row.sealed)), ...(row.sentDigest ? { sentDigest: row.sentDigest } : {}) };
}

export async function writeKept(
  context: PortalContext,
  { db, t }: PortalSession,
  receiptNumber: string,
  { answers, ticks, sentDigest }: KeptToDo,
): Promise<void> {
  const values = {
    sealed: context.seal({ answers, ticks }),
    sentDigest: sentDigest ?? null,
    updatedAt: context.clock.now(),
  };
  await db
    .insert(t.portalToDos)
    .values({ receiptNumber, ...values })
    .onConflictDoUpdate({ target: t.portalToDos.receiptNumber, set: values });
}

const personsOf = ({ movers }: MovingForm) => JSON.stringify(movers.map(({ name, bornOn }) => [name, bornOn]));

/**
 * 再申請: what was answered and ticked goes on with the filing that takes the place of another one. Answers name persons by
 * their place in the list: with other persons everything is asked anew.
 */
export async function carryKept(
  context: PortalContext,
  session: PortalSession,
  corrected: ApplicationRecord,
  to: MovingForm,
): Promise<void> {
  const before = formFromBytes(Buffer.from(corrected.evidence.formBytes, 'base64'));
  if (personsOf(before) !== personsOf(to)) return;
  const { answers, ticks } = await readKept(context, session, corrected.receiptNumber);
  await writeKept(context, session, to.receiptNumber, { answers, ticks });
}

const CALLED_OFF: readonly ApplicationRecord['state'][] = ['refused', 'withdrawn', 'cancelled', 'resubmitted'];

/** The move will not come about, or another filing has taken its place. */
export function isCalledOff({ state }: ApplicationRecord): boolean {
  return CALLED_OFF.includes(state);
}

const Registered = z.object({ movedInOn: CalendarDate.optional() });

/** 転入の登録 as the new town told of it last. */
async function registration(context: PortalContext, { db, t }: PortalSession, receiptNumber: string) {
  const [hop] = await db
    .select()
    .from(t.portalHops)
    .where(
      and(
        eq(t.portalHops.receiptNumber, receiptNumber),
        eq(t.portalHops.object, 'visit'),
        eq(t.portalHops.step, 'registered'),
      ),
    )
    .orderBy(desc(t.portalHops.position))
    .limit(1);
  if (!hop) return {};
  const { movedInOn } = hop.sealed ? Registered.parse(context.open(hop.sealed)) : {};
  return { filedOn: tokyoDate(hop.at), ...(movedInOn ? { movedInOn } : {}) };
}

function remainingOf(form: MovingForm): FamilyFacts['remainingHousehold'] {
  if (!headMoves(form) || form.scope === 'wholeHousehold') return 'none';
  return form.remainingHouseholder ? 'several' : 'perhaps';
}

/** The family's facts from the signed form and from what the towns have told. */
export async function familyFacts(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
): Promise<{ form: MovingForm; facts: Omit<FamilyFacts, 'answers'> }> {
  const form = formFromBytes(Buffer.from(record.evidence.formBytes, 'base64'));
  const { state, visitState } = record;
  const arrivedNew = visitState === 'registered' || state === 'movedIn';
  return {
    form,
    facts: {
      movers: form.movers,
      fromMunicipality: record.fromMunicipality,
      toMunicipality: record.toMunicipality,
      movingOn: record.movingOn,
      visitOn: record.evidence.visit.on,
      remainingHousehold: remainingOf(form),
      progress: { leftOld: state === 'movedOut' || state === 'movedIn', arrivedNew, calledOff: isCalledOff(record) },
      ...(arrivedNew ? await registration(context, session, record.receiptNumber) : {}),
    },
  };
}

/** 市区町村ごとの定め of both ends applied to the facts. */
export function listFor(context: PortalContext, facts: FamilyFacts): ToDo[] {
  return toDosOf(facts, {
    old: context.procedures(facts.fromMunicipality),
    new: context.procedures(facts.toMunicipality),
  });
}

/** What the new town is shown: without consent as if nothing had been answered, so that no answer can be guessed from it. */
async function shownToTown(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
  kept: KeptToDo,
): Promise<ToDoItem[]> {
  const { form, facts } = await familyFacts(context, session, record);
  const answers = kept.answers.shared ? kept.answers : NO_ANSWERS;
  return sharedItems(listFor(context, { ...facts, answers }), form.movers, kept.ticks);
}

function digestOfItems(items: readonly ToDoItem[]): string {
  return digestOf(new TextEncoder().encode(JSON.stringify(items)));
}

/**
 * 引越しの手続の一覧 → 新市区町村, in the transaction of whatever changed it: an announced visit, an answer, a tick, a state. Nothing is
 * sent twice. `heard`: the change came from that town, which knows it.
 */
export async function shareToDo(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
  heard = false,
): Promise<void> {
  if (record.visitState === 'planned' || record.visitState === 'cancelled' || isCalledOff(record)) return;
  const kept = await readKept(context, session, record.receiptNumber);
  const items = await shownToTown(context, session, record, kept);
  const sentDigest = digestOfItems(items);
  if (sentDigest === kept.sentDigest) return;
  await writeKept(context, session, record.receiptNumber, { ...kept, sentDigest });
  if (heard) return;
  await context.mailroom.post(session, {
    type: 'ToDoList',
    to: record.toMunicipality,
    subject: record.caseKey,
    content: { receiptNumber: record.receiptNumber, items },
  });
}
