import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** 警報: one row per thing that went wrong; nobody's record is in it. */
export const officeAlerts = sqliteTable(
  'office_alerts',
  {
    alertId: text('alert_id').primaryKey(),
    kind: text('kind').notNull(),
    /** Which system, pair or step of the kind. */
    subject: text('subject').notNull(),
    sentence: text('sentence').notNull(),
    /** How much of it: more than when it was acknowledged opens it again. */
    size: integer('size').notNull(),
    /** open waits for somebody; acknowledged has somebody; ended is no more. */
    state: text('state', { enum: ['open', 'acknowledged', 'ended'] }).notNull(),
    /** 段階: which step of the rule's list has it now. */
    level: integer('level').notNull(),
    /** Legal time at which the next step has it; null at the last one, and once somebody has it. */
    escalatesAt: text('escalates_at'),
    raisedAt: text('raised_at').notNull(),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedByName: text('acknowledged_by_name'),
    endedAt: text('ended_at'),
  },
  (t) => [index('office_alerts_state').on(t.state, t.raisedAt), index('office_alerts_about').on(t.kind, t.subject)],
);

/** 警報の経過: raised, escalated, acknowledged by whom and with which words, opened again, ended. */
export const officeAlertEvents = sqliteTable(
  'office_alert_events',
  {
    position: integer('position').primaryKey({ autoIncrement: true }),
    alertId: text('alert_id').notNull(),
    at: text('at').notNull(),
    act: text('act').notNull(),
    officerName: text('officer_name').notNull(),
    note: text('note'),
  },
  (t) => [index('office_alert_events_alert').on(t.alertId, t.position)],
);

/** 夜間処理の記録: each step of each night, with why it failed. */
export const nightSteps = sqliteTable(
  'night_steps',
  {
    day: text('day').notNull(),
    step: text('step').notNull(),
    state: text('state', { enum: ['running', 'done', 'failed'] }).notNull(),
    startedAt: text('started_at').notNull(),
    finishedAt: text('finished_at'),
    error: text('error'),
  },
  (t) => [primaryKey({ columns: [t.day, t.step] })],
);

/** 日ごとの集計: counts alone, so that a figure never reads the register. */
export const figureDays = sqliteTable(
  'figure_days',
  {
    day: text('day').notNull(),
    series: text('series').notNull(),
    key: text('key').notNull(),
    count: integer('count').notNull(),
    /** Sum of what is measured (minutes, days), where something is. */
    total: integer('total').notNull(),
  },
  (t) => [primaryKey({ columns: [t.series, t.day, t.key] })],
);

/** 集計の位置: up to which row each source has been counted. */
export const figureCursors = sqliteTable('figure_cursors', {
  source: text('source').primaryKey(),
  position: integer('position').notNull(),
  /** Where the source ended when it was last looked at: what is older has been committed for good. */
  seen: integer('seen').notNull(),
});
