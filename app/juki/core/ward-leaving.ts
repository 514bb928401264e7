import type { WardMoveNotice, WardRecord, WardRecordAnswer } from '#app/messages/contracts/wards.ts';
import { isSameCity, type Town } from '#app/vocabulary/towns.ts';
import { accept, type Decision, type Facts, type FollowUp } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { preview } from './evolve.ts';
import {
  headOf,
  isProtectedHousehold,
  type MovingOut,
  membersOf,
  movingOutOf,
  type RegisterSlice,
  type Resident,
  standingOf,
} from './register.ts';
import { removalOf } from './removal.ts';

/** 区間異動の通知 as it was received; `from` is the ward whom the signature proves. */
export interface AcceptWardMove {
  kind: 'AcceptWardMove';
  notice: WardMoveNotice;
  from: string;
}

/**
 * 区間異動 at the old ward (住民基本台帳法第38条, 標準仕様書 1.1.13): 転出, 消除 and its confirmation in one change.
 *
 * Command: `AcceptWardMove`. Events: `MovingOutNotified`, `MovingInNoticeAccepted`, `ResidentsRemoved` and what follows for who stays;
 * a 除票 remains. Message: 本人確認情報 (消除). A repeated notice is quiet; whom it cannot be applied to becomes work for an officer.
 */
export function decideWardLeaving({ notice, from }: AcceptWardMove, slice: RegisterSlice, facts: Facts): Decision {
  const followUps: FollowUp[] = [];
  const leaving: Resident[] = [];
  for (const { addresseeNumber, residentRecordCode } of notice.movers) {
    const resident = slice.residents.get(addresseeNumber);
    const say = (work: 'unknownPerson' | 'conflictingNotice', sentence: string) =>
      followUps.push({ kind: 'work', work, sentence, ...(resident ? { addresseeNumber } : {}) });
    if (!isSameCity(facts.town, from) || resident?.residentRecordCode !== residentRecordCode)
      say('unknownPerson', '区間異動の通知の方が当区の住民票に見つかりません。相手の区に確認してください。');
    else if (resident.status === 'resident' && !resident.movingOut) leaving.push(resident);
    else if (!isRepeated(slice, resident, from))
      say('conflictingNotice', '転出などの記録がある方の区間異動の通知です。相手の区に確認してください。');
  }
  const [first] = leaving;
  if (!first) return accept({ followUps });
  const together = leaving.filter((one) => one.householdNumber === first.householdNumber);
  for (const { addresseeNumber } of leaving.filter((one) => !together.includes(one))) {
    const sentence = '別の世帯になった方の区間異動の通知です。相手の区に確認して処理してください。';
    followUps.push({ kind: 'work', work: 'conflictingNotice', sentence, addresseeNumber });
  }
  return leave(together, { notice, from }, slice, facts, followUps);
}

function isRepeated(slice: RegisterSlice, resident: Resident, from: string): boolean {
  const progress = movingOutOf(slice, resident)?.movers.find((m) => m.addresseeNumber === resident.addresseeNumber);
  return progress?.notice?.toMunicipality === from;
}

function leave(
  movers: readonly Resident[],
  { notice, from }: Pick<AcceptWardMove, 'notice' | 'from'>,
  slice: RegisterSlice,
  facts: Facts,
  followUps: FollowUp[],
): Decision {
  const numbers = movers.map((one) => one.addresseeNumber);
  const movingOut = openWardMove(movers, notice, from, slice, facts);
  const accepted = {
    toMunicipality: from,
    revision: 1,
    movedInOn: notice.movedOn,
    address: notice.newAddress,
    noticeOn: facts.today,
  };
  const notified: RegisterEvent[] = [
    { kind: 'MovingOutNotified', movingOut },
    ...numbers.map((addresseeNumber) => ({
      kind: 'MovingInNoticeAccepted' as const,
      movingOutId: movingOut.movingOutId,
      addresseeNumber,
      notice: accepted,
      removedOn: notice.movedOn,
    })),
  ];
  const removal = removalOf(
    preview(slice, notified, facts),
    movingOut,
    numbers,
    notice.movedOn,
    facts,
    'wardMovingOut',
  );
  return accept({
    events: [...notified, ...removal.events],
    messages: removal.messages,
    followUps: [...removal.followUps, ...followUps],
    result: {
      movingOutId: movingOut.movingOutId,
      householdNumber: movingOut.householdNumber,
      addresseeNumbers: numbers,
    },
  });
}

function openWardMove(
  movers: readonly Resident[],
  { movedOn, notifiedOn, newAddress }: WardMoveNotice,
  toMunicipality: string,
  slice: RegisterSlice,
  facts: Facts,
): MovingOut {
  const householdNumber = movers[0]?.householdNumber ?? '';
  return {
    movingOutId: facts.movingOutId,
    householdNumber,
    revision: 1,
    notifiedOn,
    plannedOn: movedOn,
    plannedAddress: newAddress,
    toMunicipality,
    channel: 'counter',
    special: false,
    oldAddress: slice.households.get(householdNumber)?.address ?? newAddress,
    oldHouseholder: headOf(slice, householdNumber)?.name.full ?? '',
    cardHolders: [],
    destinationHidden: isProtectedHousehold(slice, householdNumber),
    movers: movers.map(({ addresseeNumber }) => ({ addresseeNumber, state: 'planned' })),
    before: membersOf(slice, householdNumber).map((one) => ({ ...standingOf(one), protection: one.protection })),
  };
}

/** 区間異動の照会への回答: the household of the person, to a ward of the same city alone. */
export function answerWard(
  slice: RegisterSlice,
  addresseeNumber: string,
  asking: string,
  town: Town,
): Pick<WardRecordAnswer, 'record' | 'reason'> {
  if (!isSameCity(town, asking)) return { reason: 'otherCity' };
  const resident = slice.residents.get(addresseeNumber);
  if (!resident) return { reason: 'unknownPerson' };
  if (resident.status !== 'resident') return { reason: 'notResident' };
  if (resident.movingOut) return { reason: 'movingOut' };
  const members = membersOf(slice, resident.householdNumber).filter((one) => !one.movingOut);
  const residents = members.flatMap(wardResident);
  const household = slice.households.get(resident.householdNumber);
  if (!household || !residents.some((one) => one.addresseeNumber === addresseeNumber))
    return { reason: 'numberPending' };
  return { record: { fromWard: town.code, oldAddress: household.address, residents } };
}

/** Who still waits for a number cannot move on yet: the answer of J-LIS would find nobody. */
function wardResident(resident: Resident): WardRecord['residents'] {
  const { residentRecordCode, individualNumber, name, bornOn, sex, kind, relationship, householder } = resident;
  if (!residentRecordCode || !individualNumber) return [];
  return [
    {
      addresseeNumber: resident.addresseeNumber,
      residentRecordCode,
      individualNumber,
      name,
      bornOn,
      sex,
      kind,
      relationship,
      householder,
      becameResidentOn: resident.becameResidentOn,
      registeredDomicile: resident.registeredDomicile,
      foreignStatus: resident.foreignStatus,
      qualifications: resident.qualifications,
      card: resident.card,
      protection: resident.protection,
    },
  ];
}
