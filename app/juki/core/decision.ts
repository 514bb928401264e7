import type { MessageContent, MessageType } from '#app/messages/contracts/catalogue.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Alert, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { WorkItem } from '../door.ts';
import type { ProtectionMeasure } from '../protection.ts';
import type { AddressRenaming } from '../renaming-acts.ts';
import type { ChangedRow } from './cancel-change.ts';
import type { RegisterEvent } from './events.ts';

/** What an act may know beside the register: read before it decides, never looked up by it. */
export interface Facts {
  now: Instant;
  today: CalendarDate;
  officer: Officer;
  town: Town;
  /** Next free numbers; consumed only when the act is accepted. */
  numbers: { addressee: readonly string[]; household: readonly string[] };
  /** Id for a 転出, a 支援措置 or a notice that this act may open. */
  movingOutId: string;
  /** Random unused 住民票コード of the pool for this act, fewer than needed when it runs out. */
  codes: readonly string[];
  /** The pool is below its low mark (A05). */
  codePoolLow: boolean;
  /** Rows that the change to be cancelled wrote, with those before them. */
  changedRows: readonly ChangedRow[];
  /** 除票 with the same name, day of birth and sex as somebody who moves in (A01). */
  threeItemMatches: readonly string[];
  /** The 支援措置 that the act is about. */
  measure?: ProtectionMeasure;
  /** 住所一括変更 that were begun since the 転出届 of a 転出取消, in their order. */
  renamings?: readonly AddressRenaming[];
}

/** What a message is about: keeps its order on the line without naming anybody. */
export type About =
  | { movingOutId: string }
  | { addresseeNumber: string }
  | { measureId: string }
  | { noticeId: string };

/** A message that an act wants to have sent. */
export type EngineMessage = {
  [T in MessageType]: { type: T; to: string; about: About; content: MessageContent<T> };
}[MessageType];

/** 要対応事項の種類. */
export type WorkKind = WorkItem['kind'];

/** What others in the town have to hear of, in the same transaction. */
export type FollowUp =
  | { kind: 'movedOut'; receiptNumber: string; on: CalendarDate }
  | { kind: 'movedIn'; receiptNumber: string; movedInOn: CalendarDate; toMunicipality: string }
  | { kind: 'movingOutCancelled'; receiptNumber: string }
  | { kind: 'arrivalRegistered'; movingOutId: string }
  | { kind: 'work'; work: WorkKind; sentence: string; addresseeNumber?: string };

/** An act that was accepted: events for the register, messages for others, alerts for the officer. */
export interface Accepted {
  accepted: true;
  events: RegisterEvent[];
  messages: EngineMessage[];
  alerts: Alert[];
  followUps: FollowUp[];
  /** How many of the offered numbers were taken. */
  used: { addressee: number; household: number; codes?: number };
  /** The 支援措置 as it is to be kept. */
  measure?: ProtectionMeasure;
  result: { movingOutId?: string; householdNumber?: string; addresseeNumbers: string[] };
}

/** Answer of `decide`. */
export type Decision = Accepted | { accepted: false; refusal: Refusal };

/** 却下: the act is not possible. */
export function reject(refusal: Refusal): Decision {
  return { accepted: false, refusal };
}

/** An accepted act in which nothing happens: repetition, or a message that only makes work. */
export function accept(part: Partial<Omit<Accepted, 'accepted'>>): Accepted {
  return {
    accepted: true,
    events: [],
    messages: [],
    alerts: [],
    followUps: [],
    used: { addressee: 0, household: 0 },
    result: { addresseeNumbers: [] },
    ...part,
  };
}
