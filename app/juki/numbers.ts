import type { Instant } from '#app/vocabulary/clock.ts';
import type { PersonalNumberKind } from '#app/vocabulary/number-purposes.ts';

/** Saga of the numbers of one person after 転入: which step is done, which one waits. */
export interface NumberingView {
  addresseeNumber: string;
  steps: {
    name: string;
    state: 'done' | 'waiting' | 'failed';
    at?: Instant;
    /** The last digits of the number; of the 団番 as the 宛名 system shows it, of the 符号 nothing. */
    masked?: string;
    /** Who makes the number or says it, and to whom. */
    from?: string;
    to?: string;
    /** Whose answer is awaited. */
    waitsFor?: string;
  }[];
}

/** 番号の表示の求め (番号法第9条): which number of whom, for which 事務 of NUMBER_PURPOSES. */
export interface NumberToReveal {
  addresseeNumber: string;
  number: PersonalNumberKind;
  purpose: string;
}

/** 番号の表示: in full, once. */
export interface RevealedNumber {
  number: PersonalNumberKind;
  value: string;
  /** Title of the 事務. */
  purpose: string;
}

/** 未使用の住民票コードの残り (住民基本台帳法施行規則第14条). */
export interface CodePoolGauge {
  left: number;
  lowMark: number;
  /** Codes used per day, over the last 30 days. */
  averageUse: number;
  /** Undefined while nothing is used. */
  daysLeft?: number;
  /** A block was asked for and has not come yet. */
  requestedAt?: Instant;
  /** Persons who wait for a code. */
  waiting: number;
}

/** 台帳の見張り: counts without anybody's name, so that no read of a record is made of them. */
export interface RegisterHealth {
  pool: CodePoolGauge;
  /** 転入通知未着 that nobody has seen to. */
  missingNotices: number;
  /** 整合性確認の差異 that are open. */
  differences: number;
  /** When the last 整合性確認 that ended had started. */
  comparedAt?: Instant;
}

/** 宛名・中間サーバーとの差異. */
export type AddresseeDifferenceKind =
  | 'notNumbered'
  | 'numberDiffers'
  | 'unknownToInterlink'
  | 'symbolMissing'
  | 'copyMissing'
  | 'copyOpen';

/** 差異の種類 (整合性確認): what J-LIS, 宛名 or 中間サーバー has otherwise than the register. */
export type DifferenceKind =
  | AddresseeDifferenceKind
  | 'unknownAtJlis'
  | 'removedAtJlis'
  | 'elsewhereAtJlis'
  | 'itemsAtJlis'
  | 'numberAtJlis'
  | 'stillAtJlis'
  | 'onlyAtJlis';

/** 差異: `detail` names items, never their content. */
export interface DifferenceView {
  differenceId: string;
  kind: DifferenceKind;
  addresseeNumber?: string;
  detail?: string;
  /** `mending`: the remedy is under way, the next run tells whether it helped. */
  state: 'open' | 'mending';
  /** Has this kind a remedy that can be pressed, or must an officer look for it? */
  mendable: boolean;
  foundAt: Instant;
}

/** 整合性確認の回: how far the comparison is, and what it found. */
export interface ReconciliationView {
  run?: {
    startedAt: Instant;
    startedBy: string;
    compared: number;
    found: number;
    finishedAt?: Instant;
  };
  differences: DifferenceView[];
}
