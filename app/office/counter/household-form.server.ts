import { z } from 'zod';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import { ScreenVersion, type Typed } from '../drafts/forms.server.ts';
import type { HouseholdChoice } from './counter-record.ts';
import { RESIDENCE_CARD_MISSING, residenceCardOf } from './residence-cards.ts';

/** 世帯の入力: one 続柄 field per mover, named by the mover's place; a typed chain wins over the chosen one. */
export const HouseholdForm = z
  .object({
    version: ScreenVersion,
    act: z.enum(['search', 'choose']),
    kind: z.enum(['new', 'existing'], { error: '世帯を選んでください。' }).default('new'),
    householdNumber: z.string().max(15).optional(),
    name: z.string().trim().check(notLongerThan(100)).default(''),
  })
  .catchall(z.string().max(40));

type HouseholdInput = z.infer<typeof HouseholdForm>;

function relationshipOf(form: HouseholdInput, mover: number): string {
  const typed = form[`typed-${mover}`];
  const chosen = form[`relationship-${mover}`];
  return (typeof typed === 'string' && typed.trim() !== '' ? typed : typeof chosen === 'string' ? chosen : '').trim();
}

/** The typed form as a choice; who is 世帯主 is said once, by the 続柄. */
export function householdChoiceOf(
  form: HouseholdInput,
  page: Pick<ArrivalPage, 'said' | 'certificate'>,
): HouseholdChoice {
  const members = (page.said?.movers ?? []).map((mover) => {
    const relationship = relationshipOf(form, mover);
    const residenceCard = page.certificate?.movers[mover]?.residenceCard
      ? residenceCardOf(form[`card-${mover}`]?.toString())
      : undefined;
    return { mover, relationship, householder: relationship === '世帯主', ...(residenceCard ? { residenceCard } : {}) };
  });
  return {
    kind: form.kind,
    ...(form.kind === 'existing' && form.householdNumber ? { householdNumber: form.householdNumber } : {}),
    members,
  };
}

/** 在留カード等の提示 that was not said yet, beside the control of each person. */
export function cardsNotSaid(
  choice: HouseholdChoice,
  page: Pick<ArrivalPage, 'certificate'>,
): Record<string, string[]> | undefined {
  const missing = choice.members.filter(
    ({ mover, residenceCard }) => page.certificate?.movers[mover]?.residenceCard && !residenceCard,
  );
  if (missing.length === 0) return undefined;
  return Object.fromEntries(missing.map(({ mover }) => [`card-${mover}`, [RESIDENCE_CARD_MISSING]]));
}

/** What was chosen before a search, so that it is still there afterwards. */
export function typedRelationships(form: HouseholdInput): Typed {
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => /^(relationship|typed|card)-\d+$/.test(entry[0])),
  );
}
