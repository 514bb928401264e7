import { laterTick, nextTick, ToDoTickReport } from '#app/messages/contracts/to-do.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { PortalTables } from '#db/schema/index.ts';
import { findRecord } from '../applications/records.server.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { municipalityName } from '../places.server.ts';
import { text } from '../texts/text.ts';
import { familyFacts, isCalledOff, listFor, readKept, shareToDo, writeKept } from './keeping.server.ts';
import type { ToDoAnswers } from './questions.ts';
import type { ToDoView } from './views.ts';

/** やることの一覧 of an account's application; undefined = no such application for this account. */
export interface ToDoLists {
  find(resident: Resident, receiptNumber: string): Promise<ToDoView | undefined>;
  answer(resident: Resident, receiptNumber: string, answers: ToDoAnswers): Promise<Outcome<undefined> | undefined>;
  /** Ticks an item off or takes the tick away; an item that is not on the list is `unknown`. Repeating changes nothing. */
  tick(
    resident: Resident,
    receiptNumber: string,
    press: { key: string; done: boolean },
  ): Promise<Outcome<'kept' | 'unknown'> | undefined>;
}

const DONE: Outcome<undefined> = { accepted: true, value: undefined };

/** 転出届が終わった一覧 (住民基本台帳法第24条): there is nothing to do any more. */
function refuseCalledOff(): Outcome<never> {
  return {
    accepted: false,
    refusal: { code: 'toDoCalledOff', sentence: text('refusal.toDoCalledOff'), article: '住民基本台帳法第24条' },
  };
}

export function createToDoLists(context: PortalContext): ToDoLists {
  const { store, clock } = context;
  return {
    find: ({ subject }, receiptNumber) =>
      store.read(async (session) => {
        const record = await findRecord(context, session, { receiptNumber, subject });
        if (!record) return undefined;
        const kept = await readKept(context, session, receiptNumber);
        const { form, facts } = await familyFacts(context, session, record);
        const items = listFor(context, { ...facts, answers: kept.answers });
        return {
          receiptNumber: record.receiptNumber,
          from: municipalityName(record.fromMunicipality),
          to: municipalityName(record.toMunicipality),
          persons: form.movers.map(({ name, bornOn }) => ({ name, bornOn })),
          items: items.map((item) => ({ ...item, tick: kept.ticks[item.key] })),
          answers: kept.answers,
          calledOff: isCalledOff(record),
          shownToTown: kept.sentDigest !== undefined,
        };
      }),
    answer: ({ subject }, receiptNumber, answers) =>
      store.write(async (session) => {
        const record = await findRecord(context, session, { receiptNumber, subject });
        if (!record) return undefined;
        if (isCalledOff(record)) return refuseCalledOff();
        const kept = await readKept(context, session, receiptNumber);
        await writeKept(context, session, receiptNumber, { ...kept, answers });
        await shareToDo(context, session, record);
        return DONE;
      }),
    tick: ({ subject }, receiptNumber, { key, done }) =>
      store.write(async (session): Promise<Outcome<'kept' | 'unknown'> | undefined> => {
        const record = await findRecord(context, session, { receiptNumber, subject });
        if (!record) return undefined;
        if (isCalledOff(record)) return refuseCalledOff();
        const kept = await readKept(context, session, receiptNumber);
        const { facts } = await familyFacts(context, session, record);
        const item = listFor(context, { ...facts, answers: kept.answers }).find((one) => one.key === key);
        if (!item || item.timing === 'automatic') return { accepted: true, value: 'unknown' };
        const tick = nextTick(kept.ticks[key], { done, at: clock.now(), by: 'resident' });
        if (tick) {
          await writeKept(context, session, receiptNumber, { ...kept, ticks: { ...kept.ticks, [key]: tick } });
          await shareToDo(context, session, record);
        }
        return { accepted: true, value: 'kept' };
      }),
  };
}

/** 手続の済みの知らせ of the new town. Of any other town it is not applied and stays visible as failed. */
export function toDoTickHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const { receiptNumber, key, tick } = ToDoTickReport.parse(content);
    const record = await findRecord(context, session, { receiptNumber });
    if (!record) throw new Error('a tick names a receipt number that the portal does not know');
    if (record.toMunicipality !== envelope.from) {
      throw new Error('a tick comes from a town that the application does not concern');
    }
    const kept = await readKept(context, session, receiptNumber);
    const holds = laterTick(kept.ticks[key], tick);
    if (!holds || holds === kept.ticks[key]) return;
    await writeKept(context, session, receiptNumber, { ...kept, ticks: { ...kept.ticks, [key]: holds } });
    await shareToDo(context, session, record, true);
  };
}
