import type { CertificateMover } from '#app/messages/contracts/moving.ts';
import { lastDayOfMovingInByCard } from '#app/vocabulary/deadlines.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { RegisterMovingInByCard } from '../door.ts';
import { refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import { appended } from './entry.ts';
import type { RegisterEvent } from './events.ts';
import { movingInAlerts } from './moving-in-alerts.ts';
import { whyNotMovingIn } from './moving-in-checks.ts';
import { movingInMessages } from './moving-in-messages.ts';
import { formerRecord, type Household, membersOf, type RegisterSlice, type Resident } from './register.ts';

/**
 * 特例転入 (住民基本台帳法第22条, 第24条の2第1項).
 *
 * Command: `RegisterMovingInByCard`. Events: `HouseholdFormed` (new household), `ResidentsMovedIn`. Messages: 転入通知 to the
 * old town, 本人確認情報 (記載) to J-LIS, 戸籍の附票記載事項通知 to the municipality of the 本籍. 住民票コード and 個人番号 are carried
 * over (法第30条の3), the 宛名番号 is new; who has an own 除票 keeps his number and the spelling of his name (再転入).
 */
export function decideMovingInByCard(command: RegisterMovingInByCard, slice: RegisterSlice, facts: Facts): Decision {
  const limit = lastDayOfMovingInByCard(command.certificate.plannedOn, command.movedInOn);
  const reason = whyNotMovingIn(command, slice, facts, limit);
  if (reason) return reject(refusal(reason));

  const household = householdFor(command, slice, facts);
  const numbers = [...facts.numbers.addressee];
  const movers = command.movers.map((mover) => {
    const data = command.certificate.movers.find((one) => one.residentRecordCode === mover.residentRecordCode);
    if (!data) throw new Error('a mover passed the checks without being in the certificate');
    const former = formerRecord(slice, data);
    const addresseeNumber = former?.addresseeNumber ?? numbers.shift() ?? '';
    return {
      ...residentFrom(data, former, command, facts),
      ...mover,
      addresseeNumber,
      householdNumber: household.householdNumber,
    };
  });
  const ordered = appended(movers, membersOf(slice, household.householdNumber));
  const residents = movers.map((mover) => ({ ...mover, orderInHousehold: ordered.get(mover.addresseeNumber) ?? 1 }));
  const events: RegisterEvent[] = [
    ...(command.household.kind === 'new' ? [{ kind: 'HouseholdFormed' as const, household }] : []),
    {
      kind: 'ResidentsMovedIn',
      movingOutId: command.certificate.movingOutId,
      fromMunicipality: command.certificate.fromMunicipality,
      residents,
    },
  ];
  return accept({
    events,
    messages: movingInMessages(command, residents, headName(residents, household, slice), facts),
    alerts: movingInAlerts(command, residents, slice, facts),
    followUps: [{ kind: 'arrivalRegistered', movingOutId: command.certificate.movingOutId }],
    used: {
      addressee: facts.numbers.addressee.length - numbers.length,
      household: command.household.kind === 'new' ? 1 : 0,
    },
    result: {
      householdNumber: household.householdNumber,
      addresseeNumbers: residents.map((resident) => resident.addresseeNumber),
    },
  });
}

function householdFor(command: RegisterMovingInByCard, slice: RegisterSlice, facts: Facts): Household {
  if (command.household.kind === 'new') {
    return { householdNumber: facts.numbers.household[0] ?? '', address: command.newAddress };
  }
  const household = slice.households.get(command.household.householdNumber);
  if (!household) throw new Error('a household passed the checks without being in the register');
  return household;
}

/** The received data make the record; of an own 除票 the spelling of the name stays, the reading follows (再転入). */
function residentFrom(
  data: CertificateMover,
  former: Resident | undefined,
  command: RegisterMovingInByCard,
  facts: Facts,
): Omit<Resident, 'addresseeNumber' | 'householdNumber' | 'relationship' | 'householder' | 'orderInHousehold'> {
  const name = former
    ? { ...data.name, full: former.name.full, kanji: former.name.kanji ?? data.name.kanji }
    : data.name;
  return {
    historyNumber: former?.historyNumber ?? 0,
    kind: data.foreignStatus ? 'foreign' : 'japanese',
    status: 'resident',
    residentRecordCode: data.residentRecordCode,
    individualNumber: data.individualNumber,
    name,
    bornOn: data.bornOn,
    sex: data.sex,
    address: command.newAddress,
    becameResidentOn: exactDate(command.movedInOn),
    // Without 転居 the two days are one (標準仕様書 4.1.1.1).
    addressSince: exactDate(command.movedInOn),
    previousAddress: command.certificate.oldAddress,
    registeredDomicile: data.registeredDomicile,
    foreignStatus: data.foreignStatus,
    qualifications: data.qualifications,
    card: data.card,
    protection: former?.protection,
    // What J-LIS was asked before the person left is still answered.
    ...(former?.awaitsNewNumber ? { awaitsNewNumber: former.awaitsNewNumber } : {}),
    lastChange: {
      reason: 'domesticMovingIn',
      changedOn: command.movedInOn,
      notifiedOn: command.notifiedOn,
      processedOn: facts.today,
    },
  };
}

function headName(residents: readonly Resident[], household: Household, slice: RegisterSlice): string {
  const everybody = [...residents, ...membersOf(slice, household.householdNumber)];
  return everybody.find((resident) => resident.householder)?.name.full ?? '';
}
