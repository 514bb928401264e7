import { OutageError } from '#app/national/outage.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { PulledMail } from './door.ts';
import type { Inbox } from './inbox.server.ts';
import { createLane } from './lane.ts';
import type { MailroomContext } from './mailroom.server.ts';
import { createSilence, type Silence } from './silence.ts';
import { acknowledgeMail, type Door, fetchMail } from './transport.server.ts';

export interface Mailboxes {
  /** What `pull` does, one by one. */
  lanes: (() => Promise<number>)[];
  pull(): Promise<number>;
  silence: Silence;
}

/** Mail fetched in one request. */
const BATCH = 100;

/** 郵便箱: fetched, applied, and only then acknowledged; what was not acknowledged comes again. */
export function createMailboxes<T extends DeliveryTables>(context: MailroomContext<T>, inbox: Inbox): Mailboxes {
  const silence = createSilence(() => new Date().toISOString());

  // Each door is a lane of its own: one that hangs does not keep the mail of the others waiting.
  const lanes = [createLane(inbox.retryFailed), ...context.mailboxes.map((door) => createLane(() => pullFrom(door)))];

  async function pullFrom(door: Door): Promise<number> {
    try {
      const applied = await empty(door);
      silence.ended(door.code);
      return applied;
    } catch (error) {
      if (!(error instanceof OutageError)) throw error;
      silence.noticed(door.code);
      return 0;
    }
  }

  async function pull(): Promise<number> {
    const applied = await Promise.all(lanes.map((lane) => lane()));
    return applied.reduce((sum, count) => sum + count, 0);
  }

  async function empty(door: Door): Promise<number> {
    for (let applied = 0; ; ) {
      const { mail, more } = await fetchMail(context, door, context.keys, BATCH);
      if (mail.length === 0) return applied;
      const { count, stored } = await take(mail);
      applied += count;
      if (stored.length > 0) await acknowledgeMail(context, door, context.keys, stored);
      // Mail that could not be stored stays at the head of the box: asking again now would bring the same.
      if (!more || stored.length < mail.length) return applied;
    }
  }

  /** Opens side by side, applies in the order of the box; the store joins the writes. */
  async function take(mail: PulledMail['mail']): Promise<{ count: number; stored: string[] }> {
    const opened = await Promise.all(mail.map(({ sealed }) => inbox.open(sealed).catch(outage)));
    const results = await Promise.all(
      opened.map((letter) => (letter instanceof OutageError ? undefined : inbox.take(letter))),
    );
    const stored = mail.filter((_, index) => results[index] !== undefined).map(({ id }) => id);
    return { count: results.reduce((sum, result) => sum + (result?.applied ?? 0), 0), stored };
  }

  return { lanes, pull, silence };
}

/** The directory is silent: nobody can say yet whether this mail is genuine. */
function outage(error: unknown): OutageError {
  if (error instanceof OutageError) return error;
  throw error;
}
