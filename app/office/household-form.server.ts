import { z } from 'zod';
import type { ArrivalPage } from './arrival-screens.server.ts';
import type { HouseholdChoice } from './counter-record.ts';
import { ScreenVersion, type Typed } from './forms.server.ts';

/** 世帯の入力: one 続柄 field per mover, named by the mover's place; a typed chain wins over the chosen one. */
export const HouseholdForm = z
  .object({
    version: ScreenVersion,
    act: z.enum(['search', 'choose']),
    kind: z.enum(['new', 'existing'], { error: '世帯を選んでください。' }).default('new'),
    householdNumber: z.string().max(15).optional(),
    name: z.string().trim().max(100).default(''),
  })
  .catchall(z.string().max(40));

type HouseholdInput = z.infer<typeof HouseholdForm>;

function relationshipOf(form: HouseholdInput, mover: number): string {
  const typed = form[`typed-${mover}`];
  const chosen = form[`relationship-${mover}`];
  return (typeof typed === 'string' && typed.trim() !== '' ? typed : typeof chosen === 'string' ? chosen : '').trim();
}

/** The typed form as a choice; who is 世帯主 is said once, by the 続柄. */
export function householdChoiceOf(form: HouseholdInput, page: Pick<ArrivalPage, 'said'>): HouseholdChoice {
  const members = (page.said?.movers ?? []).map((mover) => {
    const relationship = relationshipOf(form, mover);
    return { mover, relationship, householder: relationship === '世帯主' };
  });
  return {
    kind: form.kind,
    ...(form.kind === 'existing' && form.householdNumber ? { householdNumber: form.householdNumber } : {}),
    members,
  };
}

/** What was chosen before a search, so that it is still there afterwards. */
export function typedRelationships(form: HouseholdInput): Typed {
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => /^(relationship|typed)-\d+$/.test(entry[0])),
  );
}
