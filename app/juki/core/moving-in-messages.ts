import type { RegisterMovingInByCard } from '../door.ts';
import type { EngineMessage, Facts } from './decision.ts';
import { identityNotice } from './notices.ts';
import type { Resident } from './register.ts';

/** What a 特例転入 tells others; who is in the 転入通知 came, whoever of the certificate is not stayed away. */
export function movingInMessages(
  command: RegisterMovingInByCard,
  residents: readonly Resident[],
  householder: string,
  facts: Facts,
): EngineMessage[] {
  const notice: EngineMessage = {
    type: 'MovingInNotice',
    to: command.certificate.fromMunicipality,
    about: { movingOutId: command.certificate.movingOutId },
    content: {
      movingOutId: command.certificate.movingOutId,
      revision: 1,
      toMunicipality: facts.town.code,
      movedInOn: command.movedInOn,
      notifiedOn: command.notifiedOn,
      newAddress: command.newAddress,
      oldAddress: command.certificate.oldAddress,
      householder,
      movers: residents.map((resident) => ({
        residentRecordCode: resident.residentRecordCode,
        name: resident.name.full,
        bornOn: resident.bornOn,
        sex: resident.sex,
      })),
    },
  };
  const entries = residents.map((resident) =>
    identityNotice(resident, { event: 'entered', reason: 'movingIn', effectiveOn: command.movedInOn }, facts.town),
  );
  return [notice, ...entries, ...residents.flatMap((resident) => supplementaryNotice(resident, command, facts))];
}

/** 戸籍の附票記載事項通知 (住民基本台帳法第19条第1項); a 本籍 in this town needs no message. */
function supplementaryNotice(resident: Resident, command: RegisterMovingInByCard, facts: Facts): EngineMessage[] {
  const domicile = resident.registeredDomicile;
  if (!domicile?.municipalityCode || domicile.municipalityCode === facts.town.code) return [];
  return [
    {
      type: 'SupplementaryFamilyRegisterNotice',
      to: domicile.municipalityCode,
      about: { addresseeNumber: resident.addresseeNumber },
      content: {
        registeredDomicile: domicile,
        name: resident.name.full,
        bornOn: resident.bornOn,
        sex: resident.sex,
        residentRecordCode: resident.residentRecordCode,
        newAddress: resident.address,
        addressSince: command.movedInOn,
        reason: 'movingIn',
      },
    },
  ];
}
