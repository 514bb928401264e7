import { formatAddress } from '#app/vocabulary/addresses.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { RegisterMovingInByCard } from '../door.ts';
import { type AlertName, alert } from './alerts.ts';
import type { Facts } from './decision.ts';
import { hasLookAlike, personAlerts } from './person-alerts.ts';
import { formerRecord, type RegisterSlice, type Resident } from './register.ts';

/** アラート of a 特例転入: what differs from the announced, what is late, what to look at; none of it stops the act. */
export function movingInAlerts(
  command: RegisterMovingInByCard,
  residents: readonly Resident[],
  slice: RegisterSlice,
  facts: Facts,
): Alert[] {
  const { certificate } = command;
  const found: [boolean, AlertName][] = [
    [hasLookAlike(residents, facts), 'removedLookAlike'],
    [command.notifiedOn > addDays(command.movedInOn, 14), 'movingInLate'],
    [command.movers.length < certificate.movers.length, 'moversDiffer'],
    [command.movedInOn !== certificate.plannedOn, 'dateDiffers'],
    [formatAddress(command.newAddress) !== formatAddress(certificate.plannedAddress), 'addressDiffers'],
    [certificate.toMunicipality !== facts.town.code, 'townDiffers'],
    [command.movedInOn < certificate.plannedOn, 'movedInBeforePlanned'],
    [!command.freshnessConfirmed, 'freshnessUnconfirmed'],
    [
      residents.some((resident) => resident.registeredDomicile && !resident.registeredDomicile.municipalityCode),
      'domicileWithoutCode',
    ],
    [nameDiffers(command, slice), 'nameDiffersFromRemoved'],
  ];
  const alerts = found.filter(([applies]) => applies).map(([, name]) => alert(name));
  return [...alerts, ...personAlerts(residents, facts.today)];
}

function nameDiffers(command: RegisterMovingInByCard, slice: RegisterSlice): boolean {
  return command.movers.some(({ residentRecordCode }) => {
    const data = command.certificate.movers.find((mover) => mover.residentRecordCode === residentRecordCode);
    const former = data && formerRecord(slice, data);
    return former && former.name.full !== data.name.full;
  });
}
