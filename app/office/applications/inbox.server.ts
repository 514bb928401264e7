import { and, eq } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { APPLICATION_STAGE_ORDER, APPLICATION_STAGES, type ApplicationStage } from './application-stages.ts';
import { type ApplicationCase, countApplications } from './applications.server.ts';
import { assignmentOf } from './assignments.server.ts';
import { countQueues, inboxPage, PAGE_ROWS } from './inbox-rows.server.ts';
import { type Urgency, urgencyOf, whyUrgent } from './queue-order.ts';
import { type InboxFilter, QUEUES, type Queue } from './queues.ts';

/** 申請一覧の一行: nothing of the destination. */
export interface InboxRow {
  receiptNumber: string;
  stage: ApplicationStage;
  version: number;
  filerName: string;
  movers: number;
  filedAt: string;
  arrivedAt: string;
  movingOn: string;
  visitOn: string;
  urgency: Urgency;
  /** Why it stands where it stands. */
  why: string;
  waiting: boolean;
  withdrawalRequested: boolean;
  /** 異動者の申出. */
  objected: boolean;
  /** 担当: who, and until when. */
  assignee?: { name: string; until: string; isMe: boolean };
}

/** 保存した絞り込み. */
export interface InboxView {
  id: string;
  name: string;
  query: string;
}

/** 自動取込みの状態. */
export interface PullHealth {
  state: 'good' | 'silent' | 'waiting';
  /** Milliseconds since the last answer, or since there is none. */
  ms?: number;
}

/** 申請管理の受付簿: one page of one queue. */
export interface Inbox {
  queues: { queue: Queue; label: string; count: number }[];
  rows: InboxRow[];
  total: number;
  page: number;
  pages: number;
  views: InboxView[];
  health: PullHealth;
}

const ALL: InboxFilter = { queue: 'open', receipt: '', page: 1 };
const MOST_VIEWS = 20;
const OUTAGE_MS = 60_000;

/** 申請一覧 in the order of legal risk; the page is one entry of the audit. */
export async function inboxOf(room: OfficeRoom, officer: Officer, filter: InboxFilter = ALL): Promise<Inbox> {
  room.permit(officer, 'seeApplications');
  const queues = Object.keys(QUEUES) as Queue[];
  const { found, counts, views } = await room.store.read(async (session) => ({
    found: await inboxPage(room, session, officer, filter),
    counts: await countQueues(room, session, officer, queues),
    views: await session.db
      .select()
      .from(session.t.inboxViews)
      .where(eq(session.t.inboxViews.officerId, officer.id))
      .orderBy(session.t.inboxViews.savedAt)
      .limit(MOST_VIEWS),
  }));
  await room.store.write((session) =>
    room.recordAct(session, officer, {
      act: 'listApplications',
      subjects: found.cases.flatMap(({ addresseeNumber }) => addresseeNumber ?? []),
      reason: '申請の一覧',
    }),
  );
  return {
    queues: queues.map((queue) => ({ queue, label: QUEUES[queue].label, count: counts.get(queue) ?? 0 })),
    rows: found.cases.map((one) => rowOf(room, officer, one)),
    total: found.total,
    page: filter.page,
    pages: Math.max(1, Math.ceil(found.total / PAGE_ROWS)),
    views: views.map(({ id, name, query }) => ({ id, name, query })),
    health: healthOf(room),
  };
}

/** 件数 per open stage, for the page of today's work; no case is opened. */
export async function openStages(room: OfficeRoom, officer: Officer) {
  room.permit(officer, 'seeApplications');
  const counts = await room.store.read((session) => countApplications(session));
  return APPLICATION_STAGE_ORDER.filter((stage) => APPLICATION_STAGES[stage].open).map((stage) => ({
    stage,
    label: APPLICATION_STAGES[stage].label,
    count: counts.get(stage) ?? 0,
  }));
}

function rowOf(room: OfficeRoom, officer: Officer, found: ApplicationCase): InboxRow {
  const held = assignmentOf(room, found);
  return {
    receiptNumber: found.receiptNumber,
    stage: found.stage,
    version: found.version,
    filerName: found.form.filer.name,
    movers: found.form.movers.length,
    filedAt: found.filedAt,
    arrivedAt: found.arrivedAt,
    movingOn: found.movingOn,
    visitOn: found.visitOn,
    urgency: urgencyOf(found, room.today()),
    why: whyUrgent(found, room.today()),
    waiting: found.work.checks.some((check) => check.state === 'waiting'),
    withdrawalRequested: found.withdrawalRequestedAt !== undefined,
    objected: (found.work.objections ?? []).length > 0,
    ...(held ? { assignee: { name: held.officerName, until: held.until, isMe: held.officerId === officer.id } } : {}),
  };
}

/** 自動取込み: whether the portal's mailbox answered the last time it was asked. */
function healthOf(room: OfficeRoom): PullHealth {
  const portal = room.mailroom.contacts().find(({ system }) => system === 'portal');
  // One answer that is late is no outage.
  if (portal?.silentMs !== undefined && portal.silentMs >= OUTAGE_MS) return { state: 'silent', ms: portal.silentMs };
  return portal?.heardMsAgo === undefined ? { state: 'waiting' } : { state: 'good', ms: portal.heardMsAgo };
}

/** 絞り込みの保存: under a name, for this officer alone; the same name again replaces it. */
export async function saveView(
  room: OfficeRoom,
  officer: Officer,
  view: { name: string; query: string },
): Promise<Outcome<undefined>> {
  room.permit(officer, 'seeApplications');
  return room.store.write(async ({ db, t: { inboxViews: t } }): Promise<Outcome<undefined>> => {
    const own = await db.select().from(t).where(eq(t.officerId, officer.id));
    const same = own.find(({ name }) => name === view.name);
    if (!same && own.length >= MOST_VIEWS) {
      return refuse('tooManyViews', `保存できる絞り込みは${MOST_VIEWS}個までです。使わないものを消してください。`, '');
    }
    if (same) await db.update(t).set({ query: view.query }).where(eq(t.id, same.id));
    else await db.insert(t).values({ id: room.newId(), officerId: officer.id, savedAt: room.clock.now(), ...view });
    return { accepted: true, value: undefined };
  });
}

/** 保存した絞り込みを消す: only one's own. */
export async function removeView(room: OfficeRoom, officer: Officer, id: string): Promise<void> {
  room.permit(officer, 'seeApplications');
  await room.store.write(({ db, t: { inboxViews: t } }) =>
    db.delete(t).where(and(eq(t.id, id), eq(t.officerId, officer.id))),
  );
}
