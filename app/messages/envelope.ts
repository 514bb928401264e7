import { z } from 'zod';
import { MESSAGE_TYPES, type MessageType } from './contracts/catalogue.ts';

/**
 * 電文の封筒: what the carrier may read of a message. It is the protected header of the signature;
 * the content is encrypted for the receiver.
 */
export const Envelope = z.object({
  /** UUIDv7; a receiver applies it once. */
  id: z.uuid(),
  type: z.enum(Object.keys(MESSAGE_TYPES) as [MessageType, ...MessageType[]]),
  version: z.number().int().positive(),
  /** Organisation codes: a 団体コード, portal, jlis or interlink. */
  from: z.string().min(1).max(20),
  to: z.string().min(1).max(20),
  /** Opaque key of the person or case for order keeping; never a personal number. */
  subject: z.string().max(60),
  causationId: z.uuid().optional(),
  correlationId: z.uuid().optional(),
  /** Counts from 1 per sender, receiver and subject. */
  sequence: z.number().int().positive(),
  /** Legal time of sending. */
  sentAt: z.iso.datetime(),
});
export type Envelope = z.infer<typeof Envelope>;

/** An opened message: the envelope and its checked content. */
export interface Message<T = unknown> {
  envelope: Envelope;
  content: T;
}

/** What an act wants to have sent: the delivery adds id, sequence and time. */
export interface OutgoingMessage {
  type: MessageType;
  to: string;
  subject: string;
  content: unknown;
  causationId?: string;
  correlationId?: string;
}
