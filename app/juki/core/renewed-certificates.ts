import { isSame } from '#app/vocabulary/sameness.ts';
import type { Decision, EngineMessage, Facts } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { preview } from './evolve.ts';
import { certificateOf } from './notices.ts';
import type { MovingOut, RegisterSlice } from './register.ts';

/**
 * 転出証明書情報の改版 (住民基本台帳法第24条の2第3項): whatever the act was, if it changed what the 事前通知 says of somebody who is still on
 * the way (職権修正, 氏名, numbers), the planned town gets the next revision. Who leaves or joins the 転出 is told by the acts on it.
 */
export function withRenewedCertificates(decision: Decision, slice: RegisterSlice, facts: Facts): Decision {
  if (!decision.accepted || decision.events.length === 0) return decision;
  const open = [...slice.movingOuts.values()].filter((one) => one.special && one.movers.some(({ notice }) => !notice));
  if (open.length === 0) return decision;
  const after = preview(slice, decision.events, facts);
  const changed = open.filter((one) => saysSomethingElse(one, slice, after, facts));
  if (changed.length === 0) return decision;
  const renewed = changed.map(({ movingOutId }): RegisterEvent => ({ kind: 'CertificateRenewed', movingOutId }));
  const renewedSlice = preview(after, renewed, facts);
  const messages = changed.flatMap(({ movingOutId }): EngineMessage[] => {
    const movingOut = renewedSlice.movingOuts.get(movingOutId);
    const content = movingOut && certificateOf(movingOut, renewedSlice, 'advance', facts.town);
    if (!movingOut || !content) return [];
    return [{ type: 'MovingOutCertificate', to: movingOut.toMunicipality, about: { movingOutId }, content }];
  });
  return { ...decision, events: [...decision.events, ...renewed], messages: [...decision.messages, ...messages] };
}

/** Of the same movers; an act that raised the revision itself has told it already. */
function saysSomethingElse(
  before: MovingOut,
  slice: RegisterSlice,
  after: RegisterSlice,
  { town }: Pick<Facts, 'town'>,
): boolean {
  const now = after.movingOuts.get(before.movingOutId);
  if (!now || now.revision !== before.revision) return false;
  const former = certificateOf(before, slice, 'advance', town)?.movers ?? [];
  const present = certificateOf(now, after, 'advance', town)?.movers ?? [];
  return former.length === present.length && !isSame(former, present);
}
