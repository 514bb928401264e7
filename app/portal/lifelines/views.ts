import type { MovingForm } from '#app/messages/contracts/application.ts';
import type { LifelineCompany, LifelineReceipt, LifelineRequest } from '#app/national/contracts/lifelines.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { LifelineState } from './states.ts';

/** 申込みの一件 as its page shows it. */
export interface LifelineView {
  state: LifelineState;
  /** Exactly what was, or will be, sent. */
  request: LifelineRequest;
  receipt?: LifelineReceipt;
  /** Why a withdrawal was not possible. */
  no?: string;
  everSent: boolean;
  consentedAt: Instant;
  updatedAt: Instant;
  mayWithdraw: boolean;
  mayAskAgain: boolean;
}

/** 生活の連絡 of one filing. */
export interface LifelinesView {
  receiptNumber: ReceiptNumber;
  form: MovingForm;
  calledOff: boolean;
  companies: { company: LifelineCompany; latest?: LifelineView }[];
}
