import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { RegisterCommand, ResidentView } from './door.ts';

/** 仮登録の状態 (住民記録システム標準仕様書 4.0.8): only `registered` counts. */
export type DraftState = 'provisional' | 'reviewed' | 'approved' | 'registered' | 'discarded';

/** 仮登録 of an act. */
export interface DraftView {
  draftId: string;
  caseId?: string;
  kind: RegisterCommand['kind'];
  state: DraftState;
  alerts: Alert[];
  createdAt: Instant;
  /** 版: 1, and one more with every correction before the 本登録. */
  revision: number;
}

/** 仮登録の版: who made it and when. */
export interface DraftRevision {
  revision: number;
  madeBy: string;
  madeAt: Instant;
}

/** What 本登録 did. */
export interface Registered {
  draftId: string;
  movingOutId?: string;
  householdNumber?: string;
  /** Movers by 宛名番号, in the order of the command. */
  addresseeNumbers: string[];
  /** Messages that went out with it. */
  sent: { type: MessageType; to: string }[];
}

/** 仮登録の一覧 (標準仕様書 4.0.8): by state, and by a person whom an open one is about. */
export interface DraftQuery {
  states: readonly DraftState[];
  addresseeNumber?: string;
}

/** 仮登録の一覧の一行. */
export interface DraftSummary extends DraftView {
  /** Of those whom the act is about, and of those whom it brings in. */
  names: string[];
  createdBy: string;
  /** With its secret numbers masked. */
  command: RegisterCommand;
}

/** 仮登録の内容: the command with its secret numbers masked, and everybody in the register whom it names. */
export interface DraftContent {
  draft: DraftView;
  command: RegisterCommand;
  persons: ResidentView[];
  protectedHousehold: boolean;
  createdBy: string;
  reviewedBy?: string;
  /** Every revision, the first one first. */
  revisions: DraftRevision[];
  /** What the revision before said, masked in the same way. */
  former?: RegisterCommand;
  registered?: Registered;
}
