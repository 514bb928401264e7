import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationStatusReport, VisitStatusReport } from '#app/messages/contracts/application.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { PortalTables } from '#db/schema/index.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, signInAndFile, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

/** Only the head moves; who stays has not chosen a new one yet. */
const ALONE: Record<string, Fields> = {
  ...WHOLE_FAMILY,
  movers: { movers: 'h0' },
  'remaining-householder': { remainingChoice: 'unknown' },
};
const CHOFU = '132080';
const FUJISAWA = '142051';

describe('届け出た後', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const file = (visitor: Visitor, answers = ALONE) => signInAndFile(visitor, answers);

  /** A town's report as the mailroom hands it over: in one transaction. */
  async function report(
    from: string,
    type: 'ApplicationStatusReport' | 'VisitStatusReport',
    content: Omit<ApplicationStatusReport, 'at'> | Omit<VisitStatusReport, 'at'>,
  ): Promise<void> {
    const at = world.clock.now();
    const envelope = {
      id: crypto.randomUUID(),
      type,
      version: 1,
      from,
      to: 'portal',
      subject: 'x',
      sequence: 1,
      sentAt: at,
    };
    const mailroom = world.portal.mailroom as Mailroom<PortalTables>;
    await world.portal.store.write((session) =>
      Promise.resolve(mailroom.handlers[type]?.({ envelope, content: { ...content, at } }, session)),
    );
  }

  const view = async (visitor: Visitor, receipt: string) =>
    (await visitor.get(`/moving/applications/${receipt}`)).data.view;

  /** Messages of the filing and its visit that wait for a town, by type, in order. */
  async function outbox(subject: string): Promise<string[]> {
    const rows: { type: string; receiver: string }[] = await world.portal.store.read(({ db, t }) =>
      db.select({ type: t.outbox.type, receiver: t.outbox.receiver, subject: t.outbox.subject }).from(t.outbox),
    );
    return rows
      .filter((row) => 'subject' in row && row.subject === subject && row.type !== 'ToDoList')
      .map(({ type, receiver }) => `${type} → ${receiver}`);
  }

  it('失効情報が答えなければ届出を預かり、答えが来たら自動で送る', async () => {
    const naoki = visitorOf(world, 'watanabe-naoki');
    world.nation?.faults.set('ocsp', { down: true });
    const receipt = await file(naoki);
    expect(await view(naoki, receipt)).toMatchObject({ state: 'awaitingValidation', visitState: 'planned' });
    expect(await outbox(receipt)).toEqual([]);
    world.nation?.faults.clear();
    await world.portal.store.write(async ({ db, t }) => {
      await db.update(t.portalApplications).set({ validateAfter: 0 });
    });
    expect(await world.services.portal.advance()).toBe(1);
    expect(await view(naoki, receipt)).toMatchObject({ state: 'sent', visitState: 'announced' });
    expect(await outbox(receipt)).toEqual([`MovingOutApplication → ${CHOFU}`, `VisitNotice → ${FUJISAWA}`]);
    expect(await world.services.portal.advance()).toBe(0);
  });

  it('要訂正: 求められた項目だけを直し、元の届出につながる新しい届出になる', async () => {
    const hideki = visitorOf(world, 'takahashi-hideki');
    const receipt = await file(hideki);
    await report(CHOFU, 'ApplicationStatusReport', {
      receiptNumber: receipt,
      status: 'correctionRequested',
      reason: '番地を確かめてください。',
      fields: ['newAddress'],
    });
    const toDo = `/moving/applications/${receipt}/to-do`;
    await hideki.post(`${toDo}/questions`, { dog: 'yes', shared: 'yes' });
    await hideki.post(toDo, { key: 'waste.old', done: 'yes' });
    const asked = await view(hideki, receipt);
    expect(asked).toMatchObject({ state: 'correctionRequested', message: { reason: '番地を確かめてください。' } });
    expect(asked.actions).toContain('resubmit');
    const { location } = await hideki.post(`/moving/applications/${receipt}/correction`);
    const draft = location.split('/')[3] ?? '';
    expect((await hideki.post(`/moving/applications/${receipt}/correction`)).location).toBe(location);
    expect((await hideki.get(`/moving/drafts/${draft}/check-answers`)).data.open).toEqual(['postcode', 'town', 'lot']);
    expect((await hideki.get(`/moving/drafts/${draft}/contact`)).location).toContain('check-answers');
    await hideki.post(`/moving/drafts/${draft}/lot`, { decided: 'yes', lot: '7番8号' });
    const filed = await hideki.sign(draft);
    const second = /\d{19}/.exec(filed.location)?.[0] ?? '';
    expect(await view(hideki, second)).toMatchObject({ state: 'sent', corrects: receipt, form: { corrects: receipt } });
    expect(await view(hideki, receipt)).toMatchObject({ state: 'resubmitted', visitState: 'cancelled', actions: [] });
    const list = (await hideki.get(`/moving/applications/${second}/to-do`)).data.view;
    const kept = (key: string) => list.items.find((item: { key: string }) => item.key === key);
    expect(kept('dog.new')).toMatchObject({ perhaps: false });
    expect(kept('waste.old')).toMatchObject({ tick: { done: true } });
    expect(await outbox(receipt)).toEqual([
      `MovingOutApplication → ${CHOFU}`,
      `VisitNotice → ${FUJISAWA}`,
      `VisitCancelled → ${FUJISAWA}`,
      `MovingOutApplication → ${CHOFU}`,
      `VisitNotice → ${FUJISAWA}`,
    ]);
  });

  it('取下げ（処理の前）: 確認してから旧市区町村に申し出て、認められれば来庁の予定も取り消す', async () => {
    const hiroshi = visitorOf(world, 'tanaka-hiroshi');
    const receipt = await file(hiroshi);
    const path = `/moving/applications/${receipt}/withdrawal`;
    expect(await hiroshi.post(path)).toMatchObject({ status: 400, data: { errors: { confirm: expect.any(String) } } });
    expect((await hiroshi.post(path, { confirm: 'yes' })).status).toBe(302);
    await hiroshi.post(path, { confirm: 'yes' });
    expect((await outbox(receipt)).filter((line) => line.startsWith('WithdrawalRequest'))).toHaveLength(1);
    expect(await view(hiroshi, receipt)).toMatchObject({ state: 'sent', withdrawalRequested: true });
    await report(CHOFU, 'ApplicationStatusReport', { receiptNumber: receipt, status: 'withdrawn' });
    expect(await view(hiroshi, receipt)).toMatchObject({ state: 'withdrawn', visitState: 'cancelled', actions: [] });
    expect((await outbox(receipt)).at(-1)).toBe(`VisitCancelled → ${FUJISAWA}`);
    expect((await hiroshi.get('/moving')).data.canStart).toBe(true);
  });

  it('転出取消の申出（処理の後）: 断られれば理由が示され、届出は続く', async () => {
    const minji = visitorOf(world, 'kim-minji');
    const receipt = await file(minji);
    await report(CHOFU, 'ApplicationStatusReport', { receiptNumber: receipt, status: 'completed' });
    expect((await view(minji, receipt)).actions).toContain('askForCancellation');
    await minji.post(`/moving/applications/${receipt}/withdrawal`, { confirm: 'yes' });
    await report(CHOFU, 'ApplicationStatusReport', {
      receiptNumber: receipt,
      status: 'withdrawalRefused',
      reason: '転入の手続きが終わっています。',
    });
    const after = await view(minji, receipt);
    expect(after).toMatchObject({ state: 'completed', withdrawalRequested: false, visitState: 'announced' });
    expect(after.hops.at(-1).details.reason).toContain('転入');
  });

  it('来庁予定日を変え、取り消し、決め直せる（転入予約は届出とは別のもの）', async () => {
    const hideki = visitorOf(world, 'hashimoto-hideki');
    const receipt = await file(hideki);
    const path = `/moving/applications/${receipt}/visit`;
    expect(await hideki.post(path, { visitOn: '2026-11-27', visitOffice: 'honcho' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'visitBeforeMove' } },
    });
    expect(await hideki.post(path, {})).toMatchObject({ status: 400 });
    await hideki.post(path, { visitOn: '2026-12-03', visitOffice: 'tsujido' });
    await hideki.post(path, { visitOn: '2026-12-03', visitOffice: 'tsujido' });
    expect(await view(hideki, receipt)).toMatchObject({ visit: { on: '2026-12-03', office: 'tsujido' } });
    await hideki.post(path, { intent: 'cancel' });
    expect(await view(hideki, receipt)).toMatchObject({ state: 'sent', visitState: 'cancelled' });
    await hideki.post(path, { visitOn: '2026-12-04', visitOffice: 'honcho' });
    expect(await view(hideki, receipt)).toMatchObject({ visitState: 'announced', visit: { on: '2026-12-04' } });
    expect((await outbox(receipt)).slice(1)).toEqual([
      `VisitNotice → ${FUJISAWA}`,
      `VisitNotice → ${FUJISAWA}`,
      `VisitCancelled → ${FUJISAWA}`,
      `VisitNotice → ${FUJISAWA}`,
    ]);
  });

  describe('権限', () => {
    it('別の人の届出・下書きは、あるかどうかに関わらず404', async () => {
      const owner = visitorOf(world, 'sato-kenji');
      const receipt = await file(owner, WHOLE_FAMILY);
      const other = visitorOf(world, 'sato-misaki');
      await other.signIn();
      const draft = (await other.startDraft()) && 'someone-elses';
      for (const page of ['', '/receipt', '/correction', '/withdrawal', '/visit']) {
        expect((await other.get(`/moving/applications/${receipt}${page}`)).status, page).toBe(404);
        expect((await other.get(`/moving/applications/${'0'.repeat(19)}${page}`)).status, page).toBe(404);
      }
      for (const page of ['/correction', '/withdrawal', '/visit']) {
        const posted = await other.post(`/moving/applications/${receipt}${page}`, { confirm: 'yes', intent: 'cancel' });
        expect(posted.status, page).toBe(404);
      }
      const [application] = (await owner.get('/moving')).data.applications;
      expect(application.receiptNumber).toBe(receipt);
      expect((await other.get(`/moving/drafts/${draft}/lot`)).status).toBe(404);
      expect((await other.get('/moving')).data.applications).toEqual([]);
    });

    it('届出に関係のない市区町村の知らせは、効き目を持たない', async () => {
      const owner = visitorOf(world, 'sato-kenji');
      await owner.signIn();
      const [application] = (await owner.get('/moving')).data.applications;
      const content = { receiptNumber: application.receiptNumber, status: 'refused' as const };
      await expect(report(FUJISAWA, 'ApplicationStatusReport', content)).rejects.toThrow('does not concern');
      expect((await view(owner, application.receiptNumber)).state).toBe('sent');
    });

    it('別のブラウザが始めたログインの戻りは、受け取らない', async () => {
      const victim = visitorOf(world, 'ito-mayu');
      const { location } = await visitorOf(world, 'ito-mayu').post('/sign-in', { returnTo: '/moving' });
      const back = await victim.showCard(location, '1234');
      expect((await victim.get(back)).location).toBe('/sign-in?failed=forgotten');
      expect((await victim.get('/moving')).location).toMatch(/^\/sign-in/);
    });
  });
});
