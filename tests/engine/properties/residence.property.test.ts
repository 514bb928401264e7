import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findByCode, membersOf } from '#app/juki/core/register.ts';
import { SEED } from '#tests/support/property-seed.ts';
import { KNOWN, play, steps } from './lives.ts';
import { type PaperNation, PERSONS, TOWNS } from './paper-nation.ts';
import { joined, overlaps, type Period, periodsOf } from './residence-periods.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

/** 旧市の遅れた消除は新市の記載を消さない: at every moment, whatever has arrived so far. */
function checkNewestEntryStands(nation: PaperNation, code: string): void {
  if (!nation.heardInOrder(code)) return;
  const notices = (nation.notices.get(code) ?? []).toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
  // Of one town the last word counts; between towns the later day.
  const lastWords = TOWNS.flatMap(
    ({ code: town }) => notices.filter((one) => one.municipalityCode === town).at(-1) ?? [],
  );
  // After a 転出取消 it is the former 記載 that stands again.
  if (lastWords.some(({ reason }) => reason === 'exOfficioEntry')) return;
  const entries = lastWords.filter(({ event }) => event === 'entered');
  const ends = lastWords.filter(({ event }) => event === 'removed').map(({ effectiveOn }) => effectiveOn);
  const newest = entries.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)).at(-1);
  if (!newest || ends.some((on) => on > newest.effectiveOn)) return;
  const [first, ...others] = entries.filter(({ effectiveOn }) => effectiveOn === newest.effectiveOn);
  if (others.length > 0) return;
  expect(nation.residences(code).at(-1)).toMatchObject({ municipalityCode: first?.municipalityCode });
  expect(nation.residences(code).at(-1)?.to).toBeUndefined();
}

function periodsAt(nation: PaperNation, code: string): Period[] {
  return TOWNS.flatMap(({ code: town }) => {
    const { ledger, slice } = nation.town(town);
    return periodsOf(town, ledger, slice).get(code) ?? [];
  });
}

function timesEntered(nation: PaperNation, town: string, code: string): number {
  const events = nation.town(town).ledger.flatMap((change) => change.events);
  return events.filter(
    (event) =>
      (event.kind === 'ResidentsMovedIn' || event.kind === 'HouseholdMigrated') &&
      event.residents.some(({ residentRecordCode }) => residentRecordCode === code),
  ).length;
}

/** Came back before the 転入通知 of the other town arrived: it fits the present record no more, an officer looks at it. */
function returnedTooSoon(nation: PaperNation, code: string): boolean {
  return nation.work.some(
    ({ kind, town, codes }) =>
      kind === 'conflictingNotice' && codes.includes(code) && timesEntered(nation, town, code) > 1,
  );
}

function isListed(nation: PaperNation, code: string): boolean {
  return nation.work.some(({ codes }) => codes.includes(code));
}

describe(`居住の不変条件（住民基本台帳法第8条・第9条、施行令第13条・第30条の5、PROPERTY_SEED=${SEED}）`, () => {
  test('一つの場所に住む方は、電文の順・重複・遅れによらず、どの日も二つの台帳になく、J-LISは台帳と同じである', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const nation = play(drawn, true, checkNewestEntryStands);
        for (const code of PERSONS) {
          const periods = periodsAt(nation, code);
          if (returnedTooSoon(nation, code)) continue;
          expect(overlaps(periods)).toEqual([]);
          const known = nation.residences(code).map(({ municipalityCode, from, to }) => ({
            town: municipalityCode,
            from,
            to,
          }));
          expect(joined(known)).toEqual(joined(periods));
          const home = nation.home(code);
          const present = TOWNS.filter(
            ({ code: town }) => findByCode(nation.town(town).slice, code)?.status === 'resident',
          );
          expect(present.length).toBeLessThanOrEqual(1);
          for (const { code: town } of present) expect(town).toBe(home.town);
        }
        const expected = ({ kind, codes }: { kind: string; codes: string[] }) =>
          kind === 'headlessHousehold' || codes.every((code) => returnedTooSoon(nation, code));
        expect(nation.work.filter((work) => !expected(work))).toEqual([]);
      }),
      { seed: SEED, numRuns: RUNS, examples: KNOWN },
    );
  }, 120_000);

  test('誰が何を届け出ても、二つの台帳にある日は要対応に載り、一つの台帳に同じ方が二人いることはない', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const nation = play(drawn, false, checkNewestEntryStands);
        for (const code of PERSONS) {
          const twice = overlaps(periodsAt(nation, code)).filter(([former, other]) => former.town !== other.town);
          if (twice.length > 0) expect(isListed(nation, code)).toBe(true);
          for (const { code: town } of TOWNS) {
            const { slice } = nation.town(town);
            const rows = [...slice.residents.values()].filter(({ residentRecordCode }) => residentRecordCode === code);
            expect(rows.length).toBeLessThanOrEqual(1);
            const seats = [...slice.households.keys()].flatMap((household) =>
              membersOf(slice, household).filter(({ residentRecordCode }) => residentRecordCode === code),
            );
            expect(seats.length).toBe(rows[0]?.status === 'resident' ? 1 : 0);
          }
        }
      }),
      { seed: SEED, numRuns: RUNS, examples: KNOWN },
    );
  }, 120_000);
});
