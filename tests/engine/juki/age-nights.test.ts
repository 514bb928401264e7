import { describe, expect, it } from 'vitest';
import { birthsOfNight, isNearAge, isOfNight } from '#app/juki/core/age-notices.ts';
import { type AgeRule, announcedFrom } from '#app/juki/core/age-rules.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { born, RULES, ruleOf } from './aging.ts';

describe('夜に見る人：生年月日の索引で、その夜に関わる方だけ', () => {
  const nights = (first: string, count: number) => Array.from({ length: count }, (_, at) => addDays(first, at));

  it.each(RULES.map((rule) => [rule.movement, rule] as const))(
    '%s：毎夜の範囲は、予定と到達の日を一日も漏らさない',
    (_, rule) => {
      let last: string | undefined;
      const seen = new Set<string>();
      const days = nights('2026-11-24', 500);
      for (const today of days) {
        for (const { from, to } of birthsOfNight(rule, today, last)) {
          // More than a fortnight of births in one night would be a walk through the town, but for a whole class.
          for (let day = from; day <= to; day = addDays(day, 1)) {
            const on = rule.reachedOn(day);
            if (
              announcedFrom(rule, on) === today ||
              (last === undefined && announcedFrom(rule, on) < today && on >= today)
            )
              seen.add(`planned ${day}`);
            if (on === today) seen.add(`reached ${day}`);
          }
        }
        last = today;
      }
      const years = [2, 7, 13, 16, 19, 20, 60, 65, 75, 76].flatMap((age) => nights(`${2026 - age}-03-01`, 800));
      for (const day of new Set(years)) {
        const on = rule.reachedOn(day);
        if (on >= '2026-11-24' && on < '2028-04-01') expect([day, seen.has(`reached ${day}`)]).toEqual([day, true]);
        const from = announcedFrom(rule, on);
        if (from >= '2026-11-24' && from < '2028-04-01') expect([day, seen.has(`planned ${day}`)]).toEqual([day, true]);
      }
    },
  );

  it('人を見るのは、その夜に予定か到達の日が来た方だけ。学年は一年に数夜だけ', () => {
    const births = (rule: AgeRule, today: string) =>
      birthsOfNight(rule, today, addDays(today, -1)).flatMap(({ from, to }) => {
        const days: string[] = [];
        for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
        return days.filter((day) => isOfNight(rule, day, today, addDays(today, -1)));
      });
    expect(births(ruleOf('age75'), '2026-11-25')).toEqual(['1951-11-25', '1952-01-25']);
    expect(births(ruleOf('age65'), '2026-11-25')).toEqual(['1961-11-26', '1962-01-26']);
    // 応当日 of a month without 31 days: several days fall together.
    expect(births(ruleOf('age75'), '2027-02-28')).toEqual(['1952-02-28', '1952-04-28', '1952-04-29', '1952-04-30']);
    expect(births(ruleOf('age75'), '2027-03-01')).toEqual(['1952-02-29', '1952-03-01', '1952-05-01']);
    const classNights = nights('2026-11-24', 365).filter(
      (today) => births(ruleOf('elementaryEntry'), today).length > 0,
    );
    expect(classNights).toEqual(['2027-04-01', '2027-11-01']);
  });

  it('止まっていた間の日は、次の夜にまとめて見る', () => {
    const [reached] = birthsOfNight(ruleOf('age75'), '2026-12-10', '2026-12-01');
    expect(reached && reached.from <= '1951-12-02' && '1951-12-10' <= reached.to).toBe(true);
  });

  it('年齢の近くにいない方の届出では、何も尋ねない', () => {
    expect(isNearAge(RULES, born('1985-04-12'), '2026-11-24')).toBe(false);
    expect(isNearAge(RULES, born('1951-12-05'), '2026-11-24')).toBe(true);
    expect(isNearAge(RULES, born({ text: '不詳' }), '2026-11-24')).toBe(true);
  });
});
