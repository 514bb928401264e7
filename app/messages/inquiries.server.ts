import { OutageError } from '#app/national/outage.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import { MESSAGE_TYPES, type MessageType } from './contracts/catalogue.ts';
import type { Envelope, Message } from './envelope.ts';
import type { Inbox, Letter } from './inbox.server.ts';
import type { MailroomContext } from './mailroom.server.ts';
import { logMessage } from './message-log.server.ts';
import { ProblemError, problemResponse } from './problems.ts';
import { open, seal } from './seal.server.ts';
import { SEALED_CONTENT_TYPE, sendSealed } from './transport.server.ts';
import { UnreadableError, type UnreadableReason } from './unreadable.ts';

export interface Inquiries {
  inquire<C>(to: string, type: MessageType, content: unknown): Promise<Message<C>>;
  accept(sealed: string): Promise<Response>;
}

/** How a door answers to a message that it cannot read; the message is kept aside all the same. */
const STATUS: Record<UnreadableReason, number> = {
  malformed: 400,
  untrusted: 401,
  badSignature: 401,
  wrongSender: 403,
  wrongAddressee: 403,
  unknownType: 422,
  unknownVersion: 422,
  undecryptable: 422,
};
const LONGEST = 1_000_000;

/** 照会 and the door of an organisation: questions are answered at once, everything else goes to the inbox. */
export function createInquiries<T extends DeliveryTables>(context: MailroomContext<T>, inbox: Inbox): Inquiries {
  const { self, store, clock, keys, directory } = context;

  async function inquire<C>(to: string, type: MessageType, content: unknown): Promise<Message<C>> {
    const base = context.routeOf(to);
    if (base === 'mailbox') throw new Error(`${to} pulls its mail and cannot be asked`);
    const question = await sealNew(to, type, MESSAGE_TYPES[type].schema.parse(content));
    await record('out', question.envelope, question.sealed);
    const sealedAnswer = await sendSealed(context, { base, code: to }, question.sealed);
    if (!sealedAnswer) throw new OutageError(to, new Error('no answer to a question'));
    const answer = await readAnswer(sealedAnswer, question.envelope);
    await record('in', answer.envelope, sealedAnswer);
    return answer as Message<C>;
  }

  /** An answer that is not to this question, or not from who was asked, is as good as none. */
  async function readAnswer(sealed: string, question: Envelope): Promise<Message> {
    const answer = await open(sealed, keys, directory).catch((error: unknown) => {
      throw error instanceof UnreadableError ? new OutageError(question.to, error) : error;
    });
    const { from, correlationId } = answer.envelope;
    if (from !== question.to || correlationId !== question.id) {
      throw new OutageError(question.to, new Error('the answer belongs to another question'));
    }
    return answer;
  }

  async function accept(sealed: string): Promise<Response> {
    if (sealed.length > LONGEST) return refuse(413, 'tooLarge', '電文が大きすぎます。');
    try {
      const letter = await inbox.open(sealed);
      if ('message' in letter && context.inquiries[letter.message.envelope.type]) return await answer(letter);
      await inbox.take(letter);
      if (!('unreadable' in letter)) return new Response(null, { status: 202 });
      const { reason } = letter.unreadable;
      return refuse(STATUS[reason], reason, '電文を読めませんでした。受信した組織で保管しています。');
    } catch (error) {
      if (error instanceof ProblemError) return problemResponse(error.problem);
      if (error instanceof OutageError) return refuse(503, 'outage', '確認に必要なシステムが応答しません。');
      throw error;
    }
  }

  async function answer(letter: Letter & { message: Message }): Promise<Response> {
    const { envelope } = letter.message;
    const inquiry = context.inquiries[envelope.type];
    if (!inquiry) throw new Error(`no answer to ${envelope.type}`);
    const { type, content } = await inquiry(letter.message);
    const reply = await sealNew(envelope.from, type, MESSAGE_TYPES[type].schema.parse(content), envelope);
    await record('in', envelope, letter.sealed);
    await record('out', reply.envelope, reply.sealed);
    return new Response(reply.sealed, { status: 200, headers: { 'Content-Type': SEALED_CONTENT_TYPE } });
  }

  async function sealNew(to: string, type: MessageType, content: unknown, question?: Envelope) {
    const id = context.newId();
    const envelope: Envelope = {
      id,
      type,
      version: MESSAGE_TYPES[type].version,
      from: self,
      to,
      // A question is a conversation of its own.
      subject: question?.subject ?? id,
      ...(question ? { causationId: question.id, correlationId: question.id } : {}),
      sequence: 1,
      sentAt: clock.now(),
    };
    return { envelope, sealed: await seal({ envelope, content }, keys, await directory.get(to)) };
  }

  function record(direction: 'in' | 'out', envelope: Envelope, sealed: string): Promise<void> {
    const { id: messageId, type, from: sender, to: receiver } = envelope;
    const entry = { direction, messageId, type, sender, receiver, at: clock.now(), sealed };
    return store.write((session) => logMessage(session, entry));
  }

  return { inquire, accept };
}

function refuse(status: number, code: string, detail: string): Response {
  return problemResponse({ status, code, detail });
}
