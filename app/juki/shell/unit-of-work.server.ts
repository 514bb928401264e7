import { and, eq, isNull } from 'drizzle-orm';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { given, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { effectiveOn } from '../core/as-of.ts';
import { CHANGE_REASONS } from '../core/change-reasons.ts';
import { type Command, decide } from '../core/decide.ts';
import { type Accepted, type Decision, type EngineMessage, type FollowUp, reject } from '../core/decision.ts';
import type { Change } from '../core/events.ts';
import { evolveInSteps, historyRows } from '../core/evolve.ts';
import type { RegisterSlice, Resident } from '../core/register.ts';
import { followAges } from './ages.server.ts';
import { markRegistered } from './arrivals.server.ts';
import { recordAccess } from './audited.server.ts';
import { takeCodes } from './code-pool.server.ts';
import { followRoll } from './electoral-entries.server.ts';
import { adoptMeasures, saveMeasure } from './measures.server.ts';
import { takeNumbers } from './numbering.server.ts';
import { remindersAfter } from './protection-reminders.server.ts';
import { saveSlice } from './registry.server.ts';
import { personSubject, type Room, type TownSession } from './room.server.ts';
import { followHouseholds } from './saga-triggers.server.ts';
import { feedSections } from './section-feed.server.ts';
import { type Situation, situationOf } from './situation.server.ts';
import { outlineOf } from './views.server.ts';
import { addWork } from './work-list.server.ts';

/** Who acts and on what occasion. */
export interface Occasion {
  access: Access;
  /** Name in the audit, e.g. 本登録 of a command. */
  act: string;
  /** Message that caused the act. */
  causationId?: string;
  /** The message itself, kept encrypted with the work it makes. */
  evidence?: { from: string; content: unknown };
  /** A last look at what the act found: a refusal, and nothing is written. */
  guard?: (slice: RegisterSlice) => Promise<Refusal | undefined>;
  /** データ移行 of persons who are numbered and published already. */
  alreadyNumbered?: boolean;
}

/** One act: load → decide → evolve → everything that belongs to it, all in the caller's transaction. */
export async function perform(
  room: Room,
  session: TownSession,
  command: Command,
  occasion: Occasion,
): Promise<Decision> {
  const situation = await situationOf(room, session, command, occasion.access);
  const decision = decide(command, situation.slice, situation.facts);
  if (!decision.accepted) return decision;
  const late = await occasion.guard?.(situation.slice);
  if (late) return reject(late);
  await persist(room, session, situation, decision, occasion);
  return decision;
}

async function persist(
  room: Room,
  session: TownSession,
  { slice, facts }: Situation,
  decision: Accepted,
  occasion: Occasion,
): Promise<void> {
  let changed: Resident[] = [];
  if (decision.events.length > 0) {
    const change: Change = {
      changeId: room.newId(),
      at: facts.now,
      on: facts.today,
      operatorId: occasion.access.officer.id,
      operatorName: occasion.access.officer.name,
      events: decision.events,
    };
    const steps = evolveInSteps(slice, change);
    const after = steps.at(-1) ?? slice;
    changed = await saveSlice(session, slice, after, room.cipher);
    await writeHistory(room, session, change, slice, historyRows(slice, steps));
    await takeNumbers(session, 'addressee', facts.numbers.addressee, decision.used.addressee);
    await takeNumbers(session, 'household', facts.numbers.household, decision.used.household);
    await takeCodes(room, session, facts.codes.slice(0, decision.used.codes ?? 0));
    if (facts.codePoolLow) room.refillSoon(session);
    await expireLinks(session, changed);
    await feedSections(room, session, change, slice, after, changed);
    await followAges(room, session, change, slice, changed);
    await followRoll(room, session, slice, changed);
    await followHouseholds(room, session, slice, after, changed, occasion.alreadyNumbered);
  }
  if (decision.measure) {
    await saveMeasure(room, session, decision.measure);
    await remindersAfter(room, session, decision.measure);
  } else await adoptMeasures(room, session, slice, changed);
  for (const message of decision.messages) await post(room, session, message, occasion);
  for (const followUp of decision.followUps) await tell(room, session, followUp, occasion);
  await record(room, session, occasion, changed, decision);
}

const insertLedger = preparedInsert((t: TownTables) => t.ledger);
const insertSnapshot = preparedInsert((t: TownTables) => t.snapshots);
const expireLinksOf = preparedUpdate(
  (t: TownTables) => t.certificateLinks,
  (links) => and(eq(links.addresseeNumber, given('of')), isNull(links.expiredOn)),
);
const reviveLinksOf = preparedUpdate(
  (t: TownTables) => t.certificateLinks,
  (links) => eq(links.addresseeNumber, given('of')),
);

/** Ledger entry and one full row per changed person. */
async function writeHistory(
  room: Room,
  session: TownSession,
  change: Change,
  before: RegisterSlice,
  rows: Resident[],
): Promise<void> {
  const former = new Map(before.residents);
  await insertLedger(session, { changeId: change.changeId, at: change.at, body: room.seal(change) });
  for (const resident of rows) {
    const { addresseeNumber, historyNumber, lastChange } = resident;
    await insertSnapshot(session, {
      addresseeNumber,
      historyNumber,
      changeId: change.changeId,
      reason: CHANGE_REASONS[lastChange.reason].title,
      changedOn: lastChange.changedOn ?? null,
      effectiveOn: effectiveOn(resident, former.get(addresseeNumber)),
      processedAt: change.at,
      outline: outlineOf(resident),
      body: room.seal(resident),
    });
    former.set(addresseeNumber, resident);
  }
}

/** 紐付の失効: the certificate lives on, but here its holder is no longer found by it; a 転出取消 brings the link back. */
async function expireLinks(session: TownSession, changed: readonly Resident[]): Promise<void> {
  const gone = changed.filter((resident) => resident.status !== 'resident');
  const back = changed.filter((resident) =>
    ['cancellationAdding', 'exOfficioRestoration'].includes(resident.lastChange.reason),
  );
  for (const resident of gone) {
    const expiredOn = resident.removed?.on ?? resident.lastChange.processedOn;
    await expireLinksOf(session, { of: resident.addresseeNumber }, { expiredOn });
  }
  for (const { addresseeNumber } of back) await reviveLinksOf(session, { of: addresseeNumber }, { expiredOn: null });
}

async function post(room: Room, session: TownSession, message: EngineMessage, occasion: Occasion): Promise<void> {
  const { about, type, to, content } = message;
  const subject = subjectOf(room, about);
  await room.mailroom.post(session, { type, to, subject, content, causationId: occasion.causationId });
}

/** A 支援措置 keeps its order by itself: nothing on the line connects it with the person's other messages. */
function subjectOf(room: Room, about: EngineMessage['about']): string {
  if ('movingOutId' in about) return about.movingOutId;
  if ('noticeId' in about) return about.noticeId;
  return 'measureId' in about ? about.measureId : personSubject(room.cipher, about.addresseeNumber);
}

async function tell(room: Room, session: TownSession, followUp: FollowUp, occasion: Occasion): Promise<void> {
  switch (followUp.kind) {
    case 'movedOut':
      await room.office?.movedOut(session, { receiptNumber: followUp.receiptNumber, on: followUp.on });
      return;
    case 'movedIn': {
      const { receiptNumber, movedInOn, toMunicipality } = followUp;
      await room.office?.movedIn(session, { receiptNumber, movedInOn, toMunicipality });
      return;
    }
    case 'movingOutCancelled':
      await room.office?.movingOutCancelled(session, { receiptNumber: followUp.receiptNumber });
      return;
    case 'arrivalRegistered':
      await markRegistered(room, session, followUp.movingOutId);
      return;
    case 'work':
      await addWork(room, session, followUp, occasion.evidence);
      return;
  }
}

async function record(
  room: Room,
  session: TownSession,
  { access, act }: Occasion,
  changed: readonly Resident[],
  decision: Accepted,
): Promise<void> {
  const subjects = new Set([
    ...decision.result.addresseeNumbers,
    ...changed.map((resident) => resident.addresseeNumber),
  ]);
  // An act about somebody of another register is recorded too.
  if (subjects.size === 0 && decision.messages.length === 0) return;
  await recordAccess(room, session, access, { act, subjects: [...subjects], numberAccessed: true });
}
