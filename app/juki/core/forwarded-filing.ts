import type { ForwardFamilyFiling } from '../acts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';

/**
 * 他市区町村の住民の出生届・死亡届の通知 (住民基本台帳法第9条第2項): filed here, but the 住民票 is elsewhere.
 *
 * Command: `ForwardFamilyFiling`. No event: this register has nothing of the person. Message: 9条2項通知 to the town of the address.
 */
export function decideForwardedFiling(command: ForwardFamilyFiling, facts: Facts): Decision {
  const reason = whyNot(command, facts);
  if (reason) return reject(refusal(reason));
  const { kind: _, ...content } = command;
  return accept({
    messages: [
      {
        type: 'ResidentFilingNotice',
        to: command.address.municipalityCode ?? '',
        about: { noticeId: facts.movingOutId },
        content: { ...content, noticeId: facts.movingOutId },
      },
    ],
  });
}

function whyNot(command: ForwardFamilyFiling, facts: Facts): ErrorName | undefined {
  const { address, person, filing, happenedOn, notifiedOn } = command;
  if (!address.municipalityCode) return 'missingItems';
  if (address.municipalityCode === facts.town.code) return 'ownResidentFiling';
  if (filing === 'death' && person.name.full.trim() === '') return 'missingItems';
  if (notifiedOn > facts.today) return 'notifiedInFuture';
  if ((happenedOn.on ?? '') > facts.today) return 'changeInFuture';
  return (person.bornOn.on ?? '') > (happenedOn.on ?? facts.today) ? 'beforeBirth' : undefined;
}
