import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A mail as it crossed the line (RFC 5321). */
export interface ReceivedMail {
  to: string;
  /** Header and body. */
  data: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** What it says to the next recipients: 250 takes them, 4yz later perhaps, 5yz never. */
  answer: { toRecipient: string };
  [Symbol.asyncDispose](): Promise<void>;
}

/** SMTP サーバー of a test: as much of RFC 5321 as a client needs to hand over a mail. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const answer = { toRecipient: '250 OK' };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let pending = '';
    let to = '';
    let isData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const obey = (line: string) => {
      const [verb = ''] = line.toUpperCase().split(/[ :]/);
      if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        say(answer.toRecipient);
      } else if (verb === 'DATA') {
        isData = true;
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 OK');
    };
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8');
      for (;;) {
        const end = pending.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = pending.slice(0, end);
        pending = pending.slice(end + (isData ? 5 : 2));
        if (isData) {
          received.push({ to, data: part });
          isData = false;
          say('250 taken');
        } else obey(part);
      }
    });
    socket.on('error', () => undefined);
    say('220 test');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answer,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
