import { z } from 'zod';
import { textItem } from './text-items.ts';

/** A day of the calendar in Asia/Tokyo, YYYY-MM-DD. */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/**
 * 不詳日を含む日付 (住民記録システム標準仕様書 1.1.8): the text as written in the register, the real day if there is one.
 * `kind`: exact = a day of the calendar; twin = two names of one day (明治45年7月30日, 大正15年12月25日); unknown = 不詳.
 */
export const DateOfRecord = z.object({
  text: z.string().max(72),
  on: CalendarDate.optional(),
  kind: z.enum(['exact', 'twin', 'unknown']),
});
export type DateOfRecord = z.infer<typeof DateOfRecord>;

/** 性別 (住民基本台帳法第7条第3号): 1 男, 2 女, 0 不明. */
export const Sex = z.enum(['0', '1', '2']);
export type Sex = z.infer<typeof Sex>;

/** 氏名 (住民基本台帳法第7条第1号): as registered, with characters and variation selectors kept as entered. */
export const PersonName = z.object({
  /** 氏名, or the name in Latin capitals of a foreign resident. Empty for a newborn without a name. */
  full: textItem(100),
  /** 氏名の振り仮名, katakana. */
  kana: textItem(100).optional(),
  /** 振り仮名の確認状況. */
  kanaConfirmed: z.boolean().default(false),
  /** 旧氏. */
  formerSurname: textItem(50).optional(),
  /** 通称 of a foreign resident. */
  alias: textItem(100).optional(),
  /** 漢字氏名 of a foreign resident. */
  kanji: textItem(100).optional(),
});
export type PersonName = z.infer<typeof PersonName>;

/** 基本4情報 (公的個人認証法第7条): what a 署名用 certificate says of a person. */
export const FourItems = z.object({
  name: textItem(100),
  bornOn: z.string().max(10),
  sex: Sex,
  address: textItem(300),
});
export type FourItems = z.infer<typeof FourItems>;

/** 在留資格等 (住民基本台帳法第30条の45): items of a foreign resident. The card number is secret at rest. */
export const ForeignStatus = z.object({
  nationality: textItem(50),
  category: z.enum(['midToLongTerm', 'specialPermanent', 'temporaryRefuge', 'provisionalStay', 'transitional']),
  residenceStatus: z.string().max(50).optional(),
  periodOfStay: z.string().max(20).optional(),
  expiresOn: CalendarDate.optional(),
  cardNumber: z.string().max(12).optional(),
});
export type ForeignStatus = z.infer<typeof ForeignStatus>;

/** 国保・後期高齢・介護・年金・児童手当の付記 (住民基本台帳法第7条第10号–第11号の2). */
export const Qualifications = z.object({
  nationalHealthInsurance: z.boolean().default(false),
  lateElderlyInsurance: z.boolean().default(false),
  longTermCareInsurance: z.boolean().default(false),
  pensionClass: z.enum(['1', '2', '3']).optional(),
  basicPensionNumber: z.string().max(10).optional(),
  childAllowance: z.boolean().default(false),
});
export type Qualifications = z.infer<typeof Qualifications>;

/** 戸籍の表示 (住民基本台帳法第7条第5号): 本籍 and 筆頭者. */
export const RegisteredDomicile = z.object({
  address: textItem(200),
  municipalityCode: z.string().length(6).optional(),
  headOfRegister: textItem(100),
});
export type RegisteredDomicile = z.infer<typeof RegisteredDomicile>;
