import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { AdvanceTarget } from './advance.ts';

/** Year, month and day as typed. */
interface TypedDate {
  year: string;
  month: string;
  day: string;
}

/** 時計を進めるフォーム: a button with its target, or a day in three fields. */
export function readAdvanceForm(
  form: FormData,
): { target: AdvanceTarget; typed: TypedDate } | { errors: Record<string, string[]>; typed: TypedDate } {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const typed = { year: text('on.year'), month: text('on.month'), day: text('on.day') };
  const to = text('to');
  if (to === 'nextMorning' || to === 'nextOpenDay') return { target: { to }, typed };
  const given = text('on');
  if (given !== '' && isCalendarDate(given)) return { target: { to: 'date', on: given }, typed };
  if (!typed.year || !typed.month || !typed.day) {
    return { errors: { on: ['進める日の年・月・日を入力してください。'] }, typed };
  }
  const on = parseDate(`${typed.year}年${typed.month}月${typed.day}日`);
  if (!on) return { errors: { on: ['暦にある日を、西暦の数字で入力してください。例：2026年12月15日'] }, typed };
  return { target: { to: 'date', on }, typed };
}
