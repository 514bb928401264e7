import { z } from 'zod';
import type { DraftView, HouseholdView, ResidentView, WorkItem } from '#app/juki/door.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { findAct } from '../acts/all-acts.server.ts';
import type { ActContext, ActDefinition } from '../acts/definition.server.ts';
import type { Tools } from '../acts/fields.server.ts';
import { offeredHousehold } from '../acts/household-fields.server.ts';
import { arrivalPage } from '../arrivals/arrival-screens.server.ts';
import { WORK_KINDS } from '../audit-words.ts';
import type { RouteArgs } from '../desk.server.ts';
import { findLookup } from '../people/people.server.ts';
import { mayFileAct } from '../permissions.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom } from '../room.server.ts';
import { findForm, type StoredForm } from './act-forms.server.ts';
import type { Typed } from './forms.server.ts';
import { actsOfWork, typedOfWork } from './work-acts.server.ts';

/** 仮登録 of a form carries this in front of the number of the form: sent twice, it is one 仮登録. */
const FILING_CASE = 'filing-';

/** The same for an act that ends a 要対応 item; the register knows the item by it. */
const WORK_CASE = 'work:';

/** A 仮登録 that was filled in as a form is handled here; others at the desk of their case. */
export function isFormCase(caseId: string | undefined): boolean {
  return caseId === undefined || caseId.startsWith(FILING_CASE) || caseId.startsWith(WORK_CASE);
}

/** How an act begins: with whom, by which lookup, for which announced visit or 要対応 item, or from its own 仮登録. */
export interface ActStart {
  name: string;
  lookup?: string;
  person?: string;
  arrival?: string;
  work?: string;
  draft?: string;
}

/** How the address of a form says with whom it begins. */
export function startOf({ request, params }: RouteArgs): ActStart {
  const search = new URL(request.url).searchParams;
  const given = ['lookup', 'person', 'arrival', 'work', 'draft'].flatMap((key) => {
    const value = search.get(key) ?? '';
    return value ? [[key, value] as const] : [];
  });
  return { name: params.kind ?? '', ...Object.fromEntries(given) };
}

/** A form that can be filled in: what is known before, and what stands in it. */
export interface Begun {
  act: ActDefinition;
  reason: string;
  context: ActContext;
  tools: Tools;
  initial: Typed;
  /** The 仮登録 that is corrected. */
  draft?: DraftView;
  work?: WorkItem;
}

/** 仮登録の案件 of a form: of the item that it ends, else of the form itself. */
export function caseOfForm({ work }: Begun, form: string): string {
  return work ? `${WORK_CASE}${work.workId}` : `${FILING_CASE}${form}`;
}

/** Acts that only some municipalities have are offered by these alone. */
export function isOffered(act: ActDefinition, { town }: OfficeRoom): boolean {
  return act.offered?.(town) ?? true;
}

/** The act of the address, for an officer whose roles allow it. */
export function admitToAct(room: OfficeRoom, officer: Officer, name: string): ActDefinition {
  const act = findAct(name);
  room.admit(officer, name);
  if (!act || act.elsewhere || !isOffered(act, room)) throw new NotFoundHereError(`no form ${name}`);
  if (!mayFileAct(act.name, officer, room.town)) throw new NotPermittedError(officer, name);
  return act;
}

/** What the fields of a form may use. */
export function toolsOf(room: OfficeRoom): Tools {
  return {
    town: room.town,
    today: room.today(),
    seal: room.seal,
    // What somebody else sealed, or nobody, is as if nothing had been found.
    open: (sealed) => {
      try {
        return room.open(z.unknown(), sealed);
      } catch {
        return [];
      }
    },
  };
}

/** From where the form comes: an item of the 要対応 list, or a 仮登録 whose form is kept. */
interface Origin {
  work?: WorkItem;
  stored?: StoredForm;
  draft?: DraftView;
}

/** 要対応事項 for which the act may be done; it is named in the address, and open. */
export async function workOf(room: OfficeRoom, officer: Officer, act: ActDefinition, workId: string) {
  room.permit(officer, 'seeWork');
  const content = await room.juki.openWork(workId, {}, room.access(officer, '要対応事項の処理'));
  if (!content || !actsOfWork(content.item.kind).includes(act.name)) {
    throw new NotFoundHereError(`${act.name} does not end ${workId}`);
  }
  return content.item;
}

async function originOf(room: OfficeRoom, officer: Officer, act: ActDefinition, start: ActStart): Promise<Origin> {
  if (start.work) return { work: await workOf(room, officer, act, start.work) };
  if (!start.draft) return {};
  const [stored, draft] = await Promise.all([
    findForm(room, start.draft),
    room.juki.findDraft(start.draft, room.access(officer, '仮登録の訂正')),
  ]);
  if (!stored || !draft || stored.act !== act.name) throw new NotFoundHereError(`no form of ${start.draft}`);
  return { stored, draft };
}

/** With whom the act begins and why that record is read; undefined = the officer has to say. */
async function whoBegins(
  room: OfficeRoom,
  officer: Officer,
  start: ActStart,
  { stored, work }: Origin,
): Promise<{ number: string; reason: string } | undefined> {
  if (stored) return { number: stored.person ?? '', reason: stored.reason };
  const lookup = start.lookup ? await findLookup(room, officer, start.lookup) : undefined;
  if (lookup && start.person) return { number: start.person, reason: lookup.reason };
  if (!work?.addresseeNumber) return undefined;
  return { number: work.addresseeNumber, reason: `要対応事項の処理（${WORK_KINDS[work.kind]}）` };
}

/** What the act may know, read with the reason of the officer's lookup; undefined = the officer has to say with whom. */
export async function begin(room: OfficeRoom, officer: Officer, start: ActStart): Promise<Begun | undefined> {
  const act = admitToAct(room, officer, start.name);
  const tools = toolsOf(room);
  const origin = await originOf(room, officer, act, start);
  const context: ActContext = { town: room.town, today: tools.today, changes: [], companions: [], neighbours: [] };
  const begun = (reason: string, typed: Typed = {}): Begun => ({
    act,
    reason,
    context,
    tools,
    initial: { ...act.initial(context), ...origin.stored?.typed, ...typed },
    ...(origin.draft ? { draft: origin.draft } : {}),
    ...(origin.work ? { work: origin.work } : {}),
  });
  if (act.begins === 'nobody') return begun(origin.stored?.reason ?? `${act.title}の届出`);
  const who = await whoBegins(room, officer, start, origin);
  if (!who) return undefined;
  const access = room.access(officer, who.reason);
  const person = await room.juki.findResident(who.number, access);
  if (!person) return undefined;
  const household = await room.juki.findHousehold(person.householdNumber, access);
  context.person = person;
  if (household) context.household = household;
  if (act.needs?.includes('changes')) context.changes = await room.juki.changesOf(person.addresseeNumber, access);
  const movingOutId = person.movingOut?.movingOutId;
  if (act.needs?.includes('companions') && movingOutId) {
    context.companions = await room.juki.findMovers(movingOutId, access);
  }
  if (act.needs?.includes('neighbours')) {
    context.neighbours = await neighboursOf(room, officer, who.reason, person, household);
  }
  if (start.arrival) {
    const { notice } = await arrivalPage(room, officer, start.arrival);
    if (notice) context.announced = { address: notice.newAddress, on: notice.movingOn };
  }
  if (!origin.work) return begun(who.reason);
  const { addresseeNumber, householdNumber } = person;
  const content = await room.juki.openWork(origin.work.workId, { addresseeNumber, householdNumber }, access);
  return begun(who.reason, typedOfWork(act.name, origin.work, content?.command));
}

async function neighboursOf(
  room: OfficeRoom,
  officer: Officer,
  reason: string,
  person: ResidentView,
  household: HouseholdView | undefined,
) {
  const { town = '', lot = '' } = household?.address ?? person.address;
  if (town === '' || lot === '') return [];
  const access = room.access(officer, reason);
  const { residents } = await room.juki.findResidents({ address: `${town}${lot}` }, access);
  const numbers = [...new Set(residents.map((one) => one.householdNumber))];
  const others = numbers.filter((number) => number !== household?.householdNumber || household.members.length === 0);
  const households = await Promise.all(others.slice(0, 10).map((number) => room.juki.findHousehold(number, access)));
  return households.flatMap((one) => (one && one.members.length > 0 ? [offeredHousehold(one)] : []));
}
