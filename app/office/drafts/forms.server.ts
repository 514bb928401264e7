import { z } from 'zod';
import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';

/** A form as it was typed. */
export type Typed = Record<string, string | string[]>;

/** The answer to a form that cannot be read: a sentence beside each field, and everything that was typed. */
export interface Misread {
  errors: Record<string, string[]>;
  typed: Typed;
}

/** Reads a form: fields named in `lists` may come several times, every other field once. Malformed input is a value. */
export async function readForm<S extends z.ZodType>(
  request: Request,
  schema: S,
  lists: readonly string[] = [],
): Promise<{ read: z.infer<S> } | Misread> {
  const form = await request.formData();
  const typed: Typed = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string');
    typed[name] = lists.includes(name) ? values : (values.at(-1) ?? '');
  }
  for (const name of lists) typed[name] ??= [];
  return check(schema, typed);
}

/** Checks what was typed against its schema. */
export function check<S extends z.ZodType>(schema: S, typed: Typed): { read: z.infer<S> } | Misread {
  const result = schema.safeParse(typed);
  if (result.success) return { read: result.data };
  const errors: Record<string, string[]> = {};
  for (const issue of result.error.issues) {
    const name = issue.path.map(String).join('.');
    errors[name] = [...(errors[name] ?? []), issue.message];
  }
  return { errors, typed };
}

/** A sentence that must not be empty. */
export function sentence(message: string, longest = 500) {
  return z
    .string({ error: message })
    .trim()
    .min(1, message)
    .check(notLongerThan(longest, `${longest}文字以内で書いてください。`));
}

/** The version of the case that the screen showed. */
export const ScreenVersion = z.coerce.number({ error: '画面を開き直してください。' }).int();

/** A day as officers write it: 令和8年11月24日, R8.11.24 or 2026-11-24. */
export function writtenDay(message: string) {
  return z.string({ error: message }).transform((text, context) => {
    const day = parseDate(text.trim());
    if (day) return day;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** The same where an empty field is an answer too. */
export function perhapsWrittenDay(message: string) {
  return z
    .string()
    .default('')
    .transform((text) => text.trim() || undefined)
    .pipe(writtenDay(message).optional());
}
