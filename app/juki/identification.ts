import type { FormerCodeInquiry, FormerCodes } from '#app/messages/contracts/identity.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate, FourItems } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';

/** 名寄せ (申請管理システム標準仕様書): who an applicant is in this register, and why we say so. */
export interface Identification {
  addresseeNumber: string;
  householdNumber: string;
  by: 'certificateSerial' | 'fourItems';
  /** Steps in Japanese: 発行番号 → 住民票コード → 宛名番号. */
  why: string[];
}

/** 開示を求める本人 (個人情報の保護に関する法律第76条). */
export interface IdentifiedHolder {
  addresseeNumber: string;
  householdNumber: string;
  isResident: boolean;
}

/** 電子証明書の紐付の状態 (申請管理システム標準仕様書 ②-1): whether a resident is found by a 利用者証明用 certificate; its number is never shown. */
export interface CertificateLink {
  state: 'linked' | 'expired' | 'none';
  /** When J-LIS said last which certificate it is. */
  confirmedAt?: Instant;
  expiredOn?: CalendarDate;
}

/** 名寄せ・発行番号の照会: who of the register somebody is. */
export interface IdentificationDoor {
  /** Asks J-LIS for the holder of the serial; undefined = not one of ours. Throws OutageError when J-LIS is silent. */
  identifyBySerial(serial: string, access: Access): Promise<Identification | undefined>;
  /**
   * 開示を求める本人: the holder of the serial, also who has left this register. Whether somebody is under 支援措置 is asked apart.
   * Throws OutageError when J-LIS is silent.
   */
  identifyHolder(serial: string, access: Access): Promise<IdentifiedHolder | undefined>;
  /**
   * 発行番号の最新化の照会 (標準仕様書 7.1.2.4): which 利用者証明用 certificate each of them holds now, by 宛名番号; who holds none is not in it.
   * Throws OutageError when J-LIS is silent.
   */
  currentSerials(addresseeNumbers: readonly string[], access: Access): Promise<ReadonlyMap<string, string>>;
  certificateLinkOf(addresseeNumber: string, access: Access): Promise<CertificateLink>;
  /**
   * 証明書の更新 at the counter: asks J-LIS which certificate the resident holds now, and the link follows. Repeating it is harmless; throws
   * OutageError when J-LIS is silent.
   */
  renewCertificateLink(addresseeNumber: string, access: Access): Promise<Outcome<CertificateLink>>;
  /** Names are compared after 代替文字 substitution. More than one hit = undefined. */
  identifyByFourItems(items: FourItems, access: Access): Promise<Identification | undefined>;
  /** Codes of persons who left every register, by name or 振り仮名, asked of J-LIS (法第30条の3); none is taken by itself; throws OutageError when it is silent. */
  findFormerCodes(items: FormerCodeInquiry, access: Access): Promise<FormerCodes>;
}
