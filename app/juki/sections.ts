import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate, DateOfRecord, PersonName, Sex } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { Section } from '#app/vocabulary/sections.ts';

/**
 * 異動の段階 (予定 → 確定 → 取消): before the day, when the register says so, and when it is taken back. 要確認: the day of birth is not known, so
 * that nobody can say when; a person must look.
 */
export type NoticePhase = 'planned' | 'confirmed' | 'withdrawn' | 'unclear';

/** 年齢の到達: what becomes of somebody who does not move, by the day of birth alone. */
export type AgeMovement =
  | 'age20'
  | 'age60'
  | 'age65'
  | 'age75'
  | 'schoolListing'
  | 'elementaryEntry'
  | 'juniorHighEntry'
  | 'schoolEnd'
  | 'childMedicalEnd'
  | 'childAllowanceEnd';

/** 関係課から見た異動: what a change of the register is for those who use it. */
export type Movement =
  | 'entry'
  | 'birth'
  | 'leaving'
  | 'abroad'
  | 'death'
  | 'removal'
  | 'wardEntry'
  | 'wardLeaving'
  | 'relocation'
  | 'notation'
  | 'identity'
  | 'household'
  | AgeMovement;

/** 異動の効果: what the section has to do, why, and until when. */
export interface SectionEffect {
  effect: string;
  article: string;
  dueOn?: CalendarDate;
}

/** 関係課への通知の内容: what a section reads of a person. */
export interface SectionContent extends SectionEffect {
  kind: 'japanese' | 'foreign';
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  householdNumber?: string;
  relationship?: string;
  address: Address;
  previousAddress?: Address;
  /** Left out where the section does not need it, and under 支援措置. */
  destination?: Address;
  /** 支援措置: the section keeps the address to itself. */
  protectedPerson: boolean;
  notifiedOn?: CalendarDate;
}

/** 関係課への通知の一件 as the section reads it. */
export interface SectionEntry extends SectionContent {
  position: number;
  /** The same for everything that one change said. */
  causeId: string;
  addresseeNumber?: string;
  phase: NoticePhase;
  movement: Movement;
  on: CalendarDate;
  createdAt: Instant;
}

/** 一覧の絞り込み: what is left out asks for everything. */
export interface SectionFilter {
  phase?: NoticePhase;
  movement?: Movement;
}

/** 受領待ちの内訳: how many of one cause in one phase. */
export interface WaitingKind {
  phase: NoticePhase;
  movement: Movement;
  waiting: number;
}

/** 関係課への通知の一覧: one page. */
export interface SectionFeed {
  section: Section;
  entries: SectionEntry[];
  /** Of everything that waits, whatever is asked for. */
  kinds: WaitingKind[];
  /** More behind the last one. */
  more: boolean;
}

/** 受領待ちの件数 of one section. */
export interface SectionBacklog {
  section: Section;
  waiting: number;
  /** Since when the oldest one waits. */
  oldestAt?: Instant;
}

/** 受領の記録: what was taken over at once, when and by whom; of the notices themselves only the numbers are left. */
export interface Acknowledgement {
  at: Instant;
  by: string;
  count: number;
  /** 通知番号 of the first and the last one. */
  first: number;
  last: number;
}

/** 新入学の学校の段階. */
export type SchoolLevel = 'elementary' | 'juniorHigh';

/** 就学予定者 (学校教育法施行令第2条, 第5条) as the 住民票 knows him; 保護者 and the school are the section's own. */
export interface SchoolEntrant {
  addresseeNumber: string;
  kind: 'japanese' | 'foreign';
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  address: Address;
  relationship: string;
  /** 世帯主, unless he is one himself. */
  householder?: string;
  /** 記載 after the 1 October of the list (施行令第3条). */
  cameOn?: CalendarDate;
  /** 転出予定日. */
  leavesOn?: CalendarDate;
  protectedPerson: boolean;
}

/** 新入学の一覧 (学校教育法施行令第2条): the class of next April, a page at a time. */
export interface SchoolClass {
  level: SchoolLevel;
  april: CalendarDate;
  /** 十月一日現在 (施行規則第31条). */
  listedOn: CalendarDate;
  total: number;
  entrants: SchoolEntrant[];
  /** 生年月日の不詳: who may belong to the class. On the first page only. */
  unclear: SchoolEntrant[];
  /** Place behind which the next page begins. */
  next?: string;
}

/** 関係課の窓口 of the engine's door. */
export interface SectionDoor {
  /** How much waits for each section that the officer may read; names nobody. */
  sectionBacklog(access: Access): Promise<SectionBacklog[]>;
  /** What a section has not acknowledged yet, behind a position; oldest first, a page at a time. A section reads its own list alone. */
  sectionFeed(section: Section, since: number, access: Access, filter?: SectionFilter): Promise<SectionFeed>;
  /** 受領: everything up to the position was taken over, of a filtered list only what it shows. Repeating it is harmless; returns how many were new. */
  acknowledgeSection(section: Section, upTo: number, access: Access, filter?: SectionFilter): Promise<number>;
  /** 受領の記録, the latest first; names nobody. */
  acknowledgedBySection(section: Section, access: Access): Promise<Acknowledgement[]>;
  /** 新入学の一覧, for the section of the 学齢簿; behind a place. */
  schoolClass(level: SchoolLevel, after: string | undefined, access: Access): Promise<SchoolClass>;
  /**
   * 業務台帳への登録: the section serves (or no longer serves) a person for a reason that the register does not know. While it does, it holds an
   * open case at the 宛名 system and the 団番 stays.
   */
  serveBySection(section: Section, addresseeNumber: string, served: boolean, access: Access): Promise<void>;
}
