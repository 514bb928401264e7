import type { Address } from '#app/vocabulary/addresses.ts';
import type {
  CalendarDate,
  DateOfRecord,
  ForeignStatus,
  PersonName,
  Qualifications,
  RegisteredDomicile,
  Sex,
} from '#app/vocabulary/persons.ts';

import type { ResidenceCard } from './further-acts.ts';

export type * from './further-acts.ts';
export type * from './moving-acts.ts';

/** 世帯における地位の届出 (住民基本台帳法第25条): 続柄 and head as the family files them. */
export interface FiledStanding {
  addresseeNumber: string;
  relationship: string;
  householder: boolean;
}

/** Where somebody goes: a new household, or one that exists. */
export type HouseholdToJoin = { kind: 'new' } | { kind: 'existing'; householdNumber: string };

/** 転居 (住民基本台帳法第23条): a new address in the same town, also another building on the same lot. */
export interface RegisterRelocation {
  kind: 'RegisterRelocation';
  householdNumber: string;
  movers: string[];
  movedOn: CalendarDate;
  notifiedOn: CalendarDate;
  newAddress: Address;
  /** `same`: everybody moves and the household stays what it is. */
  household: { kind: 'same' } | HouseholdToJoin;
  /** Of the movers, when they form or join another household. */
  standings: FiledStanding[];
  /** Who of those who stay becomes head. */
  remainingHead?: string;
  /** Of the foreign movers. */
  residenceCards?: { addresseeNumber: string; residenceCard: ResidenceCard }[];
}

/** 世帯変更届 (住民基本台帳法第25条): 世帯分離, 世帯合併, 世帯変更, 世帯主変更; the address stays. */
export interface RegisterHouseholdChange {
  kind: 'RegisterHouseholdChange';
  change: 'split' | 'merger' | 'transfer' | 'head';
  householdNumber: string;
  /** Who leaves the household; for 世帯主変更 the new head alone. */
  members: string[];
  /** Household that is joined (merger, transfer). */
  into?: string;
  /** Of the members; for 世帯主変更 of those whose 続柄 the family names, the others are derived. */
  standings: FiledStanding[];
  remainingHead?: string;
  changedOn: CalendarDate;
  notifiedOn: CalendarDate;
}

/** 記載される方: the items of a person who is new in this register. */
export interface NewPerson {
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  kind: 'japanese' | 'foreign';
  relationship: string;
  householder: boolean;
  registeredDomicile?: RegisteredDomicile;
  foreignStatus?: ForeignStatus;
  qualifications?: Qualifications;
  /** The code of the last register (法第30条の3): from the certificate, or found at J-LIS. */
  residentRecordCode?: string;
  individualNumber?: string;
  /** Of a foreign resident who moves in. */
  residenceCard?: ResidenceCard;
}

/** 出生 (戸籍法第49条, 住民基本台帳法施行令第8条): twins in one act; a child may be without a name. */
export interface RegisterBirth {
  kind: 'RegisterBirth';
  householdNumber: string;
  children: NewPerson[];
  notifiedOn: CalendarDate;
  /** notified = 9条2項通知 of the municipality where the 出生届 was filed. */
  source: 'filed' | 'notified';
  /** Born elsewhere and filed together with the 転入届: then the change is 転入 (標準仕様書 4.1.0.1). */
  movedIn?: { on: CalendarDate; from: 'domestic' | 'abroad'; previousAddress?: Address };
}

/** 死亡・失踪・職権消除など (戸籍法第86条, 住民基本台帳法施行令第8条, 第12条): who leaves the register without moving to another. */
export interface RegisterRemoval {
  kind: 'RegisterRemoval';
  cause: 'death' | 'disappearance' | 'exOfficio' | 'naturalisation' | 'nationalityLoss';
  householdNumber: string;
  persons: string[];
  /** 異動日, also an unknown one (標準仕様書 1.1.8). */
  happenedOn: DateOfRecord;
  notifiedOn: CalendarDate;
  /** notified = 9条2項通知; exOfficio = 職権記録書. */
  source: 'filed' | 'notified' | 'exOfficio';
  ground: string;
  remainingHead?: string;
}

/** 職権回復 (住民基本台帳法施行令第12条): a 除票 that should not have been one lives again. */
export interface RegisterRestoration {
  kind: 'RegisterRestoration';
  persons: string[];
  household: HouseholdToJoin;
  standings: FiledStanding[];
  ground: string;
}

/** 軽微な修正として許されるもの (標準仕様書 4.2.3.2): a closed list. */
export type MinorCorrectionGround =
  | 'commonCharacter'
  | 'characterIdentification'
  | 'townName'
  | 'lotNumber'
  | 'residenceIndication'
  | 'buildingName';

/** 修正できる項目: what is left out stays; `null` removes an item that may be empty. */
export interface CorrectedItems {
  name?: Partial<Omit<PersonName, 'formerSurname' | 'alias'>>;
  formerSurname?: string | null;
  alias?: string | null;
  bornOn?: DateOfRecord;
  sex?: Sex;
  relationship?: string;
  becameResidentOn?: DateOfRecord;
  addressSince?: DateOfRecord;
  /** The place stays where it is: its writing is corrected, for everybody of the household. */
  address?: Address;
  registeredDomicile?: RegisteredDomicile;
  foreignStatus?: ForeignStatus;
}

/** 職権修正・軽微な修正・誤記修正, 旧氏・通称の記載等 (住民基本台帳法施行令第12条, 第30条の14, 第30条の16). */
export interface RegisterCorrection {
  kind: 'RegisterCorrection';
  basis:
    | 'exOfficio'
    | 'minor'
    | 'clericalError'
    | 'formerSurnameEntered'
    | 'formerSurnameChanged'
    | 'formerSurnameRemoved'
    | 'aliasEntered'
    | 'aliasRemoved';
  /** Only of a 軽微な修正. */
  minorGround?: MinorCorrectionGround;
  householdNumber: string;
  corrections: { addresseeNumber: string; items: CorrectedItems }[];
  correctedOn: CalendarDate;
  notifiedOn: CalendarDate;
  ground: string;
}

/**
 * 転入届 without a card (住民基本台帳法第22条, 第30条の46), and 職権記載 (施行令第12条): with the paper 転出証明書, from abroad, 未届転入, or ex
 * officio (帰化, 国籍喪失, no filing).
 */
export interface RegisterMovingIn {
  kind: 'RegisterMovingIn';
  from: 'paperCertificate' | 'abroad' | 'unregistered' | 'exOfficio';
  persons: NewPerson[];
  household: HouseholdToJoin;
  movedInOn: CalendarDate;
  notifiedOn: CalendarDate;
  newAddress: Address;
  /** The old town of a 転出証明書, the country, or the place where nobody filed. */
  previousAddress?: Address;
  /** 最終登録住所地 of a 未届転入. */
  lastRegistered?: Address;
  /** 職権記録書 of a 職権記載. */
  ground?: string;
  /** 法第27条: who came and how they were identified. */
  identification: { visitor: 'filer' | 'householdMember' | 'proxy'; document: string; authority: string };
}

/** 異動の取消し (標準仕様書 4.6.0.1): the newest change of a person, with everybody whom it touched; 転出 has its own 取消. */
export interface CancelChange {
  kind: 'CancelChange';
  addresseeNumber: string;
  historyNumber: number;
  reason: string;
}
