import type { DraftState } from '#app/juki/door.ts';
import type { Role } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { ApplicationStage } from './applications/application-stages.ts';
import type { ArrivalStage } from './arrivals/arrival-stages.ts';

/** One line of the table: in which stages who may do it, and who instead where the town has 専決. */
export interface Rule<Stage extends string> {
  label: string;
  stages: readonly Stage[];
  roles: readonly Role[];
  soleDecision?: readonly Role[];
}

/** 申請に対する職員の処理. */
export type ApplicationAct =
  | 'start'
  | 'check'
  | 'identify'
  | 'accept'
  | 'requestCorrection'
  | 'refuse'
  | 'review'
  | 'approve'
  | 'register'
  | 'discard'
  | 'cancelMovingOut'
  | 'refuseCancel';

/** 転入予定に対する職員の処理. */
export type ArrivalAct =
  | 'prepare'
  | 'checkIn'
  | 'counter'
  | 'sendBack'
  | 'review'
  | 'approve'
  | 'register'
  | 'discard'
  | 'cards'
  | 'takeRelocation';

/** 仮登録に対する職員の処理 (標準仕様書 4.0.8). */
export type DraftAct = 'review' | 'approve' | 'register' | 'discard';

/** 申請を処理する職員. */
export const DESK: readonly Role[] = ['reception', 'reviewer', 'approver', 'registryManager'];
/** 窓口の職員. */
export const COUNTER: readonly Role[] = ['counter', 'registryManager'];
/** 届出を受け付ける職員. */
export const FILINGS: readonly Role[] = [...DESK, 'counter', 'protectionOfficer'];
/** 職権で記載・消除・修正する職員. */
export const EX_OFFICIO: readonly Role[] = ['reviewer', 'registryManager', 'protectionOfficer'];
/** 登録した異動を取り消す職員. */
export const CANCELLING: readonly Role[] = ['registryManager', 'protectionOfficer'];

/** 申請の処理 × 段階 × 役割 (住民記録システム標準仕様書 4.0.8, 10.3). Guards and buttons both read it. */
export const APPLICATION_RULES = {
  start: { label: '審査を始める', stages: ['arrived'], roles: ['reception', 'reviewer', 'registryManager'] },
  check: {
    label: '証明書などをもう一度確かめる',
    stages: ['arrived', 'underReview'],
    roles: ['reception', 'reviewer', 'registryManager'],
  },
  identify: {
    label: '届出人を住民票と結び付ける',
    stages: ['underReview'],
    roles: ['reviewer', 'registryManager'],
    soleDecision: ['reviewer', 'approver', 'registryManager'],
  },
  accept: {
    label: '受理',
    stages: ['underReview'],
    roles: ['reception', 'reviewer', 'registryManager'],
    soleDecision: ['reviewer', 'approver', 'registryManager'],
  },
  requestCorrection: {
    label: '補正を依頼する',
    stages: ['underReview'],
    roles: ['reception', 'reviewer', 'registryManager'],
  },
  refuse: { label: '却下する', stages: ['underReview'], roles: ['reviewer', 'approver', 'registryManager'] },
  review: { label: '審査する', stages: ['provisional', 'cancelProvisional'], roles: ['reviewer', 'registryManager'] },
  approve: { label: '決裁する', stages: ['reviewed', 'cancelReviewed'], roles: ['approver'] },
  register: {
    label: '本登録する',
    stages: ['approved', 'cancelApproved'],
    roles: ['reception', 'reviewer', 'approver', 'registryManager'],
  },
  discard: {
    label: '仮登録をやめて審査に戻す',
    stages: ['provisional', 'reviewed', 'approved'],
    roles: ['reviewer', 'approver', 'registryManager'],
  },
  cancelMovingOut: {
    label: '転出を取り消す',
    stages: ['cancelRequested'],
    roles: ['reviewer', 'registryManager'],
    soleDecision: ['reviewer', 'approver', 'registryManager'],
  },
  refuseCancel: {
    label: '取消に応じない',
    stages: ['cancelRequested'],
    roles: ['reviewer', 'approver', 'registryManager'],
  },
} as const satisfies Record<ApplicationAct, Rule<ApplicationStage>>;

/** 転入予定の処理 × 段階 × 役割. Guards and buttons both read it. */
export const ARRIVAL_RULES = {
  prepare: {
    label: '来庁の準備で確認する',
    stages: ['announced', 'notified', 'prepared'],
    roles: [...COUNTER, 'reception'],
  },
  checkIn: { label: '受け付ける', stages: ['announced', 'notified', 'prepared', 'sentBack'], roles: COUNTER },
  counter: { label: '窓口の手続を続ける', stages: ['counter'], roles: COUNTER },
  sendBack: { label: '転出届を案内して終える', stages: ['counter'], roles: COUNTER },
  review: { label: '審査する', stages: ['provisional'], roles: ['reviewer', 'registryManager'] },
  approve: { label: '決裁する', stages: ['reviewed'], roles: ['approver'] },
  register: { label: '本登録する', stages: ['approved'], roles: [...COUNTER, 'reviewer', 'approver'] },
  discard: {
    label: '仮登録をやめて窓口に戻す',
    stages: ['provisional', 'reviewed', 'approved'],
    roles: [...COUNTER, 'reviewer', 'approver'],
  },
  takeRelocation: { label: '転居届を受け付けた', stages: ['relocation'], roles: COUNTER },
  cards: { label: 'カードの手続', stages: ['registered'], roles: COUNTER },
} as const satisfies Record<ArrivalAct, Rule<ArrivalStage>>;

/** 仮登録の処理 × 状態 × 役割 (標準仕様書 4.0.8). Guards and buttons both read it. */
export const DRAFT_RULES = {
  review: {
    label: '審査する',
    stages: ['provisional'],
    roles: ['reviewer', 'registryManager', 'protectionOfficer'],
    soleDecision: FILINGS,
  },
  approve: {
    label: '決裁する',
    stages: ['reviewed'],
    roles: ['approver', 'protectionOfficer'],
    soleDecision: FILINGS,
  },
  register: { label: '本登録する', stages: ['approved'], roles: FILINGS },
  discard: { label: '仮登録を取り消す', stages: ['provisional', 'reviewed', 'approved'], roles: FILINGS },
} as const satisfies Record<DraftAct, Rule<DraftState>>;

function allowed<Stage extends string>(
  rule: Rule<Stage>,
  roles: readonly Role[],
  stage: Stage,
  rules: Town['rules'],
): boolean {
  const wanted = rules.soleDecision && rule.soleDecision ? rule.soleDecision : rule.roles;
  return rule.stages.includes(stage) && roles.some((role) => wanted.includes(role));
}

/** 職員の権限 (標準仕様書 10.3): may these roles do this to an application in this stage? */
export function mayActOnApplication(
  act: ApplicationAct,
  roles: readonly Role[],
  stage: ApplicationStage,
  rules: Town['rules'],
): boolean {
  return allowed<ApplicationStage>(APPLICATION_RULES[act], roles, stage, rules);
}

/** 職員の権限 (標準仕様書 10.3): may these roles do this to an arrival in this stage? */
export function mayActOnArrival(
  act: ArrivalAct,
  roles: readonly Role[],
  stage: ArrivalStage,
  rules: Town['rules'],
): boolean {
  return allowed<ArrivalStage>(ARRIVAL_RULES[act], roles, stage, rules);
}

/** 職員の権限 (標準仕様書 4.0.8): may these roles do this to a 仮登録 in this state? */
export function mayActOnDraft(act: DraftAct, roles: readonly Role[], state: DraftState, rules: Town['rules']): boolean {
  return allowed<DraftState>(DRAFT_RULES[act], roles, state, rules);
}

const TABLES: Record<'application' | 'arrival' | 'draft', Readonly<Record<string, Rule<string>>>> = {
  application: APPLICATION_RULES,
  arrival: ARRIVAL_RULES,
  draft: DRAFT_RULES,
};

/** Roles of a role's rule exist whatever the stage: tells "not you" (403) from "not now" (409). */
export function roleMayEver(
  kind: 'application',
  act: ApplicationAct,
  roles: readonly Role[],
  rules: Town['rules'],
): boolean;
export function roleMayEver(kind: 'draft', act: DraftAct, roles: readonly Role[], rules: Town['rules']): boolean;
export function roleMayEver(kind: 'arrival', act: ArrivalAct, roles: readonly Role[], rules: Town['rules']): boolean;
export function roleMayEver(
  kind: keyof typeof TABLES,
  act: string,
  roles: readonly Role[],
  rules: Town['rules'],
): boolean {
  const rule = TABLES[kind][act];
  if (!rule) return false;
  const wanted = rules.soleDecision && rule.soleDecision ? rule.soleDecision : rule.roles;
  return roles.some((role) => wanted.includes(role));
}
