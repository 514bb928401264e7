import { describe, expect, it } from 'vitest';
import { parseRecord } from '#app/juki/data-list/csv.ts';
import { type MadeUpTown, madeUpTown } from '#app/juki/data-list/made-up/town.ts';
import { keysOf, readRow } from '#app/juki/data-list/read-row.ts';
import { writeRow } from '#app/juki/data-list/write-row.ts';
import { ageOn } from '#app/vocabulary/dates.ts';
import { hasNumberCheckDigit, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';

const CHOFU = { municipalityCode: '132080', prefecture: '東京都', municipality: '調布市' };
const FUJISAWA = { municipalityCode: '142051', prefecture: '神奈川県', municipality: '藤沢市' };

function town(residents: number, seed = 1): MadeUpTown {
  return {
    code: '132080',
    places: [
      { ...CHOFU, postcode: '1820026', town: '小島町' },
      { ...CHOFU, postcode: '1820024', town: '布田' },
    ],
    elsewhere: [{ ...FUJISAWA, postcode: '2510052', town: '藤沢' }],
    residents,
    seed,
    on: '2026-11-01',
    firstCode: 5_000_000,
  };
}

const READER = { code: '132080', today: '2026-11-24' };
const rows = [...madeUpTown(town(4000))].map((line) => {
  const cells = parseRecord(line) ?? [];
  const keys = keysOf(cells);
  if (!keys) throw new Error('a row without keys');
  return { line, cells, ...readRow(cells, keys, READER) };
});
const newest = rows.flatMap(({ keys, resident }) => (keys.latest && resident ? [resident] : []));
const present = newest.filter((resident) => resident.status === 'resident');

function share(count: number, of = present.length): number {
  return count / of;
}

describe('架空の市区町村', () => {
  it('同じ種からは同じ住民が、違う種からは違う住民ができる', () => {
    expect([...madeUpTown(town(200))]).toEqual([...madeUpTown(town(200))]);
    expect([...madeUpTown(town(200, 2))]).not.toEqual([...madeUpTown(town(200))]);
  });

  it('求めた人数の住民と、その上に除票があり、どの行も何も知らせることなく読める', () => {
    expect(present).toHaveLength(4000);
    expect(rows.flatMap(({ notes }) => notes)).toEqual([]);
    expect(share(newest.length - present.length)).toBeGreaterThan(0.02);
  });

  it('どの番号も一人だけのもので、検査数字が合う', () => {
    const codes = newest.map((resident) => resident.residentRecordCode ?? '');
    expect(new Set(codes).size).toBe(newest.length);
    expect(codes.every((code) => ResidentRecordCode.safeParse(code).success)).toBe(true);
    expect(newest.every(({ addresseeNumber }) => hasNumberCheckDigit(addresseeNumber))).toBe(true);
  });

  it('年齢、世帯、国籍、氏名が実際の町に近い', () => {
    const ages = present.flatMap(({ bornOn }) => (bornOn.on ? [ageOn(bornOn.on, '2026-11-01')] : []));
    expect(share(ages.filter((age) => age >= 65).length)).toBeGreaterThan(0.2);
    expect(share(ages.filter((age) => age >= 65).length)).toBeLessThan(0.4);
    expect(share(ages.filter((age) => age < 15).length)).toBeGreaterThan(0.06);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    const households = new Map<string, typeof present>();
    for (const one of present)
      households.set(one.householdNumber, [...(households.get(one.householdNumber) ?? []), one]);
    const sizes = [...households.values()].map((members) => members.length);
    expect(present.length / sizes.length).toBeGreaterThan(1.9);
    expect(present.length / sizes.length).toBeLessThan(2.5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
    expect([...households.values()].every((members) => members.filter((one) => one.householder).length === 1)).toBe(
      true,
    );
    const foreign = share(present.filter((resident) => resident.kind === 'foreign').length);
    expect(foreign).toBeGreaterThan(0.01);
    expect(foreign).toBeLessThan(0.045);
    expect(share(present.filter((resident) => resident.name.full.startsWith('佐藤')).length)).toBeGreaterThan(0.01);
  });

  it('読んだ行を書くと、元の行と同じ文字になる', () => {
    for (const { line, cells, resident, keys, reason } of rows) {
      if (!resident) throw new Error('a row that cannot be read');
      const headName = cells[33] ?? '';
      const setting = { townCode: '132080', latest: keys.latest, headName, ...(reason ? { reason } : {}) };
      expect(writeRow({ ...resident, historyNumber: keys.historyNumber }, setting).join(',')).toBe(line);
    }
  });
});
