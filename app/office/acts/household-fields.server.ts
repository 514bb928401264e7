import { z } from 'zod';
import type { HouseholdToJoin, HouseholdView } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Typed } from '../drafts/forms.server.ts';
import type { FieldSpec } from './field-specs.ts';
import { type Field, type Tools, textOf } from './fields.server.ts';

/** 入る世帯の候補, as the screen shows it; kept sealed in the page between two presses. */
export const OfferedHousehold = z.object({ number: z.string(), title: z.string(), detail: z.string() });
export type OfferedHousehold = z.infer<typeof OfferedHousehold>;

/** Nothing of a protected household is shown to somebody who only looks for a household. */
export function offeredHousehold(household: HouseholdView): OfferedHousehold {
  const number = household.householdNumber;
  if (household.protectedHousehold) return { number, title: '（支援措置の世帯：担当に確認）', detail: '' };
  const members = household.members.map((member) => member.name.full || '（氏名未定）').join('、');
  return {
    number,
    title: `世帯主 ${household.headName ?? '（なし）'}`,
    detail: `${formatAddress(household.address)}／${members}`,
  };
}

/** Households that a search found before. */
export function foundHouseholds(typed: Typed, name: string, tools: Pick<Tools, 'open'>): OfferedHousehold[] {
  const sealed = textOf(typed, `${name}.found`);
  return sealed === '' ? [] : z.array(OfferedHousehold).parse(tools.open(sealed));
}

type Kind = 'same' | 'new' | 'existing';

const KINDS: Record<Kind, string> = {
  same: '世帯の全員が移る（世帯はそのまま）',
  new: '新しい世帯を作る',
  existing: '今ある世帯に入る',
};

/** 世帯の項目 (住民基本台帳法第6条): a new household, or one that is found by address or by somebody's name. */
export function joinedHousehold<K extends Kind>(words: {
  label: string;
  kinds: readonly K[];
  initial?: K;
  offered?: OfferedHousehold[];
}): Field<{ kind: 'same' } | HouseholdToJoin> {
  const { label, kinds, initial = kinds[0], offered = [] } = words;
  const foundHere = (typed: Typed, name: string, tools: Tools) => {
    const found = foundHouseholds(typed, name, tools);
    return found.length > 0 ? found : offered;
  };
  return {
    initial: (name) => ({
      [`${name}.kind`]: initial ?? '',
      [`${name}.number`]: offered.length === 1 ? (offered[0]?.number ?? '') : '',
      [`${name}.search`]: '',
      [`${name}.found`]: '',
    }),
    specs: (name, typed, tools) => {
      const found = foundHere(typed, name, tools);
      const kind: FieldSpec =
        kinds.length > 1
          ? {
              kind: 'radios',
              name: `${name}.kind`,
              label: '移る先',
              required: true,
              options: kinds.map((value) => ({ value, label: KINDS[value] })),
              value: textOf(typed, `${name}.kind`),
            }
          : { kind: 'hidden', name: `${name}.kind`, value: kinds[0] ?? '' };
      const searched = textOf(typed, `${name}.searched`) === 'yes';
      const number: FieldSpec = {
        kind: 'radios',
        name: `${name}.number`,
        label: found.length > 0 ? '見つかった世帯' : searched ? '世帯は見つかりません' : '世帯は、まだ探していません',
        options: found.map((one) => ({ value: one.number, label: one.title, support: one.detail })),
        value: textOf(typed, `${name}.number`),
      };
      return [
        {
          kind: 'group',
          name,
          label,
          fields: [
            kind,
            ...(kinds.some((one) => one === 'existing')
              ? ([
                  number,
                  {
                    kind: 'text',
                    name: `${name}.search`,
                    label: '世帯員の氏名または宛名番号',
                    support: '空のままなら、入力した住所の世帯を探します。',
                    width: 'md',
                    value: textOf(typed, `${name}.search`),
                  },
                  { kind: 'hidden', name: `${name}.found`, value: textOf(typed, `${name}.found`) },
                  { kind: 'hidden', name: `${name}.searched`, value: searched ? 'yes' : '' },
                ] satisfies FieldSpec[])
              : []),
          ],
          ...(kinds.some((one) => one === 'existing')
            ? { presses: [{ press: `households:${name}`, label: '入る世帯を探す' }] }
            : {}),
        },
      ];
    },
    schema: (tools) =>
      z
        .object({
          kind: z.string().default(''),
          number: z.string().default(''),
          found: z.string().default(''),
        })
        .transform(({ kind, number, found }, context) => {
          const chosen = kinds.find((one) => one === kind);
          if (chosen === 'same') return { kind: 'same' as const };
          if (chosen === 'new') return { kind: 'new' as const };
          if (chosen === undefined) {
            context.addIssue({ code: 'custom', message: '移る先の世帯を選んでください。', path: ['kind'] });
            return z.NEVER;
          }
          const known = foundHere({ 'x.found': found }, 'x', tools);
          if (known.some((one) => one.number === number)) return { kind: 'existing' as const, householdNumber: number };
          context.addIssue({ code: 'custom', message: '入る世帯を探して、選んでください。', path: ['search'] });
          return z.NEVER;
        }),
  };
}
