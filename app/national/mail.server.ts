import { createTransport } from 'nodemailer';
import { OutageError } from './outage.ts';

/** 電子メール to one person. */
export interface Mail {
  /** Names the mail: sent twice, mail programs show it once. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** メールの送信. Throws OutageError when the server is silent, MailRefusedError when it will never take this mail. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** 配信不能: the server refused for good (RFC 5321: 5yz). The message names no address. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

const LIMIT_MS = 5_000;

function isForGood(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500;
}

/** Sends through the SMTP server at `url` (smtp:// or smtps://, with name and password if it wants them). */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: LIMIT_MS,
    greetingTimeout: LIMIT_MS,
    socketTimeout: LIMIT_MS,
  });
  const domain = from.split('@').at(-1);
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>` });
      } catch (error) {
        if (isForGood(error)) throw new MailRefusedError('the mail server refused');
        throw new OutageError('mail', error);
      }
    },
  };
}

/** Without a mail server: writes down that a mail would have gone out, neither to whom nor what it says. */
export function createLoggingMailer(note: (line: { mail: string; characters: number }) => void): Mailer {
  return {
    send: async ({ id, text }) => note({ mail: id, characters: text.length }),
  };
}
