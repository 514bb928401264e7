import type { HouseholdView } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { readRelationship } from '#app/vocabulary/relationships.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type ArrivalScreen, actOnArrival, admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { type ArrivalCase, getArrival } from '../arrivals/arrivals.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import type { HouseholdChoice } from './counter-record.ts';

/** 既存世帯の候補: own households at the stated address, or found by the name of somebody in it. */
export async function householdsToJoin(
  room: OfficeRoom,
  caseId: string,
  officer: Officer,
  query?: { name?: string; address?: string },
): Promise<HouseholdView[]> {
  admitToArrival(room, officer, 'counter');
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  const { said } = found.counter;
  if (!said) return [];
  const access = room.access(officer, '特例転入：世帯の確認', caseId);
  // The street and lot decide; the municipality is ours, the building may be written in many ways.
  const { town, lot } = said.newAddress;
  const { residents } = await room.juki.findResidents(query ?? { address: `${town ?? ''}${lot ?? ''}` }, access);
  const numbers = [...new Set(residents.map((resident) => resident.householdNumber))].slice(0, 10);
  const households = await Promise.all(numbers.map((number) => room.juki.findHousehold(number, access)));
  return households.filter((household) => household !== undefined);
}

function mistakesIn(choice: HouseholdChoice): string | undefined {
  const heads = choice.members.filter((member) => member.householder);
  if (choice.kind === 'new' && heads.length !== 1) return '新しい世帯には、世帯主をひとり選んでください。';
  if (choice.kind === 'existing' && !choice.householdNumber) return '入る世帯を選んでください。';
  for (const member of choice.members) {
    if (member.householder !== (member.relationship === '世帯主')) {
      return '世帯主に選んだ人だけ、続柄を「世帯主」にしてください。';
    }
    const reading = readRelationship(member.relationship);
    if (!reading.valid) return reading.sentence;
  }
  return undefined;
}

/** 世帯の決定 (住民基本台帳法第22条, 標準仕様書 4.0.2): who joins an existing household takes its address. */
export async function chooseHousehold(
  room: OfficeRoom,
  screen: ArrivalScreen,
  choice: HouseholdChoice,
): Promise<Outcome<ArrivalCase>> {
  admitToArrival(room, screen.officer, 'counter');
  const mistake = mistakesIn(choice);
  const access = room.access(screen.officer, '特例転入：世帯の確認', screen.caseId);
  const household =
    choice.kind === 'existing' && choice.householdNumber
      ? await room.juki.findHousehold(choice.householdNumber, access)
      : undefined;
  return actOnArrival(room, screen, 'counter', '世帯と続柄の決定', ({ counter }) => {
    const { said } = counter;
    const refusal = (code: string, sentence: string) => ({
      refusal: { code, sentence, article: '住民基本台帳法第22条' },
    });
    if (!said) return refusal('nothingSaid', '先に、届出の内容を確かめてください。');
    if (mistake) return refusal('household', mistake);
    const members = said.movers.map((mover) => choice.members.find((member) => member.mover === mover));
    if (members.some((member) => member === undefined)) return refusal('household', '全員の続柄を選んでください。');
    if (choice.kind === 'existing' && !household) return refusal('household', '選んだ世帯が見つかりません。');
    const newAddress = household?.address ?? said.newAddress;
    return {
      change: {
        counter: {
          ...counter,
          said: { ...said, newAddress },
          household: { ...choice, members: members.filter((member) => member !== undefined) },
        },
      },
      ...(household && formatAddress(household.address) !== formatAddress(said.newAddress)
        ? { note: '住所は、入る世帯の住所の表記に合わせました。' }
        : {}),
    };
  });
}
