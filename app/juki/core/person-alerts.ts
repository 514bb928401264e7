import { addMonths } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import { type AlertName, alert } from './alerts.ts';
import type { Facts } from './decision.ts';
import type { Resident } from './register.ts';

/** アラート that follow from the persons alone: 振り仮名, 在留期間, 支援措置の期間. Each is said once. */
export function personAlerts(
  persons: readonly Pick<Resident, 'name' | 'foreignStatus' | 'protection'>[],
  today: CalendarDate,
): Alert[] {
  const names = new Set<AlertName>();
  for (const person of persons) {
    if (person.name.kana && !person.name.kanaConfirmed) names.add('kanaUnconfirmed');
    if ((person.foreignStatus?.expiresOn ?? '9999') < today) names.add('permitExpired');
    if (person.protection && person.protection.until <= addMonths(today, 1)) names.add('protectionEnding');
  }
  return [...names].map(alert);
}

/** A01 is about somebody else than those whose own 除票 lives again. */
export function hasLookAlike(
  residents: readonly Pick<Resident, 'addresseeNumber'>[],
  { threeItemMatches }: Pick<Facts, 'threeItemMatches'>,
): boolean {
  return threeItemMatches.some((number) => !residents.some((one) => one.addresseeNumber === number));
}
