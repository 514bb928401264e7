import type { ChangedNationality, RegisterNationalityChange } from '../acts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import { whyNotInside } from './inside-checks.ts';
import { identityNotices, supplementaryNotices } from './notices.ts';
import { personAlerts } from './person-alerts.ts';
import type { RegisterSlice, Resident } from './register.ts';
import { replacing } from './rewriting.ts';

/**
 * 帰化・国籍取得・国籍喪失 (住民基本台帳法施行令第8条, 第12条): 職権消除 of one record and 職権記載 of another, in one act.
 *
 * Command: `RegisterNationalityChange`. Events: `RecordsSetAside`, `RecordsEnteredAgain`: two history rows. Code and 個人番号, address,
 * household and standing are carried over; the items of the other kind of record end. Messages: 本人確認情報 (消除, 記載) of the
 * same day, so that no day is without a register; 戸籍の附票記載事項通知 of who is Japanese now.
 */
export function decideNationalityChange(
  command: RegisterNationalityChange,
  slice: RegisterSlice,
  facts: Facts,
): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { change, happenedOn: on, notifiedOn, ground, householdNumber } = command;
  const pairs = command.persons.flatMap((person) => {
    const before = slice.residents.get(person.addresseeNumber);
    return before ? [{ before, after: asNow(before, person, change) }] : [];
  });
  const reasons =
    change === 'loss'
      ? ({ removal: 'setAsideByNationalityLoss', entry: 'nationalityLossEntry' } as const)
      : ({ removal: 'setAsideByNaturalisation', entry: 'naturalisationEntry' } as const);
  const residents = pairs.map(({ after }) => after);
  return accept({
    events: replacing(residents, { ...reasons, on, notifiedOn, ground }),
    messages: pairs.flatMap(({ before, after }) => told(before, after, on, facts)),
    alerts: personAlerts(residents, facts.today),
    result: { householdNumber, addresseeNumbers: residents.map((one) => one.addresseeNumber) },
  });
}

function whyNot(command: RegisterNationalityChange, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { kind, householdNumber, happenedOn, notifiedOn, persons } = command;
  const members = persons.map((one) => one.addresseeNumber);
  const inside = whyNotInside({ kind, householdNumber, members, changedOn: happenedOn, notifiedOn }, slice, facts);
  if (inside) return inside;
  if (command.ground.trim() === '') return 'missingGround';
  for (const person of persons) {
    const before = slice.residents.get(person.addresseeNumber);
    if (command.change === 'loss' ? before?.kind !== 'japanese' : before?.kind !== 'foreign') {
      return command.change === 'loss' ? 'onlyJapanese' : 'onlyForeigners';
    }
    const item = command.change === 'loss' ? person.foreignStatus : person.registeredDomicile;
    if (!item || person.name.full.trim() === '') return 'missingItems';
  }
  return undefined;
}

/** 旧氏 ends with the Japanese record, 通称 and the items of 法第30条の45 with the foreign one. */
function asNow(
  { registeredDomicile: _, foreignStatus: __, ...before }: Resident,
  { name, registeredDomicile, foreignStatus }: ChangedNationality,
  change: RegisterNationalityChange['change'],
): Resident {
  const { formerSurname, alias, ...plain } = name;
  if (change === 'loss') {
    return { ...before, kind: 'foreign', name: { ...plain, ...(alias ? { alias } : {}) }, foreignStatus };
  }
  return {
    ...before,
    kind: 'japanese',
    name: { ...plain, ...(formerSurname ? { formerSurname } : {}) },
    registeredDomicile,
  };
}

function told(before: Resident, after: Resident, effectiveOn: string, facts: Facts): EngineMessage[] {
  const change = { newAddress: after.address, addressSince: effectiveOn, reason: 'movingIn' as const };
  return [
    ...identityNotices(before, { event: 'removed', reason: 'exOfficioRemoval', effectiveOn }, facts.town),
    ...identityNotices(after, { event: 'entered', reason: 'exOfficioEntry', effectiveOn }, facts.town),
    ...supplementaryNotices(after, change, facts.town),
  ];
}
