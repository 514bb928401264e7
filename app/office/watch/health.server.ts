import { and, gte, inArray, sum } from 'drizzle-orm';
import type { RegisterHealth } from '#app/juki/door.ts';
import type { SystemContact } from '#app/messages/silence.ts';
import type { AskedSystem } from '#app/national/contacts.server.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { CARD_TERMINAL } from '../cards/card-line.server.ts';
import { countQueuedCards } from '../cards/card-tasks.server.ts';
import { organisationName } from '../organisation-names.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { lastNights, NIGHT_STEPS, type NightStep } from './watch.server.ts';

/** 外部システムの状態. */
export interface SystemState {
  code: string;
  name: string;
  state: 'answering' | 'silent' | 'unknown';
  /** Seconds since it answered last; minutes since it fell silent. */
  heardSecondsAgo?: number;
  silentMinutes?: number;
  /** Messages that wait for it; missing where none are sent. */
  queue?: number;
  /** カード whose 継続利用 waits for it. */
  cards?: number;
}

/** 機関ごとの電文: what was sent and received in the last days, and what is still on its way. */
export interface PairState {
  code: string;
  name: string;
  sent: number;
  received: number;
  /** Sent, not taken yet; refused for good; received, not applied yet. */
  waiting: number;
  dead: number;
  unapplied: number;
}

/** 稼働状況. */
export interface HealthPage {
  systems: SystemState[];
  pairs: PairState[];
  register: RegisterHealth;
  nights: { day: string; title: string; state: 'running' | 'done' | 'failed'; startedAt: string; error?: string }[];
}

/** Days over which mail is summed up. */
export const MAIL_DAYS = 7;

/** Everybody whose mail does not go through the box of J-LIS. */
const OWN_DOORS = ['portal', 'interlink', 'immigration'] as const;
const SYSTEMS = ['jlis', ...OWN_DOORS] as const;
/** Asked directly, without messages. */
const ASKED: readonly AskedSystem[] = ['ocsp', 'auth-app'];

function doorOf(peer: string): (typeof SYSTEMS)[number] {
  return OWN_DOORS.find((door) => door === peer) ?? 'jlis';
}

/** Mail between the towns, and with J-LIS itself. */
export function isCarriedByJlis(peer: string): boolean {
  return doorOf(peer) === 'jlis';
}

/** 稼働状況: by counters and by what waits; no sent message, no record of a person is read. */
export async function healthPage(room: OfficeRoom, officer: Officer): Promise<HealthPage> {
  room.permit(officer, 'seeHealth');
  const queues = await room.mailroom.queues();
  const asked = await room.asked.states();
  const met = room.contacts();
  const cards = await room.store.read((session) => countQueuedCards(session));
  const systems = [
    ...SYSTEMS.map((code) => {
      const queue = queues
        .filter(({ peer, direction, state }) => direction === 'out' && state !== 'dead' && doorOf(peer) === code)
        .reduce((all, { count }) => all + count, 0);
      return { ...stateOf(code, met), queue };
    }),
    { ...stateOf(CARD_TERMINAL, met), cards },
    ...ASKED.map((code) => stateOf(code, asked)),
  ];
  const nights = await lastNights(room, 6);
  return {
    systems,
    pairs: await pairsOf(room, queues),
    register: await room.juki.health(),
    nights: nights.map(({ day, step, state, startedAt, error }) => ({
      day,
      title: NIGHT_STEPS[step as NightStep] ?? step,
      state,
      startedAt,
      ...(error ? { error } : {}),
    })),
  };
}

function stateOf(code: string, contacts: readonly SystemContact[]): SystemState {
  const found = contacts.find(({ system }) => system === code);
  return {
    code,
    name: organisationName(code),
    state: !found ? 'unknown' : found.silentMs === undefined ? 'answering' : 'silent',
    ...(found?.heardMsAgo === undefined ? {} : { heardSecondsAgo: Math.round(found.heardMsAgo / 1000) }),
    ...(found?.silentMs === undefined ? {} : { silentMinutes: Math.floor(found.silentMs / 60_000) }),
  };
}

/** 機関ごとの電文, by counters and by what waits. */
export async function pairsOf(
  room: OfficeRoom,
  queues: Awaited<ReturnType<OfficeRoom['mailroom']['queues']>>,
): Promise<PairState[]> {
  const since = addDays(room.today(), 1 - MAIL_DAYS);
  const sums = await room.store.read(({ db, t: { figureDays } }) =>
    db
      .select({ series: figureDays.series, key: figureDays.key, count: sum(figureDays.count) })
      .from(figureDays)
      .where(and(inArray(figureDays.series, ['mailOut', 'mailIn']), gte(figureDays.day, since)))
      .groupBy(figureDays.series, figureDays.key),
  );
  const codes = [...new Set([...sums.map(({ key }) => key), ...queues.map(({ peer }) => peer)])].sort();
  return codes.map((code) => {
    const summed = (series: string) =>
      Number(sums.find((one) => one.series === series && one.key === code)?.count ?? 0);
    const queued = (states: readonly string[]) =>
      queues.filter(({ peer, state }) => peer === code && states.includes(state)).reduce((n, one) => n + one.count, 0);
    return {
      code,
      name: organisationName(code),
      sent: summed('mailOut'),
      received: summed('mailIn'),
      waiting: queued(['pending', 'held']),
      dead: queued(['dead']),
      unapplied: queued(['waiting', 'failed']),
    };
  });
}
