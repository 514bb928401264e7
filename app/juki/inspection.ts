import type { CalendarDate, DateOfRecord, Sex } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';

/** 閲覧に係る住民の範囲 (住民基本台帳法第11条第2項, 第11条の2第2項): 町字, days of birth, sex, and how many of them. */
export interface InspectionRange {
  /** 町字 as the register writes them; all 丁目 of it unless one is named. */
  towns: string[];
  bornFrom?: CalendarDate;
  bornUntil?: CalendarDate;
  sex?: '1' | '2';
  /** 抽出の間隔: 1 = everybody, 10 = the first of every ten in the order of the addresses. */
  every: number;
  /** 抽出する人数の上限. */
  most: number;
}

/** 閲覧用リストの一行: the four items of 住民基本台帳法第11条第1項 and nothing else. */
export interface InspectionEntry {
  /** 氏名, with the 通称 of a foreign resident. */
  name: string;
  bornOn: DateOfRecord;
  sex: Sex;
  address: string;
}

/** 閲覧の申出: 国・地方公共団体の機関 (第11条) or 個人・法人 (第11条の2). */
export interface InspectionOrder {
  by: 'organ' | 'applicant';
  range: InspectionRange;
}

/** 閲覧用リスト: the lines for the reader, and of whom they are for the log alone. */
export interface InspectionList {
  entries: InspectionEntry[];
  subjects: string[];
}

/** 住民基本台帳の一部の写しの閲覧 of the engine's door. */
export interface InspectionDoor {
  /**
   * 閲覧用リストの作成: residents of today without anybody in whose household somebody is under 支援措置, also during a 一時解除; no
   * answer tells that somebody was left out. Refused where the 町字 together have more residents than a list is made from.
   */
  makeInspectionList(order: InspectionOrder, access: Access): Promise<Outcome<InspectionList>>;
}
