import fc from 'fast-check';
import { findByCode } from '#app/juki/core/register.ts';
import { addDays, earlierOf, laterOf } from '#app/vocabulary/dates.ts';
import { ADDRESSES, PaperNation, PERSONS, TOWNS } from './paper-nation.ts';

/** One thing that people, officers or the line do. */
export type Step =
  | { kind: 'moveOut'; who: number[]; to: number; inDays: number }
  | { kind: 'cancel'; who: number[] }
  | { kind: 'moveIn'; who: number; town: number; planned: boolean; daysAgo: number; asked: boolean; alone: boolean }
  | { kind: 'correct'; who: number; days: number }
  | { kind: 'night'; days: number; asleep: number[] }
  | { kind: 'carry'; places: number[]; again: boolean };

const one = fc.integer({ min: 0, max: 3 });
const some = fc.uniqueArray(one, { minLength: 1, maxLength: 4 });
const town = fc.integer({ min: 0, max: 2 });

const moveOut = fc.record({
  kind: fc.constant('moveOut' as const),
  who: some,
  to: town,
  inDays: fc.integer({ min: -6, max: 8 }),
});
const moveIn = fc.record({
  kind: fc.constant('moveIn' as const),
  who: one,
  town,
  planned: fc.boolean(),
  daysAgo: fc.integer({ min: 0, max: 6 }),
  asked: fc.boolean(),
  alone: fc.boolean(),
});
const correct = fc.record({ kind: fc.constant('correct' as const), who: one, days: fc.integer({ min: -4, max: 4 }) });
const cancel = fc.record({ kind: fc.constant('cancel' as const), who: some });
const night = fc.record({
  kind: fc.constant('night' as const),
  days: fc.integer({ min: 0, max: 6 }),
  asleep: fc.uniqueArray(town, { maxLength: 2 }),
});
const carry = fc.record({
  kind: fc.constant('carry' as const),
  places: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 6 }),
  again: fc.boolean(),
});
const anything: fc.Arbitrary<Step> = fc.oneof(
  moveOut,
  moveIn,
  correct,
  cancel,
  { weight: 3, arbitrary: night },
  { weight: 3, arbitrary: carry },
);
const between = fc.array(anything, { maxLength: 3 });

/** A move as lives have it, with whatever comes between; several of them are a life. */
const chapter = fc
  .tuple(one, moveOut, between, moveIn, between, fc.option(correct, { nil: undefined }), between)
  .map(([who, out, first, into, second, correction, third]): Step[] => [
    { ...out, who: [who, ...out.who.filter((other) => other !== who)] },
    ...first,
    { ...into, who },
    ...second,
    ...(correction ? [{ ...correction, who }] : []),
    ...third,
  ]);
export const steps: fc.Arbitrary<Step[]> = fc.array(chapter, { minLength: 1, maxLength: 4 }).map((life) => life.flat());

const leaves: Step = { kind: 'moveOut', who: [0], to: 1, inDays: 0 };
const comes: Step = { kind: 'moveIn', who: 0, town: 1, planned: true, daysAgo: 1, asked: false, alone: false };

/** Once found by chance: played on every run. */
export const KNOWN: [Step[]][] = [
  [[leaves, comes, { kind: 'correct', who: 0, days: 1 }]],
  [[leaves, { kind: 'cancel', who: [0] }, { ...leaves, inDays: -1 }]],
  [[leaves, { ...comes, daysAgo: 0 }, { ...leaves, to: 0 }, { ...comes, planned: false, town: 0, daysAgo: 0 }]],
];

/** `honest`: people live in one place at a time and say so; otherwise anybody may file anything anywhere. */
export function play(
  drawn: readonly Step[],
  honest: boolean,
  afterEach: (nation: PaperNation, code: string) => void,
): PaperNation {
  const nation = new PaperNation();
  for (const step of drawn) {
    take(nation, step, honest);
    for (const code of PERSONS) afterEach(nation, code);
  }
  nation.settle();
  return nation;
}

function codeAt(place: number): string {
  return PERSONS[place] ?? '';
}

function townAt(place: number): string {
  return TOWNS[place]?.code ?? '';
}

function take(nation: PaperNation, step: Step, honest: boolean): void {
  switch (step.kind) {
    case 'moveOut':
      moveAway(nation, step);
      return;
    case 'cancel':
      stay(nation, step, honest);
      return;
    case 'moveIn':
      arrive(nation, step, honest);
      return;
    case 'correct': {
      const home = nation.home(codeAt(step.who));
      const earliest = home.arrival?.formerSince ?? home.since;
      const on = laterOf(earliest, earlierOf(nation.today, addDays(home.since, step.days)));
      nation.correct(codeAt(step.who), on);
      return;
    }
    case 'night':
      nation.today = addDays(nation.today, step.days);
      for (const { code } of TOWNS) if (!step.asleep.some((place) => townAt(place) === code)) nation.night(code);
      return;
    case 'carry':
      for (const place of step.places) nation.carry(place, step.again);
  }
}

function moveAway(nation: PaperNation, { who, to, inDays }: Extract<Step, { kind: 'moveOut' }>): void {
  const first = nation.home(codeAt(who[0] ?? 0));
  const { slice } = nation.town(first.town);
  const head = findByCode(slice, codeAt(who[0] ?? 0));
  const movers = who.flatMap((place) => findByCode(slice, codeAt(place)) ?? []);
  const together = movers.filter((mover) => mover.householdNumber === head?.householdNumber);
  const destination = ADDRESSES[townAt(to)];
  if (!head || !destination) return;
  nation.act(first.town, {
    kind: 'RegisterMovingOut',
    householdNumber: head.householdNumber,
    movers: together.map((mover) => mover.addresseeNumber),
    notifiedOn: nation.today,
    plannedOn: addDays(nation.today, inDays),
    destination,
    channel: 'online',
    special: true,
    cardHolders: [head.addresseeNumber],
  });
}

function stay(nation: PaperNation, { who }: Extract<Step, { kind: 'cancel' }>, honest: boolean): void {
  for (const { code: town } of TOWNS) {
    const { slice } = nation.town(town);
    const movers = who
      .map(codeAt)
      .filter((code) => !honest || nation.home(code).town === town)
      .flatMap((code) => findByCode(slice, code) ?? []);
    const movingOutId = movers[0]?.movingOut?.movingOutId;
    if (!movingOutId) continue;
    const together = movers.filter((mover) => mover.movingOut?.movingOutId === movingOutId);
    nation.act(town, {
      kind: 'CancelMovingOut',
      movingOutId,
      movers: together.map((mover) => mover.addresseeNumber),
      reason: '申出による',
    });
  }
}

function arrive(nation: PaperNation, step: Extract<Step, { kind: 'moveIn' }>, honest: boolean): void {
  const code = codeAt(step.who);
  const home = nation.home(code);
  const planned = findByCode(nation.town(home.town).slice, code)?.movingOut?.plannedAddress.municipalityCode;
  const town = step.planned && planned ? planned : townAt(step.town);
  const certificate = nation.certificateFor(code, town, step.asked);
  const newAddress = ADDRESSES[town];
  if (!certificate || !newAddress) return;
  const current = findByCode(nation.town(home.town).slice, code)?.movingOut?.movingOutId === certificate.movingOutId;
  if (honest && (!current || town === home.town)) return;
  const movedInOn = laterOf(home.since, addDays(nation.today, -step.daysAgo));
  const movers = certificate.movers.filter(
    ({ residentRecordCode }) =>
      residentRecordCode === code ||
      (!step.alone && (!honest || movesWith(nation, code, residentRecordCode, movedInOn))),
  );
  const done = nation.act(town, {
    kind: 'RegisterMovingInByCard',
    certificate,
    freshnessConfirmed: step.asked,
    movers: movers.map(({ residentRecordCode }, index) => ({
      residentRecordCode,
      relationship: index === 0 ? '世帯主' : '同居人',
      householder: index === 0,
    })),
    household: { kind: 'new' },
    movedInOn,
    notifiedOn: nation.today,
    newAddress,
    cardPresented: true,
    identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
  });
  if (!done) return;
  for (const { residentRecordCode } of movers) {
    const { since: formerSince } = nation.home(residentRecordCode);
    const { movingOutId, fromMunicipality: from } = certificate;
    const arrival = { movingOutId, from, formerSince, revision: 1 };
    nation.homes.set(residentRecordCode, { town, since: movedInOn, arrival });
  }
}

/** Is the other person under way with the same 転出, and not somewhere else by now? */
function movesWith(nation: PaperNation, code: string, other: string, movedInOn: string): boolean {
  const { town } = nation.home(code);
  const home = nation.home(other);
  const { slice } = nation.town(town);
  const movingOut = findByCode(slice, code)?.movingOut?.movingOutId;
  const same = findByCode(slice, other)?.movingOut?.movingOutId === movingOut;
  return home.town === town && same && home.since <= movedInOn;
}
