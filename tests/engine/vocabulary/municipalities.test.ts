import { describe, expect, it, test } from 'vitest';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import {
  citiesOf,
  destinations,
  findMunicipality,
  municipalities,
  municipalityOfAddress,
  prefectures,
  wardsOf,
} from '#app/vocabulary/municipalities.server.ts';
import { lookUpPostcode } from '#app/vocabulary/postcodes.server.ts';

describe('住民基本台帳を備える市区町村', () => {
  it('転出先は1,892（1,741市区町村から指定都市20を除き、行政区171を加える）', () => {
    expect(destinations()).toHaveLength(1892);
    expect(municipalities().filter((one) => one.isDesignatedCity)).toHaveLength(20);
    expect(municipalities().filter((one) => one.cityCode !== undefined)).toHaveLength(171);
    expect(new Set(destinations().map(({ code }) => code)).size).toBe(1892);
    expect(destinations().every(({ code }) => MunicipalityCode.safeParse(code).success)).toBe(true);
    expect(prefectures()).toHaveLength(47);
  });

  it('指定都市を選ぶと行政区が出る', () => {
    expect(wardsOf('141003')).toHaveLength(18);
    expect(wardsOf('141003')[3]).toMatchObject({ code: '141046', name: '横浜市中区', prefecture: '神奈川県' });
    expect(wardsOf('132080')).toEqual([]);
    expect(citiesOf('神奈川県').map(({ name }) => name)).toContain('横浜市');
    expect(citiesOf('神奈川県').map(({ name }) => name)).not.toContain('横浜市中区');
    expect(destinations('神奈川県').map(({ name }) => name)).not.toContain('横浜市');
  });

  it('浜松市は令和6年からの3区になっている', () => {
    expect(wardsOf('221309').map(({ code, name }) => [code, name])).toEqual([
      ['221384', '浜松市中央区'],
      ['221392', '浜松市浜名区'],
      ['221406', '浜松市天竜区'],
    ]);
    expect(findMunicipality('221317')).toBeUndefined();
  });

  it('都道府県と北方領土の村は転出先にならない', () => {
    expect(findMunicipality('130001')).toBeUndefined();
    expect(findMunicipality('016951')).toBeUndefined();
  });

  test.each([
    ['東京都調布市小島町二丁目35番地1', '132080'],
    ['調布市小島町２－３５－１', '132080'],
    ['神奈川県藤沢市朝日町1番地の1', '142051'],
    ['横浜市中区本町6丁目50番地の10', '141046'],
    ['横浜市本町', '141003'],
    ['東京都府中市宮西町二丁目', '132063'],
    ['府中市宮西町二丁目', undefined],
    ['神奈川県茅ケ崎市茅ヶ崎一丁目', '142077'],
    ['広島県廿日市市下平良', '342131'],
    ['京都府京都市中京区寺町通', '261041'],
    ['群馬県北群馬郡榛東村大字新井', '103446'],
    ['群馬県榛東村', '103446'],
    ['アメリカ合衆国', undefined],
    ['', undefined],
  ])('「%s」の市区町村は %s', (address, code) => {
    expect(municipalityOfAddress(address)?.code).toBe(code);
  });

  it('どの市区町村も、都道府県をつけた住所から見つかる', () => {
    const lost = municipalities().filter(
      (one) => municipalityOfAddress(`${one.prefecture}${one.addressName}本町1番地`)?.code !== one.code,
    );
    expect(lost).toEqual([]);
  });
});

describe('郵便番号', () => {
  test.each(['1820026', '182-0026', '〒182-0026', '〒１８２－００２６', '182ー0026', ' 182 0026 '])(
    '「%s」は調布市小島町',
    (text) => {
      expect(lookUpPostcode(text)).toEqual([
        {
          postcode: '1820026',
          municipalityCode: '132080',
          prefecture: '東京都',
          municipality: '調布市',
          town: '小島町',
        },
      ]);
    },
  );

  it('一つの番号が二つの市町村にまたがることがある', () => {
    expect(lookUpPostcode('498-0000').map(({ prefecture, municipality }) => prefecture + municipality)).toEqual([
      '愛知県弥富市',
      '三重県桑名郡木曽岬町',
    ]);
  });

  it('一つの番号がいくつもの町域を表すことがある', () => {
    expect(lookUpPostcode('4520961').length).toBeGreaterThan(1);
  });

  it('浜松市は新しい区になる', () => {
    expect(lookUpPostcode('430-0926')[0]).toMatchObject({ municipalityCode: '221384', municipality: '浜松市中央区' });
  });

  it.each(['', '182', '1828511999', '000-0000', 'abc-defg', '1'.repeat(10_000)])('「%.12s」は見つからない', (text) => {
    expect(lookUpPostcode(text)).toEqual([]);
  });
});
