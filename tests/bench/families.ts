import type { MigratedHousehold, MigratedMember } from '#app/juki/migration.ts';
import { individualNumberCheckDigit, residentRecordCodeCheckDigit } from '#app/vocabulary/identifiers.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Town } from '#app/vocabulary/towns.ts';

/** The day on which everything happens: a Tuesday, a working day. */
export const TODAY = '2026-11-24';

const SURNAMES = ['佐藤', '鈴木', '高橋', '田中', '渡邊', '伊藤', '山本', '中村', '小林', '斎藤', '加藤', '吉田'];
const SURNAME_KANA = [
  'サトウ',
  'スズキ',
  'タカハシ',
  'タナカ',
  'ワタナベ',
  'イトウ',
  'ヤマモト',
  'ナカムラ',
  'コバヤシ',
];
const GIVEN = ['太郎', '花子', '健一', '美咲', '翔', '陽葵', '正', '和子', '蓮', '結衣', '誠'];
const GIVEN_KANA = [
  'タロウ',
  'ハナコ',
  'ケンイチ',
  'ミサキ',
  'ショウ',
  'ヒマリ',
  'タダシ',
  'カズコ',
  'レン',
  'ユイ',
  'マコト',
];
const TOWNS = ['小島町二丁目', '布田一丁目', '国領町四丁目', '深大寺東町三丁目', '染地一丁目', '仙川町二丁目'];

/** 住民票コード of a serial; every kind of serial has a range of its own. */
export function codeOf(serial: number): string {
  const body = String(2_000_000_000 + serial);
  return body + residentRecordCodeCheckDigit(body);
}

export function numberOf(serial: number): string {
  const body = String(20_000_000_000 + serial);
  return body + individualNumberCheckDigit(body);
}

function pick<T>(list: readonly T[], at: number): T {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

/** A day of birth that follows from the serial alone. */
export function bornOn(serial: number, youngest: number, oldest: number): string {
  const year = youngest - ((serial * 7919) % Math.max(1, youngest - oldest));
  const month = 1 + ((serial * 31) % 12);
  const day = 1 + ((serial * 17) % 28);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function addressOf(town: Town, serial: number) {
  return {
    municipalityCode: town.code,
    prefecture: town.prefecture,
    municipality: town.name,
    town: pick(TOWNS, serial),
    lot: `${1 + (serial % 60)}番地${1 + (serial % 23)}`,
    ...(serial % 3 === 0 ? { building: `ハイツ${serial % 97}　${101 + (serial % 9)}号` } : {}),
  };
}

/** A household of one to four persons, the same for the same number. */
export function householdOf(town: Town, household: number, size = 1 + (household % 4)): MigratedHousehold {
  const first = household * 4;
  const surname = household % SURNAMES.length;
  const registeredDomicile = {
    address: '長野県松本市丸の内３番',
    municipalityCode: '202029',
    headOfRegister: `${pick(SURNAMES, surname)}　${pick(GIVEN, household)}`,
  };
  const roles = ['世帯主', household % 2 === 0 ? '妻' : '夫', '子', '子'];
  const members = roles.slice(0, size).map((relationship, at): MigratedMember => {
    const serial = first + at;
    const given = (serial * 5 + at) % GIVEN.length;
    return {
      name: {
        full: `${pick(SURNAMES, surname)}　${pick(GIVEN, given)}`,
        kana: `${pick(SURNAME_KANA, surname)}　${pick(GIVEN_KANA, given)}`,
        kanaConfirmed: true,
      },
      bornOn: exactDate(at < 2 ? bornOn(serial, 2000, 1935) : bornOn(serial, 2022, 2009)),
      sex: (household + at) % 2 === 0 ? '1' : '2',
      relationship,
      householder: at === 0,
      kind: 'japanese',
      residentRecordCode: codeOf(serial),
      individualNumber: numberOf(serial),
      registeredDomicile,
      qualifications: {
        nationalHealthInsurance: serial % 4 === 0,
        lateElderlyInsurance: false,
        longTermCareInsurance: false,
        childAllowance: at >= 2,
        ...(at < 2 ? { basicPensionNumber: String(1_000_000_000 + serial) } : {}),
      },
    };
  });
  return { address: addressOf(town, household), becameResidentOn: exactDate('2015-04-01'), members };
}
