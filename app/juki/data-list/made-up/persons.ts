import { addDays } from '#app/vocabulary/dates.ts';
import { residentRecordCodeCheckDigit } from '#app/vocabulary/identifiers.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate, DateOfRecord, ForeignStatus, Qualifications } from '#app/vocabulary/persons.ts';
import { type Chance, weightedPick } from './chance.ts';

const BODIES = 10_000_000_000n;
/** Prime to ten: another serial always gives another body, and neighbours do not look alike. */
const STRIDE = 6_180_339_887n;

/** A code of its own for every serial below ten thousand million, with its check digit. */
export function madeUpCode(serial: number): string {
  const body = String((BigInt(serial) * STRIDE + 271_828_182n) % BODIES).padStart(10, '0');
  return body + residentRecordCodeCheckDigit(body);
}

/** Born so that the age is complete on the day. */
export function birthday(chance: Chance, age: number, on: CalendarDate): CalendarDate {
  const year = Number(on.slice(0, 4)) - age;
  return addDays(`${year}${on.slice(4)}`.replace(/-02-29$/, '-02-28'), -chance.between(1, 364));
}

/** 生年月日: for some of the very old only about; 大正15年12月25日 keeps the old era. */
export function birthDate(chance: Chance, on: CalendarDate): DateOfRecord {
  if (on < '1950-01-01' && chance.happens(0.001)) {
    return { text: exactDate(`${on.slice(0, 4)}-06-01`).text.replace(/6月1日$/, '頃'), kind: 'unknown' };
  }
  if (on === '1926-12-25') return { text: '大正15年12月25日', on, kind: 'twin' };
  return exactDate(on);
}

/** 国保・後期高齢・介護・年金・児童手当 as the age and the work make them likely. */
export function qualificationsOf(chance: Chance, age: number, selfInsured: boolean, isHead: boolean): Qualifications {
  const paysPension = age >= 20 && age < 60;
  const pensionClass = selfInsured ? '1' : isHead || chance.happens(0.6) ? '2' : '3';
  return {
    nationalHealthInsurance: selfInsured && age < 75,
    lateElderlyInsurance: age >= 75,
    longTermCareInsurance: age >= 65,
    ...(paysPension ? { pensionClass } : {}),
    ...(age >= 20 ? { basicPensionNumber: digits(chance, 10) } : {}),
    childAllowance: false,
  };
}

function digits(chance: Chance, count: number): string {
  return (
    String(chance.below(10 ** (count - 5))).padStart(count - 5, '0') + String(chance.below(100_000)).padStart(5, '0')
  );
}

const pickResidence = weightedPick<readonly [status: string, period: string]>([
  [['永住者', ''], 26],
  [['技術・人文知識・国際業務', '5年'], 8],
  [['技術・人文知識・国際業務', '3年'], 6],
  [['留学', '2年'], 10],
  [['家族滞在', '3年'], 8],
  [['特定技能', '1年'], 7],
  [['技能実習', '1年'], 10],
  [['定住者', '5年'], 6],
  [['日本人の配偶者等', '3年'], 5],
  [['経営・管理', '1年'], 2],
]);

/** 在留資格等 (法第30条の45); one status for the family. */
export function residenceOf(chance: Chance): readonly [string, string] {
  return pickResidence(chance);
}

export function foreignStatusOf(
  chance: Chance,
  nationality: string,
  [residenceStatus, periodOfStay]: readonly [string, string],
  on: CalendarDate,
): ForeignStatus {
  if (nationality === '韓国' && chance.happens(0.4))
    return { nationality, category: 'specialPermanent', ...card(chance) };
  return {
    nationality,
    category: 'midToLongTerm',
    residenceStatus,
    ...(periodOfStay ? { periodOfStay } : {}),
    expiresOn: addDays(on, chance.between(20, periodOfStay ? 1400 : 2500)),
    ...card(chance),
  };
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const letter = (chance: Chance) => LETTERS.charAt(chance.below(LETTERS.length));

function card(chance: Chance): { cardNumber: string } {
  const start = letter(chance) + letter(chance);
  return { cardNumber: `${start}${digits(chance, 8)}${letter(chance)}${letter(chance)}` };
}
