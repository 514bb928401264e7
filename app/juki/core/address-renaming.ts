import type { Address } from '#app/vocabulary/addresses.ts';
import type { AddressRenaming, RenameAddress } from '../renaming-acts.ts';
import { refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import { identityNotices, supplementaryNotices } from './notices.ts';
import { membersOf, type RegisterSlice, sameAddress } from './register.ts';

/** 新しい表記 of an address, or undefined where the rule knows none. */
export function renamedAddress(address: Address, { fromTown, toTown, postcode, lots }: AddressRenaming) {
  if (address.town !== fromTown) return undefined;
  const lot = lots.kind === 'keep' ? address.lot : lots.pairs.find(({ from }) => from === address.lot)?.to;
  if (lot === undefined) return undefined;
  return { ...address, town: toTown, lot, ...(postcode ? { postcode } : {}) };
}

/**
 * 現在の表記 of a place that nobody of the household lived at any more when it was renamed. A renaming that the household has behind it
 * would lead back to a former writing where 番地 were exchanged: it is not applied again.
 */
export function writtenNow(
  place: Address,
  renamings: readonly AddressRenaming[],
  formerWritings: readonly Address[] = [],
): Address {
  return renamings.reduce((address, renaming) => {
    const renamed = renamedAddress(address, renaming);
    return renamed && !formerWritings.some((writing) => sameAddress(writing, renamed)) ? renamed : address;
  }, place);
}

/**
 * 住居表示の実施・町名変更 (住居表示に関する法律第3条, 標準仕様書 4.2.3.2).
 *
 * Command: `RenameAddress`, one household of a run. Events: `HouseholdRelocated` and `RecordsCorrected` (軽微な修正) for all its
 * members. Messages: 本人確認情報 (修正, 軽微な修正), 戸籍の附票記載事項通知. 住所を定めた年月日 stays; a household that has the new writing already is
 * quiet. 支援措置 does not hold it back: nobody sees the record.
 */
export function decideRenaming(command: RenameAddress, slice: RegisterSlice, facts: Facts): Decision {
  const { householdNumber, renaming } = command;
  const household = slice.households.get(householdNumber);
  if (!household || household.endedOn) return reject(refusal('unknownHousehold'));
  if (renaming.on > facts.today) return reject(refusal('changeInFuture'));
  const address = renamedAddress(household.address, renaming);
  const members = membersOf(slice, householdNumber);
  if (!address || members.length === 0 || sameAddress(address, household.address)) return accept({});
  const residents = members.map((one) => ({ ...one, address }));
  return accept({
    events: [
      { kind: 'HouseholdRelocated', householdNumber, address, formerWriting: household.address },
      {
        kind: 'RecordsCorrected',
        residents,
        reason: 'minorCorrection',
        on: renaming.on,
        notifiedOn: facts.today,
        ground: renaming.notice,
      },
    ],
    messages: residents.flatMap((one) => [
      ...identityNotices(one, { event: 'corrected', reason: 'minorCorrection', effectiveOn: renaming.on }, facts.town),
      ...supplementaryNotices(
        one,
        { newAddress: address, addressSince: one.addressSince.on ?? renaming.on, reason: 'notation' },
        facts.town,
      ),
    ]),
    result: { householdNumber, addresseeNumbers: residents.map((one) => one.addresseeNumber) },
  });
}
