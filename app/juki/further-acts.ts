import type { Address } from '#app/vocabulary/addresses.ts';
import type {
  CalendarDate,
  DateOfRecord,
  ForeignStatus,
  PersonName,
  RegisteredDomicile,
} from '#app/vocabulary/persons.ts';
import type { NewPerson } from './acts.ts';

/**
 * 個人番号の変更請求・職権修正 (番号法第7条第2項, 施行令第3条, 第4条): the number leaked and may be misused. J-LIS alone makes the new
 * one; it is entered when it comes.
 */
export interface RegisterIndividualNumberChange {
  kind: 'RegisterIndividualNumberChange';
  addresseeNumber: string;
  basis: 'request' | 'exOfficio';
  requestedOn: CalendarDate;
  /** 変更の理由: what happened to the number. */
  ground: string;
}

/** 住民票コードの変更請求 (住民基本台帳法第30条の4) at any time and without a ground, and 職権記載 of another code. */
export interface RegisterCodeChange {
  kind: 'RegisterCodeChange';
  addresseeNumber: string;
  basis: 'request' | 'exOfficio';
  requestedOn: CalendarDate;
  /** Only of a 職権記載. */
  ground?: string;
  /** Only of a 職権記載: the right code, as J-LIS has it, of who was taken over with one whose check digit is wrong. */
  residentRecordCode?: string;
}

/** 改製・再製 (住民基本台帳法施行令第16条, 標準仕様書 1.1.4): only by hand; the record closes and begins again as it is. */
export interface RegisterRewriting {
  kind: 'RegisterRewriting';
  /** renewal = 改製; reconstruction = 再製 of a record that was lost or damaged. */
  manner: 'renewal' | 'reconstruction';
  householdNumber: string;
  persons: string[];
  rewrittenOn: CalendarDate;
  ground: string;
}

/** 国籍の変更があった方: how the record begins again. */
export interface ChangedNationality {
  addresseeNumber: string;
  /** The name of the 戸籍, or the one of the 在留カード. */
  name: PersonName;
  /** Of who is Japanese now. */
  registeredDomicile?: RegisteredDomicile;
  /** Of who is a foreigner now; 経過滞在者 for the first 60 days. */
  foreignStatus?: ForeignStatus;
}

/**
 * 帰化・国籍取得・国籍喪失 (住民基本台帳法施行令第8条, 第12条): one record closes and another begins on the same day; code and
 * 個人番号 are carried over.
 */
export interface RegisterNationalityChange {
  kind: 'RegisterNationalityChange';
  change: 'naturalisation' | 'acquisition' | 'loss';
  householdNumber: string;
  persons: ChangedNationality[];
  happenedOn: CalendarDate;
  notifiedOn: CalendarDate;
  ground: string;
}

/** 在留カード等の提示 (住民基本台帳法第30条の46, 入管法第19条の9): the new address was written on its back, or the card was not shown. */
export type ResidenceCard = 'endorsed' | 'notPresented';

/** 住居地の届出 after the 転入届 or 転居届 (入管法第19条の7–第19条の9): the card that was missing is shown and endorsed. */
export interface RegisterResidenceCard {
  kind: 'RegisterResidenceCard';
  addresseeNumber: string;
  presentedOn: CalendarDate;
}

/**
 * 他市区町村の住民の出生届・死亡届の通知 (住民基本台帳法第9条第2項): taken here by the section of 戸籍; the town of the 住民票 draws up the act.
 */
export interface ForwardFamilyFiling {
  kind: 'ForwardFamilyFiling';
  filing: 'birth' | 'death';
  person: Pick<NewPerson, 'name' | 'bornOn' | 'sex' | 'registeredDomicile'>;
  /** 住所: its municipality gets the notice. */
  address: Address;
  /** 世帯主, and of a child the 続柄, as filed. */
  householder?: string;
  relationship?: string;
  happenedOn: DateOfRecord;
  notifiedOn: CalendarDate;
}

/** Acts on numbers, on whole records and on nationality. */
export type FurtherCommand =
  | RegisterIndividualNumberChange
  | RegisterCodeChange
  | RegisterRewriting
  | RegisterNationalityChange
  | RegisterResidenceCard
  | ForwardFamilyFiling;
