import { and, asc, count, desc, eq, inArray, isNull, lte, ne } from 'drizzle-orm';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer, Role } from '#app/vocabulary/roles.ts';
import { type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { ALERT_RULES, type AlertCause, type AlertKind, isLastStep, mayAcknowledge, stepAt } from './alert-rules.ts';
import { findCauses } from './watch.server.ts';

type Row = OfficeSession['t']['officeAlerts']['$inferSelect'];

/** 警報の一件, as the list shows it. */
export interface Alert {
  alertId: string;
  kind: AlertKind;
  sentence: string;
  state: Row['state'];
  /** Who has it now. */
  role: Role;
  raisedAt: string;
  escalatesAt?: string;
  acknowledgedByName?: string;
  endedAt?: string;
  events: { at: string; act: string; officerName: string; note?: string }[];
  mayAcknowledge: boolean;
}

/** 警報の経過の言葉. */
export const ALERT_ACTS = {
  raised: '発生',
  escalated: '次の担当へ',
  acknowledged: '引き受け',
  worsened: '増えたため再発生',
  ended: '解消',
} as const;

const isKind = (kind: string): kind is AlertKind => kind in ALERT_RULES;

function minutesLater(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** Until when the step has it; the last one has it for good. */
function escalationOf(kind: AlertKind, level: number, at: string): string | null {
  return isLastStep(kind, level) ? null : minutesLater(at, stepAt(kind, level).minutes);
}

async function note(
  room: OfficeRoom,
  { db, t }: OfficeSession,
  alertId: string,
  act: keyof typeof ALERT_ACTS,
  by: { name: string; note?: string } = { name: 'システム' },
): Promise<void> {
  const row = { alertId, at: room.clock.now(), act: ALERT_ACTS[act], officerName: by.name, note: by.note ?? null };
  await db.insert(t.officeAlertEvents).values(row);
}

async function raise(room: OfficeRoom, session: OfficeSession, cause: AlertCause): Promise<void> {
  const at = room.clock.now();
  const alertId = room.newId();
  await session.db.insert(session.t.officeAlerts).values({
    alertId,
    ...cause,
    state: 'open',
    level: 0,
    escalatesAt: escalationOf(cause.kind, 0, at),
    raisedAt: at,
  });
  await note(room, session, alertId, 'raised');
}

/** The same cause again: its words and size are renewed; more of it than somebody took on opens it again. */
async function renew(room: OfficeRoom, session: OfficeSession, row: Row, cause: AlertCause): Promise<void> {
  const worse = row.state === 'acknowledged' && cause.size > row.size;
  if (!worse && row.sentence === cause.sentence && row.size === cause.size) return;
  const at = room.clock.now();
  const reopened = worse
    ? {
        state: 'open' as const,
        level: 0,
        escalatesAt: escalationOf(cause.kind, 0, at),
        acknowledgedBy: null,
        acknowledgedByName: null,
      }
    : {};
  // What somebody took on stays the measure until it is over.
  const size = row.state === 'acknowledged' && !worse ? row.size : cause.size;
  await session.db
    .update(session.t.officeAlerts)
    .set({ sentence: cause.sentence, size, ...reopened })
    .where(eq(session.t.officeAlerts.alertId, row.alertId));
  if (worse) await note(room, session, row.alertId, 'worsened');
}

/**
 * 見張りの一巡: raises what is new, ends what is over, and hands on what nobody took in time. The same round twice changes nothing.
 * Returns how many alerts were raised, ended or handed on.
 */
export async function sweepAlerts(room: OfficeRoom): Promise<number> {
  const causes = await findCauses(room);
  return room.store.write(async (session) => {
    const { db, t } = session;
    const at = room.clock.now();
    const rows = await db.select().from(t.officeAlerts).where(ne(t.officeAlerts.state, 'ended'));
    let changed = 0;
    for (const cause of causes) {
      const row = rows.find(({ kind, subject }) => kind === cause.kind && subject === cause.subject);
      if (row) await renew(room, session, row, cause);
      else {
        await raise(room, session, cause);
        changed += 1;
      }
    }
    for (const row of rows) {
      if (causes.some(({ kind, subject }) => kind === row.kind && subject === row.subject)) continue;
      await db
        .update(t.officeAlerts)
        .set({ state: 'ended', endedAt: at, escalatesAt: null })
        .where(eq(t.officeAlerts.alertId, row.alertId));
      await note(room, session, row.alertId, 'ended');
      changed += 1;
    }
    return changed + (await escalate(room, session, at));
  });
}

async function escalate(room: OfficeRoom, session: OfficeSession, at: string): Promise<number> {
  const { db, t } = session;
  const due = await db
    .select()
    .from(t.officeAlerts)
    .where(and(eq(t.officeAlerts.state, 'open'), lte(t.officeAlerts.escalatesAt, at)));
  for (const { alertId, kind, level } of due) {
    if (!isKind(kind)) continue;
    const next = { level: level + 1, escalatesAt: escalationOf(kind, level + 1, at) };
    await db.update(t.officeAlerts).set(next).where(eq(t.officeAlerts.alertId, alertId));
    await note(room, session, alertId, 'escalated');
  }
  return due.length;
}

/** 引き受け: a named officer says what is done about it; from then on it is handed on to nobody. */
export async function acknowledgeAlert(
  room: OfficeRoom,
  officer: Officer,
  { alertId, note: words }: { alertId: string; note: string },
): Promise<Outcome<'acknowledged'>> {
  room.permit(officer, 'seeAlerts');
  return room.store.write(async (session) => {
    const { db, t } = session;
    const [row] = await db.select().from(t.officeAlerts).where(eq(t.officeAlerts.alertId, alertId)).limit(1);
    if (!row || !isKind(row.kind) || row.state === 'ended') {
      return refuse('alertOver', 'この警報は、もう解消しています。一覧を確かめてください。', '標準仕様書 10.3');
    }
    if (row.state === 'acknowledged') {
      if (row.acknowledgedBy === officer.id) return { accepted: true, value: 'acknowledged' };
      const who = row.acknowledgedByName ?? 'ほかの職員';
      return refuse('alertTaken', `この警報は、${who}さんが引き受けています。`, '標準仕様書 10.3');
    }
    if (!mayAcknowledge(row.kind, row.level, officer.roles)) {
      return refuse('alertNotYours', 'この警報の担当ではありません。担当の職員が引き受けます。', '標準仕様書 10.3');
    }
    await db
      .update(t.officeAlerts)
      .set({ state: 'acknowledged', escalatesAt: null, acknowledgedBy: officer.id, acknowledgedByName: officer.name })
      .where(eq(t.officeAlerts.alertId, alertId));
    await note(room, session, alertId, 'acknowledged', { name: officer.name, note: words });
    await room.recordAct(session, officer, { act: 'acknowledgeAlert', subjects: [], reason: words });
    return { accepted: true, value: 'acknowledged' };
  });
}

/** Past alerts on the screen. */
const HISTORY_SHOWN = 50;

/** 警報の一覧: what is open, what somebody has, and what is over, the newest first. */
export async function alertPage(room: OfficeRoom, officer: Officer): Promise<{ current: Alert[]; past: Alert[] }> {
  room.permit(officer, 'seeAlerts');
  return room.store.read(async (session) => {
    const { db, t } = session;
    const current = await db
      .select()
      .from(t.officeAlerts)
      .where(ne(t.officeAlerts.state, 'ended'))
      .orderBy(desc(t.officeAlerts.state), asc(t.officeAlerts.raisedAt));
    const past = await db
      .select()
      .from(t.officeAlerts)
      .where(eq(t.officeAlerts.state, 'ended'))
      .orderBy(desc(t.officeAlerts.raisedAt))
      .limit(HISTORY_SHOWN);
    const ids = [...current, ...past].map(({ alertId }) => alertId);
    const events = await db
      .select()
      .from(t.officeAlertEvents)
      .where(inArray(t.officeAlertEvents.alertId, ids))
      .orderBy(asc(t.officeAlertEvents.position));
    const view = (row: Row): Alert[] => (isKind(row.kind) ? [alertOf(row, row.kind, events, officer)] : []);
    return { current: current.flatMap(view), past: past.flatMap(view) };
  });
}

function alertOf(
  row: Row,
  kind: AlertKind,
  events: readonly OfficeSession['t']['officeAlertEvents']['$inferSelect'][],
  { roles }: Officer,
): Alert {
  const { alertId, sentence, state, level, raisedAt, escalatesAt, acknowledgedByName, endedAt } = row;
  return {
    alertId,
    kind,
    sentence,
    state,
    role: stepAt(kind, level).role,
    raisedAt,
    ...(escalatesAt ? { escalatesAt } : {}),
    ...(acknowledgedByName ? { acknowledgedByName } : {}),
    ...(endedAt ? { endedAt } : {}),
    events: events
      .filter((event) => event.alertId === alertId)
      .map(({ at, act, officerName, note }) => ({ at, act, officerName, ...(note ? { note } : {}) })),
    mayAcknowledge: state === 'open' && mayAcknowledge(kind, level, roles),
  };
}

/** 印の数: open alerts that nobody has taken on yet; shown on every page, so it is one counted index. */
export async function openAlerts(room: OfficeRoom): Promise<number> {
  const [row] = await room.store.read(({ db, t: { officeAlerts } }) =>
    db
      .select({ count: count() })
      .from(officeAlerts)
      .where(and(eq(officeAlerts.state, 'open'), isNull(officeAlerts.endedAt))),
  );
  return Number(row?.count ?? 0);
}
