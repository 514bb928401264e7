import { z } from 'zod';
import { formatJapaneseDate, parseDate, recordDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import { readRelationship, relationshipOptions } from '#app/vocabulary/relationships.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { Typed } from '../drafts/forms.server.ts';
import type { FieldSpec, OfferedChoice } from './field-specs.ts';

/** What fields may use: the town, its day, and a seal for what must not be read in a page. */
export interface Tools {
  town: Town;
  today: CalendarDate;
  seal(value: unknown): string;
  open(sealed: string): unknown;
}

/** 入力項目: how it looks, how it is read, and what stands in it at first. Names of its controls begin with its own. */
export interface Field<V> {
  specs(name: string, typed: Typed, tools: Tools): FieldSpec[];
  schema(tools: Tools): z.ZodType<V>;
  initial(name: string): Typed;
}

/** Value of a field. */
export type ValueOf<F> = F extends Field<infer V> ? V : never;

/** Text that was typed under a name. */
export function textOf(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
}

interface Words {
  label: string;
  support?: string;
}

const plainText = z.string().default('');

/** 文字の項目; without `missing` it may stay empty. */
export function text(
  words: Words & {
    missing?: string;
    longest?: number;
    width?: 'xs' | 'sm' | 'md' | 'lg';
    numeric?: boolean;
    initial?: string;
    area?: boolean;
  },
): Field<string> {
  const { label, support, missing, longest = 100, width = 'md', numeric, initial = '', area } = words;
  const common = { label, ...(support ? { support } : {}), required: missing !== undefined };
  return {
    initial: (name) => ({ [name]: initial }),
    specs: (name, typed) => {
      const value = textOf(typed, name);
      if (area) return [{ ...common, kind: 'area', name, value }];
      return [{ ...common, kind: 'text', name, value, width, ...(numeric ? { numeric } : {}) }];
    },
    schema: () => {
      const trimmed = z
        .string()
        .trim()
        .check(notLongerThan(longest, `${longest}文字以内で入れてください。`));
      return missing === undefined ? plainText.pipe(trimmed) : plainText.pipe(trimmed.min(1, missing));
    },
  };
}

const DAY_SUPPORT = '例：令和8年11月24日、R8.11.24';

/** 日付の項目: a day of the calendar, written as officers write it. */
export function day(words: Words & { initial?: CalendarDate }): Field<CalendarDate> {
  const { label, support = DAY_SUPPORT, initial } = words;
  return {
    initial: (name) => ({ [name]: initial ? formatJapaneseDate(initial) : '' }),
    specs: (name, typed) => [
      { kind: 'text', name, label, support, required: true, width: 'sm', value: textOf(typed, name) },
    ],
    schema: () =>
      plainText.transform((written, context) => {
        const read = parseDate(written.trim());
        if (read) return read;
        context.addIssue({ code: 'custom', message: `${label}を、令和8年11月24日のように入れてください。` });
        return z.NEVER;
      }),
  };
}

/** 日付の項目 that may stay empty. */
export function optionalDay(words: Words & { initial?: CalendarDate }): Field<CalendarDate | undefined> {
  const always = day(words);
  return {
    initial: always.initial,
    specs: (name, typed, tools) =>
      always.specs(name, typed, tools).map((spec) => ('required' in spec ? { ...spec, required: false } : spec)),
    schema: (tools) =>
      plainText.transform((written, context) => {
        if (written.trim() === '') return undefined;
        const read = always.schema(tools).safeParse(written);
        if (read.success) return read.data;
        context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? '' });
        return z.NEVER;
      }),
  };
}

/** 不詳日を含む日付の項目 (標準仕様書 1.1.8). */
export function recordDay(words: Words & { initial?: string }): Field<DateOfRecord> {
  const { label, initial = '' } = words;
  const support = words.support ?? `${DAY_SUPPORT}、令和8年11月日不詳、令和8年春`;
  return {
    initial: (name) => ({ [name]: initial }),
    specs: (name, typed) => [
      { kind: 'text', name, label, support, required: true, width: 'sm', value: textOf(typed, name) },
    ],
    schema: () =>
      plainText.transform((written, context) => {
        const read = recordDate(written);
        if (read) return read;
        context.addIssue({
          code: 'custom',
          message: `${label}を、令和8年11月24日のように入れてください。分からない部分は「不詳」と書きます。`,
        });
        return z.NEVER;
      }),
  };
}

/** 選択の項目: one of a closed list. */
export function choice<const O extends Readonly<Record<string, string>>>(
  words: Words & { options: O; initial?: keyof O & string; select?: boolean; order?: readonly (keyof O & string)[] },
): Field<keyof O & string> {
  const { label, support, options, initial, select } = words;
  const missing = `${label}を選んでください。`;
  const keys: readonly (keyof O & string)[] = words.order ?? Object.keys(options);
  const offered = keys.map((value) => ({ value, label: options[value] ?? '' }));
  const common = { label, ...(support ? { support } : {}), required: true, options: offered };
  return {
    initial: (name) => ({ [name]: initial ?? '' }),
    specs: (name, typed) => {
      const value = textOf(typed, name);
      return [
        select ? { ...common, kind: 'select', name, value } : { ...common, kind: 'radios', name, value, inline: true },
      ];
    },
    schema: () =>
      plainText.transform((value, context) => {
        const key = keys.find((one) => one === value);
        if (key !== undefined) return key;
        context.addIssue({ code: 'custom', message: missing });
        return z.NEVER;
      }),
  };
}

/** 任意の選択: one of what is offered, or nothing. */
export function optionalChoice(
  words: Words & { options: OfferedChoice[]; initial?: string },
): Field<string | undefined> {
  const { label, support, options, initial = '' } = words;
  return {
    initial: (name) => ({ [name]: initial }),
    specs: (name, typed) => [
      { kind: 'select', name, label, ...(support ? { support } : {}), options, value: textOf(typed, name) },
    ],
    schema: () =>
      plainText.transform((value, context) => {
        if (value === '') return undefined;
        if (options.some((option) => option.value === value)) return value;
        context.addIssue({ code: 'custom', message: `${label}を選び直してください。` });
        return z.NEVER;
      }),
  };
}

/** 複数の選択, e.g. the members of a household; with `missing` at least one. */
export function several(
  words: Words & { options: OfferedChoice[]; missing?: string; initial?: string[] },
): Field<string[]> {
  const { label, support, options, missing, initial = [] } = words;
  return {
    initial: (name) => ({ [name]: initial }),
    specs: (name, typed) => {
      const values = typed[name];
      const common = { label, ...(support ? { support } : {}), required: missing !== undefined };
      return [{ ...common, kind: 'checkboxes', name, options, values: Array.isArray(values) ? values : [] }];
    },
    schema: () => {
      const known = z.array(z.string()).default([]);
      const checked = known.refine((values) => values.every((value) => options.some((one) => one.value === value)), {
        message: `${label}を選び直してください。`,
      });
      return missing === undefined ? checked : checked.refine((values) => values.length > 0, { message: missing });
    },
  };
}

/** はい・いいえ as one box. */
export function flag(words: Words & { initial?: boolean }): Field<boolean> {
  const box = several({ label: words.label, options: [{ value: 'yes', label: words.support ?? 'はい' }] });
  return {
    initial: (name) => ({ [name]: words.initial ? ['yes'] : [] }),
    specs: box.specs,
    schema: (tools) => box.schema(tools).transform((values) => values.length > 0),
  };
}

/** 続柄の項目 (住民基本台帳法第7条第4号): chosen from the table, or typed where the chain is not on it. Empty = not said. */
export function relationship(words: Words & { initial?: string; withHead: boolean }): Field<string | undefined> {
  const options = relationshipOptions({ withHead: words.withHead });
  const { label, support, initial = '' } = words;
  const listed = options.some((option) => option.value === initial);
  return {
    initial: (name) => ({ [`${name}.chosen`]: listed ? initial : '', [`${name}.typed`]: listed ? '' : initial }),
    specs: (name, typed) => [
      {
        kind: 'select',
        name: `${name}.chosen`,
        label,
        ...(support ? { support } : {}),
        options,
        width: 'md',
        value: textOf(typed, `${name}.chosen`),
      },
      {
        kind: 'text',
        name: `${name}.typed`,
        label: `${label}（一覧にないとき）`,
        width: 'sm',
        value: textOf(typed, `${name}.typed`),
      },
    ],
    schema: () =>
      z.object({ chosen: plainText, typed: plainText }).transform(({ chosen, typed }, context) => {
        const said = typed.trim() || chosen;
        if (said === '') return undefined;
        const reading = readRelationship(said);
        if (reading.valid) return reading.value.text;
        context.addIssue({ code: 'custom', message: reading.sentence, path: [typed.trim() ? 'typed' : 'chosen'] });
        return z.NEVER;
      }),
  };
}

/** 番号の項目: secret; `check` is the schema of the number. Empty = none. */
export function secret(words: Words & { check: z.ZodType<string> }): Field<string | undefined> {
  const { label, support, check } = words;
  return {
    initial: (name) => ({ [name]: '' }),
    specs: (name, typed) => [
      { kind: 'secret', name, label, ...(support ? { support } : {}), value: textOf(typed, name) },
    ],
    schema: () =>
      plainText.transform((written, context) => {
        const plain = written.replace(/[\s-]/g, '');
        if (plain === '') return undefined;
        const read = check.safeParse(plain);
        if (read.success) return read.data;
        context.addIssue({ code: 'custom', message: `${label}が正しくありません。書類を見て入れ直してください。` });
        return z.NEVER;
      }),
  };
}
