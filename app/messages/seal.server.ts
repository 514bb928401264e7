import { z } from 'zod';
import { MESSAGE_TYPES, type MessageType } from './contracts/catalogue.ts';
import type { DirectoryClient, DirectoryEntry } from './directory.server.ts';
import { Envelope, type Message } from './envelope.ts';
import { claimedHeader, decryptCompact, encryptCompact, signCompact, verifyCompact } from './jose.server.ts';
import type { OrganisationKeys } from './keys.server.ts';
import { UnreadableError, type UnreadableReason } from './unreadable.ts';

/** Media types inside the protected headers: a door request can never pass for a message. */
const MESSAGE_TYP = 'message+jws';

/** The part of the header that stays the same in every version; what it says is only a claim until it is verified. */
const Claimed = z.object({ id: z.string(), type: z.string(), version: z.number(), from: z.string(), to: z.string() });
const Header = z.object({
  typ: z.literal(MESSAGE_TYP),
  x5c: z.array(z.string().max(8_000)).min(1).max(4),
  envelope: Claimed,
});

/** 電文の封印: encrypts the content for the receiver, then signs envelope and content. */
export async function seal(message: Message, sender: OrganisationKeys, receiver: DirectoryEntry): Promise<string> {
  const { envelope } = message;
  // Bound to its envelope: nobody can take the encrypted content of another and send it under the own name.
  const bound = { mid: envelope.id, from: envelope.from };
  const encrypted = encryptCompact(bound, JSON.stringify(message.content), receiver.encryptionKey);
  const header = { typ: MESSAGE_TYP, x5c: sender.signing.chain, envelope };
  return signCompact(header, encrypted, sender.signing.privateKey);
}

/** Checks everything and opens a message. Throws UnreadableError, or OutageError when the directory is silent. */
export async function open(sealed: string, self: OrganisationKeys, directory: DirectoryClient): Promise<Message> {
  const { claimed, envelope, encrypted } = await verify(sealed, directory);
  if (claimed.to !== self.code) throw refusal(claimed)('wrongAddressee', `addressed to ${claimed.to}`);
  return openContent(envelope(), encrypted, self);
}

/** An envelope whose sender was verified; the content is still closed. */
export interface CheckedLetter {
  envelope: Envelope;
  /** As `open`, without checking the signature again. */
  open(self: OrganisationKeys): Message;
}

/** 中継する者の検査: verifies the sender and reads the envelope. */
export async function check(sealed: string, directory: DirectoryClient): Promise<CheckedLetter> {
  const verified = await verify(sealed, directory);
  const envelope = verified.envelope();
  return {
    envelope,
    open: (self) => {
      if (envelope.to !== self.code) throw refusal(envelope)('wrongAddressee', `addressed to ${envelope.to}`);
      return openContent(envelope, verified.encrypted, self);
    },
  };
}

function openContent(envelope: Envelope, encrypted: string, self: OrganisationKeys): Message {
  const refuse = refusal(envelope);
  let content: unknown;
  try {
    content = decrypt(encrypted, envelope, self);
  } catch (error) {
    throw refuse('undecryptable', error instanceof Error ? error.message : 'decryption failed');
  }
  const parsed = MESSAGE_TYPES[envelope.type].schema.safeParse(content);
  // Paths only: the values of a person's record do not belong into an error.
  if (!parsed.success) throw refuse('malformed', parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
  return { envelope, content: parsed.data };
}

async function verify(sealed: string, directory: DirectoryClient) {
  const header = readHeader(sealed);
  const claimed = header.envelope;
  const refuse = refusal(claimed);
  const signer = await directory.signerOf(header.x5c);
  if (!signer) throw refuse('untrusted', 'the certificate of the signature does not lead to a known organisation');
  const encrypted = await verifyCompact(sealed, signer.signingKey).catch(() => {
    throw refuse('badSignature', 'the signature does not fit');
  });
  if (signer.code !== claimed.from) throw refuse('wrongSender', `signed by ${signer.code}, not by ${claimed.from}`);
  return { claimed, envelope: () => readEnvelope(header.rawEnvelope, claimed), encrypted };
}

function readHeader(sealed: string): z.infer<typeof Header> & { rawEnvelope: unknown } {
  try {
    const raw = claimedHeader(sealed);
    return { ...Header.parse(raw), rawEnvelope: raw.envelope };
  } catch {
    throw new UnreadableError('malformed', 'not a sealed message');
  }
}

function readEnvelope(raw: unknown, claimed: z.infer<typeof Claimed>): Envelope {
  const refuse = refusal(claimed);
  if (!Object.hasOwn(MESSAGE_TYPES, claimed.type)) throw refuse('unknownType', claimed.type.slice(0, 60));
  const { version } = MESSAGE_TYPES[claimed.type as MessageType];
  if (claimed.version !== version) throw refuse('unknownVersion', `version ${claimed.version}, known is ${version}`);
  const parsed = Envelope.safeParse(raw);
  if (!parsed.success) throw refuse('malformed', parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
  return parsed.data;
}

function decrypt(encrypted: string, envelope: Envelope, self: OrganisationKeys): unknown {
  const { header, content } = decryptCompact(encrypted, self.encryption.privateKey);
  if (header.mid !== envelope.id || header.from !== envelope.from) {
    throw new Error('the content belongs to another envelope');
  }
  return JSON.parse(content);
}

function refusal(claimed: z.infer<typeof Claimed>): (reason: UnreadableReason, detail: string) => UnreadableError {
  return (reason, detail) => new UnreadableError(reason, detail, claimed);
}
