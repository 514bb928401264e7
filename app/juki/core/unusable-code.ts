import { ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import type { EngineMessage } from './decision.ts';

const CODE_ITEM = /residentRecordCode/i;

/**
 * 検査数字の合わない住民票コード (住民基本台帳法施行規則第1条): a code that was taken over as it was given is kept, but nobody else can
 * be told of it. An act that would have to is refused, instead of failing when it is sent.
 */
export function namesUnusableCode({ content }: EngineMessage): boolean {
  return hasUnusable(content, false);
}

function hasUnusable(value: unknown, isCode: boolean): boolean {
  if (typeof value === 'string') return isCode && !ResidentRecordCode.safeParse(value).success;
  if (Array.isArray(value)) return value.some((one) => hasUnusable(one, isCode));
  if (typeof value !== 'object' || value === null) return false;
  for (const name in value) {
    if (hasUnusable((value as Record<string, unknown>)[name], CODE_ITEM.test(name))) return true;
  }
  return false;
}
