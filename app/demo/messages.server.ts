import type { MailRow } from '#app/messages/mail-screens.server.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';

/** One message that crossed the line, as both ends saw it. Never its content. */
export interface CrossedMessage {
  id: string;
  title: string;
  type: string;
  from: string;
  to: string;
  sentAt: string;
  /** What became of it, in words. */
  state: string;
  tone: 'info' | 'success' | 'warning' | 'error';
  attempts: number;
}

const STATES: Record<MailRow['state'], Pick<CrossedMessage, 'state' | 'tone'>> = {
  pending: { state: '送信待ち', tone: 'warning' },
  held: { state: '受け取り待ち', tone: 'info' },
  sent: { state: '送信済み', tone: 'info' },
  dead: { state: '送れませんでした', tone: 'error' },
  waiting: { state: '順番待ち', tone: 'warning' },
  failed: { state: '処理できていません', tone: 'error' },
  applied: { state: '処理済み', tone: 'success' },
};

/** A message as the simulated systems saw it at their own doors: questions and their answers are in no mailroom. */
export interface SeenAtDoor {
  id: string;
  at: string;
  type: string;
  title: string;
  from: string;
  to: string;
  state: 'waiting' | 'delivered' | 'handled' | 'answered' | 'refused';
}

const AT_DOOR: Record<SeenAtDoor['state'], Pick<CrossedMessage, 'state' | 'tone'>> = {
  waiting: { state: '受け取り待ち', tone: 'info' },
  delivered: { state: '受け取り済み', tone: 'success' },
  handled: { state: '処理済み', tone: 'success' },
  answered: { state: '回答済み', tone: 'success' },
  refused: { state: '断られました', tone: 'error' },
};

/** The end that knows more: the receiver's word counts, once it has one. */
const LATER: MailRow['state'][] = ['pending', 'held', 'dead', 'sent', 'waiting', 'failed', 'applied'];

/** The latest messages of all organisations, each once, the newest first. */
export async function crossedMessages(
  mailrooms: readonly Pick<Mailroom, 'log'>[],
  nameOf: (code: string) => string,
  limit: number,
  seenAtDoors: readonly SeenAtDoor[] = [],
): Promise<CrossedMessage[]> {
  const logs = await Promise.all(mailrooms.map((mailroom) => mailroom.log(limit)));
  const byId = new Map<string, MailRow>();
  for (const row of logs.flat()) {
    const known = byId.get(row.id);
    if (!known || LATER.indexOf(row.state) > LATER.indexOf(known.state)) {
      byId.set(row.id, { ...row, attempts: Math.max(row.attempts, known?.attempts ?? 0) });
    }
  }
  const fromMailrooms = [...byId.values()].map((row) => ({
    id: row.id,
    title: row.title,
    type: row.type,
    from: nameOf(row.from),
    to: nameOf(row.to),
    sentAt: row.sentAt,
    attempts: row.attempts,
    ...STATES[row.state],
  }));
  const fromDoors = seenAtDoors
    .filter(({ id }) => !byId.has(id))
    .map(({ id, at, title, type, from, to, state }) => ({
      id,
      title,
      type,
      from: nameOf(from),
      to: nameOf(to),
      sentAt: at,
      attempts: 1,
      ...AT_DOOR[state],
    }));
  return [...fromMailrooms, ...fromDoors]
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt) || b.id.localeCompare(a.id))
    .slice(0, limit);
}
