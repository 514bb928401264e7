import { isResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import type { EngineMessage } from './decision.ts';

const CODE_ITEM = /residentRecordCode/i;

/** Names of items are few and the same in every message: each is looked at once. */
const codeItems = new Map<string, boolean>();

function isCodeItem(name: string): boolean {
  let known = codeItems.get(name);
  if (known === undefined) {
    known = CODE_ITEM.test(name);
    codeItems.set(name, known);
  }
  return known;
}

/**
 * 検査数字の合わない住民票コード (住民基本台帳法施行規則第1条): a code that was taken over as it was given is kept, but nobody else can
 * be told of it. An act that would have to is refused, instead of failing when it is sent.
 */
export function namesUnusableCode({ content }: EngineMessage): boolean {
  return hasUnusable(content, false);
}

function hasUnusable(value: unknown, isCode: boolean): boolean {
  if (typeof value === 'string') return isCode && !isResidentRecordCode(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => (isCode || typeof one === 'object') && hasUnusable(one, isCode));
  for (const name in value) {
    if (hasUnusable((value as Record<string, unknown>)[name], isCodeItem(name))) return true;
  }
  return false;
}
