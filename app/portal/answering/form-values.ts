import { z } from 'zod';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { toHalfWidth } from '#app/vocabulary/width.ts';
import type { Answers } from '../drafts/answers.ts';

/** 入力値 as sent by the browser, kept as typed so that nothing is lost when the page comes again. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** 入力の誤り by field name: one sentence each, shown in the summary and beside the field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** 回答の結果: kept, not understood, or not possible online. */
export type Answered =
  | { kind: 'kept'; answers: Answers }
  | { kind: 'malformed'; errors: FieldErrors }
  | { kind: 'refused'; refusal: Refusal };

const LONGEST = 1_000;
const MOST = 60;

/** Reads a posted form; files and everything beyond a sensible size are left out. */
export function formValues(form: Iterable<readonly [string, unknown]>): FormValues {
  const values: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string' || !/^[\w.-]{1,60}$/.test(name)) continue;
    const list = values[name] ?? [];
    if (list.length < MOST) values[name] = [...list, value.slice(0, LONGEST)];
  }
  return values;
}

/** The first value of a field, as typed. */
export function raw(values: FormValues, name: string): string {
  return values[name]?.[0] ?? '';
}

// Control characters and lone surrogates cannot be part of anything that is signed.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}]/gu;

/** One line of text: composed (NFC), without control characters, trimmed. Variation selectors are kept. */
export function line(values: FormValues, name: string): string {
  return raw(values, name).normalize('NFC').replace(UNPRINTABLE, '').trim();
}

const Email = z.email().max(254);

/** メールアドレス in half width. '' = nothing was typed; undefined = it cannot be one. */
export function emailLine(values: FormValues, name: string): string | undefined {
  const email = toHalfWidth(line(values, name)).replace(/\s/g, '');
  return email === '' || Email.safeParse(email).success ? email : undefined;
}

/** A name: parts are separated by one full-width space, as in the register. */
export function nameLine(values: FormValues, name: string): string {
  return line(values, name).replace(/[\s\u3000]+/g, '\u3000');
}

/** 振り仮名 in full-width katakana, however it was typed. */
export function kanaLine(values: FormValues, name: string): string {
  return nameLine(values, name)
    .normalize('NFKC')
    .replace(/ /g, '\u3000')
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}
