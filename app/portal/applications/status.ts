import type { ApplicationStatusReport, VisitStatusReport } from '#app/messages/contracts/application.ts';

/** 転出届の状態: what the resident's page says of the filing. */
export const APPLICATION_STATES = [
  'awaitingValidation',
  'sent',
  'arrived',
  'underReview',
  'correctionRequested',
  'resubmitted',
  'refused',
  'completed',
  'withdrawn',
  'cancelled',
  'movedOut',
  'movedIn',
] as const;
/** 転出届の状態. */
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** 転入予約の状態: what the resident's page says of the visit. */
export const VISIT_STATES = [
  'planned',
  'announced',
  'prepared',
  'slotWithdrawn',
  'visited',
  'sentBack',
  'registered',
  'cancelled',
  'expired',
] as const;
/** 転入予約の状態. `planned`: the certificate is not validated yet, nothing was sent. */
export type VisitState = (typeof VISIT_STATES)[number];

/** 転出届について申請者ができること. */
export type ResidentApplicationAction = 'withdraw' | 'askForCancellation' | 'resubmit';
/** 転出届について旧市区町村が知らせること. */
export type TownApplicationAction = ApplicationStatusReport['status'];
/** 転出届についてポータルがすること. */
export type PortalApplicationAction = 'validated' | 'notValid';

type Transitions<Action extends string, State> = Partial<Record<Action, State>>;

interface ApplicationRow {
  resident: Transitions<ResidentApplicationAction, ApplicationState>;
  oldTown: Transitions<TownApplicationAction, ApplicationState>;
  portal: Transitions<PortalApplicationAction, ApplicationState>;
}

const BEFORE_DECISION = {
  arrived: 'arrived',
  underReview: 'underReview',
  correctionRequested: 'correctionRequested',
  refused: 'refused',
  completed: 'completed',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  movedOut: 'movedOut',
  movedIn: 'movedIn',
} as const satisfies ApplicationRow['oldTown'];

const AFTER_DECISION = {
  cancelled: 'cancelled',
  movedOut: 'movedOut',
  movedIn: 'movedIn',
} as const satisfies ApplicationRow['oldTown'];

/**
 * 転出届の状態 × 役割 × 行為: who may do what in which state, and what follows. Guards and buttons both read it.
 * `withdrawalRefused` changes no state: the answer is told and the filing goes on.
 */
export const APPLICATION_RULES = {
  awaitingValidation: {
    resident: { withdraw: 'withdrawn' },
    oldTown: {},
    portal: { validated: 'sent', notValid: 'refused' },
  },
  sent: {
    resident: { withdraw: 'sent' },
    oldTown: { ...BEFORE_DECISION, withdrawalRefused: 'sent' },
    portal: {},
  },
  arrived: {
    resident: { withdraw: 'arrived' },
    oldTown: { ...BEFORE_DECISION, withdrawalRefused: 'arrived' },
    portal: {},
  },
  underReview: {
    resident: { withdraw: 'underReview' },
    oldTown: { ...BEFORE_DECISION, arrived: 'underReview', withdrawalRefused: 'underReview' },
    portal: {},
  },
  correctionRequested: {
    resident: { resubmit: 'resubmitted', withdraw: 'correctionRequested' },
    oldTown: {
      refused: 'refused',
      withdrawn: 'withdrawn',
      underReview: 'underReview',
      correctionRequested: 'correctionRequested',
      completed: 'completed',
      withdrawalRefused: 'correctionRequested',
    },
    portal: {},
  },
  resubmitted: { resident: {}, oldTown: {}, portal: {} },
  refused: { resident: {}, oldTown: {}, portal: {} },
  completed: {
    resident: { askForCancellation: 'completed' },
    oldTown: { ...AFTER_DECISION, withdrawalRefused: 'completed' },
    portal: {},
  },
  withdrawn: { resident: {}, oldTown: {}, portal: {} },
  cancelled: { resident: {}, oldTown: {}, portal: {} },
  movedOut: {
    resident: { askForCancellation: 'movedOut' },
    oldTown: { ...AFTER_DECISION, movedOut: 'movedOut', withdrawalRefused: 'movedOut' },
    portal: {},
  },
  // A wrong 転入通知 that is taken back first at the new town ends in a 転出取消 by an officer.
  movedIn: { resident: {}, oldTown: { movedIn: 'movedIn', cancelled: 'cancelled' }, portal: {} },
} as const satisfies Record<ApplicationState, ApplicationRow>;

/** 転入予約について申請者ができること. */
export type ResidentVisitAction = 'changeVisit' | 'cancelVisit' | 'planAgain';
/** 転入予約について新市区町村が知らせること. */
export type TownVisitAction = VisitStatusReport['status'];
/** 転入予約についてポータルがすること. */
export type PortalVisitAction = 'announce' | 'withdraw' | 'loseSlot';

interface VisitRow {
  resident: Transitions<ResidentVisitAction, VisitState>;
  newTown: Transitions<TownVisitAction, VisitState>;
  portal: Transitions<PortalVisitAction, VisitState>;
}

const TOWN_ABOUT_VISIT = {
  prepared: 'prepared',
  visited: 'visited',
  sentBack: 'sentBack',
  registered: 'registered',
  cancelled: 'cancelled',
  expired: 'expired',
} as const satisfies VisitRow['newTown'];

/** 転入予約の状態 × 役割 × 行為. */
export const VISIT_RULES = {
  planned: {
    resident: { changeVisit: 'planned' },
    newTown: {},
    portal: { announce: 'announced', withdraw: 'cancelled', loseSlot: 'slotWithdrawn' },
  },
  announced: {
    resident: { changeVisit: 'announced', cancelVisit: 'cancelled' },
    newTown: { ...TOWN_ABOUT_VISIT, arrived: 'announced' },
    portal: { withdraw: 'cancelled', loseSlot: 'slotWithdrawn' },
  },
  prepared: {
    resident: { changeVisit: 'announced', cancelVisit: 'cancelled' },
    newTown: TOWN_ABOUT_VISIT,
    portal: { withdraw: 'cancelled', loseSlot: 'slotWithdrawn' },
  },
  // 選び直し: papers may still arrive at the town, but nobody comes before a new time is chosen.
  slotWithdrawn: {
    resident: { planAgain: 'announced', cancelVisit: 'cancelled' },
    newTown: {
      visited: 'visited',
      sentBack: 'sentBack',
      registered: 'registered',
      cancelled: 'cancelled',
      expired: 'expired',
    },
    portal: { withdraw: 'cancelled' },
  },
  visited: {
    resident: {},
    newTown: { sentBack: 'sentBack', registered: 'registered' },
    portal: {},
  },
  sentBack: {
    resident: { planAgain: 'announced' },
    newTown: { visited: 'visited', registered: 'registered', prepared: 'prepared' },
    portal: { withdraw: 'cancelled' },
  },
  registered: { resident: {}, newTown: { registered: 'registered' }, portal: {} },
  cancelled: {
    resident: { planAgain: 'announced' },
    newTown: { cancelled: 'cancelled', visited: 'visited', registered: 'registered' },
    portal: {},
  },
  expired: { resident: { planAgain: 'announced' }, newTown: { registered: 'registered' }, portal: {} },
} as const satisfies Record<VisitState, VisitRow>;

/** 申請中: a filing that is still open; a second one for the same account waits for its end. */
export const OPEN_APPLICATION_STATES = [
  'awaitingValidation',
  'sent',
  'arrived',
  'underReview',
  'correctionRequested',
  'completed',
  'movedOut',
] as const satisfies readonly ApplicationState[];

/** Whether the filing is still on its way (申請中). */
export function isOpen(state: ApplicationState): boolean {
  return (OPEN_APPLICATION_STATES as readonly ApplicationState[]).includes(state);
}

/** What follows when the resident acts on the filing; undefined = not possible now. */
export function afterResident(
  state: ApplicationState,
  action: ResidentApplicationAction,
): ApplicationState | undefined {
  const row: ApplicationRow = APPLICATION_RULES[state];
  return row.resident[action];
}

/** What follows from a 申請処理状況 of the old town; undefined = the report comes too late or out of turn. */
export function afterTownReport(state: ApplicationState, report: TownApplicationAction): ApplicationState | undefined {
  const row: ApplicationRow = APPLICATION_RULES[state];
  return row.oldTown[report];
}

/** What follows when the portal hears about the certificate. */
export function afterValidation(
  state: ApplicationState,
  result: PortalApplicationAction,
): ApplicationState | undefined {
  const row: ApplicationRow = APPLICATION_RULES[state];
  return row.portal[result];
}

/** What follows when the resident acts on the visit; needs a filing that can still lead to it. */
export function visitAfterResident(
  visit: VisitState,
  action: ResidentVisitAction,
  application: ApplicationState,
): VisitState | undefined {
  const row: VisitRow = VISIT_RULES[visit];
  return isOpen(application) ? row.resident[action] : undefined;
}

/** What follows from a 来庁予定の処理状況 of the new town. */
export function visitAfterTownReport(visit: VisitState, report: TownVisitAction): VisitState | undefined {
  const row: VisitRow = VISIT_RULES[visit];
  return row.newTown[report];
}

/** What follows for the visit when the filing is sent, ends or is replaced. */
export function visitAfterPortal(visit: VisitState, action: PortalVisitAction): VisitState | undefined {
  const row: VisitRow = VISIT_RULES[visit];
  return row.portal[action];
}

/** Whether something is expected to happen without the resident: the status page then renews itself. */
export function movesByItself(application: ApplicationState, visit: VisitState): boolean {
  const waitsForOldTown = isOpen(application) && application !== 'correctionRequested' && application !== 'movedOut';
  const waitsForNewTown = isOpen(application) && (visit === 'announced' || visit === 'visited');
  return waitsForOldTown || waitsForNewTown || (visit === 'registered' && application !== 'movedIn');
}
