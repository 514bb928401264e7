import type { CodePoolGauge, ReconciliationView, WorkItem } from '#app/juki/door.ts';
import type { MailFilter, MailRow, UnreadableRow } from '#app/messages/mail-screens.server.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type AuditQuery, findAudit, type StoredAuditEntry } from '#db/audit.server.ts';
import { findAct } from '../acts/all-acts.server.ts';
import { actsOfWork } from '../drafts/work-acts.server.ts';
import { isNoticeError } from '../notices/notices.server.ts';
import { mayDo, mayFileAct } from '../permissions.ts';
import type { OfficeRoom } from '../room.server.ts';
import { type PairState, pairsOf } from './health.server.ts';

/** 電文の発着: without content; dead letters and what waits first. */
export interface MailPage {
  dead: MailRow[];
  waiting: MailRow[];
  unreadable: UnreadableRow[];
  log: MailRow[];
  /** Sent, received and still on its way, by organisation. */
  pairs: PairState[];
  mayRetry: boolean;
}

/** 電文の一覧; the record by pair of organisations and state. */
export async function mailPage(room: OfficeRoom, officer: Officer, filter: MailFilter = {}): Promise<MailPage> {
  room.permit(officer, 'seeMessages');
  return {
    dead: await room.mailroom.deadLetters(),
    waiting: await room.mailroom.waiting(),
    unreadable: await room.mailroom.unreadable(),
    log: await room.mailroom.log(200, filter),
    pairs: await pairsOf(room, await room.mailroom.queues()),
    mayRetry: mayDo('retryMessages', officer, room.town),
  };
}

/** 再送・再処理 of one message. false = there is none any more. */
export async function retryMail(room: OfficeRoom, officer: Officer, id: string): Promise<boolean> {
  room.permit(officer, 'retryMessages');
  return room.mailroom.retry(id);
}

/** 要対応の一覧 (標準仕様書 4.1.3.1.2): what the engine took although somebody has to look at it. */
export async function workList(
  room: OfficeRoom,
  officer: Officer,
): Promise<{ items: (WorkItem & { acts: { title: string; href: string }[] })[]; mayFinish: boolean }> {
  room.permit(officer, 'seeWork');
  const items = await room.juki.workItems(room.access(officer, '要対応事項の確認'));
  return {
    items: items.map((item) => ({ ...item, acts: waysOn(room, item, officer) })),
    mayFinish: mayDo('finishWork', officer, room.town),
  };
}

/** Forms that end an item, for this officer. */
function waysOn(room: OfficeRoom, { workId, kind }: WorkItem, officer: Officer): { title: string; href: string }[] {
  if (isNoticeError(kind)) return [{ title: '転入通知を確かめる', href: `notices/${workId}` }];
  return actsOfWork(kind).flatMap((name) => {
    const act = findAct(name);
    return act && mayFileAct(name, officer, room.town)
      ? [{ title: act.title, href: `acts/new/${name}?work=${workId}` }]
      : [];
  });
}

/** 対応済み; repeating it is harmless. */
export async function finishWork(room: OfficeRoom, officer: Officer, workId: string): Promise<void> {
  room.permit(officer, 'finishWork');
  await room.juki.finishWork(workId, room.access(officer, '要対応事項の処理'));
}

/** 操作ログの照会: reading the log is itself an entry. */
export async function auditPage(room: OfficeRoom, officer: Officer, query: AuditQuery): Promise<StoredAuditEntry[]> {
  room.permit(officer, 'seeAudit');
  return room.store.write(async (session) => {
    const entries = await findAudit(session, query);
    await room.recordAct(session, officer, {
      act: 'readAudit',
      subjects: query.subject ? [query.subject] : [],
      reason: '操作ログの監査',
    });
    return entries;
  });
}

/** 住民票コードの残数 (住民基本台帳法施行規則第14条). */
export async function codePoolPage(room: OfficeRoom, officer: Officer): Promise<CodePoolGauge> {
  room.permit(officer, 'seeNumbers');
  return room.juki.codePool(room.access(officer, '住民票コードの残数の確認'));
}

const RECONCILIATION = '台帳の整合性確認';

/** 整合性確認 (住民基本台帳法第30条の6): the last run and what is left. */
export async function reconciliationPage(room: OfficeRoom, officer: Officer): Promise<ReconciliationView> {
  room.permit(officer, 'reconcile');
  return room.juki.reconciliation(room.access(officer, RECONCILIATION));
}

/** 整合性確認の開始. */
export async function startReconciliation(room: OfficeRoom, officer: Officer): Promise<Outcome<'started'>> {
  room.permit(officer, 'reconcile');
  return room.juki.startReconciliation(room.access(officer, RECONCILIATION));
}

/** 差異の是正. */
export async function mendDifference(room: OfficeRoom, officer: Officer, id: string): Promise<Outcome<'mending'>> {
  room.permit(officer, 'reconcile');
  return room.juki.mendDifference(id, room.access(officer, RECONCILIATION));
}

/** 確認済み. */
export async function closeDifference(room: OfficeRoom, officer: Officer, id: string): Promise<Outcome<'closed'>> {
  room.permit(officer, 'reconcile');
  return room.juki.closeDifference(id, room.access(officer, RECONCILIATION));
}
