import type { Clock } from '#app/vocabulary/clock.ts';
import type { Cipher } from '#db/cipher.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import type { MessageType } from './contracts/catalogue.ts';
import type { DirectoryClient } from './directory.server.ts';
import type { Envelope, Message, OutgoingMessage } from './envelope.ts';
import { createInbox } from './inbox.server.ts';
import { createInquiries } from './inquiries.server.ts';
import type { OrganisationKeys } from './keys.server.ts';
import { createLane } from './lane.ts';
import type { MailTotal } from './mail-comparison.ts';
import {
  createMailScreens,
  type MailFilter,
  type MailQueue,
  type MailRow,
  type UnreadableRow,
} from './mail-screens.server.ts';
import { createMailboxes } from './mailboxes.server.ts';
import { sealMessageLog } from './message-log.server.ts';
import { createOutbox } from './outbox.server.ts';
import { contactsOf, longestSilence, type SilentSystem, type SystemContact } from './silence.ts';

/** Effect of a received message, inside the inbox's transaction: applied exactly once. May await only the session. */
export type Handler<T extends DeliveryTables = DeliveryTables> = (
  message: Message,
  session: Session<T>,
) => Promise<void>;

/** Answers a question at once; no transaction is open around it. */
export type InquiryHandler = (message: Message) => Promise<{ type: MessageType; content: unknown }>;

export interface MailroomDeps<T extends DeliveryTables = DeliveryTables> {
  self: string;
  store: Store<T>;
  cipher: Cipher;
  keys: OrganisationKeys;
  directory: DirectoryClient;
  /** Legal time; back-off and timeouts follow the machine's own clock. */
  clock: Clock;
  newId: () => string;
  /** Base URL of the door that takes messages for an organisation, or 'mailbox': it waits here to be pulled. */
  routeOf: (to: string) => string;
  /** Doors where mail for this organisation waits. */
  mailboxes: { base: string; code: string }[];
  handlers?: Partial<Record<MessageType, Handler<T>>>;
  inquiries?: Partial<Record<MessageType, InquiryHandler>>;
  fetch?: typeof fetch;
  /** Milliseconds until the next attempt; grows to a minute. */
  backOff?: (attempts: number) => number;
  timeoutMs?: number;
}

/** 電文の発着所 of one organisation: outbox, inbox, questions and their record. */
export interface Mailroom<T extends DeliveryTables = DeliveryTables> {
  readonly self: string;
  /** May be filled after construction. A known type without a handler is kept as failed. */
  readonly handlers: Partial<Record<MessageType, Handler<T>>>;
  readonly inquiries: Partial<Record<MessageType, InquiryHandler>>;
  /** Called after mail for somebody who pulls was committed. */
  onHeld?: (to: string) => void;
  /** Called after a received message took effect. */
  onApplied?: (envelope: Envelope) => void;
  /** Writes to the outbox in the caller's transaction and returns the id; after the commit delivery wakes up. */
  post(session: Session<DeliveryTables>, outgoing: OutgoingMessage): Promise<string>;
  /** Sends what is due, in order per receiver and subject. Returns how many were taken. */
  deliver(): Promise<number>;
  /** Fetches the mailboxes, applies, acknowledges, and retries effects that failed. Returns how many took effect. */
  pull(): Promise<number>;
  /** A sealed question and its sealed answer. Throws OutageError, or ProblemError when the other side refuses. */
  inquire<C = unknown>(to: string, type: MessageType, content: unknown): Promise<Message<C>>;
  /** For doors: verifies and takes one sealed message, or answers it if it is a question. */
  accept(sealed: string): Promise<Response>;
  /** Polls; until it is called, nothing moves by itself. */
  start(everyMs: number): void;
  /** Delivers and pulls soon, if started. */
  wake(): void;
  stop(): Promise<void>;
  /** The latest messages in both directions, without content; with a filter those with one organisation, in one state, or both. */
  log(limit: number, filter?: MailFilter): Promise<MailRow[]>;
  /** How many messages there are in all, by direction, organisation and kind: for the comparison with who carried them. */
  totals(): Promise<MailTotal[]>;
  deadLetters(): Promise<MailRow[]>;
  /** Received, but an earlier one is missing, or the effect failed. */
  waiting(): Promise<MailRow[]>;
  unreadable(): Promise<UnreadableRow[]>;
  /** Tries a dead letter, a failed effect or an unreadable message again, by its id. false = there is none. */
  retry(id: string): Promise<boolean>;
  /** Other systems that did not answer the last time, since when (protocol time). */
  silent(): SilentSystem[];
  /** Every other system that was met: how long ago it answered, how long it is silent. */
  contacts(): SystemContact[];
  /** What has not arrived yet, per other organisation. */
  queues(): Promise<MailQueue[]>;
}

/** Everything that the parts of a mailroom share. */
export interface MailroomContext<T extends DeliveryTables = DeliveryTables>
  extends Omit<Required<MailroomDeps<T>>, 'fetch'> {
  fetch: typeof fetch | undefined;
  hooks: Pick<Mailroom<T>, 'onHeld' | 'onApplied'> & { wake(): void };
}

export function createMailroom<T extends DeliveryTables>(deps: MailroomDeps<T>): Mailroom<T> {
  const hooks: MailroomContext<T>['hooks'] = { wake };
  const context: MailroomContext<T> = {
    backOff: growingPause,
    timeoutMs: 5_000,
    ...deps,
    fetch: deps.fetch,
    handlers: deps.handlers ?? {},
    inquiries: deps.inquiries ?? {},
    hooks,
  };
  const outbox = createOutbox(context);
  const inbox = createInbox(context);
  const inquiries = createInquiries(context, inbox);
  const mailboxes = createMailboxes(context, inbox);
  const screens = createMailScreens(context);
  const sealLog = createLane(() => sealMessageLog(context.store));
  const underWay = new Set<Promise<unknown>>();
  let timer: NodeJS.Timeout | undefined;
  let wanted = false;

  /** Everything that is woken in one turn starts together; what hangs holds up nothing but itself. */
  function wake(): void {
    if (!timer || wanted) return;
    wanted = true;
    queueMicrotask(() => {
      wanted = false;
      follow(outbox.deliver());
      // What was received often wants to be answered at once.
      for (const lane of mailboxes.lanes) follow(lane().then((count) => (count > 0 ? outbox.deliver() : 0)));
      follow(sealLog());
    });
  }

  function follow(work: Promise<unknown>): void {
    const followed = work
      .catch((error: unknown) => console.error(`mailroom of ${deps.self}`, error))
      .finally(() => underWay.delete(followed));
    underWay.add(followed);
  }

  async function retry(id: string): Promise<boolean> {
    const found = (await outbox.retry(id)) || (await inbox.retry(id));
    if (found) wake();
    return found;
  }

  const mailroom: Mailroom<T> = {
    self: deps.self,
    handlers: context.handlers,
    inquiries: context.inquiries,
    post: outbox.post,
    deliver: outbox.deliver,
    pull: mailboxes.pull,
    inquire: inquiries.inquire,
    accept: inquiries.accept,
    start: (everyMs) => {
      timer ??= setInterval(wake, everyMs);
      wake();
    },
    wake,
    stop: async () => {
      clearInterval(timer);
      timer = undefined;
      await Promise.all(underWay);
      await sealLog();
    },
    ...screens,
    retry,
    silent: () => longestSilence([...outbox.silence.list(), ...mailboxes.silence.list()]),
    contacts: () => contactsOf([outbox.silence, mailboxes.silence], Date.now()),
  };
  // Hooks are set on the mailroom and read by its parts.
  Object.defineProperties(hooks, {
    onHeld: { get: () => mailroom.onHeld },
    onApplied: { get: () => mailroom.onApplied },
  });
  return mailroom;
}

/** Half a second, doubled each time, a minute at most; spread, so that many do not come back at once. */
function growingPause(attempts: number): number {
  return Math.min(60_000, 500 * 2 ** Math.min(attempts, 10)) * (0.8 + Math.random() * 0.4);
}
