import type { ProtectionChanged } from './events.ts';
import { type Draft, updateResident } from './evolve-draft.ts';
import type { MovingOut, Protection } from './register.ts';

/** 支援措置の表示: on the persons, and on every 転出 of theirs, so that no view shows where to. */
export function protect(draft: Draft, { persons, protection }: ProtectionChanged): void {
  for (const number of persons) {
    updateResident(draft, number, ({ protection: _, ...resident }) => {
      if (!protection) return resident;
      return { ...resident, protection: resident.status === 'resident' ? protection : asFormer(protection) };
    });
  }
  for (const movingOut of draft.movingOuts.values()) {
    if (movingOut.before.some((one) => persons.includes(one.addresseeNumber))) hide(draft, movingOut);
  }
}

/** Also a 転出 that was filed before the measure was entered; open again only when nobody of it is protected any more. */
function hide(draft: Draft, movingOut: MovingOut): void {
  const people = movingOut.before.map((one) => draft.residents.get(one.addresseeNumber));
  const isUnknown = movingOut.destinationHidden && people.some((one) => !one);
  const destinationHidden = isUnknown || people.some((one) => one?.protection);
  if (destinationHidden === movingOut.destinationHidden) return;
  draft.movingOuts.set(movingOut.movingOutId, { ...movingOut, destinationHidden });
  for (const { addresseeNumber } of movingOut.movers) {
    updateResident(draft, addresseeNumber, (resident) => {
      if (resident.movingOut?.movingOutId !== movingOut.movingOutId) return resident;
      const { destinationHidden: _, ...items } = resident.movingOut;
      return { ...resident, movingOut: { ...items, ...(destinationHidden ? { destinationHidden } : {}) } };
    });
  }
}

function asFormer(protection: Protection): Protection {
  return { ...protection, kind: 'provisional' };
}

/** 前住所地 goes on protecting, as 仮支援措置 (標準仕様書 1.1.16). */
export function asFormerAddress(protection: Protection | undefined): Protection | undefined {
  return protection && asFormer(protection);
}

/** 転出取消: what was entered, extended or ended meanwhile stays; only the 仮支援措置 as 前住所地 is over. */
export function protectionAfterReturn(
  now: Protection | undefined,
  before: Protection | undefined,
): Protection | undefined {
  return now && { ...now, kind: now.kind === 'full' ? 'full' : (before?.kind ?? now.kind) };
}
