import { birthNotificationDeadline } from '#app/vocabulary/deadlines.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { NewPerson, RegisterBirth } from '../acts.ts';
import { alert } from './alerts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import { codesNeeded, type Entry, enterPersons } from './entry.ts';
import { personAlerts } from './person-alerts.ts';
import { membersOf, type RegisterSlice } from './register.ts';
import { whyNotJoining } from './standings.ts';

/**
 * 出生 (戸籍法第49条, 住民基本台帳法施行令第8条; 法第9条第2項 when filed elsewhere).
 *
 * Command: `RegisterBirth`. Event: `ResidentsEntered`. Message: the request for the 個人番号, which only J-LIS makes; the
 * 本人確認情報 (記載) goes when it is there. A code comes from the pool; an empty pool delays it and nothing else. A child whose
 * 出生届 comes together with the 転入届 moves in (標準仕様書 4.1.0.1).
 */
export function decideBirth(command: RegisterBirth, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { householdNumber } = command;
  const household = slice.households.get(householdNumber);
  if (!household) throw new Error('a household passed the checks without being in the register');
  const join = { kind: 'existing' as const, householdNumber };
  const entered = enterPersons(
    command.children,
    { join, address: household.address },
    (child) => entryOf(child, command),
    slice,
    facts,
  );
  return accept({ ...entered, alerts: alertsFor(command, slice, facts) });
}

function entryOf(child: NewPerson, { movedIn, notifiedOn }: RegisterBirth): Entry {
  if (movedIn) {
    return {
      reason: movedIn.from === 'abroad' ? 'movingInFromAbroad' : 'domesticMovingIn',
      told: 'movingIn',
      effectiveOn: movedIn.on,
      becameResidentOn: exactDate(movedIn.on),
      notifiedOn,
      previousAddress: movedIn.previousAddress,
    };
  }
  const effectiveOn = child.bornOn.on ?? notifiedOn;
  return { reason: 'birth', told: 'birth', effectiveOn, becameResidentOn: child.bornOn, notifiedOn };
}

function whyNot(command: RegisterBirth, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { children, notifiedOn, movedIn } = command;
  if (children.length === 0) return 'nobodyEntered';
  if (children.some((child) => child.householder)) return 'relationshipNotInTable';
  if (children.some((child) => child.residentRecordCode || child.individualNumber)) return 'newbornWithNumber';
  if (children.some((child) => (child.bornOn.on ?? '') > facts.today)) return 'bornInFuture';
  if (notifiedOn > facts.today) return 'notifiedInFuture';
  if (movedIn && movedIn.on > facts.today) return 'dateInFuture';
  if (children.some((child) => (child.bornOn.on ?? '') > (movedIn?.on ?? notifiedOn))) return 'beforeBirth';
  const household = slice.households.get(command.householdNumber);
  if (!household) return 'unknownHousehold';
  const join = { kind: 'existing' as const, householdNumber: command.householdNumber };
  const joining = whyNotJoining(children, join, household.address, slice, facts);
  if (joining) return joining;
  return children.some((child) => child.name.full !== '' && isMember(child, command, slice))
    ? 'alreadyEntered'
    : undefined;
}

/** The same child in the household already: name, day and sex. */
function isMember(child: NewPerson, { householdNumber }: RegisterBirth, slice: RegisterSlice): boolean {
  return membersOf(slice, householdNumber).some(
    (one) => one.name.full === child.name.full && one.bornOn.text === child.bornOn.text && one.sex === child.sex,
  );
}

function alertsFor(command: RegisterBirth, slice: RegisterSlice, facts: Facts): Alert[] {
  const { children, notifiedOn } = command;
  const alerts = personAlerts(children, facts.today);
  const isLate = ({ bornOn }: NewPerson) => bornOn.on && notifiedOn > birthNotificationDeadline(bornOn.on);
  if (!command.movedIn && children.some(isLate)) alerts.push(alert('birthLate'));
  if (children.some((child) => child.name.full === '')) alerts.push(alert('nameless'));
  if (children.some((child) => child.name.full === '' && isMember(child, command, slice))) {
    alerts.push(alert('namelessTwice'));
  }
  return [...alerts, ...poolAlerts(codesNeeded(children), facts)];
}

/** A05: what the pool says to an act that takes codes. */
export function poolAlerts(needed: number, facts: Facts): Alert[] {
  if (needed === 0) return [];
  if (facts.codes.length < needed) return [alert('codePoolEmpty')];
  return facts.codePoolLow ? [alert('codePoolLow')] : [];
}
