import type { ProtectionForwarded } from '#app/messages/contracts/protection.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';

/** 支援措置の申出の内容 (住民基本台帳事務処理要領 第5-10): who asks, from whom to be hidden, for which papers, who was consulted. */
export type ProtectionApplication = ProtectionForwarded['application'];

/** 支援措置の状態: 転送の受領, 仮支援措置, 支援措置, 終了, 転送の不実施. */
export type ProtectionState = 'received' | 'provisional' | 'full' | 'ended' | 'declined';

/** 一時解除 (標準仕様書 3.1): asked for by one officer, approved by a second one, over at `until` by itself. */
export interface ProtectionRelease {
  requestedBy: { id: string; name: string };
  requestedAt: Instant;
  reason: string;
  /** How long it lasts from the approval. */
  minutes: number;
  approvedBy?: { id: string; name: string };
  until?: Instant;
}

/** 支援措置 as its own database keeps it (標準仕様書 1.1.16): never part of 異動履歴, encrypted whole. */
export interface ProtectionMeasure {
  measureId: string;
  /** Grows with every act: an act from an older screen is refused. */
  version: number;
  state: ProtectionState;
  receivedOn: CalendarDate;
  from?: CalendarDate;
  /** 期間の終了日; that it passes lifts nothing. */
  until?: CalendarDate;
  /** 申出者, 併せて支援を求める者: 宛名番号. Empty until a forwarded measure is checked. */
  applicant: string;
  coApplicants: string[];
  application: ProtectionApplication;
  release?: ProtectionRelease;
  /** 転送を求められた市区町村 of the 申出; each of them is work until it was told. */
  forwardTo?: string[];
  /** Towns that were told, with the revision of what they were told last. */
  forwardedTo: { municipalityCode: string; revision: number; on: CalendarDate }[];
  /** What another town forwarded; `unseen` = it said something new since it was taken over. */
  origin?: { forwarded: ProtectionForwarded; unseen: boolean };
  ended?: { on: CalendarDate; reason: string };
}

/** 支援措置の申出の受付: 仮支援措置 from now on, until the need is confirmed. */
export interface EnterProtection {
  kind: 'EnterProtection';
  receivedOn: CalendarDate;
  applicant: string;
  coApplicants: string[];
  application: ProtectionApplication;
  /** 転送を求める市区町村: 前住所地, 本籍地. */
  forwardTo?: string[];
}

/** 支援の必要性の確認: the term of one year begins. */
export interface ConfirmProtection {
  kind: 'ConfirmProtection';
  confirmedOn: CalendarDate;
  /** 相談機関等の意見. */
  opinion: string;
}

/** 支援措置の延長: possible from one month before the end; the new term begins on the day after the old end. */
export interface ExtendProtection {
  kind: 'ExtendProtection';
  requestedOn: CalendarDate;
}

/** 支援措置の終了: only the officer ends it. */
export interface EndProtection {
  kind: 'EndProtection';
  endedOn: CalendarDate;
  reason: string;
}

/** 支援措置の転送: to the 前住所地, 本籍地 or another municipality that the applicant named. */
export interface ForwardProtection {
  kind: 'ForwardProtection';
  municipalityCode: string;
}

/** 転送された支援措置の実施: after the own check, for persons of this register. */
export interface TakeProtection {
  kind: 'TakeProtection';
  applicant: string;
  coApplicants: string[];
}

/** 転送された支援措置を実施しない, or its news was seen. */
export interface DeclineProtection {
  kind: 'DeclineProtection';
  reason: string;
}

/** 転送元の知らせの確認: the officer has seen what the other town said later. */
export interface NoteProtectionNews {
  kind: 'NoteProtectionNews';
}

/** 一時解除の申請. */
export interface RequestRelease {
  kind: 'RequestRelease';
  minutes: number;
  reason: string;
}

/** 一時解除の承認: by another officer than who asked. */
export interface ApproveRelease {
  kind: 'ApproveRelease';
}

/** 一時解除の取下げ, or its end before its time. */
export interface EndRelease {
  kind: 'EndRelease';
}

/** An act on a measure that exists. */
export type MeasureCommand =
  | ConfirmProtection
  | ExtendProtection
  | EndProtection
  | ForwardProtection
  | TakeProtection
  | DeclineProtection
  | NoteProtectionNews
  | RequestRelease
  | ApproveRelease
  | EndRelease;

/** 支援措置の処理. */
export type ProtectionCommand = EnterProtection | (MeasureCommand & { measureId: string; version: number });

/** 支援措置について担当者がすること. */
export type ProtectionDue =
  | 'receivedToCheck'
  | 'newsToSee'
  | 'needToConfirm'
  | 'toForward'
  | 'releaseToApprove'
  | 'endsSoon'
  | 'hasEnded';

/** 支援措置の一件 as the responsible officer sees it. */
export interface ProtectionView extends ProtectionMeasure {
  persons: {
    addresseeNumber: string;
    name: string;
    status: 'resident' | 'removed';
    role: 'applicant' | 'coApplicant';
  }[];
  due: ProtectionDue[];
  /** 前住所地としての仮支援措置: everybody of it has left. */
  formerAddress: boolean;
  /** 一時解除中. */
  released: boolean;
  extensionOpensOn?: CalendarDate;
}

/** 支援措置の担当: for everybody else each of these is a refusal that says nothing. */
export interface ProtectionDesk {
  /** Open measures: what is due first, then by the end of the term. */
  protections(access: Access): Promise<Outcome<ProtectionView[]>>;
  findProtection(measureId: string, access: Access): Promise<Outcome<ProtectionView | undefined>>;
  protect(command: ProtectionCommand, access: Access): Promise<Outcome<{ measureId: string; version: number }>>;
}
