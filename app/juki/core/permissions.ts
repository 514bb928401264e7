import type { Role } from '#app/vocabulary/roles.ts';
import type { RegisterCommand } from '../door.ts';
import type { ErrorName } from './checks.ts';
import type { Facts } from './decision.ts';
import { isReleased } from './protection-terms.ts';
import { movingOutOf, type RegisterSlice, type Resident } from './register.ts';

/** 個人の状態: what decides which acts are possible for a person. */
export type PersonState =
  | 'unknown'
  | 'resident'
  | 'movingOutPlanned'
  | 'movedOut'
  | 'movedOutConfirmed'
  | 'removedOtherwise';

type Answers = Record<PersonState, 'possible' | ErrorName>;

/** Acts on who lives here and does not leave. */
const OF_RESIDENTS: Answers = {
  unknown: 'unknownMover',
  resident: 'possible',
  movingOutPlanned: 'alreadyMovingOut',
  movedOut: 'notResident',
  movedOutConfirmed: 'notResident',
  removedOtherwise: 'notResident',
};

/** Acts that bring somebody in. */
const OF_NEWCOMERS: Answers = {
  unknown: 'possible',
  resident: 'alreadyResident',
  movingOutPlanned: 'alreadyResident',
  movedOut: 'possible',
  movedOutConfirmed: 'possible',
  removedOtherwise: 'removedOtherwise',
};

/** 異動 × 状態: possible, or the reason why not. Guards and buttons both read it. */
export const POSSIBLE = {
  RegisterMovingOut: OF_RESIDENTS,
  CancelMovingOut: {
    unknown: 'unknownMover',
    resident: 'nothingToCancel',
    movingOutPlanned: 'possible',
    movedOut: 'possible',
    movedOutConfirmed: 'registeredElsewhere',
    removedOtherwise: 'nothingToCancel',
  },
  RegisterMovingInByCard: OF_NEWCOMERS,
  RegisterRelocation: OF_RESIDENTS,
  RegisterHouseholdChange: OF_RESIDENTS,
  RegisterBirth: OF_NEWCOMERS,
  RegisterMovingIn: OF_NEWCOMERS,
  RegisterWardMove: OF_NEWCOMERS,
  CancelChange: {
    unknown: 'unknownMover',
    resident: 'possible',
    movingOutPlanned: 'possible',
    movedOut: 'useOtherCancellation',
    movedOutConfirmed: 'useOtherCancellation',
    removedOtherwise: 'possible',
  },
  RegisterRemoval: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
  RegisterRestoration: {
    unknown: 'unknownMover',
    resident: 'stillResident',
    movingOutPlanned: 'stillResident',
    movedOut: 'useCancellation',
    movedOutConfirmed: 'useCancellation',
    removedOtherwise: 'possible',
  },
  RegisterIndividualNumberChange: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
  RegisterCodeChange: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
  RegisterRewriting: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
  RegisterNationalityChange: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
  RegisterResidenceCard: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
  ForwardFamilyFiling: OF_NEWCOMERS,
  RegisterCorrection: { ...OF_RESIDENTS, movingOutPlanned: 'possible' },
} satisfies Record<RegisterCommand['kind'], Answers>;

/** State of a person in the register. */
export function stateOf(slice: RegisterSlice, resident: Resident | undefined): PersonState {
  if (!resident) return 'unknown';
  const progress = movingOutOf(slice, resident)?.movers.find((m) => m.addresseeNumber === resident.addresseeNumber);
  switch (resident.status) {
    case 'resident':
      return progress?.state === 'planned' ? 'movingOutPlanned' : 'resident';
    case 'movedOut':
      return progress?.notice ? 'movedOutConfirmed' : 'movedOut';
    case 'deceased':
    case 'removed':
      return 'removedOtherwise';
  }
}

/** Why an act is not possible for a person, or undefined. */
export function obstacle(
  slice: RegisterSlice,
  resident: Resident | undefined,
  kind: RegisterCommand['kind'],
): ErrorName | undefined {
  const answer: 'possible' | ErrorName = POSSIBLE[kind][stateOf(slice, resident)];
  return answer === 'possible' ? undefined : answer;
}

/** 仮登録・審査・決裁・本登録の役割. With 専決 whoever may draft may do every step. */
export const STEP_ROLES = {
  draft: ['reception', 'reviewer', 'approver', 'counter', 'registryManager', 'protectionOfficer'],
  review: ['reviewer', 'approver', 'registryManager', 'protectionOfficer'],
  approve: ['approver', 'registryManager', 'protectionOfficer'],
  register: ['reception', 'reviewer', 'approver', 'counter', 'registryManager', 'protectionOfficer'],
  discard: ['reception', 'reviewer', 'approver', 'counter', 'registryManager', 'protectionOfficer'],
} as const satisfies Record<string, readonly Role[]>;

/** 異動処理の段階. */
export type Step = keyof typeof STEP_ROLES;

/** May this officer do this step in this town? */
export function mayDo(step: Step, { officer, town }: Pick<Facts, 'officer' | 'town'>): boolean {
  const roles: readonly Role[] = town.rules.soleDecision ? STEP_ROLES.draft : STEP_ROLES[step];
  return officer.roles.some((role) => roles.includes(role));
}

/** 支援措置の担当職員: the only one who may act on a protected household (標準仕様書 3.1). */
export function mayActOnProtected({ officer }: Pick<Facts, 'officer'>): boolean {
  return officer.roles.includes('protectionOfficer');
}

/** 抑止 (標準仕様書 3.1): a protected person among them stops everybody but the officer, unless released for the moment. */
export function isBlocked(persons: readonly (Resident | undefined)[], facts: Pick<Facts, 'officer' | 'now'>): boolean {
  if (mayActOnProtected(facts)) return false;
  return persons.some((person) => person?.protection && !isReleased(person.protection, facts.now));
}

/** 取消しの権限 (標準仕様書 4.6.0.1): a 転出取消 after a 転入通知, once the new town has cancelled its 転入. */
export function mayCancelAfterNotice({ officer }: Pick<Facts, 'officer'>): boolean {
  return officer.roles.includes('registryManager');
}
