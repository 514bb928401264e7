import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { visitCalendar } from '#app/portal/visits/visit-card.server.ts';
import type { TimeChoice } from '#app/portal/visits/visit-choice.ts';
import * as checkIn from '#app/routes/office.$town.check-in.tsx';
import * as visitors from '#app/routes/office.$town.visitors.tsx';
import * as visits from '#app/routes/office.$town.visits.tsx';
import { officeBrowser } from '#tests/support/office-story.ts';
import { FUJISAWA } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { ALONE, SLOT, slotStory } from './slot-story.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let story: ReturnType<typeof slotStory>;
beforeAll(async () => {
  world = await openWorld();
  story = slotStory(world);
  // The night's run publishes the times.
  await world.runDaily();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('来庁の時間枠', () => {
  it('市区町村が公開した日・窓口・時間から選び、30分間取っておかれ、届出と同時に予約になる', async () => {
    const { visitor, draft } = await story.begin('sato-kenji', 'visit-time');
    const days = (await visitor.get(`/moving/drafts/${draft}/visit-day`)).data.visitDays;
    expect(days[0]).toMatchObject({ on: '2026-11-30', free: expect.any(Number) });
    const offices = (await visitor.get(`/moving/drafts/${draft}/visit-office`)).data.offices;
    expect(offices.map((office: { code: string }) => office.code)).toEqual(['honcho', 'tsujido', 'shonandai']);
    const page = (await visitor.get(`/moving/drafts/${draft}/visit-time`)).data.visitTimes;
    expect(page.minutes).toBeGreaterThan(0);
    const times: TimeChoice[] = page.times;
    expect(times.map(({ startsAt }) => startsAt)).toContain('10:00');
    // Lunch is worst, so early hours are calm and say by how much.
    expect(times.find(({ startsAt }) => startsAt === '09:00')?.saves).toBeGreaterThanOrEqual(10);
    expect(times.find(({ startsAt }) => startsAt === '11:30')?.saves).toBeUndefined();
    const empty = await visitor.post(`/moving/drafts/${draft}/visit-time`, {});
    expect(empty).toMatchObject({ status: 400, data: { errors: { visitSlot: '窓口に行く時間を選んでください。' } } });
    await visitor.post(`/moving/drafts/${draft}/visit-time`, ALONE['visit-time']);
    expect(await story.taken()).toBe(1);
    await visitor.answer(draft, ALONE);
    const { location } = await visitor.sign(draft);
    const receipt = /\d{19}/.exec(location)?.[0] ?? '';
    const shown = await story.view({ visitor, receipt });
    expect(shown.visit).toMatchObject(SLOT);
    expect(shown.form.visit.startsAt).toBe(SLOT.startsAt);
    expect(await story.taken()).toBe(1);
  });

  it('迷っている間に取り置きが切れ、ほかの人が取ると、署名の後でも時間の選び直しに戻り、ほかの答えは残る', async () => {
    const { visitor, draft } = await story.begin('takahashi-hideki');
    await visitor.post(`/moving/drafts/${draft}/check-answers`);
    const { location } = await visitor.post(`/moving/drafts/${draft}/signature`);
    await world.portal.store.write(async ({ db, t }) => {
      await db.delete(t.portalVisitPlaces).where(eq(t.portalVisitPlaces.draftId, draft));
    });
    await story.fill(SLOT.startsAt);
    const back = await visitor.showCard(location, 'ABC123');
    const refused = await visitor.get(back);
    expect(refused).toMatchObject({ status: 409, data: { refusal: { code: 'slotTaken' }, draftId: draft } });
    const page = await visitor.get(`/moving/drafts/${draft}/visit-time`);
    expect(page.data.visitTimes.lost).toBe(true);
    expect(page.data.visitTimes.times.map(({ startsAt }: TimeChoice) => startsAt)).not.toContain(SLOT.startsAt);
    expect(page.data.answers.contact).toEqual({ phone: '090-1234-5678' });
    // The full slot says so and offers others; the kind answer changes nothing.
    const full = await visitor.post(`/moving/drafts/${draft}/visit-time`, ALONE['visit-time']);
    expect(full).toMatchObject({ status: 409, data: { refusal: { code: 'slotTaken' } } });
    await visitor.post(`/moving/drafts/${draft}/visit-time`, { visitSlot: '2026-12-01/honcho/10:30' });
    expect((await visitor.sign(draft)).location).toMatch(/receipt$/);
    expect(await story.taken('10:30')).toBe(1);
  });

  it('切れた取り置きは、だれも取らなければ自分のまま残り、満員なら次の人のものになる', async () => {
    const { draft } = await story.begin('nguyen-van-an', 'visit-time').then(async ({ visitor, draft }) => {
      await visitor.post(`/moving/drafts/${draft}/visit-time`, { visitSlot: '2026-12-01/honcho/15:00' });
      return { draft };
    });
    await story.fill('15:00');
    await world.portal.store.write(async ({ db, t }) => {
      const table = t.portalVisitPlaces;
      await db.update(table).set({ heldUntil: 1 }).where(eq(table.draftId, draft));
    });
    expect(await story.taken('15:00')).toBe(3);
    const other = await story.begin('ono-tsubasa', 'visit-time');
    const got = await other.visitor.post(`/moving/drafts/${other.draft}/visit-time`, {
      visitSlot: '2026-12-01/honcho/15:00',
    });
    expect(got.status).toBe(302);
    expect(await story.taken('15:00')).toBe(4);
  });

  it('窓口が時間枠を取り消すと、予約した人に理由が知らされ、選び直すと新しい時間が窓口に届く', async () => {
    const filed = await story.file('tanaka-hiroshi', '14:00');
    const slot = (await story.view(filed)).visit;
    await world.settle();
    const desk = officeBrowser(world, world.officer(FUJISAWA));
    const day = { town: FUJISAWA };
    const listed = await desk.load(visitors, `/office/${FUJISAWA}/visitors?on=${slot.on}`, day);
    const row = listed.data.visitors.expected.find(
      (one: { receiptNumber: string }) => one.receiptNumber === filed.receipt,
    );
    expect(row).toMatchObject({ visitTime: slot.startsAt, office: '藤沢市役所 市民窓口センター' });
    const page = await desk.load(visits, `/office/${FUJISAWA}/visits?on=${slot.on}`, day);
    const mine = () => page.data.page.offices[0].slots.find((one: TimeChoice) => one.startsAt === slot.startsAt);
    expect(mine().taken).toBeGreaterThan(0);
    const order = { on: slot.on, office: slot.office, startsAt: slot.startsAt };
    const nothing = await desk.press(visits, `/office/${FUJISAWA}/visits`, day, { ...order, reason: '' });
    expect(nothing).toMatchObject({ status: 400, data: { errors: { reason: [expect.any(String)] } } });
    const reason = '機器の点検のため、この時間は受け付けられなくなりました。';
    const closed = await desk.press(visits, `/office/${FUJISAWA}/visits`, day, { ...order, reason });
    expect(closed.status).toBe(302);
    await world.settle();
    const lost = await story.view(filed);
    expect(lost).toMatchObject({ visitState: 'slotWithdrawn' });
    expect(lost.actions).toContain('planAgain');
    expect(lost.hops.at(-1)).toMatchObject({ step: 'slotWithdrawn', details: { reason } });
    expect((await filed.visitor.get('/moving')).data.notices).toEqual([
      expect.objectContaining({ receiptNumber: filed.receipt, kind: 'warning' }),
    ]);
    const path = `/moving/applications/${filed.receipt}/visit`;
    const next = await filed.visitor.post(path, { intent: 'change', step: 'day', visitOn: '2026-12-02' });
    expect(next.location).toBe(`${path}?on=2026-12-02`);
    const third = await filed.visitor.post(next.location, {
      intent: 'change',
      step: 'office',
      visitOn: '2026-12-02',
      visitOffice: 'tsujido',
    });
    const asked = (await filed.visitor.get(third.location)).data.change;
    expect(asked).toMatchObject({ step: 'time', on: '2026-12-02', office: 'tsujido' });
    const chosen = await filed.visitor.post(third.location, {
      intent: 'change',
      step: 'time',
      visitSlot: asked.times.times[0].value,
    });
    expect(chosen.location).toBe(`/moving/applications/${filed.receipt}`);
    expect((await story.view(filed)).visitState).toBe('announced');
    await world.settle();
    const again = await desk.load(visitors, `/office/${FUJISAWA}/visitors?on=2026-12-02`, day);
    expect(again.data.visitors.expected).toEqual([
      expect.objectContaining({ receiptNumber: filed.receipt, visitTime: '09:00', office: '辻堂市民センター' }),
    ]);
    // The counter takes its withdrawal back: the time is offered again.
    const { closed: closure } = (
      await desk.load(visits, `/office/${FUJISAWA}/visits?on=${slot.on}`, day)
    ).data.page.offices[0].slots.find((one: TimeChoice) => one.startsAt === slot.startsAt);
    await desk.press(visits, `/office/${FUJISAWA}/visits`, day, { on: slot.on, reopen: closure.id });
    await world.settle();
    expect(await story.taken(slot.startsAt)).toBe(0);

    // QR code: opaque, signed, opens the case at the counter of its own town and nowhere else.
    const { data: card } = await filed.visitor.get(`${path}-card`);
    expect(card.token).toMatch(/^142051\.[\w-]{22}\.[\w-]{86}$/);
    const read = (token: string, town = FUJISAWA) =>
      officeBrowser(world, world.officer(town)).press(checkIn, `/office/${town}/check-in`, { town }, { token });
    expect((await read(`${card.token}\r\n`)).location).toMatch(/\/arrivals\/[0-9a-f-]{36}\/check-in$/);
    expect(await read(`${card.token.slice(0, -2)}AA`)).toMatchObject({ status: 409 });
    expect(await read(card.token, '132080')).toMatchObject({
      status: 409,
      data: { refusal: { sentence: expect.stringContaining('ほかの市区町村') } },
    });
    expect(await read(filed.receipt)).toMatchObject({ status: 409, data: { refusal: { code: 'notACheckInCode' } } });
    expect(await read('')).toMatchObject({ status: 400 });

    const calendar = visitCalendar(card, world.clock.now(), 'example.jp');
    expect(calendar).toContain('DTSTART;TZID=Asia/Tokyo:20261202T090000\r\n');
    expect(calendar).toContain(`UID:${filed.receipt}@example.jp`);
    // A calendar is shared: no name is in it.
    expect(calendar).not.toMatch(/田中|森/);

    await filed.visitor.post(path, { intent: 'cancel' });
    expect((await filed.visitor.get(`${path}-card`)).data.token).toBeUndefined();
    const { visitState } = await story.view(filed);
    expect(visitState).toBe('cancelled');
  });
});
