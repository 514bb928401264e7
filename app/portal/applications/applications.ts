import type { MovingForm, PlannedVisit } from '#app/messages/contracts/application.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import type { ApplicationState, ResidentApplicationAction, ResidentVisitAction, VisitState } from './status.ts';

/** What a hop may say besides its name. */
export interface HopDetails {
  reason?: string;
  movedInOn?: CalendarDate;
  date?: CalendarDate;
}

/** 経過の一つ: who reported what and when. */
export interface Hop {
  object: 'application' | 'visit' | 'portal';
  step: string;
  /** portal or a 団体コード. */
  reportedBy: string;
  at: Instant;
  details: HopDetails;
}

/** 届出の状況 as its filer may see it. */
export interface ApplicationView {
  receiptNumber: ReceiptNumber;
  corrects?: ReceiptNumber;
  state: ApplicationState;
  visitState: VisitState;
  from: { code: string; name: string };
  to: { code: string; name: string };
  filedAt: Instant;
  /** When officers of the old town first see it, where the office was closed as it was filed. */
  handledFrom?: Instant;
  /** When the counter of the visit opens again, while it is closed. */
  counterOpensAt?: Instant;
  movingOn: CalendarDate;
  visit: PlannedVisit;
  office?: Office;
  /** 窓口に行ける最後の日: the one date from both limits. */
  latestVisitDay: CalendarDate;
  form: MovingForm;
  message?: { reason?: string; fields?: string[] };
  withdrawalRequested: boolean;
  hops: (Hop & { by: string })[];
  updatedAt: Instant;
  movesByItself: boolean;
  actions: (ResidentApplicationAction | ResidentVisitAction)[];
}
