import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLoggingMailer, createSmtpMailer, type Mailer, MailRefusedError } from '#app/national/mail.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';

const MAIL = { id: '0198-a', to: 'sato@example.jp', subject: 'お知らせ', text: 'サイトで読んでください。' };

describe('電子メールの送信', () => {
  let server: MailServer;
  let mailer: Mailer;
  beforeAll(async () => {
    server = await startMailServer();
    mailer = createSmtpMailer({ url: server.url, from: 'no-reply@moving.example.jp' });
  });
  beforeEach(() => {
    server.answer.toRecipient = '250 OK';
    server.received.length = 0;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test('宛先に届き、同じお知らせは同じ番号のメールになる', async () => {
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    expect(server.received.map(({ to }) => to)).toEqual([MAIL.to, MAIL.to]);
    for (const { data } of server.received) expect(data).toContain('Message-ID: <0198-a@moving.example.jp>');
  });

  test('宛先がないと言われれば、もう送らない断りになる（RFC 5321 5yz）', async () => {
    server.answer.toRecipient = '550 no such user';
    await expect(mailer.send(MAIL)).rejects.toThrow(MailRefusedError);
  });

  test('今は受け取れないと言われれば、停止になる（RFC 5321 4yz）', async () => {
    server.answer.toRecipient = '451 try again later';
    await expect(mailer.send(MAIL)).rejects.toThrow(OutageError);
  });

  test('だれも答えなければ、停止になる', async () => {
    const nobody = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'no-reply@moving.example.jp' });
    await expect(nobody.send(MAIL)).rejects.toThrow(OutageError);
  });

  test('サーバーの設定がなければ、宛先も中身も書かずに、送るはずだったことだけを記録する', async () => {
    const lines: unknown[] = [];
    await createLoggingMailer((line) => lines.push(line)).send(MAIL);
    expect(lines).toEqual([{ mail: MAIL.id, characters: MAIL.text.length }]);
  });
});
