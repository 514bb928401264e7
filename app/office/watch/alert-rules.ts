import type { Role } from '#app/vocabulary/roles.ts';
import type { RoomAct } from '../permissions.ts';

/** 段階: who has an alert, and for how many minutes before the next one has it. */
export interface AlertStep {
  role: Role;
  minutes: number;
}

/** 警報の決まり: what it is called, what helps, where it is seen to, and who has it when. */
export interface AlertRule {
  title: string;
  remedy: string;
  /** Page of the office where it is seen to. */
  path: string;
  /** The right that the page asks for. */
  act: RoomAct;
  steps: readonly AlertStep[];
}

const MACHINES: readonly AlertStep[] = [
  { role: 'administrator', minutes: 30 },
  { role: 'registryManager', minutes: 60 },
  { role: 'approver', minutes: 0 },
];

const REGISTER: readonly AlertStep[] = [
  { role: 'registryManager', minutes: 60 },
  { role: 'approver', minutes: 0 },
];

/** 通知のない転入 and differences can wait for a day of the office, not for two. */
const BY_TOMORROW: readonly AlertStep[] = [
  { role: 'registryManager', minutes: 24 * 60 },
  { role: 'approver', minutes: 0 },
];

/** 警報の種類 and their rules: data, read by the watch, the list and the documents alike. */
export const ALERT_RULES = {
  deadLetter: {
    title: '送れない電文',
    remedy: '原因を確かめて、もう一度処理してください。',
    path: 'messages',
    act: 'seeMessages',
    steps: MACHINES,
  },
  stuckMessage: {
    title: '処理できない受信電文',
    remedy: '前の電文が届かないときは、相手の機関に再送を求めてください。',
    path: 'messages',
    act: 'seeMessages',
    steps: MACHINES,
  },
  unreadable: {
    title: '読めない電文',
    remedy: '理由を確かめ、送信元に知らせてください。',
    path: 'messages',
    act: 'seeMessages',
    steps: MACHINES,
  },
  outage: {
    title: '外部システムの停止',
    remedy: '窓口での届出は受け付けられます。戻りしだい、続きは自動で進みます。',
    path: 'health',
    act: 'seeHealth',
    steps: MACHINES,
  },
  nightFailed: {
    title: '夜間処理の失敗',
    remedy: '原因を除いてください。残った処理は、次の回に続きから進みます。',
    path: 'health',
    act: 'seeHealth',
    steps: MACHINES,
  },
  poolLow: {
    title: '住民票コードの残りが少ない',
    remedy: '払出しの依頼が出ているかを確かめてください。',
    path: 'numbers',
    act: 'seeNumbers',
    steps: REGISTER,
  },
  poolEmpty: {
    title: '住民票コードがない',
    remedy: 'J-LISに払出しを確かめてください。届出の受付は続けられます。',
    path: 'numbers',
    act: 'seeNumbers',
    steps: REGISTER,
  },
  noticeOverdue: {
    title: '転入通知の未着',
    remedy: '転出先の市区町村に、転入の有無を確かめてください。',
    path: '',
    act: 'seeWork',
    steps: BY_TOMORROW,
  },
  difference: {
    title: '整合性確認の差異',
    remedy: '差異の一覧で、是正するか、確かめたことを記録してください。',
    path: 'reconciliation',
    act: 'reconcile',
    steps: BY_TOMORROW,
  },
} as const satisfies Record<string, AlertRule>;

/** 警報の種類. */
export type AlertKind = keyof typeof ALERT_RULES;

/** 見張りの基準: below these nothing is raised, so that a short pause of the line wakes nobody. */
export const WATCH_LIMITS = { outageMinutes: 5, stuckMinutes: 15 } as const;

/** 警報のきっかけ: one thing that is wrong now. */
export interface AlertCause {
  kind: AlertKind;
  /** Which system or step of the kind. */
  subject: string;
  sentence: string;
  /** How much of it. */
  size: number;
}

/** 今の担当: the step that has the alert. */
export function stepAt(kind: AlertKind, level: number): AlertStep {
  const steps: readonly AlertStep[] = ALERT_RULES[kind].steps;
  return steps[Math.min(level, steps.length - 1)] ?? { role: 'administrator', minutes: 0 };
}

/** Is there somebody behind this step? */
export function isLastStep(kind: AlertKind, level: number): boolean {
  return level >= ALERT_RULES[kind].steps.length - 1;
}

/** 引き受けられる職員: the role that has it now, and those who had it before. */
export function mayAcknowledge(kind: AlertKind, level: number, roles: readonly Role[]): boolean {
  const steps: readonly AlertStep[] = ALERT_RULES[kind].steps;
  return steps.slice(0, level + 1).some(({ role }) => roles.includes(role));
}
