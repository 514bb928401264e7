import { z } from 'zod';

/** Weighted sum of digits, the rightmost digit first; `weights` repeat as given. */
function weightedRemainder(body: string, weights: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    sum += Number(body[body.length - 1 - index]) * (weights[index % weights.length] ?? 0);
  }
  return sum % 11;
}

const WEIGHTS_2_TO_7 = [2, 3, 4, 5, 6, 7] as const;

/** A remainder of 0 or 1 gives the check digit 0; anything else its complement to 11. */
function modulus11(body: string): string {
  const remainder = weightedRemainder(body, WEIGHTS_2_TO_7);
  return String(remainder <= 1 ? 0 : 11 - remainder);
}

function hasCheckDigit(number: string): boolean {
  return number.at(-1) === modulus11(number.slice(0, -1));
}

/** 住民票コード (住民基本台帳法第7条第13号, 同施行規則第1条): check digit of a body of 10 digits. */
export function residentRecordCodeCheckDigit(body: string): string {
  return modulus11(body);
}

/** 住民票コード (住民基本台帳法第7条第13号): 11 digits, the last one a check digit; leading zeros are possible. */
export const ResidentRecordCode = z
  .string()
  .regex(/^\d{11}$/, '住民票コードは11桁の数字です。')
  .refine(hasCheckDigit, '住民票コードの検査数字が合いません。');
export type ResidentRecordCode = z.infer<typeof ResidentRecordCode>;

/** 住民票コードか (住民基本台帳法第7条第13号): yes or no, where nobody is told what is wrong. */
export function isResidentRecordCode(text: string): boolean {
  return /^\d{11}$/.test(text) && hasCheckDigit(text);
}

/** 個人番号 (番号法第2条第5項, 同施行令第8条): check digit of a body of 11 digits. */
export function individualNumberCheckDigit(body: string): string {
  return modulus11(body);
}

/** 個人番号 (番号法第2条第5項): 12 digits, the last one a check digit; made only by J-LIS. */
export const IndividualNumber = z
  .string()
  .regex(/^\d{12}$/, '個人番号は12桁の数字です。')
  .refine(hasCheckDigit, '個人番号の検査数字が合いません。');
export type IndividualNumber = z.infer<typeof IndividualNumber>;

/** 全国地方公共団体コード (JIS X 0401, JIS X 0402): check digit of a body of 5 digits. */
export function municipalityCodeCheckDigit(body: string): string {
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (6 - index), 0);
  return String((sum < 11 ? 11 - sum : 11 - (sum % 11)) % 10);
}

/** 全国地方公共団体コード (JIS X 0401, JIS X 0402): 6 digits, the last one a check digit. */
export const MunicipalityCode = z
  .string()
  .regex(/^\d{6}$/, '団体コードは6桁の数字です。')
  .refine((code) => code[5] === municipalityCodeCheckDigit(code.slice(0, 5)), '団体コードの検査数字が合いません。');
export type MunicipalityCode = z.infer<typeof MunicipalityCode>;

/** A number of a town: a serial of 14 digits and a check digit (住民記録システム標準仕様書 1.1.13). */
export function numberWithCheckDigit(serial: number): string {
  const body = String(serial).padStart(14, '0');
  return body + modulus11(body);
}

/** Was the number made by these rules? Numbers of a former system need no check digit (標準仕様書 1.1.13). */
export function hasNumberCheckDigit(number: string): boolean {
  return /^\d{15}$/.test(number) && hasCheckDigit(number);
}

/** 宛名番号 (住民記録システム標準仕様書 1.1.13): 15 characters; old numbers are kept as they are. */
export const AddresseeNumber = z.string().min(1).max(15);
export type AddresseeNumber = z.infer<typeof AddresseeNumber>;

/** 世帯番号 (住民記録システム標準仕様書 1.1.13): 15 characters, numbered by the town. */
export const HouseholdNumber = z.string().min(1).max(15);
export type HouseholdNumber = z.infer<typeof HouseholdNumber>;

/** 団体内統合宛名番号 (共通機能標準仕様書): 15 digits; only the 宛名 system of a town knows it. */
export const UnifiedAddresseeNumber = z.string().regex(/^\d{15}$/);
export type UnifiedAddresseeNumber = z.infer<typeof UnifiedAddresseeNumber>;

/** 受付番号 of the portal: 19 digits, YYYYMMDDhhmmss and 5 digits. */
export const ReceiptNumber = z.string().regex(/^\d{19}$/, '受付番号は19桁の数字です。');
export type ReceiptNumber = z.infer<typeof ReceiptNumber>;

/** 処理通番 (番号法第21条の情報連携): body code, day and serial, 20 characters. */
export const ProcessingNumber = z.string().regex(/^\d{20}$/);
export type ProcessingNumber = z.infer<typeof ProcessingNumber>;

/** 電子証明書の発行の番号 (公的個人認証法第7条): hexadecimal, capital letters, no leading 00. */
export const CertificateSerial = z.string().regex(/^[0-9A-F]{2,40}$/);
export type CertificateSerial = z.infer<typeof CertificateSerial>;
