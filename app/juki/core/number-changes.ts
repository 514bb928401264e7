import { ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import type { RegisterCodeChange, RegisterIndividualNumberChange } from '../acts.ts';
import { alert } from './alerts.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, type FollowUp, reject } from './decision.ts';
import { whyNotInside } from './inside-checks.ts';
import { identityNotices } from './notices.ts';
import { findByCode, type NumberChange, type RegisterSlice, type Resident } from './register.ts';

/** 変更後の個人番号の記載 (番号法施行令第3条第6項, 第4条): J-LIS told the number that it made instead of the former one. */
export interface EnterNewIndividualNumber extends NumberChange {
  kind: 'EnterNewIndividualNumber';
  residentRecordCode: string;
  individualNumber: string;
}

/**
 * 個人番号の変更請求・職権修正 (番号法第7条第2項, 施行令第3条, 第4条).
 *
 * Command: `RegisterIndividualNumberChange`. Event: `NumberChangeRequested`: the person waits for the new number and keeps the
 * former one until it comes. Message: the request to J-LIS, which alone makes numbers. The card lapses (A19).
 */
export function decideIndividualNumberChange(
  command: RegisterIndividualNumberChange,
  slice: RegisterSlice,
  facts: Facts,
): Decision {
  const reason = whyNot(command, slice, facts) ?? (command.ground.trim() === '' ? 'missingGround' : undefined);
  if (reason) return reject(refusal(reason));
  const { addresseeNumber, basis, requestedOn, ground } = command;
  const { residentRecordCode, individualNumber } = slice.residents.get(addresseeNumber) ?? {};
  if (!residentRecordCode || !individualNumber) return reject(refusal('numberPending'));
  const content = { residentRecordCode, formerIndividualNumber: individualNumber, basis, requestedOn };
  return accept({
    events: [{ kind: 'NumberChangeRequested', addresseeNumber, basis, requestedOn, ground }],
    messages: [{ type: 'IndividualNumberChangeRequest', to: 'jlis', about: { addresseeNumber }, content }],
    alerts: [alert('cardLapses')],
    result: { addresseeNumbers: [addresseeNumber] },
  });
}

/**
 * 住民票コードの変更請求 (住民基本台帳法第30条の4), 職権記載.
 *
 * Command: `RegisterCodeChange`. Event: `NumbersEntered` with a random code of the pool. Message: 本人確認情報 (修正) with the former
 * code (施行令第30条の5). The card lapses (施行令第30条の20); the 通知票 is work for an officer. With an empty pool it is refused: the
 * person has a code that is good until then. Who was taken over with a wrong code gets the right one, which an officer found at J-LIS.
 */
export function decideCodeChange(command: RegisterCodeChange, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { addresseeNumber, basis, residentRecordCode: right } = command;
  const resident = slice.residents.get(addresseeNumber);
  if (basis === 'exOfficio' && !command.ground?.trim()) return reject(refusal('missingGround'));
  if (!resident?.residentRecordCode) return reject(refusal('numberPending'));
  const former = isUsable(resident.residentRecordCode) ? resident.residentRecordCode : undefined;
  const wrong = whyNotRightCode(command, former, slice);
  if (wrong) return reject(refusal(wrong));
  const residentRecordCode = right ?? facts.codes[0];
  if (!residentRecordCode) return reject(refusal('noCodeLeft'));
  const changed = { ...resident, residentRecordCode };
  return accept({
    events: [
      {
        kind: 'NumbersEntered',
        addresseeNumber,
        residentRecordCode,
        reason: basis === 'request' ? 'codeChanged' : 'codeEntered',
        replaces: true,
      },
    ],
    messages: identityNotices(
      changed,
      {
        event: 'corrected',
        reason: basis === 'request' ? 'codeChangeOnRequest' : 'exOfficioCodeEntry',
        effectiveOn: facts.today,
        // A wrong code was never known to anybody else.
        ...(former ? { formerResidentRecordCode: former } : {}),
      },
      facts.town,
    ),
    alerts: [...(right ? [] : [alert('cardLapses')]), ...(facts.codePoolLow ? [alert('codePoolLow')] : [])],
    followUps: [codeNoticeDue(addresseeNumber)],
    used: { addressee: 0, household: 0, codes: right ? 0 : 1 },
    result: { householdNumber: resident.householdNumber, addresseeNumbers: [addresseeNumber] },
  });
}

function isUsable(code: string): boolean {
  return ResidentRecordCode.safeParse(code).success;
}

/** 検査数字の合わない住民票コード: only the right one, found at J-LIS, may take its place; a good one is never typed over. */
function whyNotRightCode(
  { basis, residentRecordCode: right }: RegisterCodeChange,
  former: string | undefined,
  slice: RegisterSlice,
): ErrorName | undefined {
  if (!right) return former ? undefined : 'unusableCode';
  if (former || basis !== 'exOfficio') return 'rightCodeNotNeeded';
  if (!isUsable(right)) return 'unusableCode';
  return findByCode(slice, right) ? 'numberInUse' : undefined;
}

/** 住民票コード通知票の交付 (住民基本台帳法第30条の3第3項): in writing, to the person. */
export function codeNoticeDue(addresseeNumber: string): FollowUp {
  const sentence = '住民票コードを記載しました。住民票コード通知票を本人に送ってください。';
  return { kind: 'work', work: 'codeNoticeDue', sentence, addresseeNumber };
}

function whyNot(
  command: RegisterIndividualNumberChange | RegisterCodeChange,
  slice: RegisterSlice,
  facts: Facts,
): ErrorName | undefined {
  const { kind, addresseeNumber, requestedOn } = command;
  const resident = slice.residents.get(addresseeNumber);
  if (!resident) return 'unknownMover';
  const { householdNumber } = resident;
  const act = { kind, householdNumber, members: [addresseeNumber], changedOn: requestedOn, notifiedOn: requestedOn };
  const inside = whyNotInside(act, slice, facts);
  if (inside) return inside;
  return resident.awaitsNumber || resident.awaitsNewNumber ? 'numberPending' : undefined;
}

/**
 * Event: `NumbersEntered`, the former number goes. Message: 本人確認情報 (修正). A repeated answer is quiet; one for nobody, or a number
 * that somebody else has, is work. Who has left meanwhile gets it on the 除票, and the town of now has to be told.
 */
export function decideNewIndividualNumber(
  command: EnterNewIndividualNumber,
  slice: RegisterSlice,
  facts: Facts,
): Decision {
  const { individualNumber, basis } = command;
  const resident = findByCode(slice, command.residentRecordCode);
  const holder = [...slice.residents.values()].find((one) => one.individualNumber === individualNumber);
  if (resident && holder === resident) return accept({});
  if (!resident?.awaitsNewNumber || holder) {
    const sentence = 'J-LISから通知された変更後の個人番号を記載できません。番号の状態を確かめてください。';
    return accept({ followUps: [notEntered(sentence, resident)] });
  }
  const { addresseeNumber, status } = resident;
  const isHere = status === 'resident';
  return accept({
    events: [
      {
        kind: 'NumbersEntered',
        addresseeNumber,
        individualNumber,
        reason: basis === 'request' ? 'individualNumberChanged' : 'individualNumberCorrected',
        replaces: true,
      },
    ],
    messages: isHere ? told({ ...resident, individualNumber }, facts) : [],
    followUps: isHere
      ? []
      : [notEntered('消除の後に個人番号が変更されました。今の住所地に個人番号の変更を知らせてください。', resident)],
    result: { addresseeNumbers: [addresseeNumber] },
  });
}

function told(resident: Resident, facts: Facts): EngineMessage[] {
  const change = { event: 'corrected', reason: 'exOfficioCorrection', effectiveOn: facts.today } as const;
  return identityNotices(resident, change, facts.town);
}

function notEntered(sentence: string, resident: Resident | undefined): FollowUp {
  return { kind: 'work', work: 'numberNotEntered', sentence, addresseeNumber: resident?.addresseeNumber };
}
