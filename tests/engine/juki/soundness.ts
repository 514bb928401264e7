import { expect } from 'vitest';
import { CHANGE_REASONS } from '#app/juki/core/change-reasons.ts';
import type { Accepted, Facts } from '#app/juki/core/decision.ts';
import { membersOf, type RegisterSlice, type Resident, sameAddress } from '#app/juki/core/register.ts';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';

/** What holds of every accepted act, whatever it is: looked at after each one that a test does. */
export function expectSound(
  before: RegisterSlice,
  decision: Accepted,
  after: RegisterSlice,
  { numbers }: Pick<Facts, 'numbers'>,
): void {
  for (const { type, content, to, about } of decision.messages) {
    const read = MESSAGE_TYPES[type].schema.safeParse(content);
    expect(read.error, `${type} is not what its contract says`).toBeUndefined();
    expect(to).toMatch(/^(\d{6}|[a-z]+)$/);
    expect(Object.values(about)).toEqual([expect.any(String)]);
  }
  expectResult(before, decision, after, numbers);
  for (const resident of after.residents.values())
    expectRecord(resident, before.residents.get(resident.addresseeNumber));
  for (const { householdNumber, address, endedOn } of after.households.values()) {
    const members = membersOf(after, householdNumber);
    expect(members.filter((one) => one.householder).length, `heads of ${householdNumber}`).toBeLessThanOrEqual(1);
    expect(members.every((one) => sameAddress(one.address, address))).toBe(true);
    expect(members.length > 0 && endedOn !== undefined, `${householdNumber} has ended with members`).toBe(false);
  }
}

/** Whom the act concerned, and the numbers that it took. */
function expectResult(
  before: RegisterSlice,
  { result, used, events }: Accepted,
  after: RegisterSlice,
  offered: Facts['numbers'],
): void {
  expect(result.addresseeNumbers.filter((number) => !after.residents.has(number))).toEqual([]);
  if (events.length > 0) expect(result.addresseeNumbers.length, 'persons of the act').toBeGreaterThan(0);
  if (result.householdNumber) expect(after.households.has(result.householdNumber)).toBe(true);
  if (result.movingOutId) expect(after.movingOuts.has(result.movingOutId)).toBe(true);
  const newcomers = [...after.residents.keys()].filter((number) => !before.residents.has(number));
  expect(result.addresseeNumbers).toEqual(expect.arrayContaining(newcomers));
  // A migration may keep numbers of its own.
  if (events.some((event) => event.kind === 'HouseholdMigrated')) return;
  // Who comes from another ward of the city brings the number along.
  const brought = (number: string) => after.residents.get(number)?.lastChange.reason === 'wardMovingIn';
  const numbered = newcomers.filter((number) => offered.addressee.includes(number) && !brought(number));
  expect(used.addressee).toBe(numbered.length);
  const households = [...after.households.keys()].filter((number) => !before.households.has(number));
  expect(used.household).toBe(households.filter((number) => offered.household.includes(number)).length);
}

function expectRecord(resident: Resident, former: Resident | undefined): void {
  const { status, removed, lastChange, historyNumber, householdNumber } = resident;
  if (resident === former) return;
  expect(householdNumber).not.toBe('');
  expect(historyNumber).toBeGreaterThanOrEqual(former?.historyNumber ?? 1);
  expect(CHANGE_REASONS).toHaveProperty(lastChange.reason);
  expect(lastChange.processedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(removed === undefined).toBe(status === 'resident');
  if (!removed) return;
  expect(CHANGE_REASONS).toHaveProperty(removed.reason);
  expect(removed.on).toMatch(/^\d{4}-\d\d-\d\d$/);
}
