import { laterOf } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { ErrorName } from './checks.ts';
import type { RegisterEvent } from './events.ts';
import { type MovingOut, type RegisterSlice, type Resident, standingOf } from './register.ts';

/** The list does not say where to: no town, and not abroad either. */
const NOT_RECORDED = '000000';

/** 基本データリストの世帯の引継ぎ (住民記録システム標準仕様書 1.2.1): everybody of one household with all rows, the oldest first. */
export interface TakeOverHousehold {
  householdNumber: string;
  /** Per person; never empty. */
  histories: readonly (readonly Resident[])[];
  /** An id for each 転出 of the household, as many as there are persons. */
  movingOutIds: readonly string[];
}

/** 引継ぎの結果: one event per 履歴番号, so that the history has no gaps and the newest row is the state. */
export type TakenOver = { accepted: true; events: RegisterEvent[] } | { accepted: false; error: ErrorName };

/**
 * データ移行 (標準仕様書 1.2.1): all of the household or nothing. `slice` holds what the register has under the same numbers. Event:
 * `HouseholdMigrated`, one for the first rows of everybody, one for the second rows, and so on. No messages: J-LIS knows these residents.
 */
export function takeOver(command: TakeOverHousehold, slice: RegisterSlice): TakenOver {
  const { householdNumber, histories } = command;
  const newest = histories.flatMap((rows) => rows.at(-1) ?? []);
  const error = whyNot(householdNumber, newest, slice);
  if (error) return { accepted: false, error };
  const movingOuts = movingOutsOf(command, newest);
  const idOf = new Map(
    movingOuts.flatMap((one) => one.movers.map((mover) => [mover.addresseeNumber, one.movingOutId] as const)),
  );
  const present = newest.filter((resident) => resident.status === 'resident');
  const [first] = present.length > 0 ? present : newest;
  if (!first) return { accepted: false, error: 'nobodyEntered' };
  const household = {
    householdNumber,
    address: first.address,
    ...(present.length > 0 ? {} : { endedOn: lastRemoval(newest) }),
  };
  const depth = Math.max(...histories.map((rows) => rows.length));
  const events = Array.from({ length: depth }, (_, level): RegisterEvent => {
    const residents = histories.flatMap((rows) => rows[level] ?? []);
    const isLast = level === depth - 1;
    return {
      kind: 'HouseholdMigrated',
      household,
      residents: residents.map((resident) => withMovingOut(resident, idOf)),
      ...(isLast && movingOuts.length > 0 ? { movingOuts } : {}),
    };
  });
  return { accepted: true, events };
}

function whyNot(householdNumber: string, newest: readonly Resident[], slice: RegisterSlice): ErrorName | undefined {
  if (slice.households.has(householdNumber)) return 'numberInUse';
  if (newest.some((resident) => slice.residents.has(resident.addresseeNumber))) return 'numberInUse';
  const present = newest.filter((resident) => resident.status === 'resident');
  const codes = present.flatMap((resident) => resident.residentRecordCode ?? []);
  const taken = new Set(
    [...slice.residents.values()]
      .filter((resident) => resident.status === 'resident')
      .map((resident) => resident.residentRecordCode),
  );
  if (new Set(codes).size < codes.length || codes.some((code) => taken.has(code))) return 'numberInUse';
  return present.filter((resident) => resident.householder).length > 1 ? 'twoHeads' : undefined;
}

function lastRemoval(residents: readonly Resident[]): CalendarDate {
  return residents.reduce((last, { removed }) => (removed ? laterOf(last, removed.on) : last), '');
}

function withMovingOut(resident: Resident, idOf: ReadonlyMap<string, string>): Resident {
  const { movingOut, ...rest } = resident;
  const movingOutId = idOf.get(resident.addresseeNumber);
  return movingOut && movingOutId ? { ...rest, movingOut: { ...movingOut, movingOutId } } : rest;
}

/** 転出 of the household: those who filed on one day for one day left together. */
function movingOutsOf(command: TakeOverHousehold, newest: readonly Resident[]): MovingOut[] {
  const groups = new Map<string, Resident[]>();
  for (const resident of newest) {
    if (!resident.movingOut || !['resident', 'movedOut'].includes(resident.status)) continue;
    const key = `${resident.movingOut.notifiedOn}/${resident.movingOut.plannedOn}`;
    groups.set(key, [...(groups.get(key) ?? []), resident]);
  }
  return [...groups.values()].flatMap((movers, index) => {
    const movingOutId = command.movingOutIds[index];
    return movingOutId ? [movingOutOf(command.householdNumber, movingOutId, movers, newest)] : [];
  });
}

function movingOutOf(
  householdNumber: string,
  movingOutId: string,
  movers: readonly Resident[],
  everybody: readonly Resident[],
): MovingOut {
  const [first] = movers;
  const items = first?.movingOut;
  if (!first || !items) throw new Error('a 転出 without movers');
  return {
    movingOutId,
    householdNumber,
    revision: 1,
    notifiedOn: items.notifiedOn,
    plannedOn: items.plannedOn,
    plannedAddress: items.plannedAddress,
    toMunicipality: items.plannedAddress.municipalityCode ?? NOT_RECORDED,
    channel: items.channel,
    special: false,
    oldAddress: first.address,
    oldHouseholder: everybody.find((one) => one.householder)?.name.full ?? '',
    cardHolders: [],
    destinationHidden: false,
    movers: movers.map(({ addresseeNumber, removed, movingOut }) => {
      const confirmed = movingOut?.confirmed;
      const toMunicipality = confirmed?.address.municipalityCode;
      return {
        addresseeNumber,
        state: removed ? 'removed' : 'planned',
        ...(removed ? { removedOn: removed.on } : {}),
        ...(confirmed && toMunicipality ? { notice: { toMunicipality, revision: 1, ...confirmed } } : {}),
      };
    }),
    before: everybody.map(standingOf),
  };
}
