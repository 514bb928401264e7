import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NoticeView } from '#app/portal/notices/notices.ts';
import { text } from '#app/portal/texts/text.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { signInAndFile, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

const EMAIL = 'kenji@example.jp';
const WITH_EMAIL = { ...WHOLE_FAMILY, contact: { phone: '090-1234-5678', email: EMAIL } };

describe('お知らせ', () => {
  let world: World;
  let mails: MailServer;
  let kenji: Visitor;
  let receipt = '';

  beforeAll(async () => {
    mails = await startMailServer();
    world = await openWorld({ environment: { MAIL_URL: mails.url, MAIL_FROM: 'no-reply@moving.example.jp' } });
    kenji = visitorOf(world, 'sato-kenji');
    receipt = await signInAndFile(kenji, WITH_EMAIL);
  }, 60_000);
  afterEach(() => {
    mails.answer.toRecipient = '250 OK';
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await mails[Symbol.asyncDispose]();
  });

  const list = async (): Promise<NoticeView[]> => (await kenji.get('/moving/notices')).data.notices;
  const countNew = async (): Promise<number> => (await kenji.get('/moving')).data.newNotices;
  const letMailsBeDue = () =>
    world.portal.store.write(async ({ db, t }) => {
      await db.update(t.portalNotices).set({ mailAfter: 0 }).where(eq(t.portalNotices.mailTries, 1));
    });

  async function withdraw(): Promise<void> {
    const { status } = await kenji.post(`/moving/applications/${receipt}/withdrawal`, { confirm: 'yes' });
    expect(status).toBe(302);
    await world.settle();
  }

  it('届け出ただけでは空で、自分がしたことは知らせない', async () => {
    expect(await list()).toEqual([]);
    expect(await countNew()).toBe(0);
  });

  it('サーバーが受け取れない間は、お知らせだけが届き、メールは後で送り直す', async () => {
    mails.answer.toRecipient = '451 try again later';
    await world.settle();
    const [notice] = await list();
    expect(notice).toMatchObject({ receiptNumber: receipt, isNew: true, isMailed: false });
    expect(notice && text(notice.sentence, { ...notice.names, date: '' })).toBe('調布市が届出を受け付けました');
    expect(await countNew()).toBeGreaterThan(0);
    mails.answer.toRecipient = '250 OK';
    await world.services.portal.advanceMails();
    expect(mails.received, 'not before the pause is over').toEqual([]);
    await letMailsBeDue();
    await world.services.portal.advanceMails();
    expect((await list()).every(({ isMailed }) => isMailed)).toBe(true);
  });

  it('メールには、届出の内容も市区町村の名前も受付番号も書かない', () => {
    expect(mails.received.length).toBeGreaterThan(0);
    for (const { to, data } of mails.received) {
      expect(to).toBe(EMAIL);
      const body = Buffer.from(data.split('\r\n\r\n').at(-1) ?? '', 'base64').toString('utf8');
      expect(body).toContain(text('mail.lead'));
      expect(body).toContain('/moving/notices');
      for (const secret of ['調布', '藤沢', '佐藤', receipt]) expect(`${data}${body}`).not.toContain(secret);
    }
  });

  it('すべて既読にすると、新着は0件になり、一覧には残る', async () => {
    const before = (await list()).length;
    expect((await kenji.post('/moving/notices')).location).toBe('/moving/notices?done=read');
    expect(await countNew()).toBe(0);
    expect(await list()).toHaveLength(before);
  });

  it('宛先がないと断られたメールは、二度と送らない', async () => {
    mails.answer.toRecipient = '550 no such user';
    await withdraw();
    const waiting = await world.portal.store.read(({ db, t }) =>
      db.select({ mailAfter: t.portalNotices.mailAfter, mailedAt: t.portalNotices.mailedAt }).from(t.portalNotices),
    );
    expect(waiting.some(({ mailedAt }) => mailedAt === null)).toBe(true);
    expect(waiting.every(({ mailAfter }) => mailAfter === null)).toBe(true);
  });

  it('メールの送り先は、形を確かめ、書き直したものを残し、保存すると届出に書いたものより先に使う', async () => {
    const choose = (email: string) => kenji.post('/moving/notices', { act: 'email', email });
    expect(await choose('kenji＠')).toMatchObject({
      status: 400,
      data: { values: { email: ['kenji＠'] }, errors: { email: text('error.email.form') } },
    });
    expect((await kenji.get('/moving/notices')).data.email).toBeUndefined();
    expect((await choose('ｋｅｎｊｉ@home.example.jp')).location).toBe('/moving/notices?done=mail');
    expect((await kenji.get('/moving/notices')).data.email).toBe('kenji@home.example.jp');
    mails.answer.toRecipient = '250 OK';
    mails.received.length = 0;
    receipt = await signInAndFile(kenji, WITH_EMAIL);
    await world.settle();
    expect(mails.received.length).toBeGreaterThan(0);
    for (const { to } of mails.received) expect(to).toBe('kenji@home.example.jp');
  });

  it('送り先を空にして保存すると、お知らせは届き、メールは送らない', async () => {
    const { location } = await kenji.post('/moving/notices', { act: 'email', email: '' });
    expect(location).toBe('/moving/notices?done=noMail');
    mails.received.length = 0;
    const before = (await list()).length;
    await withdraw();
    expect((await list()).length).toBeGreaterThan(before);
    expect(mails.received).toEqual([]);
  });

  it('ほかの人のお知らせは見えない', async () => {
    const other = visitorOf(world, 'ikeda-yuji');
    await other.signIn();
    expect((await other.get('/moving/notices')).data.notices).toEqual([]);
  });
});
