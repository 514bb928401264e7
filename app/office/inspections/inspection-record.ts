import { z } from 'zod';
import { CalendarDate, DateOfRecord, Sex } from '#app/vocabulary/persons.ts';
import { GROUNDS, STATES } from './inspection-words.ts';

const keysOf = <K extends string>(words: Readonly<Record<K, string>>) => Object.keys(words) as K[];

/** 閲覧の申出の根拠: 法第11条第1項, or one of the three of 法第11条の2第1項. */
export const InspectionGround = z.enum(keysOf(GROUNDS));
export type InspectionGround = z.infer<typeof InspectionGround>;

/** 閲覧の申出の状態. */
export const InspectionState = z.enum(keysOf(STATES));
export type InspectionState = z.infer<typeof InspectionState>;

/** 閲覧者 (法第11条第2項第3号, 第11条の2第2項第3号): 職名 of an organ's reader, 住所 of everybody else's. */
export const InspectionReader = z.object({ name: z.string(), of: z.string() });
export type InspectionReader = z.infer<typeof InspectionReader>;

/** 閲覧の申出の内容 (法第11条第2項, 第11条の2第2項). */
export const InspectionApplication = z.object({
  ground: InspectionGround,
  /** 機関の名称, or 氏名・名称 of who applies. */
  applicantName: z.string(),
  /** 事務の責任者 of an organ, 代表者 of a corporation. */
  representative: z.string(),
  address: z.string(),
  purpose: z.string(),
  /** 請求事由・利用目的の概要: the part of it that is published. */
  outline: z.string(),
  /** 犯罪捜査等のための請求 (法第11条第2項第2号): the law stands instead of the purpose, and nothing is published. */
  secret: z.object({ law: z.string(), why: z.string() }).optional(),
  readers: z.array(InspectionReader).min(1),
  range: z.object({
    towns: z.array(z.string()).min(1),
    bornFrom: CalendarDate.optional(),
    bornUntil: CalendarDate.optional(),
    sex: z.enum(['1', '2']).optional(),
    every: z.number(),
    most: z.number(),
  }),
  plannedFrom: CalendarDate,
  plannedUntil: CalendarDate,
  /** 閲覧事項の管理の方法. */
  management: z.string(),
  /** 法人閲覧事項取扱者の範囲. */
  handlers: z.string(),
  /** 調査研究の成果の取扱い. */
  results: z.string(),
  /** 誓約書 was handed in. */
  pledged: z.boolean(),
});
export type InspectionApplication = z.infer<typeof InspectionApplication>;

const By = z.object({ id: z.string(), name: z.string() });

/** 閲覧の申出と決定 as it is kept. */
export const InspectionRecord = z.object({
  application: InspectionApplication,
  review: z.object({ by: By, opinion: z.string() }).optional(),
  decision: z.object({ by: By, on: CalendarDate, reason: z.string() }).optional(),
  /** 取下げ. */
  withdrawn: z.object({ on: CalendarDate, reason: z.string() }).optional(),
});
export type InspectionRecord = z.infer<typeof InspectionRecord>;

/** 閲覧の実施: who read, known by which document. */
export const ReadingReader = z.object({ name: z.string(), of: z.string(), document: z.string() });

/** 閲覧用リスト as it is kept for the hours of the reading. */
export const ReadingList = z.object({
  entries: z.array(z.object({ name: z.string(), bornOn: DateOfRecord, sex: Sex, address: z.string() })),
  subjects: z.array(z.string()),
});
export type ReadingList = z.infer<typeof ReadingList>;
