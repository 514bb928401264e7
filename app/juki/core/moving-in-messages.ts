import type { RegisterMovingInByCard } from '../door.ts';
import type { EngineMessage, Facts } from './decision.ts';
import { identityNotices, supplementaryNotices } from './notices.ts';
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
      movers: residents.flatMap(({ residentRecordCode, name, bornOn, sex }) =>
        residentRecordCode ? [{ residentRecordCode, name: name.full, bornOn, sex }] : [],
      ),
    },
  };
  const { movedInOn } = command;
  const entries = residents.flatMap((resident) =>
    identityNotices(resident, { event: 'entered', reason: 'movingIn', effectiveOn: movedInOn }, facts.town),
  );
  const supplementary = residents.flatMap((resident) => {
    const change = { newAddress: resident.address, addressSince: movedInOn, reason: 'movingIn' as const };
    return supplementaryNotices(resident, change, facts.town);
  });
  return [notice, ...entries, ...supplementary];
}
