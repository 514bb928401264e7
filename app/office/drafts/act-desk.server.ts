import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { ACTS } from '../acts/all-acts.server.ts';
import { ACT_GROUPS, type ActDefinition } from '../acts/definition.server.ts';
import type { FieldSpec } from '../acts/field-specs.ts';
import { doPress, pressesOf } from '../acts/presses.server.ts';
import { concealed, readable, type Sent, seenIn, seenNow } from '../acts/sent-form.server.ts';
import { nameOfFiler } from '../applications/comparison.ts';
import { takeRelocation } from '../arrivals/arrival-acts.server.ts';
import { arrivalPage } from '../arrivals/arrival-screens.server.ts';
import { openLookup, searchResidents } from '../people/people.server.ts';
import { mayFileAct } from '../permissions.ts';
import { releaseOf, type ShownRelease } from '../protection/protection-release.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';
import { keepForm } from './act-forms.server.ts';
import { type FormLease, takeLease } from './act-lease.server.ts';
import { type ActStart, admitToAct, type Begun, begin, caseOfForm, isOffered, workOf } from './act-start.server.ts';
import { DRAFT_FILTERS, DRAFT_STATES } from './draft-states.ts';
import type { Typed } from './forms.server.ts';

/** 異動の一覧の一行. */
export interface MenuAct {
  name: string;
  title: string;
  about: string;
  begins: ActDefinition['begins'];
  elsewhere?: string;
}

/** 異動の一覧 by group: only what the officer's roles allow. */
export function actMenu(room: OfficeRoom, officer: Officer): { group: string; acts: MenuAct[] }[] {
  room.admit(officer, 'seeActs');
  const groups = Object.entries(ACT_GROUPS).map(([key, group]) => ({
    group,
    acts: ACTS.filter(
      (act) => act.group === key && isOffered(act, room) && mayFileAct(act.name, officer, room.town),
    ).map(({ name, title, about, begins, elsewhere }) => ({
      name,
      title,
      about,
      begins,
      ...(elsewhere ? { elsewhere } : {}),
    })),
  }));
  return groups.filter(({ acts }) => acts.length > 0);
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
  /** Until when the household is held. */
  lease?: FormLease;
  /** The 仮登録 that is corrected, and the revision that the form was made from. */
  draft?: { draftId: string; revision: number };
  /** What the act is to settle. */
  work?: string;
}

/** What the screen of a form is drawn from besides the form. */
interface Standing {
  obstacle?: string | undefined;
  lease?: FormLease | undefined;
}

function obstacleTo({ act, context, draft }: Begun, officer: Officer): string | undefined {
  const isProtected = context.person?.protectedPerson || context.household?.protectedHousehold;
  const released = releaseOf([context.person, ...(context.household?.members ?? [])]);
  if (isProtected && !released && !officer.roles.includes('protectionOfficer')) {
    return 'この世帯の処理は担当職員だけが行えます。担当課に引き継いでください。';
  }
  if (draft && !DRAFT_FILTERS.open.states.some((state) => state === draft.state)) {
    return `この仮登録は${DRAFT_STATES[draft.state].label}のため、訂正できません。`;
  }
  return act.whyNot?.(context);
}

function screenOf(begun: Begun, form: string, typed: Typed, { obstacle, lease }: Standing): ActScreen {
  const { act, context, tools, draft, work } = begun;
  const { name, title, about, article, begins } = act;
  const { person, household } = context;
  const release = releaseOf([person, ...(household?.members ?? [])]);
  return {
    act: { name, title, about, article, begins },
    isProtected: person?.protectedPerson === true || household?.protectedHousehold === true,
    ...(release ? { release } : {}),
    ...(lease ? { lease } : {}),
    ...(draft ? { draft: { draftId: draft.draftId, revision: Number(typed.revision ?? draft.revision) } } : {}),
    ...(work ? { work: work.sentence } : {}),
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

/** 異動の書式を開く: from now on the household is held for this officer. */
export async function openAct(room: OfficeRoom, officer: Officer, start: ActStart): Promise<ActScreen> {
  const begun = await begin(room, officer, start);
  if (!begun) {
    const act = admitToAct(room, officer, start.name);
    const { name, title, about, article, begins } = act;
    const item = start.work ? await workOf(room, officer, act, start.work) : undefined;
    const shown = { act: { name, title, about, article, begins }, ...(item ? { work: item.sentence } : {}) };
    return { ...shown, isProtected: false, form: room.newId(), seen: '' };
  }
  const obstacle = obstacleTo(begun, officer);
  if (obstacle) return screenOf(begun, room.newId(), begun.initial, { obstacle });
  const { lease, held } = await takeLease(room, officer, begun);
  return screenOf(begun, room.newId(), begun.initial, { lease, obstacle: held?.sentence });
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
  if (obstacle) {
    const refusal = { code: 'notWithThisPerson', sentence: obstacle, article: act.article };
    return { screen: screenOf(begun, sent.form, typed, { obstacle }), refusal };
  }
  const { lease, held } = await takeLease(room, officer, begun);
  const again = (shown: Typed) => screenOf(begun, sent.form, shown, { lease });
  // A colleague took the household over after the lease had ended: what was typed stays on the screen.
  if (held) return { screen: again(typed), refusal: held };
  if (pressesOf(before).includes(sent.press)) {
    const pressed = await doPress(sent.press, typed, { room, officer, reason, context, specs: before, tools });
    return { screen: again(pressed.typed), ...(pressed.errors ? { errors: pressed.errors } : {}) };
  }
  const read = act.read(context, typed, tools);
  if ('errors' in read) return { screen: again(typed), errors: read.errors };
  const access = room.access(officer, reason, caseOfForm(begun, sent.form));
  const seen = seenIn(sent.typed);
  const { draft } = begun;
  const drafted = draft
    ? await room.juki.reviseDraft(
        { draftId: draft.draftId, revision: Number(sent.typed.revision) },
        read.command,
        room.access(officer, reason, draft.caseId),
        seen,
      )
    : await room.juki.draft(read.command, access, seen);
  if (!drafted.accepted) return { screen: again(typed), refusal: drafted.refusal };
  const { draftId } = drafted.value;
  const person = context.person?.addresseeNumber;
  await keepForm(room, draftId, { act: act.name, reason, typed, ...(person ? { person } : {}) });
  if (start.arrival) {
    // The visit that was announced is over; a colleague may have ended it already.
    const { version } = await arrivalPage(room, officer, start.arrival);
    await takeRelocation(room, { caseId: start.arrival, version, officer });
  }
  return { drafted: draftId };
}
