import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { RoomAct } from '../permissions.ts';
import type { InspectionRecord, InspectionState } from './inspection-record.ts';

/** 閲覧の申出の処理. */
export type InspectionAct =
  | { act: 'review'; opinion: string }
  | { act: 'approve' }
  | { act: 'refuse'; reason: string }
  | { act: 'withdraw'; reason: string }
  | { act: 'finish' };

/** 閲覧の開始. */
export interface ReadingStart {
  act: 'read';
  /** Chosen by the screen. */
  readingId: string;
  reader: string;
  document: string;
}

interface Rule {
  label: string;
  states: readonly InspectionState[];
  permission: RoomAct;
  to: InspectionState;
}

/** 処理 × 状態 × 権限: guards and buttons both read it. */
export const INSPECTION_RULES = {
  review: { label: '審査を終える', states: ['filed'], permission: 'reviewInspections', to: 'reviewed' },
  approve: { label: '承認する', states: ['reviewed'], permission: 'decideInspections', to: 'approved' },
  refuse: { label: '認めない', states: ['reviewed'], permission: 'decideInspections', to: 'refused' },
  withdraw: {
    label: '取下げを受け付ける',
    states: ['filed', 'reviewed', 'approved'],
    permission: 'fileInspections',
    to: 'withdrawn',
  },
  read: { label: '閲覧を始める', states: ['approved'], permission: 'holdInspections', to: 'approved' },
  finish: { label: 'この申出を完了する', states: ['approved'], permission: 'holdInspections', to: 'finished' },
} as const satisfies Record<(InspectionAct | ReadingStart)['act'], Rule>;

/** States in which somebody still has something to do. */
export const OPEN_STATES: readonly InspectionState[] = ['filed', 'reviewed', 'approved'];

/** What is known when an act is judged. */
export interface InspectionFacts {
  state: InspectionState;
  record: InspectionRecord;
  officerId: string;
  today: CalendarDate;
  /** 専決: one officer may review and decide. */
  soleDecision: boolean;
  /** A reading of today that is not over. */
  readingNow: boolean;
}

const REFUSALS = {
  wrongState: ['E43', 'いまの状態では、この処理はできません。いまの内容を確かめてください。'],
  sameOfficer: ['E43', '決裁は、審査した職員とは別の職員が行ってください。'],
  notOnThisDay: ['E43', '今日は、承認した閲覧の期間の外です。期間を確かめてください。'],
  unknownReader: ['E43', '申出にない方です。閲覧できるのは、申出に書かれた閲覧者だけです。'],
  readingNow: ['E43', 'いま閲覧している方がいます。先に、その閲覧を終えてください。'],
} as const;

const ARTICLE = '住民基本台帳法第11条、第11条の2';

/** E43 by its name. */
export function inspectionRefusal(name: keyof typeof REFUSALS): Refusal {
  const [code, sentence] = REFUSALS[name];
  return { code, sentence, article: ARTICLE };
}

/** 処理できない理由; undefined = it may be done. */
export function whyNotInspection(act: InspectionAct | ReadingStart, facts: InspectionFacts): Refusal | undefined {
  const { state, record, officerId, today, soleDecision, readingNow } = facts;
  const states: readonly InspectionState[] = INSPECTION_RULES[act.act].states;
  if (!states.includes(state)) return inspectionRefusal('wrongState');
  const decides = act.act === 'approve' || act.act === 'refuse';
  if (decides && !soleDecision && record.review?.by.id === officerId) return inspectionRefusal('sameOfficer');
  if (readingNow && act.act !== 'review') return inspectionRefusal('readingNow');
  if (act.act !== 'read') return undefined;
  const { plannedFrom, plannedUntil, readers } = record.application;
  if (today < plannedFrom || today > plannedUntil) return inspectionRefusal('notOnThisDay');
  return readers.some((one) => one.name === act.reader) ? undefined : inspectionRefusal('unknownReader');
}

/** The record after an act that was possible. */
export function inspectionAfter(
  act: InspectionAct,
  record: InspectionRecord,
  by: { id: string; name: string },
  on: CalendarDate,
): InspectionRecord {
  switch (act.act) {
    case 'review':
      return { ...record, review: { by, opinion: act.opinion } };
    case 'approve':
      return { ...record, decision: { by, on, reason: '' } };
    case 'refuse':
      return { ...record, decision: { by, on, reason: act.reason } };
    case 'withdraw':
      return { ...record, withdrawn: { on, reason: act.reason } };
    case 'finish':
      return record;
  }
}
