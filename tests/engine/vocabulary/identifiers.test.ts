import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  IndividualNumber,
  individualNumberCheckDigit,
  MunicipalityCode,
  municipalityCodeCheckDigit,
  numberWithCheckDigit,
  ResidentRecordCode,
  residentRecordCodeCheckDigit,
} from '#app/vocabulary/identifiers.ts';
import { toFullWidth } from '#app/vocabulary/width.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

/** Every text that differs from the number in one digit. */
function slips(number: string): string[] {
  return [...number].flatMap((digit, index) =>
    [...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => number.slice(0, index) + other + number.slice(index + 1)),
  );
}

describe('住民票コード（住民基本台帳法施行規則第1条）', () => {
  test.each([
    '24727059608',
    '24846016224',
    '25208017643',
    '12345678903',
    '00000000019',
    '40000000010',
    '31415926530',
    '27182818289',
    '00000000051',
  ])('%s は正しい', (code) => {
    expect(residentRecordCodeCheckDigit(code.slice(0, 10))).toBe(code[10]);
    expect(ResidentRecordCode.safeParse(code).success).toBe(true);
  });

  test.each(['24727059609', '2472705960', '247270596080', '123456789018', '２４７２７０５９６０８', '2472705960a', ''])(
    '「%s」は正しくない',
    (code) => {
      expect(ResidentRecordCode.safeParse(code).success).toBe(false);
    },
  );

  it('検査数字0は余り0と余り1の二つの場合に現れる', () => {
    expect(residentRecordCodeCheckDigit('4000000001')).toBe('0');
    expect(residentRecordCodeCheckDigit('3141592653')).toBe('0');
  });
});

describe('個人番号（番号法施行令第8条）', () => {
  test.each([
    '123456789018',
    '983205673214',
    '379474484458',
    '454972364860',
    '507957100721',
    '345678901234',
    '023456789013',
  ])('%s は正しい', (number) => {
    expect(individualNumberCheckDigit(number.slice(0, 11))).toBe(number[11]);
    expect(IndividualNumber.safeParse(number).success).toBe(true);
  });

  it('桁数が先に調べられ、住民票コードは個人番号にならない', () => {
    const answer = IndividualNumber.safeParse('24727059608');
    expect(answer.error?.issues[0]?.message).toBe('個人番号は12桁の数字です。');
  });
});

describe('全国地方公共団体コード（JIS X 0401・0402）', () => {
  test.each([
    ['札幌市', '011002'],
    ['千代田区', '131016'],
    ['新宿区', '131041'],
    ['石巻市', '042021'],
    ['大阪市', '271004'],
    ['横浜市', '141003'],
    ['那覇市', '472018'],
    ['北海道', '010006'],
    ['東京都', '130001'],
    ['浜松市中央区', '221384'],
    ['浜松市浜名区', '221392'],
    ['浜松市天竜区', '221406'],
    ['調布市', '132080'],
    ['藤沢市', '142051'],
  ])('%s は %s', (_name, code) => {
    expect(municipalityCodeCheckDigit(code.slice(0, 5))).toBe(code[5]);
    expect(MunicipalityCode.safeParse(code).success).toBe(true);
  });
});

describe('宛名番号（住民記録システム標準仕様書 1.1.13）', () => {
  test.each([
    [1, '000000000000019'],
    [123, '000000000001236'],
    [1468942, '000000014689427'],
    [10, '000000000000108'],
    [6, '000000000000060'],
  ])('通番 %i は %s', (serial, number) => {
    expect(numberWithCheckDigit(serial)).toBe(number);
  });
});

describe('検査数字の性質', () => {
  it('住民票コード: 検査数字が0でなければ、1桁の誤りはすべて見つかる', () => {
    fc.assert(
      fc.property(digits(10), (body) => {
        const check = residentRecordCodeCheckDigit(body);
        fc.pre(check !== '0');
        expect(slips(body + check).filter((slip) => ResidentRecordCode.safeParse(slip).success)).toEqual([]);
      }),
    );
  });

  it('住民票コード・個人番号: 余り0と1の取り違えのほかに、1桁の誤りは見逃されない', () => {
    fc.assert(
      fc.property(digits(11), (body) => {
        const number = body + individualNumberCheckDigit(body);
        // Where remainders 0 and 1 share the check digit 0, a slip between the two cannot be seen.
        const missed = slips(number).filter((slip) => IndividualNumber.safeParse(slip).success);
        expect(missed.every((slip) => slip.endsWith('0') && number.endsWith('0'))).toBe(true);
      }),
    );
  });

  it('長さの違う番号と全角の番号は受け付けない', () => {
    fc.assert(
      fc.property(digits(10), fc.nat(25), (body, length) => {
        const code = body + residentRecordCodeCheckDigit(body);
        fc.pre(length !== 11);
        expect(ResidentRecordCode.safeParse(code.repeat(3).slice(0, length)).success).toBe(false);
        expect(ResidentRecordCode.safeParse(toFullWidth(code)).success).toBe(false);
      }),
    );
  });
});
