import { refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import { characterCodes, identityNotices, supplementaryNotices } from './notices.ts';
import { codeNoticeDue } from './number-changes.ts';
import { findByCode, type PendingEntry, type RegisterSlice, type Resident } from './register.ts';

/** 住民票コードの職権記載 (住民基本台帳法第30条の3): the pool was empty when the person was entered. */
export interface EnterCode {
  kind: 'EnterCode';
  addresseeNumber: string;
}

/** 個人番号の職権記載 (番号法第7条第1項): J-LIS told the number of a person who was entered here. */
export interface EnterIndividualNumber {
  kind: 'EnterIndividualNumber';
  residentRecordCode: string;
  individualNumber: string;
}

/** What J-LIS hears of a person who was entered: the 記載, or first the request for a 個人番号. */
export function entryMessages(resident: Resident, town: Facts['town']): EngineMessage[] {
  const { awaitsNumber, residentRecordCode, addresseeNumber, bornOn, sex, address } = resident;
  if (!residentRecordCode) return [];
  const entry = awaitsNumber ?? entryOf(resident);
  const abroadOrTown = supplementary(resident, entry, town);
  if (!awaitsNumber) return [...identityNotices(resident, { event: 'entered', ...entry }, town), ...abroadOrTown];
  const { full, kana, formerSurname, alias } = resident.name;
  const name = { full, kana, formerSurname, alias };
  const characters = characterCodes({ name, address });
  const content = { residentRecordCode, name, bornOn, sex, address, characters };
  return [{ type: 'IndividualNumberRequest', to: 'jlis', about: { addresseeNumber }, content }, ...abroadOrTown];
}

function entryOf({ lastChange }: Resident): PendingEntry {
  const reason = lastChange.reason === 'exOfficioEntry' ? 'exOfficioEntry' : 'movingIn';
  return { reason, effectiveOn: lastChange.changedOn ?? lastChange.processedOn };
}

/** 出生 is told by the section of 戸籍 itself; the 附票 follows the address of who moves in. */
function supplementary(
  resident: Resident,
  { reason, effectiveOn }: PendingEntry,
  town: Facts['town'],
): EngineMessage[] {
  if (reason !== 'movingIn') return [];
  const change = { newAddress: resident.address, addressSince: effectiveOn, reason: 'movingIn' as const };
  return supplementaryNotices(resident, change, town);
}

/** Event: `NumbersEntered` with a code of the pool. Message: the request for the 個人番号. The 通知票 is work. Quiet for who has a code. */
export function decideCode({ addresseeNumber }: EnterCode, slice: RegisterSlice, facts: Facts): Decision {
  const resident = slice.residents.get(addresseeNumber);
  if (!resident) return reject(refusal('unknownMover'));
  const [residentRecordCode] = facts.codes;
  if (resident.residentRecordCode || !residentRecordCode) return accept({});
  return accept({
    events: [{ kind: 'NumbersEntered', addresseeNumber, residentRecordCode, reason: 'codeEntered' }],
    messages: entryMessages({ ...resident, residentRecordCode }, facts.town),
    followUps: [codeNoticeDue(addresseeNumber)],
    used: { addressee: 0, household: 0, codes: 1 },
    result: { addresseeNumbers: [addresseeNumber] },
  });
}

/**
 * Event: `NumbersEntered`. Message: the 記載 that waited, as the record is now; if the person left the register meanwhile, the
 * 消除 behind it. A number that belongs to somebody else becomes work for an officer, a repeated one is quiet.
 */
export function decideIndividualNumber(command: EnterIndividualNumber, slice: RegisterSlice, facts: Facts): Decision {
  const { residentRecordCode, individualNumber } = command;
  const resident = findByCode(slice, residentRecordCode);
  const holder = [...slice.residents.values()].find((one) => one.individualNumber === individualNumber);
  if (!resident || (holder && holder !== resident)) {
    const sentence = 'J-LISから通知された個人番号を記載できません。番号の状態を確かめてください。';
    const addresseeNumber = resident?.addresseeNumber;
    return accept({ followUps: [{ kind: 'work', work: 'numberNotEntered', sentence, addresseeNumber }] });
  }
  if (resident.individualNumber || !resident.awaitsNumber) return accept({});
  const { awaitsNumber, ...rest } = resident;
  const numbered = { ...rest, individualNumber };
  const entered = identityNotices(numbered, { event: 'entered', ...awaitsNumber }, facts.town);
  return accept({
    events: [
      {
        kind: 'NumbersEntered',
        addresseeNumber: resident.addresseeNumber,
        individualNumber,
        reason: 'individualNumberEntered',
      },
    ],
    messages: [...entered, ...removalMeanwhile(numbered, facts)],
    result: { addresseeNumbers: [resident.addresseeNumber] },
  });
}

function removalMeanwhile(resident: Resident, facts: Facts): EngineMessage[] {
  if (!resident.removed) return [];
  const reason =
    resident.status === 'deceased' ? 'death' : resident.status === 'movedOut' ? 'movingOut' : 'exOfficioRemoval';
  return identityNotices(resident, { event: 'removed', reason, effectiveOn: resident.removed.on }, facts.town);
}
