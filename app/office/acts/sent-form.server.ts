import { z } from 'zod';
import type { Typed } from '../drafts/forms.server.ts';
import type { ActContext } from './definition.server.ts';
import { type FieldSpec, leavesOf } from './field-specs.ts';
import type { Tools } from './fields.server.ts';

/** A form as it was sent: what was typed, the number of the form, and the button. */
export interface Sent {
  typed: Typed;
  form: string;
  press: string;
}

/** A form as it was sent: a name that comes several times stays a list. */
export async function sentForm(request: Request): Promise<Sent> {
  const form = await request.formData();
  const typed: Typed = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string');
    typed[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  const text = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '');
  return { typed, form: text('form').slice(0, 40), press: text('press') };
}

/** 履歴番号 of everybody whom the form shows. */
export function seenNow({ person, household }: ActContext): string {
  const shown = [...(person ? [person] : []), ...(household?.members ?? [])];
  return JSON.stringify(Object.fromEntries(shown.map((one) => [one.addresseeNumber, one.historyNumber])));
}

const SeenOnScreen = z.record(z.string(), z.number().int());

/** A form that says nothing of what it was made from is refused by the register only for what the register knows. */
export function seenIn({ seen }: Typed): Record<string, number> | undefined {
  try {
    return SeenOnScreen.parse(JSON.parse(typeof seen === 'string' ? seen : ''));
  } catch {
    return undefined;
  }
}

/** No secret number goes into a page: it travels sealed, and its last digits say that it is there. */
export function concealed(spec: FieldSpec, tools: Tools): FieldSpec {
  if (spec.kind === 'group') return { ...spec, fields: spec.fields.map((field) => concealed(field, tools)) };
  if (spec.kind !== 'secret' || spec.value === '') return spec;
  return { ...spec, value: '', kept: tools.seal(spec.value), masked: `末尾${spec.value.slice(-4)}` };
}

/** What was sent as the fields want it: one ticked box is a list too; a secret that was typed before comes back sealed. */
export function readable(typed: Typed, specs: readonly FieldSpec[], tools: Tools): Typed {
  const open = { ...typed };
  for (const leaf of leavesOf(specs)) {
    const sent = typed[leaf.name];
    if (leaf.kind === 'checkboxes') open[leaf.name] = typeof sent === 'string' ? [sent] : (sent ?? []);
    else if (Array.isArray(sent)) open[leaf.name] = sent.at(-1) ?? '';
    if (leaf.kind !== 'secret') continue;
    // 「なし」 takes a number away that was typed by mistake.
    const kept = typed[`${leaf.name}.kept`];
    if (typed[leaf.name] === 'なし') open[leaf.name] = '';
    else if (!typed[leaf.name] && typeof kept === 'string' && kept !== '') {
      const before = tools.open(kept);
      open[leaf.name] = typeof before === 'string' ? before : '';
    }
  }
  return open;
}
