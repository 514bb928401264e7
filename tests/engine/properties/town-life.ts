import fc from 'fast-check';
import type { Command } from '#app/juki/core/decide.ts';
import { headOf, membersOf, type Resident } from '#app/juki/core/register.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { NEARBY } from '../juki/acts.ts';
import {
  CHOFU,
  codeOf,
  familyOfFour,
  NEW_ADDRESS,
  numberOf,
  OLD_ADDRESS,
  Register,
  YOKOHAMA_NAKA,
} from '../juki/family.ts';
import {
  ACTS,
  type Act,
  at,
  changedNationality,
  changedNumber,
  children,
  correctedItems,
  householdChange,
  newcomers,
  noticeOfArrival,
  rewritten,
  type Step,
  withdrawalOfNotice,
} from './town-filings.ts';

const ALWAYS_ALLOWED = { roles: ['registryManager' as const] };
const PLACES: readonly Address[] = [OLD_ADDRESS, NEARBY, { ...NEARBY, lot: '9番地9' }];

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    act: fc.constantFrom(...ACTS),
    who: fc.nat({ max: 40 }),
    together: fc.integer({ min: 1, max: 4 }),
    other: fc.nat({ max: 40 }),
    days: fc.integer({ min: 0, max: 9 }),
    choice: fc.nat({ max: 20 }),
  }),
  { minLength: 1, maxLength: 16 },
);

/** 一つの町の暮らし: a register in which anything may be filed at any time; what is refused changes nothing. */
export class TownLife {
  readonly register = new Register(CHOFU).migrate(familyOfFour(), { ...familyOfFour(11), address: NEARBY });
  /** Acts that were accepted, by kind: a property that no act ever reaches would prove nothing. */
  readonly accepted: Act[] = [];
  private codes = 1_000;
  private numbers = 5_000;
  private movingOuts = 0;

  take(step: Step): boolean {
    const { act } = step;
    if (act === 'night') {
      this.register.today = addDays(this.register.today, step.days);
      const due = [...this.register.slice.movingOuts.keys()];
      for (const movingOutId of due) this.register.do({ kind: 'RemoveDueMovers', movingOutId });
      this.accepted.push(act);
      return true;
    }
    const command = this.commandOf(step);
    return command !== undefined && this.perform(act, command);
  }

  /** 異動の取消し of the newest row of a person. */
  undo({ addresseeNumber, historyNumber }: Resident): boolean {
    const command = { kind: 'CancelChange' as const, addresseeNumber, historyNumber, reason: '誤り' };
    return this.perform('cancelChange', command);
  }

  private perform(act: Act, command: Command): boolean {
    const codes = Array.from({ length: 6 }, (_, index) => codeOf(this.codes + index));
    const movingOutId = `01990000-0000-7000-8000-${String(this.movingOuts + 1).padStart(12, '0')}`;
    const before = this.register.slice;
    const decision = this.register.try(command, { ...ALWAYS_ALLOWED, codes, movingOutId });
    if (!decision.accepted) {
      if (this.register.slice !== before) throw new Error('a refusal changed the register');
      return false;
    }
    this.codes += decision.used.codes ?? 0;
    if (act === 'moveOut') this.movingOuts += 1;
    this.accepted.push(act);
    return true;
  }

  private person({ who }: Pick<Step, 'who'>): Resident | undefined {
    return at([...this.register.slice.residents.values()], who);
  }

  /** The person and some who live there too. */
  private group(step: Step): Resident[] {
    const first = this.person(step);
    if (!first) return [];
    const others = membersOf(this.register.slice, first.householdNumber).filter((one) => one !== first);
    return [first, ...others].slice(0, step.together);
  }

  private commandOf(step: Step): Command | undefined {
    const [first, ...others] = this.group(step);
    if (!first) return undefined;
    const everybody = [first, ...others];
    const movers = everybody.map((one) => one.addresseeNumber);
    const { today } = this.register;
    const { householdNumber } = first;
    const movingOutId = first.movingOut?.movingOutId ?? '';
    const earlier = addDays(today, -step.days);
    const joined = this.person({ who: step.other });
    const filing = { register: this.register, step, first, everybody, ...(joined ? { joined } : {}) };
    const join =
      step.choice % 2 === 0 || !joined
        ? { kind: 'new' as const }
        : { kind: 'existing' as const, householdNumber: joined.householdNumber };
    const standings = everybody.map(({ addresseeNumber }, index) => ({
      addresseeNumber,
      relationship: index === 0 && join.kind === 'new' ? '世帯主' : '同居人',
      householder: index === 0 && join.kind === 'new',
    }));
    switch (step.act) {
      case 'moveOut':
        return {
          kind: 'RegisterMovingOut',
          householdNumber,
          movers,
          notifiedOn: today,
          plannedOn: addDays(today, step.days - 4),
          destination: step.choice % 3 === 0 ? YOKOHAMA_NAKA : NEW_ADDRESS,
          channel: 'counter',
          special: step.choice % 2 === 0,
          cardHolders: movers.slice(0, 1),
        };
      case 'cancelMovingOut':
        return { kind: 'CancelMovingOut', movingOutId, movers, reason: '申出による' };
      case 'notice':
        return noticeOfArrival(filing);
      case 'withdrawNotice':
        return withdrawalOfNotice(filing);
      case 'relocate': {
        const same = step.choice % 3 === 0;
        const newAddress = join.kind === 'existing' && joined ? joined.address : (at(PLACES, step.other) ?? NEARBY);
        const moved = { kind: 'RegisterRelocation' as const, householdNumber, movers, movedOn: earlier };
        if (same) return { ...moved, notifiedOn: today, newAddress, household: { kind: 'same' }, standings: [] };
        return { ...moved, notifiedOn: today, newAddress, household: join, standings };
      }
      case 'household':
        return householdChange(filing);
      case 'birth':
        return {
          kind: 'RegisterBirth',
          householdNumber,
          children: children(filing),
          notifiedOn: today,
          source: step.choice % 2 === 0 ? 'filed' : 'notified',
        };
      case 'remove':
        return {
          kind: 'RegisterRemoval',
          cause: at(['death', 'disappearance', 'exOfficio'] as const, step.choice) ?? 'death',
          householdNumber,
          persons: movers.slice(0, 1 + (step.choice % 2)),
          happenedOn: exactDate(earlier),
          notifiedOn: today,
          source: 'exOfficio',
          ground: '職権記録書',
        };
      case 'restore':
        return { kind: 'RegisterRestoration', persons: movers, household: join, standings, ground: '誤った消除' };
      case 'correct':
        return {
          kind: 'RegisterCorrection',
          basis: 'exOfficio',
          householdNumber,
          corrections: [{ addresseeNumber: first.addresseeNumber, items: correctedItems(filing) }],
          correctedOn: today,
          notifiedOn: today,
          ground: '届出の誤り',
        };
      case 'comeIn':
        return {
          kind: 'RegisterMovingIn',
          from: 'abroad',
          persons: newcomers(filing, join.kind === 'new'),
          household: join,
          movedInOn: earlier,
          notifiedOn: today,
          newAddress: join.kind === 'existing' && joined ? joined.address : NEARBY,
          previousAddress: { municipalityCode: '', prefecture: '', municipality: 'フランス共和国', town: '', lot: '' },
          identification: { visitor: 'filer', document: '旅券', authority: '本人' },
        };
      case 'cancelChange':
        return {
          kind: 'CancelChange',
          addresseeNumber: first.addresseeNumber,
          historyNumber: Math.max(1, first.historyNumber - (step.choice % 2)),
          reason: '誤り',
        };
      case 'enterNumbers':
        return this.enterNumber(first);
      case 'changeNumber':
      case 'changeCode':
        return changedNumber(filing);
      case 'rewrite':
        return rewritten(filing);
      case 'nationality':
        return changedNationality(filing);
      case 'night':
        return undefined;
    }
  }

  private enterNumber(first: Resident): Command {
    const { addresseeNumber, residentRecordCode } = first;
    if (!residentRecordCode) return { kind: 'EnterCode', addresseeNumber };
    this.numbers += 1;
    return { kind: 'EnterIndividualNumber', residentRecordCode, individualNumber: numberOf(this.numbers) };
  }

  /** Who is at the head of each household that lives, and who lives in it. */
  households(): { householdNumber: string; members: Resident[]; head?: Resident }[] {
    const { slice } = this.register;
    return [...slice.households.keys()].map((householdNumber) => ({
      householdNumber,
      members: membersOf(slice, householdNumber),
      head: headOf(slice, householdNumber),
    }));
  }
}

/** Plays what was drawn. */
export function liveInTown(drawn: readonly Step[]): TownLife {
  const life = new TownLife();
  for (const step of drawn) life.take(step);
  return life;
}
