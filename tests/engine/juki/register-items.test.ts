import { describe, expect, test } from 'vitest';
import type { CorrectedItems } from '#app/juki/acts.ts';
import { effectiveOn } from '#app/juki/core/as-of.ts';
import { membersOf } from '#app/juki/core/register.ts';
import { exactDate, recordDate } from '#app/vocabulary/japanese-calendar.ts';
import type { DateOfRecord } from '#app/vocabulary/persons.ts';
import { newborn } from './acts.ts';
import { CHOFU, codeOf, familyOfFour, NEW_ADDRESS, numberOf, OLD_ADDRESS, Register, TODAY } from './family.ts';

const town = () => new Register(CHOFU).migrate(familyOfFour());

function written(text: string): DateOfRecord {
  const date = recordDate(text);
  if (!date) throw new Error(`${text} is no date of a register`);
  return date;
}

/** 職権修正 of the mother of the head. */
function correction(register: Register, items: CorrectedItems) {
  const { addresseeNumber, householdNumber } = register.person(4);
  return {
    kind: 'RegisterCorrection' as const,
    basis: 'exOfficio' as const,
    householdNumber,
    corrections: [{ addresseeNumber, items }],
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '職権記録書',
  };
}

/** 14 forms of 不詳日, days that no calendar has, and the two names of a day on which two eras meet. */
const DAYS = [
  '昭和30年頃',
  '推定昭和30年2月3日',
  '昭和30年春',
  '昭和30年夏',
  '昭和30年秋',
  '昭和30年冬',
  '昭和30年2月上旬',
  '昭和30年2月中旬',
  '昭和30年2月下旬',
  '2月上旬',
  '昭和30年2月3日頃',
  '昭和30年2月日不詳',
  '昭和30年月日不詳',
  '年月日不詳',
  '昭和30年2月29日',
  '明治45年7月30日',
  '大正15年12月25日',
];

describe('日付の項目（標準仕様書1.1.8）', () => {
  test.each(DAYS)('生年月日「%s」は書いたとおりに残り、J-LISにもそのまま届く', (text) => {
    const register = town();
    const bornOn = written(text);
    const { messages } = register.do(correction(register, { bornOn }));
    expect(register.person(4).bornOn).toEqual(bornOn);
    expect(register.person(4).bornOn.text).toBe(text);
    expect(messages).toMatchObject([{ type: 'IdentityInformationNotice', content: { bornOn: { text } } }]);
    expect(register.rows.at(-1)?.row.bornOn.text).toBe(text);
  });

  test.each(DAYS)('住民となった日・住所を定めた日「%s」も書いたとおりに残る', (text) => {
    const register = town();
    const before = register.person(4);
    const day = written(text);
    register.do(correction(register, { becameResidentOn: day, addressSince: day }));
    expect(register.person(4)).toMatchObject({ becameResidentOn: { text }, addressSince: { text } });
    // The history still has a day of the calendar from which the row counts.
    expect(effectiveOn(register.person(4), before)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each([
    ['明治45年7月30日', '1912-07-30'],
    ['大正15年12月25日', '1926-12-25'],
  ])('「%s」は %s と同じ日で、元号は変わらない', (text, on) => {
    expect(written(text)).toEqual({ text, on, kind: 'twin' });
  });

  test.each(DAYS.filter((text) => written(text).kind === 'unknown'))(
    '死亡の日「%s」は書いたとおりに残り、消除には暦の日がある',
    (text) => {
      const register = town();
      const day = written(text);
      const { addresseeNumber, householdNumber } = register.person(4);
      register.do({
        kind: 'RegisterRemoval',
        cause: 'death',
        householdNumber,
        persons: [addresseeNumber],
        happenedOn: day,
        notifiedOn: TODAY,
        source: 'filed',
        ground: '死亡届',
      });
      expect(register.person(4)).toMatchObject({ status: 'deceased', removed: { on: TODAY, dayOfRecord: day } });
    },
  );
});

describe('続柄（標準仕様書1.1.11）', () => {
  test.each(['子の子の子の子', '妻の父の兄の子', '夫（未届）', '子（子の妻）', '縁故者', '同居人'])(
    '「%s」は記載できる',
    (relationship) => {
      const register = town();
      register.do(correction(register, { relationship }));
      expect(register.person(4).relationship).toBe(relationship);
    },
  );

  test.each(['子の子の子の子の子', '孫', '祖母', '甥', 'おじ', '家事使用人', '長男', '縁故者の子', ''])(
    '「%s」は記載できない（E06）',
    (relationship) => {
      const register = town();
      const before = register.slice;
      expect(register.try(correction(register, { relationship }))).toMatchObject({ refusal: { code: 'E06' } });
      expect(register.slice).toBe(before);
    },
  );
});

describe('記載順位（標準仕様書5.2）', () => {
  test('転入した世帯は、書かれた順ではなく、世帯主・配偶者・子（生年順）・父母の順になる', () => {
    const persons = [
      { relationship: '母', bornOn: '1955-02-03' },
      { relationship: '子', bornOn: '2017-08-09' },
      { relationship: '子', bornOn: '2015-06-01' },
      { relationship: '妻', bornOn: '1986-01-02' },
      { relationship: '世帯主', bornOn: '1985-04-12' },
    ].map(({ relationship, bornOn }, index) =>
      newborn({
        relationship,
        bornOn: exactDate(bornOn),
        householder: relationship === '世帯主',
        residentRecordCode: codeOf(40 + index),
        individualNumber: numberOf(40 + index),
      }),
    );
    const register = new Register(CHOFU);
    const { result } = register.do({
      kind: 'RegisterMovingIn',
      from: 'paperCertificate',
      persons,
      household: { kind: 'new' },
      movedInOn: TODAY,
      notifiedOn: TODAY,
      newAddress: OLD_ADDRESS,
      previousAddress: NEW_ADDRESS,
      identification: { visitor: 'filer', document: '運転免許証', authority: '本人' },
    });
    const members = membersOf(register.slice, result.householdNumber ?? '');
    expect(members.map(({ relationship }) => relationship)).toEqual(['世帯主', '妻', '子', '子', '母']);
    expect(members.map(({ orderInHousehold }) => orderInHousehold)).toEqual([1, 2, 3, 4, 5]);
    expect(members[2]?.bornOn.on).toBe('2015-06-01');
  });
});
