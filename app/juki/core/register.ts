import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import type { CardData } from '#app/messages/contracts/moving.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type {
  CalendarDate,
  DateOfRecord,
  ForeignStatus,
  PersonName,
  Qualifications,
  RegisteredDomicile,
  Sex,
} from '#app/vocabulary/persons.ts';
import type { MovingOutItems, ResidentStatus } from '../door.ts';
import type { ChangeReason } from './change-reasons.ts';

/** 支援措置 (住民基本台帳事務処理要領 第5-10, 標準仕様書 1.1.16): the end of the term does not lift the block by itself. */
export interface Protection {
  /** provisional = 仮支援措置, also what the old town keeps as 前住所地 after 転出. */
  kind: 'full' | 'provisional';
  from: CalendarDate;
  until: CalendarDate;
  /** 一時解除: over at this instant by itself; outputs and other systems never see it. */
  releasedUntil?: Instant;
  /** Who asked for the 一時解除 and who approved it: whoever opens the record sees them. */
  releasedBy?: { requested: string; approved: string };
}

/** 異動の記録 of the latest history row: reason and days. Name and day of the 決裁者 are not kept (標準仕様書 4.0.8). */
export interface ChangeStamp {
  reason: ChangeReason;
  changedOn?: CalendarDate;
  notifiedOn?: CalendarDate;
  noticeOn?: CalendarDate;
  processedOn: CalendarDate;
}

/** 本人確認情報の記載の通知待ち: a person whose 個人番号 is still being made. */
export interface PendingEntry {
  reason: IdentityInformationNotice['reason'];
  effectiveOn: CalendarDate;
}

/** 個人番号の変更待ち (番号法第7条第2項): the former number stays until J-LIS has made the new one. */
export interface NumberChange {
  basis: 'request' | 'exOfficio';
  requestedOn: CalendarDate;
}

/** 住民票・除票 (住民基本台帳法第7条, 第15条の2): one full row; a removed person keeps everything. */
export interface Resident {
  addresseeNumber: string;
  /** 履歴番号: from 1, without a gap. */
  historyNumber: number;
  householdNumber: string;
  kind: 'japanese' | 'foreign';
  status: ResidentStatus;
  /** Undefined while the pool of unused codes is empty: the act goes on, the number follows (施行規則第14条). */
  residentRecordCode?: string;
  individualNumber?: string;
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  relationship: string;
  householder: boolean;
  orderInHousehold: number;
  address: Address;
  becameResidentOn: DateOfRecord;
  addressSince: DateOfRecord;
  previousAddress?: Address;
  registeredDomicile?: RegisteredDomicile;
  foreignStatus?: ForeignStatus;
  qualifications: Qualifications;
  card?: CardData;
  /** 支援措置: with `destinationHidden` no view shows where to. */
  movingOut?: MovingOutItems & { destinationHidden?: boolean };
  /** `dayOfRecord`: the day as written, where it is not a day of the calendar (標準仕様書 1.1.8). */
  removed?: { reason: ChangeReason; on: CalendarDate; dayOfRecord?: DateOfRecord };
  protection?: Protection;
  /** The 記載 that J-LIS hears of when the numbers are there. */
  awaitsNumber?: PendingEntry;
  /** A change of the 個人番号 that J-LIS has not answered yet. */
  awaitsNewNumber?: NumberChange;
  /** 在留カードの裏書: when the present address was written on it; undefined = the 住居地届出 is not made. */
  residenceCardEndorsedOn?: CalendarDate;
  /** 区間異動: since when another ward of the city had the person on record (公職選挙法第269条). */
  cityRecordedSince?: CalendarDate;
  /** 改製番号: how often the record was rewritten. */
  rewritingNumber?: number;
  lastChange: ChangeStamp;
}

/** 世帯 (住民基本台帳法第6条): the members are the residents who carry its number. */
export interface Household {
  householdNumber: string;
  address: Address;
  /** 従前の表記: what the same place was written like before 住居表示, 町名変更 or a correction. */
  formerWritings?: Address[];
  endedOn?: CalendarDate;
}

/** 世帯における地位 of one person: 続柄, 世帯主 and order. */
export interface Standing {
  addresseeNumber: string;
  householdNumber: string;
  relationship: string;
  householder: boolean;
  orderInHousehold: number;
}

/** Standing together with the 支援措置 that the person had then. */
export interface FormerStanding extends Standing {
  protection?: Protection;
  /** Only where the place of a person who comes back is written in another way by now. */
  address?: Address;
}

/** 転入通知 as it was accepted for one mover (住民基本台帳法第9条第1項). */
export interface AcceptedNotice {
  toMunicipality: string;
  revision: number;
  movedInOn: CalendarDate;
  address: Address;
  noticeOn: CalendarDate;
}

/** One mover of a 転出: planned → removed; the notice may come before or after the removal, or never. */
export interface MoverProgress {
  addresseeNumber: string;
  state: 'planned' | 'removed' | 'cancelled';
  removedOn?: CalendarDate;
  notice?: AcceptedNotice;
  /** The town that took its 転入通知 back: only an officer with the right cancels the 転出 then. */
  withdrawnFrom?: string;
}

/** 転出 (住民基本台帳法第24条): one notification with all its movers, from 転出届 to 転入通知. */
export interface MovingOut {
  movingOutId: string;
  householdNumber: string;
  /** Of the 転出証明書情報; grows with every change. */
  revision: number;
  notifiedOn: CalendarDate;
  plannedOn: CalendarDate;
  plannedAddress: Address;
  toMunicipality: string;
  channel: 'online' | 'counter' | 'post';
  special: boolean;
  receiptNumber?: string;
  oldAddress: Address;
  oldHouseholder: string;
  remainingHead?: string;
  cardHolders: string[];
  /** 支援措置: the destination is left out of everything that this town shows. */
  destinationHidden: boolean;
  movers: MoverProgress[];
  /** Standing of everybody in the household when the 転出届 was accepted: what a 転出取消 restores. */
  before: FormerStanding[];
}

/** The part of the register that an act looks at: whole households with everybody who carries their number. */
export interface RegisterSlice {
  residents: ReadonlyMap<string, Resident>;
  households: ReadonlyMap<string, Household>;
  movingOuts: ReadonlyMap<string, MovingOut>;
}

/** The register before anything was written. */
export const EMPTY_SLICE: RegisterSlice = { residents: new Map(), households: new Map(), movingOuts: new Map() };

/** 世帯員: present members in the order of the register. */
export function membersOf(slice: RegisterSlice, householdNumber: string): Resident[] {
  return [...slice.residents.values()]
    .filter((resident) => resident.householdNumber === householdNumber && resident.status === 'resident')
    .sort((a, b) => a.orderInHousehold - b.orderInHousehold || a.addresseeNumber.localeCompare(b.addresseeNumber));
}

/** 世帯主 of a household; undefined in the interim state without a head (標準仕様書 4.0.5). */
export function headOf(slice: RegisterSlice, householdNumber: string): Resident | undefined {
  return membersOf(slice, householdNumber).find((member) => member.householder);
}

/** 支援措置のある世帯: one protected member is enough to block everybody's acts. */
export function isProtectedHousehold(slice: RegisterSlice, householdNumber: string): boolean {
  return membersOf(slice, householdNumber).some((member) => member.protection);
}

/** Standing of a person as the register has it. */
export function standingOf(resident: Resident): Standing {
  const { addresseeNumber, householdNumber, relationship, householder, orderInHousehold } = resident;
  return { addresseeNumber, householdNumber, relationship, householder, orderInHousehold };
}

/** 住民票コード → person, removed or not. */
export function findByCode(slice: RegisterSlice, residentRecordCode: string): Resident | undefined {
  return [...slice.residents.values()].find((resident) => resident.residentRecordCode === residentRecordCode);
}

/** What a newcomer says of himself that may lead to a 除票 of his. */
export type NewcomerItems = Pick<Resident, 'residentRecordCode' | 'individualNumber' | 'bornOn' | 'sex'>;

/**
 * 除票 of who comes back (再転入, 標準仕様書 4.1.1.2): by the 住民票コード, and by the 個人番号 of who changed the code elsewhere (法第30条の4).
 * Another day of birth or sex means that one of the numbers is wrong.
 */
export function formerRecord(slice: RegisterSlice, items: NewcomerItems): Resident | undefined {
  const { residentRecordCode, individualNumber, bornOn, sex } = items;
  const byCode = residentRecordCode ? findByCode(slice, residentRecordCode) : undefined;
  if (byCode || !individualNumber) return byCode;
  return [...slice.residents.values()].find(
    (one) =>
      one.status !== 'resident' &&
      one.individualNumber === individualNumber &&
      one.sex === sex &&
      (one.bornOn.on ?? one.bornOn.text) === (bornOn.on ?? bornOn.text),
  );
}

/** The 転出 that a person is in, or left by. */
export function movingOutOf(slice: RegisterSlice, resident: Resident): MovingOut | undefined {
  return resident.movingOut && slice.movingOuts.get(resident.movingOut.movingOutId);
}

/** 同じ住所: 町字, 番地 and 方書 of the same municipality. */
export function sameAddress(a: Address, b: Address): boolean {
  const parts = ['municipalityCode', 'town', 'lot', 'building'] as const;
  return parts.every((part) => (a[part] ?? '') === (b[part] ?? ''));
}

/** 同じ場所: the household still lives there, whatever the place is called by now. */
export function isPlaceOf({ address, formerWritings = [] }: Household, place: Address): boolean {
  return [address, ...formerWritings].some((writing) => sameAddress(writing, place));
}
