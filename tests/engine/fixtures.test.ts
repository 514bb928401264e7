import { describe, expect, test } from 'vitest';
import { MigratedHousehold } from '#app/juki/migration.ts';
import { ageOn } from '#app/vocabulary/dates.ts';
import { MunicipalityCode, numberWithCheckDigit, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { findMunicipality, wardsOf } from '#app/vocabulary/municipalities.server.ts';
import { lookUpPostcode } from '#app/vocabulary/postcodes.server.ts';
import { readRelationship } from '#app/vocabulary/relationships.ts';
import { Role } from '#app/vocabulary/roles.ts';
import { DEMO_STARTS_ON, USUAL_PINS } from '#db/fixtures/define.ts';
import { DEMO_FAMILIES, getPerson } from '#db/fixtures/families.ts';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { birthDateOf, householdOf, newCardOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { DEMO_TOWNS } from '#db/fixtures/towns.ts';
import { USEFUL_PERSONS } from '#db/fixtures/useful-persons.ts';

const people = DEMO_FAMILIES.flatMap((family) => family.persons.map((person) => ({ family, person })));
const NUMBER = '123456789018';

describe('架空の住民', () => {
  const population = (code: string) => people.filter(({ family }) => family.townCode === code).length;
  test.each(DEMO_TOWNS.filter(({ city }) => !city))('$name には60人以上が住んでいる', ({ code }) => {
    expect(population(code)).toBeGreaterThanOrEqual(60);
  });

  test('一つの政令指定都市の二つの区が動き、番号の範囲は重ならない（標準仕様書 1.1.13）', () => {
    const wards = DEMO_TOWNS.flatMap(({ code: ward, city }) => (city ? [{ ward, ...city }] : []));
    expect(wards).toHaveLength(2);
    for (const { ward, wards: all, serials } of wards) {
      expect(population(ward)).toBeGreaterThanOrEqual(4);
      expect(all).toEqual(wardsOf('141003').map(({ code }) => code));
      expect(numberWithCheckDigit(serials.last)).toHaveLength(15);
    }
    const [one, other] = wards.map(({ serials }) => serials).toSorted((a, b) => a.first - b.first);
    expect(one && other && one.last < other.first).toBe(true);
  });

  test('すべての世帯がデータ移行の形に合う', () => {
    for (const family of DEMO_FAMILIES) {
      const household = householdOf(family, () => ({ individualNumber: NUMBER }));
      expect(MigratedHousehold.safeParse(household).error, family.key).toBeUndefined();
    }
  });

  test('住民票コードは検査数字が合い、だれとも重ならない', () => {
    const codes = people.map(({ person }) => residentRecordCodeOf(person.key));
    for (const code of codes) expect(ResidentRecordCode.safeParse(code).success).toBe(true);
    expect(new Set(codes).size).toBe(people.length);
    expect(new Set(people.map(({ person }) => person.key)).size).toBe(people.length);
    expect(new Set(DEMO_FAMILIES.map(({ key }) => key)).size).toBe(DEMO_FAMILIES.length);
  });

  test('郵便番号と町名は実在する', () => {
    for (const { key, townCode, address, movedHere } of DEMO_FAMILIES) {
      const towns = lookUpPostcode(address.postcode).filter((town) => town.municipalityCode === townCode);
      expect(
        towns.map(({ town }) => town),
        key,
      ).toContain(address.town);
      if (!movedHere) continue;
      const before = lookUpPostcode(movedHere.address.postcode).map((town) => [town.municipalityCode, town.town]);
      expect(before).toContainEqual([movedHere.from, movedHere.address.town]);
    }
  });

  test('続柄は表にあり、世帯主は多くて一人', () => {
    for (const { key, persons } of DEMO_FAMILIES) {
      for (const { relationship } of persons) expect(readRelationship(relationship).valid, key).toBe(true);
      const heads = persons.filter(({ relationship }) => relationship === '世帯主').length;
      expect(heads, key).toBe(key === 'jindaijien' ? 0 : 1);
    }
  });

  test('生まれる前に住民となった人はいない', () => {
    for (const { family, person } of people) {
      const bornOn = birthDateOf(person).on ?? '1800-01-01';
      const since = person.becameResidentOn ?? family.becameResidentOn;
      expect(bornOn <= since, person.key).toBe(true);
      expect(since <= DEMO_STARTS_ON, person.key).toBe(true);
    }
  });

  test('本籍の市区町村は実在する', () => {
    for (const { key, registeredDomicile } of DEMO_FAMILIES) {
      if (!registeredDomicile) continue;
      expect(MunicipalityCode.safeParse(registeredDomicile.municipalityCode).success, key).toBe(true);
      expect(findMunicipality(registeredDomicile.municipalityCode), key).toBeDefined();
    }
  });
});

describe('見落としやすい人たち', () => {
  const named = (key: string) => getPerson(key).person;

  test('主な家族は、大人2人、カードのある子、カードのない祖母の4人', () => {
    const { family } = getPerson('sato-kenji');
    expect(family.persons.map(({ relationship }) => relationship)).toEqual(['世帯主', '妻', '子', '母']);
    expect(family.persons.map(({ card }) => card !== undefined)).toEqual([true, true, true, false]);
  });

  test('106歳の人、名前のない新生児、二つの日付名、生年月日不詳', () => {
    expect(ageOn(birthDateOf(named('murakami-kiku')).on ?? '', DEMO_STARTS_ON)).toBe(106);
    expect(named('okada-newborn').name.full).toBe('');
    expect(birthDateOf(named('nakajima-tadashi'))).toEqual({
      text: '大正15年12月25日',
      on: '1926-12-25',
      kind: 'twin',
    });
    expect(birthDateOf(named('hara-mitsu')).kind).toBe('unknown');
  });

  test('髙 﨑 𠮷 と一点しんにょうの辻', () => {
    expect(named('takahashi-hideki').name.full).toContain('髙');
    expect(named('yamazaki-aoi').name.full).toContain('﨑');
    expect(named('yoshida-kiyoshi').name.full).toContain('𠮷');
    expect(named('tsuji-masato').name.full).toContain('辻\u{E0100}');
  });

  test('未届の妻、通称、ふたご、支援措置', () => {
    expect(named('kimura-chinatsu').relationship).toBe('妻（未届）');
    expect(named('kim-minji').name.alias).toBe('金田　美智');
    expect(named('watanabe-minato').bornOn).toBe(named('watanabe-nagi').bornOn);
    expect(people.filter(({ person }) => person.protectiveMeasure).length).toBeGreaterThanOrEqual(5);
  });

  test('14歳の人はカードを持つが15歳に達していない', () => {
    expect(ageOn(named('matsumoto-riku').bornOn, DEMO_STARTS_ON)).toBe(14);
  });
});

describe('カードと職員', () => {
  test('暗証番号は4桁の数字、署名用は6〜16文字の英大文字と数字', () => {
    for (const { family, person } of people) {
      const card = newCardOf(family, person);
      if (!card) continue;
      const { signature, ...digits } = card.pins;
      expect(signature).toMatch(/^(?=.*[A-Z])(?=.*\d)[A-Z\d]{6,16}$/);
      for (const pin of Object.values(digits)) expect(pin).toMatch(/^\d{4}$/);
      // 生年月日の読めない人は、証明書の生年月日も読めない。
      expect(card.holder.bornOn, person.key).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  test('よく使う10人は全員カードを持つ', () => {
    expect(USEFUL_PERSONS).toHaveLength(10);
    for (const { key } of USEFUL_PERSONS) expect(getPerson(key).person.card, key).toBeDefined();
    expect(USEFUL_PERSONS[0]).toMatchObject({ key: 'sato-kenji', pins: USUAL_PINS });
  });

  test.each(DEMO_TOWNS)('$name にはすべての役割の職員がいる', ({ code, offices }) => {
    const officers = DEMO_OFFICERS.filter(({ townCode }) => townCode === code);
    for (const role of Role.options)
      expect(
        officers.some(({ roles }) => roles.includes(role)),
        role,
      ).toBe(true);
    for (const { officeCode } of officers) expect(offices.map((office) => office.code)).toContain(officeCode);
    expect(new Set(DEMO_OFFICERS.map(({ id }) => id)).size).toBe(DEMO_OFFICERS.length);
  });
});
