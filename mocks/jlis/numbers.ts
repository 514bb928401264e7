import { createHmac } from 'node:crypto';
import { individualNumberCheckDigit, residentRecordCodeCheckDigit } from '#app/vocabulary/identifiers.ts';

/**
 * 個人番号 (番号法第8条第2項): made of the 住民票コード by a keyed, irreversible conversion; `attempt` grows while the
 * result is taken by another person. Only J-LIS holds the key.
 */
export function makeIndividualNumber(key: Uint8Array, residentRecordCode: string, attempt: number): string {
  const digest = createHmac('sha256', key).update(`${residentRecordCode}/${attempt}`).digest();
  const body = (digest.readBigUInt64BE(0) % 100_000_000_000n).toString().padStart(11, '0');
  return body + individualNumberCheckDigit(body);
}

/** 住民票コード (住民基本台帳法施行規則第1条): ten random digits and a check digit. */
export function makeResidentRecordCode(randomBytes: (size: number) => Uint8Array): string {
  const number = Buffer.from(randomBytes(8)).readBigUInt64BE(0) % 10_000_000_000n;
  const body = number.toString().padStart(10, '0');
  return body + residentRecordCodeCheckDigit(body);
}
