import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Address } from '#app/vocabulary/addresses.ts';
import { addOpenDays, nextOpenDay } from '#app/vocabulary/business-days.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { addDays, laterOf } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate, tokyoInstant } from '#app/vocabulary/tokyo.ts';

/** How the people who were announced behave, and with them the simulated town. */
export const ArrivalPlan = z.enum(['early', 'onTime', 'late', 'otherAddress', 'corrected', 'never']);
export type ArrivalPlan = z.infer<typeof ArrivalPlan>;

/** One visit at the counter of the simulated town and what comes of it. */
export interface ArrivalStep {
  revision: number;
  actAt: Instant;
  movedInOn: CalendarDate;
  newAddress: Address;
}

/** Most people do what they announced; the rest is spread over everything that can happen. */
const SPREAD: readonly ArrivalPlan[] = [
  ...new Array<ArrivalPlan>(8).fill('onTime'),
  'early',
  'early',
  'late',
  'late',
  'otherAddress',
  'otherAddress',
  'corrected',
  'never',
];

/** The plan that follows from the seed and the 転出 alone: the same on every run. */
export function seededPlan(seed: string, movingOutId: string): ArrivalPlan {
  return SPREAD[seedNumber(seed, movingOutId) % SPREAD.length] ?? 'onTime';
}

function seedNumber(seed: string, movingOutId: string): number {
  return createHash('sha256').update(`${seed}/${movingOutId}`).digest().readUInt32BE(0);
}

/** The day on which a person who never comes is struck off the list: the day after the last possible 特例転入. */
export function lapseAt(plannedOn: CalendarDate): Instant {
  return tokyoInstant(addDays(nextOpenDay(addDays(plannedOn, 30)), 1), '00:00');
}

/**
 * What the town will do and when (first visit, and a correction for `corrected`). Nothing happens before the town was
 * told, on a closed day, or before the persons live there (住民基本台帳法第22条).
 */
export function arrivalSteps(
  plan: ArrivalPlan,
  seed: string,
  announced: { movingOutId: string; plannedOn: CalendarDate; plannedAddress: Address; receivedAt: Instant },
): ArrivalStep[] {
  if (plan === 'never') return [];
  const number = seedNumber(`${seed}/steps`, announced.movingOutId);
  const told = tokyoDate(announced.receivedAt);
  const movedInOn = addDays(announced.plannedOn, shift(plan, number));
  const time = officeTime(number);
  const soonest = addOpenDays(laterOf(movedInOn, told), plan === 'early' ? 0 : number % 3);
  const visitOn = tokyoInstant(soonest, time) > announced.receivedAt ? soonest : addOpenDays(soonest, 1);
  const newAddress = plan === 'otherAddress' ? neighbour(announced.plannedAddress, number) : announced.plannedAddress;
  const first: ArrivalStep = { revision: 1, actAt: tokyoInstant(visitOn, time), movedInOn, newAddress };
  if (plan !== 'corrected') return [first];
  return [
    first,
    {
      revision: 2,
      actAt: tokyoInstant(addOpenDays(visitOn, 2), officeTime(number >>> 3)),
      movedInOn: addDays(movedInOn, -1),
      newAddress,
    },
  ];
}

/** Days between the announced and the real move. */
function shift(plan: ArrivalPlan, number: number): number {
  if (plan === 'early') return -(1 + (number % 3));
  if (plan === 'late') return 3 + (number % 5);
  return 0;
}

/** A quarter of an hour between 9:00 and 15:45. */
function officeTime(number: number): string {
  const quarter = number % 28;
  return `${String(9 + Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

/** Another lot of the same town block. */
function neighbour(address: Address, number: number): Address {
  const { building: _, ...rest } = address;
  return { ...rest, lot: `${1 + (number % 30)}番地${1 + (number % 12)}` };
}
