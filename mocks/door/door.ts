import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { takeBatch } from '#app/messages/batch.server.ts';
import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import { DOOR_PATHS, type DoorRequest, type PulledMail } from '#app/messages/door.ts';
import type { Envelope, Message, OutgoingMessage } from '#app/messages/envelope.ts';
import { ProblemError, problemResponse } from '#app/messages/problems.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { Cipher } from '#db/cipher.ts';
import { given, prepared, preparedInsert, preparedUpdate } from '#db/prepared.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { type Fault, type FaultSystem, type Faults, withFaults } from '../faults.ts';
import type { Line } from './line.ts';
import { acknowledgeMail, draftMessage, draftWith, waitingMail } from './mail.ts';
import { asProblem, refused } from './refusal.ts';
import { isInService, type ServiceHours } from './service-hours.ts';

/** What every simulated system is given. */
export interface NationalDeps {
  store: Store<NationalTables>;
  cipher: Cipher;
  clock: Clock;
  newId: () => string;
  faults: Faults;
  line: Line;
}

/** The rules of one system behind the common interface of app/messages/door.ts. */
export interface DoorRules {
  self: string;
  system: FaultSystem;
  serviceHours?: ServiceHours | undefined;
  /** Who has a mailbox here. */
  hasMailbox(code: string): boolean;
  /** A message for somebody else: returns if it is taken into the mailbox, else throws a ProblemError. */
  carry(envelope: Envelope): void;
  /** Effect of a message, in the transaction that marks it as received. */
  handlers: Partial<Record<MessageType, (message: Message, session: Session<NationalTables>) => Promise<void>>>;
  /** Inquiries, answered at once with a sealed message. */
  inquiries: Partial<Record<MessageType, (message: Message) => Promise<{ type: MessageType; content: unknown }>>>;
  /** Runs after a message was handled, outside the transaction. */
  afterHandling?(): Promise<void>;
}

export interface Door {
  handler(request: Request): Promise<Response>;
  /** Puts a message of the system's own into a mailbox, in the caller's transaction; returns its id. */
  post(session: Session<NationalTables>, outgoing: OutgoingMessage): Promise<string>;
}

const findEntry = prepared(({ db, t }: Session<NationalTables>) =>
  db
    .select({ digest: t.doorMessages.digest, outcome: t.doorMessages.outcome })
    .from(t.doorMessages)
    .where(eq(t.doorMessages.key, given('key')))
    .limit(1),
);
const addEntry = prepared(({ db, t }: Session<NationalTables>) =>
  db
    .insert(t.doorMessages)
    .values({
      key: given('key'),
      messageId: given('messageId'),
      door: given('door'),
      type: given('type'),
      sender: given('sender'),
      receiver: given('receiver'),
      subject: given('subject'),
      digest: given('digest'),
      receivedAt: given('receivedAt'),
      outcome: given('outcome'),
    })
    .onConflictDoNothing()
    .returning({ position: t.doorMessages.position }),
);
const insertMail = preparedInsert((t: NationalTables) => t.doorMail);
const updateMail = preparedUpdate(
  (t: NationalTables) => t.doorMail,
  (mail) => eq(mail.id, given('of')),
);

const MAX_BYTES = 1_000_000;
const MAX_BATCH_BYTES = 4 * MAX_BYTES;
const MAX_MAIL = 100;

export function createDoor(deps: NationalDeps, rules: DoorRules): Door {
  const { store, cipher, clock, newId, line } = deps;

  async function take(sealed: string): Promise<Response> {
    const letter = await line.check(sealed);
    const { envelope } = letter;
    const digest = createHash('sha256').update(JSON.stringify(envelope)).digest('hex');
    const [known] = await store.read(async (session) => findEntry(session, { key: envelope.id }));
    if (known && known.digest !== digest) {
      throw refused(422, 'idReused', '同じ電文番号で内容の異なる電文を受け取りました。');
    }
    if (known && known.outcome !== 'answered') return new Response(null, { status: 202 });
    if (envelope.to !== rules.self) return carry(envelope, digest, sealed);
    if (!isInService(rules.serviceHours, clock.now())) {
      throw refused(503, 'outsideServiceHours', 'サービス提供時間外です。時間内にもう一度送ってください。');
    }
    const message = letter.open(await line.keysOf(rules.self));
    return rules.inquiries[envelope.type] ? answer(message, digest) : handle(message, digest);
  }

  async function carry(envelope: Envelope, digest: string, sealed: string): Promise<Response> {
    rules.carry(envelope);
    await store.write(async (session) => {
      if (!(await record(session, envelope, digest, 'carried'))) return;
      await insertMail(session, {
        id: envelope.id,
        door: rules.self,
        type: envelope.type,
        sender: envelope.from,
        receiver: envelope.to,
        storedAt: clock.now(),
        sealed,
      });
    });
    return new Response(null, { status: 202 });
  }

  async function handle(message: Message, digest: string): Promise<Response> {
    const handler = rules.handlers[message.envelope.type];
    if (!handler) throw refused(422, 'typeNotTaken', 'この電文種別はここでは受け付けていません。');
    await store.write(async (session) => {
      if (await record(session, message.envelope, digest, 'handled')) await handler(message, session);
    });
    await rules.afterHandling?.();
    return new Response(null, { status: 202 });
  }

  async function answer(message: Message, digest: string): Promise<Response> {
    const { envelope } = message;
    const inquiry = rules.inquiries[envelope.type];
    if (!inquiry) throw refused(422, 'typeNotTaken', 'この電文種別はここでは受け付けていません。');
    const result = await inquiry(message);
    await store.write((session) => record(session, envelope, digest, 'answered'));
    const draft = draftWith(
      1,
      rules.self,
      {
        ...result,
        to: envelope.from,
        subject: envelope.subject,
        causationId: envelope.id,
        // The asker knows its answer by this.
        correlationId: envelope.id,
      },
      deps,
    );
    return new Response(await line.seal(draft), {
      status: 200,
      headers: { 'Content-Type': 'application/jose' },
    });
  }

  /** The entry in the book of this door; false if the message is in it already. */
  async function record(
    session: Session<NationalTables>,
    envelope: Envelope,
    digest: string,
    outcome: 'carried' | 'handled' | 'answered',
  ): Promise<boolean> {
    const receivedAt = clock.now();
    const entry = { ...entryOf(envelope), key: envelope.id, digest, outcome, door: rules.self, receivedAt };
    return (await addEntry(session, entry)).length > 0;
  }

  async function recordRefusal(sealed: string, refusal: ProblemError): Promise<void> {
    if (refusal.problem.status >= 500) return;
    const letter = await line.check(sealed).catch(() => undefined);
    await store.write(({ db, t }) =>
      db.insert(t.doorMessages).values({
        ...entryOf(letter?.envelope),
        key: `refused:${newId()}`,
        digest: createHash('sha256').update(sealed).digest('hex'),
        outcome: 'refused',
        code: refusal.problem.code,
        door: rules.self,
        receivedAt: clock.now(),
      }),
    );
  }

  async function pull(claims: DoorRequest, fault: Fault): Promise<Response> {
    const limit = Math.min(claims.limit ?? MAX_MAIL, MAX_MAIL);
    const rows = isInService(rules.serviceHours, clock.now())
      ? await store.read((session) => waitingMail(session, rules.self, claims.iss, limit + 1, fault.silent))
      : [];
    const mail = await Promise.all(rows.slice(0, limit).map(sealOnce));
    const order = fault.outOfOrder ? mail.reverse() : mail;
    const body: PulledMail = {
      mail: fault.duplicate ? order.flatMap((item) => [item, item]) : order,
      more: rows.length > limit,
    };
    return Response.json(body);
  }

  /** Sealed when it is handed out for the first time; what is handed out again is the same to the byte. */
  async function sealOnce({ id, sealed, draft }: NationalTables['doorMail']['$inferSelect']) {
    if (sealed) return { id, sealed };
    if (!draft) throw new Error('mail without content');
    const made = await line.seal(JSON.parse(cipher.decrypt(draft)) as Message);
    await store.write(async (session) => updateMail(session, { of: id }, { sealed: made }));
    return { id, sealed: made };
  }

  async function verified(request: Request): Promise<DoorRequest> {
    const claims = await line.verifyDoorRequest(await bodyOf(request), rules.self);
    if (!rules.hasMailbox(claims.iss)) throw refused(403, 'noMailbox', 'この組織の私書箱はありません。');
    return claims;
  }

  async function takeOrRefuse(sealed: string): Promise<Response> {
    try {
      return await take(sealed);
    } catch (error) {
      const refusal = asProblem(error);
      if (!(refusal instanceof ProblemError)) throw refusal;
      await recordRefusal(sealed, refusal);
      return problemResponse(refusal.problem);
    }
  }

  async function route(request: Request, fault: Fault): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.slice(`/${rules.self}`.length);
    if (request.method === 'GET' && path === DOOR_PATHS.directory) {
      return Response.json(await line.directory(url.searchParams.get('code') ?? undefined));
    }
    if (request.method !== 'POST') throw refused(405, 'method', 'この方法では使えません。');
    switch (path) {
      case DOOR_PATHS.messages:
        return takeOrRefuse(await bodyOf(request));
      case DOOR_PATHS.batch:
        return takeBatch(await bodyOf(request, MAX_BATCH_BYTES), takeOrRefuse);
      case DOOR_PATHS.pull:
        return pull(await verified(request), fault);
      case DOOR_PATHS.acks: {
        const { iss, ids } = await verified(request);
        await store.write((session) => acknowledgeMail(session, rules.self, iss, ids ?? [], clock.now()));
        return new Response(null, { status: 204 });
      }
      default:
        throw refused(404, 'notFound', 'このアドレスには何もありません。');
    }
  }

  return {
    handler: withFaults(rules.system, deps.faults, async (request, fault) => {
      try {
        return await route(request, fault);
      } catch (error) {
        if (error instanceof ProblemError) return problemResponse(error.problem);
        throw error;
      }
    }),
    post: async (session, outgoing) => {
      const draft = await draftMessage(session, rules.self, outgoing, deps);
      await insertMail(session, {
        id: draft.envelope.id,
        door: rules.self,
        type: draft.envelope.type,
        sender: rules.self,
        receiver: draft.envelope.to,
        storedAt: clock.now(),
        draft: cipher.encrypt(JSON.stringify(draft)),
      });
      return draft.envelope.id;
    },
  };
}

function entryOf(envelope: Envelope | undefined) {
  return {
    messageId: envelope?.id ?? '',
    type: envelope?.type ?? '',
    sender: envelope?.from ?? '',
    receiver: envelope?.to ?? '',
    subject: envelope?.subject ?? '',
  };
}

async function bodyOf(request: Request, max = MAX_BYTES): Promise<string> {
  const text = await request.text();
  if (text.length > max) throw refused(413, 'tooLarge', '電文が大きすぎます。');
  return text;
}
