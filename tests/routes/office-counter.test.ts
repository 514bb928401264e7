import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as card from '#app/routes/office.$town.arrivals.$case_.card.tsx';
import * as cardReturn from '#app/routes/office.$town.arrivals.$case_.card-return.tsx';
import * as cards from '#app/routes/office.$town.arrivals.$case_.cards.tsx';
import * as cardsReturn from '#app/routes/office.$town.arrivals.$case_.cards-return.tsx';
import * as certificate from '#app/routes/office.$town.arrivals.$case_.certificate.tsx';
import * as checkIn from '#app/routes/office.$town.arrivals.$case_.check-in.tsx';
import * as done from '#app/routes/office.$town.arrivals.$case_.done.tsx';
import * as filing from '#app/routes/office.$town.arrivals.$case_.filing.tsx';
import * as filingPaper from '#app/routes/office.$town.arrivals.$case_.filing-paper.ts';
import * as household from '#app/routes/office.$town.arrivals.$case_.household.tsx';
import * as newArrival from '#app/routes/office.$town.arrivals.new.tsx';
import { getPerson } from '#db/fixtures/families.ts';
import { cardIdOf } from '#db/fixtures/records.ts';
import { caseOf, counterOf, movedOut, PIN, plain, relationships, saidOf } from '#tests/support/counter-story.ts';
import { newId, officeBrowser, reportsTo } from '#tests/support/office-story.ts';
import { CHOFU, codesOf, FUJISAWA, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 90_000 });

const counter = (caseId: string) => counterOf(world, caseId);
const statuses = async (receipt: string) => (await reportsTo(world, FUJISAWA, receipt)).map(({ status }) => status);

describe('特例転入の窓口（住民基本台帳法第24条の2）', () => {
  it('準備された家族は、何も打たずに7画面で転入し、カードが書き換わり、住民に伝わる', async () => {
    const { receiptNumber } = await movedOut(world, 'sato-kenji');
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'prepared']);
    await travelDays(world, 6, '10:00');
    const caseId = await caseOf(world, receiptNumber);
    const desk = counter(caseId);

    expect(await desk.checkIn('佐藤　健司')).toMatchObject({ status: 302 });
    expect((await desk.readCard('sato-kenji')).location).toMatch(/\/certificate$/);

    await desk.confirm();
    const read = await desk.load(certificate, 'certificate');
    expect(read.data.page.certificate).toMatchObject({ source: 'answer', freshness: 'confirmed' });
    expect(read.data.prefilled).toMatchObject({ movers: [0, 1, 2, 3], movedInOn: '2026-11-28' });
    for (const code of codesOf(getPerson('sato-kenji').family)) expect(JSON.stringify(read.data)).not.toContain(code);
    expect(await desk.press(certificate, 'certificate', saidOf(read.data.page))).toMatchObject({ status: 302 });

    const choice = await desk.load(household, 'household');
    expect(relationships(choice.data.page)).toEqual({
      'relationship-0': '世帯主',
      'relationship-1': '妻',
      'relationship-2': '子',
      'relationship-3': '母',
    });
    await desk.press(household, 'household', { act: 'choose', kind: 'new', ...relationships(choice.data.page) });

    const paper = await desk.load(filing, 'filing');
    expect(paper.data.paper.filing).toMatchObject({ householder: '佐藤　健司', movedInOn: '2026-11-28' });
    expect((await desk.load(filingPaper, 'filing-paper')).data).toMatch(/^%PDF-/);
    const signed = { act: 'sign', method: 'pad', signedBy: '佐藤　健司', digest: paper.data.paper.digest };
    expect((await desk.press(filing, 'filing', signed)).location).toMatch(/\/cards$/);

    const tasks = (await desk.load(cards, 'cards')).data.page.cards;
    expect(tasks).toHaveLength(3);
    await desk.press(cards, 'cards', { act: 'rewrite', task: tasks[0].id });
    for (const [task, key] of [
      [tasks[1], 'sato-misaki'],
      [tasks[2], 'sato-hina'],
    ] as const) {
      const { location = '' } = await desk.press(cards, 'cards', { act: 'present', task: task.id });
      await desk.pad.read(location, cardIdOf(key), PIN);
      await desk.load(cardsReturn, `cards-return?task=${task.id}`);
    }
    const end = await desk.load(done, 'done');
    expect(end.data.page.cards.map(({ state }: { state: string }) => state)).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
    ]);
    expect(end.data.signed).toMatchObject({ signedBy: '佐藤　健司', method: 'pad' });
    expect(end.data.handouts.map(({ title }: { title: string }) => title)).toContain('印鑑登録');
    await world.settle();
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'prepared', 'visited', 'registered']);
    expect((await reportsTo(world, CHOFU, receiptNumber)).map(({ status }) => status)).toContain('movedIn');
  });

  it('来庁しない家族がいても、実際に転入する人だけを登録し、違いは確認事項として示す（A06）', async () => {
    const { receiptNumber } = await movedOut(world, 'watanabe-naoki', {});
    await travelDays(world, 6, '10:00');
    const desk = counter(await caseOf(world, receiptNumber));
    await desk.checkIn('渡辺　直樹');
    await desk.readCard('watanabe-naoki');
    await desk.confirm();
    const { data } = await desk.load(certificate, 'certificate');
    await desk.press(certificate, 'certificate', {
      ...saidOf(data.page),
      movers: ['0', '1'],
      movedInOn: data.prefilled.movedInOn,
    });
    const page = await desk.page();
    expect(page.alerts.map(({ code }: { code: string }) => code)).toContain('A06');
    await desk.press(household, 'household', { act: 'choose', kind: 'new', ...relationships(page) });
    const { digest } = (await desk.load(filing, 'filing')).data.paper;
    await desk.press(filing, 'filing', { act: 'sign', method: 'paper', signedBy: '渡辺　直樹', digest });
    expect((await desk.page()).registered).toHaveLength(2);
  });

  it('転出地が応答しないときは、事前通知で続けるか待つかを選び、続けたことが残る', async () => {
    const { receiptNumber } = await movedOut(world, plain(1));
    await travelDays(world, 6, '10:00');
    const desk = counter(await caseOf(world, receiptNumber));
    const { person } = getPerson(plain(1));
    await desk.checkIn(person.name.full);
    world.nation?.faults.set('jlis', { silent: [CHOFU] });
    await desk.readCard(plain(1));
    expect((await desk.page()).certificate).toMatchObject({ source: 'advance', freshness: 'silent' });
    const { data } = await desk.load(certificate, 'certificate');
    expect(await desk.press(certificate, 'certificate', saidOf(data.page))).toMatchObject({ status: 409 });
    await desk.press(certificate, 'certificate', { act: 'goOn' });
    world.nation?.faults.clear('jlis');
    expect((await desk.page()).certificate).toMatchObject({ freshness: 'goOn' });
  });

  it('暗証番号がロックされても、本人確認のあとで再設定して、そのまま続けられる', async () => {
    const { receiptNumber } = await movedOut(world, plain(2));
    await travelDays(world, 6, '10:00');
    const desk = counter(await caseOf(world, receiptNumber));
    await desk.checkIn(getPerson(plain(2)).person.name.full);
    expect((await desk.readCard(plain(2), '0000', '0001', '0002')).location).toMatch(/state=locked$/);
    const { location = '' } = await desk.press(card, 'card', { act: 'reset', reason: 'locked' });
    expect(location).toMatch(/^http/);
    await desk.pad.newPin(location, '7531');
    await desk.load(cardReturn, 'card-return');
    expect(await desk.page()).toMatchObject({ card: { read: true, resets: 1 } });
  });

  it('暗証番号は本人確認の代わりにならない：記録の前にはカードを読めない（住民基本台帳法第27条）', async () => {
    const { receiptNumber } = await movedOut(world, plain(3));
    await travelDays(world, 6, '10:00');
    const desk = counter(await caseOf(world, receiptNumber));
    expect(await desk.press(card, 'card', { act: 'open' })).toMatchObject({ status: 409 });
  });

  it('委任状のない代理人は受け付けない（住民基本台帳法第27条）', async () => {
    const { receiptNumber } = await movedOut(world, plain(4));
    const desk = counter(await caseOf(world, receiptNumber));
    expect(
      await desk.press(checkIn, 'check-in', { kind: 'proxy', name: '代理　人', document: '運転免許証' }),
    ).toMatchObject({ status: 400, data: { errors: { letter: [expect.stringContaining('委任状')] } } });
  });

  it('来庁予定も事前通知もない人は、転出届を案内して終え、住民票はできない', async () => {
    const browser = officeBrowser(world, world.officer(FUJISAWA));
    const caseId = newId();
    const form = { caseId, kind: 'filer', name: '飛込　客', document: '運転免許証' };
    const press = () => browser.press(newArrival, `/office/${FUJISAWA}/arrivals/new`, { town: FUJISAWA }, form);
    expect((await press()).location).toBe(`/office/${FUJISAWA}/arrivals/${caseId}/card`);
    expect((await press()).location).toBe(`/office/${FUJISAWA}/arrivals/${caseId}/card`);
    const desk = counter(caseId);
    await desk.readCard(plain(5));
    if (!(await desk.page()).unavailable) await desk.confirm();
    expect((await desk.page()).unavailable.reason).toContain('転出届が出ていません');
    expect(await desk.press(certificate, 'certificate', { act: 'sendBack' })).toMatchObject({ status: 302 });
    expect((await desk.page()).stage).toBe('sentBack');
  });

  it('予定を告げずに来た人も、カードから事前通知が見つかり、同じ受付にまとまる', async () => {
    const { receiptNumber } = await movedOut(world, plain(6));
    await travelDays(world, 6, '10:00');
    const planned = await caseOf(world, receiptNumber);
    const browser = officeBrowser(world, world.officer(FUJISAWA));
    const caseId = newId();
    const form = { caseId, kind: 'filer', name: getPerson(plain(6)).person.name.full, document: '個人番号カード' };
    await browser.press(newArrival, `/office/${FUJISAWA}/arrivals/new`, { town: FUJISAWA }, form);
    const desk = counter(caseId);
    await desk.readCard(plain(6));
    await desk.confirm();
    expect(await desk.page()).toMatchObject({
      receiptNumber,
      hasNotice: true,
      certificate: { freshness: 'confirmed' },
    });
    expect((await counter(planned).page()).stage).toBe('cancelled');
  });
});

describe('期限と取消', () => {
  it('期限までに来なかった予定は、夜間に期限切れになり、住民に伝わる（施行令第24条の2）', async () => {
    const { receiptNumber } = await movedOut(world, plain(7));
    const caseId = await caseOf(world, receiptNumber);
    await travelDays(world, 40);
    expect((await counter(caseId).page()).stage).toBe('expired');
    expect((await statuses(receiptNumber)).at(-1)).toBe('expired');
    await townOf(world, FUJISAWA).office.runDaily();
    expect((await statuses(receiptNumber)).filter((status) => status === 'expired')).toHaveLength(1);
  });
});
