import { z } from 'zod';
import type { HouseholdView, ResidentView } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { ACTS, findAct } from './acts/all-acts.server.ts';
import { ACT_GROUPS, type ActContext, type ActDefinition } from './acts/definition.server.ts';
import type { FieldSpec } from './acts/field-specs.ts';
import type { Tools } from './acts/fields.server.ts';
import { offeredHousehold } from './acts/household-fields.server.ts';
import { doPress, pressesOf } from './acts/presses.server.ts';
import { concealed, readable, type Sent, seenIn, seenNow } from './acts/sent-form.server.ts';
import { takeRelocation } from './arrival-acts.server.ts';
import { arrivalPage } from './arrival-screens.server.ts';
import { nameOfFiler } from './comparison.ts';
import type { RouteArgs } from './desk.server.ts';
import type { Typed } from './forms.server.ts';
import { findLookup, openLookup, searchResidents } from './people.server.ts';
import { mayFileAct } from './permissions.ts';
import { releaseOf, type ShownRelease } from './protection-release.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom } from './room.server.ts';

/** 仮登録 of a form carries this in front of the number of the form: sent twice, it is one 仮登録. */
export const FILING_CASE = 'filing-';

/** 異動の一覧の一行. */
export interface MenuAct {
  name: string;
  title: string;
  about: string;
  begins: ActDefinition['begins'];
  elsewhere?: string;
}

const isOffered = (act: ActDefinition, { town }: OfficeRoom): boolean => act.offered?.(town) ?? true;

/** 異動の一覧 by group: only what the officer's roles allow. */
export function actMenu(room: OfficeRoom, officer: Officer): { group: string; acts: MenuAct[] }[] {
  room.admit(officer, 'seeActs');
  const groups = Object.entries(ACT_GROUPS).map(([key, group]) => ({
    group,
    acts: ACTS.filter((act) => act.group === key && isOffered(act, room) && mayFileAct(act.name, officer.roles)).map(
      ({ name, title, about, begins, elsewhere }) => ({
        name,
        title,
        about,
        begins,
        ...(elsewhere ? { elsewhere } : {}),
      }),
    ),
  }));
  return groups.filter(({ acts }) => acts.length > 0);
}

/** How an act begins: with whom, by which lookup, and for which announced visit. */
export interface ActStart {
  name: string;
  lookup?: string;
  person?: string;
  arrival?: string;
}

/** How the address of a form says with whom it begins. */
export function startOf({ request, params }: RouteArgs): ActStart {
  const search = new URL(request.url).searchParams;
  const [lookup, person, arrival] = ['lookup', 'person', 'arrival'].map((key) => search.get(key) ?? '');
  return {
    name: params.kind ?? '',
    ...(lookup ? { lookup } : {}),
    ...(person ? { person } : {}),
    ...(arrival ? { arrival } : {}),
  };
}

/** 異動の書式の画面. */
export interface ActScreen {
  act: Pick<ActDefinition, 'name' | 'title' | 'about' | 'article' | 'begins'>;
  /** With whom the act begins; without it the officer has to say. */
  person?: { number: string; name: string; address: string; householdNumber: string };
  isProtected: boolean;
  /** 一時解除中. */
  release?: ShownRelease;
  /** Why the act cannot begin with this person. */
  obstacle?: string;
  specs?: FieldSpec[];
  /** Number of this form. */
  form: string;
  /** 履歴番号 of everybody whose record the form was made from: what has changed since is refused, not overwritten. */
  seen: string;
}

interface Begun {
  act: ActDefinition;
  reason: string;
  context: ActContext;
  tools: Tools;
}

function admitToAct(room: OfficeRoom, officer: Officer, name: string): ActDefinition {
  const act = findAct(name);
  room.admit(officer, name);
  if (!act || act.elsewhere || !isOffered(act, room)) throw new NotFoundHereError(`no form ${name}`);
  if (!mayFileAct(act.name, officer.roles)) throw new NotPermittedError(officer, name);
  return act;
}

function toolsOf(room: OfficeRoom): Tools {
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

/** What the act may know, read with the reason of the officer's lookup; undefined = the officer has to say with whom. */
async function begin(room: OfficeRoom, officer: Officer, start: ActStart): Promise<Begun | undefined> {
  const act = admitToAct(room, officer, start.name);
  const tools = toolsOf(room);
  const context: ActContext = { town: room.town, today: tools.today, changes: [], companions: [], neighbours: [] };
  if (act.begins === 'nobody') return { act, reason: `${act.title}の届出`, context, tools };
  const lookup = start.lookup ? await findLookup(room, officer, start.lookup) : undefined;
  if (!lookup || !start.person) return undefined;
  const { reason } = lookup;
  const access = room.access(officer, reason);
  const person = await room.juki.findResident(start.person, access);
  if (!person) return undefined;
  const household = await room.juki.findHousehold(person.householdNumber, access);
  context.person = person;
  if (household) context.household = household;
  if (act.needs?.includes('changes')) context.changes = await room.juki.changesOf(person.addresseeNumber, access);
  const movingOutId = person.movingOut?.movingOutId;
  if (act.needs?.includes('companions') && movingOutId) {
    context.companions = await room.juki.findMovers(movingOutId, access);
  }
  if (act.needs?.includes('neighbours'))
    context.neighbours = await neighboursOf(room, officer, reason, person, household);
  if (start.arrival) {
    const { notice } = await arrivalPage(room, officer, start.arrival);
    if (notice) context.announced = { address: notice.newAddress, on: notice.movingOn };
  }
  return { act, reason, context, tools };
}

/** Other households at the same address, for those who join one. */
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

function obstacleTo({ act, context }: Begun, officer: Officer): string | undefined {
  const isProtected = context.person?.protectedPerson || context.household?.protectedHousehold;
  const released = releaseOf([context.person, ...(context.household?.members ?? [])]);
  if (isProtected && !released && !officer.roles.includes('protectionOfficer')) {
    return 'この世帯の処理は担当職員だけが行えます。担当課に引き継いでください。';
  }
  return act.whyNot?.(context);
}

function screenOf(begun: Begun, officer: Officer, form: string, typed: Typed): ActScreen {
  const { act, context, tools } = begun;
  const { name, title, about, article, begins } = act;
  const { person, household } = context;
  const obstacle = obstacleTo(begun, officer);
  const release = releaseOf([person, ...(household?.members ?? [])]);
  return {
    act: { name, title, about, article, begins },
    isProtected: person?.protectedPerson === true || household?.protectedHousehold === true,
    ...(release ? { release } : {}),
    form,
    seen: typeof typed.seen === 'string' && typed.seen !== '' ? typed.seen : seenNow(context),
    ...(person
      ? {
          person: {
            number: person.addresseeNumber,
            name: person.name.full || '（氏名未定）',
            address: formatAddress(household?.address ?? person.address),
            householdNumber: person.householdNumber,
          },
        }
      : {}),
    ...(obstacle ? { obstacle } : { specs: act.specs(context, typed, tools).map((spec) => concealed(spec, tools)) }),
  };
}

/** 転居届の受付 of an announced visit: looks for the filer; exactly one who fits begins the form, else the officer chooses. */
export async function beginRelocation(
  room: OfficeRoom,
  officer: Officer,
  caseId: string,
): Promise<{ lookup: string; person?: string }> {
  const { notice } = await arrivalPage(room, officer, caseId);
  if (!notice) throw new NotFoundHereError(`no visit notice for ${caseId}`);
  const names = notice.movers.map((mover) => mover.name);
  const name = nameOfFiler(notice.filerName, names) ?? notice.filerName;
  const bornOn = notice.movers.find((mover) => mover.name === name)?.bornOn.on;
  const lookup = await openLookup(room, officer, {
    reason: '転居届の受付（来庁予定）',
    query: { name, ...(bornOn ? { bornOn } : {}) },
  });
  const found = await searchResidents(room, officer, lookup);
  const [only, ...others] = found?.residents ?? [];
  return { lookup, ...(only && others.length === 0 ? { person: only.addresseeNumber } : {}) };
}

/** 異動の書式を開く. */
export async function openAct(room: OfficeRoom, officer: Officer, start: ActStart): Promise<ActScreen> {
  const begun = await begin(room, officer, start);
  if (begun) return screenOf(begun, officer, room.newId(), begun.act.initial(begun.context));
  const { name, title, about, article, begins } = admitToAct(room, officer, start.name);
  return { act: { name, title, about, article, begins }, isProtected: false, form: room.newId(), seen: '' };
}

/** What came of a press in a form. */
export type Submitted =
  | { drafted: string }
  | { screen: ActScreen; errors?: Record<string, string[]>; refusal?: Refusal };

/** 仮登録 of what was typed, or one of the form's own buttons; whatever is wrong, everything that was typed stays. */
export async function submitAct(room: OfficeRoom, officer: Officer, start: ActStart, sent: Sent): Promise<Submitted> {
  const begun = await begin(room, officer, start);
  if (!begun) throw new NotFoundHereError('an act without a person');
  const { act, reason, context, tools } = begun;
  const obstacle = obstacleTo(begun, officer);
  const before = act.specs(context, sent.typed, tools);
  const typed = readable(sent.typed, before, tools);
  const again = (shown: Typed) => screenOf(begun, officer, sent.form, shown);
  if (obstacle) {
    const article = act.article;
    return { screen: again(typed), refusal: { code: 'notWithThisPerson', sentence: obstacle, article } };
  }
  if (pressesOf(before).includes(sent.press)) {
    const pressed = await doPress(sent.press, typed, { room, officer, reason, context, specs: before, tools });
    return { screen: again(pressed.typed), ...(pressed.errors ? { errors: pressed.errors } : {}) };
  }
  const read = act.read(context, typed, tools);
  if ('errors' in read) return { screen: again(typed), errors: read.errors };
  const access = room.access(officer, reason, `${FILING_CASE}${sent.form}`);
  const drafted = await room.juki.draft(read.command, access, seenIn(sent.typed));
  if (!drafted.accepted) return { screen: again(typed), refusal: drafted.refusal };
  if (start.arrival) {
    // The visit that was announced is over; a colleague may have ended it already.
    const { version } = await arrivalPage(room, officer, start.arrival);
    await takeRelocation(room, { caseId: start.arrival, version, officer });
  }
  return { drafted: drafted.value.draftId };
}
