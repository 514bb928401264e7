import type { WardRecord } from '#app/messages/contracts/wards.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { FiledStanding, HouseholdToJoin } from './acts.ts';

/**
 * 区間異動 (住民基本台帳法第38条, 標準仕様書 1.1.13, 4.0.2): a 転居届 for the citizen, filed at the new ward of the same city; in the
 * registers 転出 and 転入. The 宛名番号 stays, the 世帯番号 is new or that of the household that is joined.
 */
export interface RegisterWardMove {
  kind: 'RegisterWardMove';
  /** The household as the old ward answered. */
  record: WardRecord;
  /** Who of it moves, with 続柄 at the new place. */
  movers: FiledStanding[];
  household: HouseholdToJoin;
  movedOn: CalendarDate;
  notifiedOn: CalendarDate;
  newAddress: Address;
  /** 法第27条: who came and how they were identified. */
  identification: { visitor: 'filer' | 'householdMember' | 'proxy'; document: string; authority: string };
}

/** 区間異動の照会の結果. */
export type WardRecordFetch =
  | { result: 'answered'; record: WardRecord }
  | { result: 'unavailable'; reason: string }
  | { result: 'silent' };

/** 区間異動の窓口 of the engine's door. */
export interface WardDoor {
  /** Asks the other ward for the household of a person; waits at most the town's limit. */
  requestWardRecord(addresseeNumber: string, ward: string, access: Access): Promise<WardRecordFetch>;
}
