import { formatAddress } from '#app/vocabulary/addresses.ts';
import { readRelationship } from '#app/vocabulary/relationships.ts';
import { isSame } from '#app/vocabulary/sameness.ts';
import type { CorrectedItems, RegisterCorrection } from '../acts.ts';
import type { ChangeReason } from './change-reasons.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { whyNotInside } from './inside-checks.ts';
import { identityNotices } from './notices.ts';
import { membersOf, type PendingEntry, type RegisterSlice, type Resident } from './register.ts';

/** What a basis allows, and how it is called in the history and at J-LIS. */
const BASES: Record<
  RegisterCorrection['basis'],
  { reason: ChangeReason; told: PendingEntry['reason']; items: readonly (keyof CorrectedItems)[] }
> = {
  exOfficio: {
    reason: 'exOfficioCorrection',
    told: 'exOfficioCorrection',
    items: [
      'name',
      'bornOn',
      'sex',
      'relationship',
      'becameResidentOn',
      'addressSince',
      'address',
      'registeredDomicile',
      'foreignStatus',
    ],
  },
  minor: { reason: 'minorCorrection', told: 'minorCorrection', items: ['name', 'address', 'registeredDomicile'] },
  clericalError: {
    reason: 'clericalCorrection',
    told: 'exOfficioCorrection',
    items: [
      'name',
      'formerSurname',
      'alias',
      'bornOn',
      'sex',
      'relationship',
      'becameResidentOn',
      'addressSince',
      'address',
      'registeredDomicile',
      'foreignStatus',
    ],
  },
  formerSurnameEntered: { reason: 'formerSurnameEntered', told: 'exOfficioCorrection', items: ['formerSurname'] },
  formerSurnameChanged: { reason: 'formerSurnameChanged', told: 'exOfficioCorrection', items: ['formerSurname'] },
  formerSurnameRemoved: { reason: 'formerSurnameRemoved', told: 'exOfficioCorrection', items: ['formerSurname'] },
  aliasEntered: { reason: 'aliasEntered', told: 'exOfficioCorrection', items: ['alias'] },
  aliasRemoved: { reason: 'aliasRemoved', told: 'exOfficioCorrection', items: ['alias'] },
};

/**
 * 修正 (住民基本台帳法施行令第12条; 旧氏 第30条の14, 通称 第30条の16).
 *
 * Command: `RegisterCorrection`. Events: `RecordsCorrected`; with an address also `HouseholdRelocated` (the place stays, its
 * writing changes). Message: 本人確認情報 (修正) with the reason of the basis, only where an item of it differs. The former row
 * stays in the history.
 */
export function decideCorrection(command: RegisterCorrection, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { correctedOn: on, notifiedOn, ground } = command;
  const basis = BASES[command.basis];
  const records = command.corrections.flatMap(({ addresseeNumber, items }) => {
    const resident = slice.residents.get(addresseeNumber);
    return resident ? [{ before: resident, after: corrected(resident, items) }] : [];
  });
  const changed = records.filter(({ before, after }) => !isSame(before, after));
  const moved = changed.find(({ before, after }) => before.address !== after.address);
  const events: RegisterEvent[] = [
    ...(moved ? [rewritten(command.householdNumber, moved.before, moved.after)] : []),
    {
      kind: 'RecordsCorrected',
      residents: changed.map(({ after }) => after),
      reason: basis.reason,
      on,
      notifiedOn,
      ground,
    },
  ];
  return accept({
    events: changed.length > 0 ? events : [],
    messages: changed.flatMap(({ before, after }) => told(before, after, basis.told, on, facts)),
    result: {
      householdNumber: command.householdNumber,
      addresseeNumbers: changed.map(({ after }) => after.addresseeNumber),
    },
  });
}

function rewritten(householdNumber: string, before: Resident, after: Resident): RegisterEvent {
  return { kind: 'HouseholdRelocated', householdNumber, address: after.address, formerWriting: before.address };
}

function whyNot(command: RegisterCorrection, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { kind, basis, householdNumber, correctedOn, notifiedOn, corrections } = command;
  const members = corrections.map((one) => one.addresseeNumber);
  const act = { kind, householdNumber, members, changedOn: correctedOn, notifiedOn, mayPrecedeResidence: true };
  const inside = whyNotInside(act, slice, facts);
  if (inside) return inside;
  if (command.ground.trim() === '') return 'missingGround';
  if (basis === 'minor' && !command.minorGround) return 'notMinor';
  for (const { addresseeNumber, items } of corrections) {
    const resident = slice.residents.get(addresseeNumber);
    const reason = resident && (whyNotItems(command, items, facts) ?? whyNotNames(command, items, resident));
    if (reason) return reason;
  }
  return whyNotAddress(command, slice);
}

function whyNotItems({ basis }: RegisterCorrection, items: CorrectedItems, facts: Facts): ErrorName | undefined {
  const allowed: readonly string[] = BASES[basis].items;
  const given = Object.keys(items);
  if (given.length === 0) return 'missingItems';
  if (given.some((item) => !allowed.includes(item))) return basis === 'minor' ? 'notMinor' : 'itemNotOfBasis';
  if (items.relationship !== undefined) {
    if (!readRelationship(items.relationship).valid) return 'relationshipNotInTable';
    if (items.relationship === '世帯主') return 'useHeadChange';
  }
  if ((items.bornOn?.on ?? '') > facts.today) return 'bornInFuture';
  if (items.address && items.address.municipalityCode !== facts.town.code) return 'addressOutsideTown';
  return undefined;
}

/** 旧氏 of Japanese, 通称 of foreign residents; entered where there is none, changed and removed where there is one. */
function whyNotNames({ basis }: RegisterCorrection, items: CorrectedItems, resident: Resident): ErrorName | undefined {
  const { formerSurname, alias } = resident.name;
  switch (basis) {
    case 'formerSurnameEntered':
      if (resident.kind !== 'japanese') return 'onlyJapanese';
      return formerSurname ? 'nameItemPresent' : items.formerSurname ? undefined : 'missingItems';
    case 'formerSurnameChanged':
      return !formerSurname ? 'nameItemAbsent' : items.formerSurname ? undefined : 'missingItems';
    case 'formerSurnameRemoved':
      return formerSurname ? (items.formerSurname === null ? undefined : 'itemNotOfBasis') : 'nameItemAbsent';
    case 'aliasEntered':
      if (resident.kind !== 'foreign') return 'onlyForeigners';
      return alias ? 'nameItemPresent' : items.alias ? undefined : 'missingItems';
    case 'aliasRemoved':
      return alias ? (items.alias === null ? undefined : 'itemNotOfBasis') : 'nameItemAbsent';
    default:
      return resident.householder && items.relationship ? 'useHeadChange' : undefined;
  }
}

/** One household, one address: its writing is corrected for everybody at once. */
function whyNotAddress(
  { corrections, householdNumber }: RegisterCorrection,
  slice: RegisterSlice,
): ErrorName | undefined {
  const addresses = corrections.flatMap(({ items }) => (items.address ? [formatAddress(items.address)] : []));
  if (addresses.length === 0) return undefined;
  const everybody = membersOf(slice, householdNumber).length === addresses.length;
  return everybody && new Set(addresses).size === 1 ? undefined : 'addressOfAll';
}

function corrected(resident: Resident, items: CorrectedItems): Resident {
  const { name, formerSurname, alias, ...rest } = items;
  const names = {
    ...resident.name,
    ...name,
    ...(formerSurname === undefined ? {} : { formerSurname: formerSurname ?? undefined }),
    ...(alias === undefined ? {} : { alias: alias ?? undefined }),
  };
  return { ...resident, ...rest, name: names };
}

function told(
  before: Resident,
  after: Resident,
  reason: PendingEntry['reason'],
  effectiveOn: string,
  facts: Facts,
): EngineMessage[] {
  const items = ({ name: { full, kana, formerSurname, alias }, bornOn, sex, address }: Resident) => [
    full,
    kana,
    formerSurname,
    alias,
    bornOn,
    sex,
    formatAddress(address),
  ];
  if (isSame(items(before), items(after))) return [];
  return identityNotices(after, { event: 'corrected', reason, effectiveOn }, facts.town);
}
