import { ageNews, type ToldAge } from '#app/juki/core/age-notices.ts';
import { type AgeRule, ageRulesOf } from '#app/juki/core/age-rules.ts';
import type { Resident } from '#app/juki/core/register.ts';
import type { AgeMovement } from '#app/juki/sections.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { CHOFU, familyOfFour, Register } from './family.ts';

/** 調布市's rules of age. */
export const RULES = ageRulesOf(CHOFU);
export const ruleOf = (movement: AgeMovement, rules: readonly AgeRule[] = RULES): AgeRule => {
  const rule = rules.find((one) => one.movement === movement);
  if (!rule) throw new Error(`no rule ${movement}`);
  return rule;
};

const [PERSON] = [...new Register(CHOFU).migrate(familyOfFour()).slice.residents.values()];
/** A resident like any other, born then. */
export function born(bornOn: string | { text: string }, changes: Partial<Resident> = {}): Resident {
  if (!PERSON) throw new Error('nobody');
  const date = typeof bornOn === 'string' ? exactDate(bornOn) : { ...bornOn, kind: 'unknown' as const };
  return { ...PERSON, bornOn: date, becameResidentOn: exactDate('2015-04-01'), ...changes };
}

/** What is said on each of the days, everything remembered. */
export function told(person: Resident, days: readonly string[], rules = RULES) {
  const known: ToldAge[] = [];
  return days.flatMap((day) => {
    const news = ageNews(rules, person, known, day);
    for (const { effect: _, phase, ...one } of news) {
      const at = known.findIndex(({ section, movement }) => section === one.section && movement === one.movement);
      if (at >= 0) known.splice(at, 1);
      if (phase !== 'withdrawn') known.push({ ...one, phase });
    }
    return news.map(({ section, movement, phase, reachedOn }) => `${day} ${section} ${movement} ${phase} ${reachedOn}`);
  });
}
