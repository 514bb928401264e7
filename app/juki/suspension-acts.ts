import type { Address } from '#app/vocabulary/addresses.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';

/** 選挙権を有しない事由 (公職選挙法第11条第1項第2号から第5号まで, 第252条, 政治資金規正法第28条). */
export type SuspensionGround =
  | 'serving'
  | 'unserved'
  | 'bribery'
  | 'electionOffence'
  | 'electionLaw'
  | 'politicalFunds';

/** 選挙権の停止の内容, as the 本籍地 has told it (公職選挙法第11条第3項). */
export interface SuspensionItems {
  ground: SuspensionGround;
  from: CalendarDate;
  /** The last day; open until the 本籍地 tells the end. */
  until?: CalendarDate;
  /** 通知の日付・番号など. */
  note: string;
}

/** 停止の申し入れ: what one officer has entered and another has not confirmed yet. */
export type SuspensionProposal = { by: { id: string; name: string }; at: Instant } & (
  | { kind: 'enter' | 'change'; items: SuspensionItems }
  /** 誤りによる取消し: nothing of it is kept. */
  | { kind: 'withdraw'; why: string }
);

/** 選挙権の停止の一件 as the commission reads it. */
export interface Suspension {
  suspensionId: string;
  addresseeNumber: string;
  state: 'proposed' | 'standing' | 'ended';
  /** What was confirmed. */
  items?: SuspensionItems;
  proposal?: SuspensionProposal;
  confirmedBy?: { id: string; name: string };
  confirmedAt?: Instant;
  /** 表示: on the roll, and suspended today. */
  shown: boolean;
  name: string;
  bornOn: DateOfRecord;
  address: Address;
  /** 転出した方: the other commission has to be told. */
  whereabouts: 'here' | 'left' | 'gone';
  protectedPerson: boolean;
}

/** 選挙人の検索の結果: one whom a notice may mean. */
export type Elector = Pick<
  Suspension,
  'addresseeNumber' | 'name' | 'bornOn' | 'address' | 'whereabouts' | 'protectedPerson'
> & { registered: boolean };

/** 選挙権の停止の窓口; the section of the 選挙管理委員会 alone, never in a list of anybody else. */
export interface SuspensionDoor {
  /** 選挙人の検索: by the whole name and the day of birth, as a notice names them. */
  findElectors(who: { name: string; bornOn: CalendarDate }, access: Access): Promise<Elector[]>;
  /** 停止の一覧: the newest first. */
  suspensions(access: Access): Promise<Suspension[]>;
  findSuspension(suspensionId: string, access: Access): Promise<Suspension | undefined>;
  /** 停止の入力; with the id of the form, so that pressing twice is one entry. */
  proposeSuspension(
    entry: { suspensionId: string; addresseeNumber: string; items: SuspensionItems },
    access: Access,
  ): Promise<Outcome<Suspension>>;
  /** 期間などの変更, or 取消し of what was entered by mistake. */
  proposeSuspensionChange(
    suspensionId: string,
    change: { kind: 'change'; items: SuspensionItems } | { kind: 'withdraw'; why: string },
    access: Access,
  ): Promise<Outcome<Suspension>>;
  /** 確認 by another officer; from then on it counts. Nothing is left of what was withdrawn. */
  confirmSuspension(suspensionId: string, access: Access): Promise<Outcome<Suspension | 'withdrawn'>>;
  /** 取りやめ of what waits for its confirmation. */
  discardSuspension(suspensionId: string, access: Access): Promise<Outcome<Suspension | 'withdrawn'>>;
}
