import { z } from 'zod';
import type { Typed } from '../drafts/forms.server.ts';
import type { FieldSpec, GroupSpec } from './field-specs.ts';
import { type Field, type Tools, textOf, type ValueOf } from './fields.server.ts';

/** 入力項目 by name. */
export type Fields = Record<string, Field<unknown>>;

/** Values of fields by name. */
export type ValuesOf<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> };

/** Specs of several fields, each under its own name. */
export function specsOf(fields: Fields, prefix: string, typed: Typed, tools: Tools): FieldSpec[] {
  return Object.entries(fields).flatMap(([key, field]) => field.specs(`${prefix}${key}`, typed, tools));
}

/** Reads several fields. */
export function schemaOf<F extends Fields>(fields: F, tools: Tools): z.ZodType<ValuesOf<F>> {
  const shape = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.schema(tools)]));
  // The shape is made of the same keys as the values.
  return z.object(shape) as unknown as z.ZodType<ValuesOf<F>>;
}

/** What stands in several fields at first. */
export function initialOf(fields: Fields, prefix: string): Typed {
  const parts = Object.entries(fields).map(([key, field]) => field.initial(`${prefix}${key}`));
  return Object.assign({}, ...parts);
}

/** 項目のまとまり under a heading of its own. */
export function group<F extends Fields>(
  words: { label: string; support?: string; presses?: (name: string) => GroupSpec['presses'] },
  fields: F,
): Field<ValuesOf<F>> {
  return {
    initial: (name) => initialOf(fields, `${name}.`),
    specs: (name, typed, tools) => [
      {
        kind: 'group',
        name,
        label: words.label,
        ...(words.support ? { support: words.support } : {}),
        fields: specsOf(fields, `${name}.`, typed, tools),
        ...(words.presses ? { presses: words.presses(name) } : {}),
      },
    ],
    schema: (tools) => schemaOf(fields, tools),
  };
}

/** More than a form can carry in one act. */
const MOST_ITEMS = 12;

/** Number of blocks of a list that is on the screen. */
export function countOf(typed: Typed, name: string): number {
  const count = Number.parseInt(textOf(typed, `${name}.count`), 10);
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), MOST_ITEMS) : 1;
}

/** 繰り返す項目 (e.g. each child): one more and one less are buttons, so that no script is needed. */
export function list<V>(words: { item: (position: number) => string; more: string }, item: Field<V>): Field<V[]> {
  return {
    initial: (name) => ({ [`${name}.count`]: '1', ...item.initial(`${name}.0`) }),
    specs: (name, typed, tools) => {
      const count = countOf(typed, name);
      const items = Array.from({ length: count }, (_, index): GroupSpec => {
        const less = { press: `remove:${name}:${index}`, label: `${words.item(index + 1)}を取り除く` };
        const [only, ...others] = item.specs(`${name}.${index}`, typed, tools);
        const fields =
          only?.kind === 'group' && others.length === 0 ? only.fields : [...(only ? [only] : []), ...others];
        const presses = [...(only?.kind === 'group' ? (only.presses ?? []) : []), ...(count > 1 ? [less] : [])];
        return { kind: 'group', name: `${name}.${index}`, label: words.item(index + 1), fields, presses };
      });
      const more = { press: `add:${name}`, label: words.more };
      const last = items.at(-1);
      if (last && count < MOST_ITEMS) last.presses = [...(last.presses ?? []), more];
      return [{ kind: 'hidden', name: `${name}.count`, value: String(count) }, ...items];
    },
    schema: (tools) =>
      z.preprocess(
        (raw) => {
          const items = Object.entries(raw ?? {}).filter(([key]) => /^\d+$/.test(key));
          return items.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
        },
        z.array(item.schema(tools)),
      ) as unknown as z.ZodType<V[]>,
  };
}

/** One field for each of several keys, e.g. the 続柄 of each member by 宛名番号. */
export function each<V>(
  words: { label: string; support?: string },
  keys: readonly string[],
  fieldFor: (key: string) => Field<V>,
): Field<Record<string, V>> {
  const fields: Record<string, Field<V>> = Object.fromEntries(keys.map((key) => [key, fieldFor(key)]));
  return group(words, fields) as unknown as Field<Record<string, V>>;
}
