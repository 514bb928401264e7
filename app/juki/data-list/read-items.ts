import type { Address } from '#app/vocabulary/addresses.ts';
import { firstGraphemes, isLongerThan, isRegisterKana } from '#app/vocabulary/characters.ts';
import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import type { ForeignStatus, PersonName, Qualifications } from '#app/vocabulary/persons.ts';
import { readRelationship, relationshipOfCode } from '#app/vocabulary/relationships.ts';
import { normalizePostcode } from '#app/vocabulary/width.ts';
import type { Resident } from '../core/register.ts';
import { categoryOf, residenceStatusOf } from './codes.ts';
import type { Reader } from './reading.ts';

/** 氏名: a foreign resident's name in Latin capitals is the name, the one in 漢字 stands beside it (法第30条の45). */
export function readName(reader: Reader, kind: Resident['kind']): PersonName {
  const written = reader.cell('氏名');
  const latin = kind === 'foreign' ? reader.cell('氏名_外国人ローマ字') : '';
  const kana = reader.cell('氏名_フリガナ');
  if (kana !== '' && !isRegisterKana(kana))
    reader.note('氏名_フリガナ', '片仮名だけではありません。書かれたまま保ちます。');
  if ([written, latin, kana].some((text) => isLongerThan(text, 100))) reader.error('氏名', '長すぎます。');
  const kanji = latin !== '' && written !== latin && /\p{Script=Han}/u.test(written) ? written : undefined;
  return {
    full: latin || written,
    ...(kana ? { kana } : {}),
    kanaConfirmed: reader.cell('氏名_フリガナ確認状況') === '1',
    ...(kanji ? { kanji } : {}),
  };
}

/** 続柄: what a register may not have is refused for residents and kept in former rows. */
export function readRelationshipOf(reader: Reader, current: boolean): { relationship: string; householder: boolean } {
  const written = reader.cell('続柄表記');
  const code = reader.cell('続柄コード1');
  const text = written || (relationshipOfCode(code) ?? '');
  const reading = readRelationship(text);
  if (!reading.valid) {
    if (current) reader.error('続柄表記', reading.sentence);
    else reader.note('続柄表記', reading.sentence);
    return { relationship: firstGraphemes(text, 40), householder: false };
  }
  if (written && code && Number(code) !== Number(reading.value.codes[0]))
    reader.note('続柄コード1', '続柄表記と合いません。表記に従います。');
  return { relationship: reading.value.text, householder: reading.value.text === '世帯主' };
}

const LONGEST: Readonly<Record<string, number>> = {
  都道府県: 4,
  市区郡町村名: 24,
  町字: 120,
  番地号表記: 50,
  方書: 300,
};

/** 住所 of one group of columns; undefined if all of them are empty. Samples have codes of towns that do not exist. */
export function readAddress(
  reader: Reader,
  group: string,
  sampleTowns: readonly string[],
  ownTown?: string,
): Address | undefined {
  const hasBuilding = group !== '転入前住所';
  const [prefecture = '', municipality = '', town = '', lot = '', building = ''] = Object.keys(LONGEST).map((part) =>
    part === '方書' && !hasBuilding ? '' : reader.cell(`${group}_${part}`),
  );
  const code = reader.cell(`${group}_市区町村コード`);
  const postcodeText = reader.cell(`${group}_郵便番号`);
  if ([prefecture, municipality, town, lot, building, code, postcodeText].every((text) => text === ''))
    return undefined;
  // No prefecture has more than four characters but that of the sample: it goes before the municipality.
  const hasOwnPlace = prefecture.length <= 4;
  for (const [index, part] of [hasOwnPlace ? prefecture : '', municipality, town, lot, building].entries()) {
    const [name = '', longest = 0] = Object.entries(LONGEST)[index] ?? [];
    if (isLongerThan(part, longest)) reader.error(`${group}_${name}`, '長すぎます。');
  }
  const postcode = normalizePostcode(postcodeText);
  if (postcodeText !== '' && !postcode) reader.note(`${group}_郵便番号`, '7桁の郵便番号ではありません。');
  const municipalityCode = readMunicipality(reader, `${group}_市区町村コード`, code, sampleTowns, ownTown);
  return {
    ...(postcode ? { postcode } : {}),
    ...(municipalityCode ? { municipalityCode } : {}),
    ...(prefecture && hasOwnPlace ? { prefecture } : {}),
    municipality: hasOwnPlace ? municipality : prefecture + municipality,
    ...(town ? { town } : {}),
    ...(lot ? { lot } : {}),
    ...(building ? { building } : {}),
  };
}

function readMunicipality(
  reader: Reader,
  column: string,
  code: string,
  sampleTowns: readonly string[],
  ownTown?: string,
): string | undefined {
  if (sampleTowns.includes(code)) {
    reader.note(column, '標本の団体コードです。');
    return ownTown;
  }
  if (code === '' || MunicipalityCode.safeParse(code).success) return code || undefined;
  reader.note(column, '団体コードの検査数字が合いません。');
  return undefined;
}

/** 在留資格等 (法第30条の45). */
export function readForeignStatus(reader: Reader): ForeignStatus | undefined {
  const nationality = reader.cell('国籍名等');
  const category = categoryOf(reader.cell('第30条45規定区分'));
  if (!category) {
    reader.error('第30条45規定区分', '1から5のどれでもありません。');
    return undefined;
  }
  if (nationality === '') reader.note('国籍名等', '国籍・地域がありません。');
  const statusCode = reader.cell('在留資格等コード');
  const residenceStatus = residenceStatusOf(statusCode);
  if (statusCode !== '' && !residenceStatus) reader.note('在留資格等コード', '表にないコードです。');
  const periodOfStay = readPeriod(reader);
  const expiresOn = reader.cell('在留期間の満了の日');
  const expires = isCalendarDate(expiresOn);
  if (expiresOn !== '' && !expires) reader.note('在留期間の満了の日', '暦にある日付ではありません。');
  const cardNumber = reader.cell('在留カード等番号');
  if (cardNumber.length > 12 || isLongerThan(nationality, 50)) reader.error('在留カード等番号', '長すぎます。');
  return {
    nationality,
    category,
    ...(residenceStatus ? { residenceStatus } : {}),
    ...(periodOfStay ? { periodOfStay } : {}),
    ...(expires ? { expiresOn } : {}),
    ...(cardNumber ? { cardNumber } : {}),
  };
}

/** 5年, 1年3月, 30日. */
function readPeriod(reader: Reader): string {
  const units = ['年', '月', '日'] as const;
  return units
    .map((unit) => {
      const count = reader.cell(`在留期間等コード_${unit}`);
      if (count !== '' && !/^\d{1,3}$/.test(count)) reader.note(`在留期間等コード_${unit}`, '数字ではありません。');
      return /^\d{1,3}$/.test(count) && Number(count) > 0 ? `${Number(count)}${unit}` : '';
    })
    .join('');
}

/** 国保・後期高齢・介護・年金・児童手当 (法第7条第10号–第11号の2). */
export function readQualifications(reader: Reader): Qualifications {
  const held = (column: string) => {
    const flag = reader.cell(column);
    if (!['', '0', '1'].includes(flag)) reader.note(column, '0でも1でもありません。');
    return flag === '1';
  };
  const pensionClass = reader.cell('年金資格種別');
  const basicPensionNumber = reader.cell('基礎年金番号');
  const hasClass = pensionClass === '1' || pensionClass === '2' || pensionClass === '3';
  if (pensionClass !== '' && !hasClass) reader.note('年金資格種別', '1、2、3のどれでもありません。');
  const hasNumber = /^\d{10}$/.test(basicPensionNumber);
  if (basicPensionNumber !== '' && !hasNumber) reader.note('基礎年金番号', '10桁の数字ではありません。');
  return {
    nationalHealthInsurance: held('国保資格有無'),
    lateElderlyInsurance: held('後期高齢資格有無'),
    longTermCareInsurance: held('介護資格有無'),
    ...(hasClass ? { pensionClass } : {}),
    ...(hasNumber ? { basicPensionNumber } : {}),
    childAllowance: held('児童手当資格区分'),
  };
}
