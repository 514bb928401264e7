import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drawnText } from '#app/papers/drawn-text.server.ts';
import * as card from '#app/routes/office.$town.arrivals.$case_.card.tsx';
import * as certificate from '#app/routes/office.$town.arrivals.$case_.certificate.tsx';
import * as filing from '#app/routes/office.$town.arrivals.$case_.filing.tsx';
import * as receipt from '#app/routes/office.$town.arrivals.$case_.filing-receipt.ts';
import * as household from '#app/routes/office.$town.arrivals.$case_.household.tsx';
import { caseOf, counterOf, movedOut, relationships, saidOf } from '#tests/support/counter-story.ts';
import { FUJISAWA, today, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});
vi.setConfig({ testTimeout: 90_000 });

const RECEIVE = {
  act: 'receive',
  movedInOn: '令和8年11月28日',
  names: '佐藤　健司、佐藤　美咲',
  seen: ['card', 'paper'],
};

function breakTerminal(down: boolean): void {
  if (down) world.nation?.faults.set('card-terminal', { down: true });
  else world.nation?.faults.clear('card-terminal');
}

describe('カードを読む前に統合端末が止まったとき（住民基本台帳法第24条の2）', () => {
  it('転入届を受け付けて受付票を渡し、戻れば続きから本登録する。届出日は受け付けた日', async () => {
    const { receiptNumber } = await movedOut(world, 'sato-kenji');
    await travelDays(world, 6, '10:00');
    const caseId = await caseOf(world, receiptNumber);
    const desk = counterOf(world, caseId);
    const receivedOn = today(world);
    await desk.checkIn('佐藤　健司');
    expect(await desk.press(card, 'card', RECEIVE)).toMatchObject({
      status: 409,
      data: { refusal: { code: 'terminalAnswers' } },
    });
    breakTerminal(true);
    expect(await desk.press(card, 'card', { act: 'open' })).toMatchObject({ status: 503 });
    const stopped = (await desk.load(card, 'card')).data;
    expect(stopped.page.silent).toMatchObject([{ code: 'cardTerminal' }]);
    expect(stopped.paperForm).toBe(`/office/${FUJISAWA}/acts/new/moving-in`);
    expect((await desk.load(receipt, 'filing-receipt')).status).toBe(404);

    expect(
      await desk.press(card, 'card', { ...RECEIVE, seen: ['card'], movedInOn: 'きのう', names: ' ' }),
    ).toMatchObject({
      status: 400,
      data: { errors: { seen: [expect.any(String)], movedInOn: [expect.any(String)], names: [expect.any(String)] } },
    });
    expect(await desk.press(card, 'card', { ...RECEIVE, movedInOn: '令和8年12月31日' })).toMatchObject({
      data: { refusal: { code: 'dateInFuture' } },
    });
    expect(await desk.press(card, 'card', RECEIVE)).toMatchObject({ status: 302 });
    expect((await desk.page()).received).toMatchObject({ movedInOn: '2026-11-28', names: RECEIVE.names });
    expect((await desk.page()).registered).toBeUndefined();
    expect((await desk.load(receipt, 'filing-receipt')).data).toMatch(/^%PDF-/);
    const { office } = townOf(world, FUJISAWA);
    const made = await office.papers.filingReceipt(world.officer(FUJISAWA, 'desk'), caseId);
    if (!('file' in made)) throw new Error('no receipt');
    const [text = ''] = drawnText(made.file);
    expect(text).toContain('転入届を受け付けた日時令和8年11月30日');
    expect(text).toContain('佐藤　健司、佐藤　美咲');
    expect(text).toContain('90日');

    // Days later the terminal is back: the same case goes on, and the filing keeps its day.
    await travelDays(world, 3, '10:00');
    breakTerminal(false);
    expect((await desk.readCard('sato-kenji')).location).toMatch(/\/certificate$/);
    await desk.confirm();
    expect((await desk.page()).received?.at.slice(0, 10)).toBe(receivedOn);
    expect(
      await desk.press(certificate, 'certificate', { ...saidOf(await desk.page()), movedInOn: '令和8年12月2日' }),
    ).toMatchObject({
      status: 409,
      data: { refusal: { code: 'dateInFuture' } },
    });
    await desk.press(certificate, 'certificate', saidOf(await desk.page()));
    await desk.press(household, 'household', { act: 'choose', kind: 'new', ...relationships(await desk.page()) });
    const { paper } = (await desk.load(filing, 'filing')).data;
    expect(paper.filing.filedOn).toBe(receivedOn);
    await desk.press(filing, 'filing', { act: 'sign', method: 'paper', signedBy: '佐藤　健司', digest: paper.digest });
    const { registered, cards } = await desk.page();
    expect(registered).toHaveLength(4);
    // 90 days from the day of the filing, not of the reading.
    expect(new Set(cards.map(({ dueOn }: { dueOn?: string }) => dueOn))).toEqual(new Set(['2027-03-01']));
  });

  it('特例転入の期限を過ぎていれば受け付けず、転出証明書による転入届を案内する（施行令第24条の2）', async () => {
    const { receiptNumber } = await movedOut(world, 'watanabe-naoki', {});
    await travelDays(world, 6, '10:00');
    const desk = counterOf(world, await caseOf(world, receiptNumber));
    await desk.checkIn('渡辺　直樹');
    await travelDays(world, 40, '10:00');
    breakTerminal(true);
    expect(await desk.press(card, 'card', { act: 'open' })).toMatchObject({ status: 503 });
    const answer = await desk.press(card, 'card', { ...RECEIVE, movedInOn: '令和8年12月1日' });
    breakTerminal(false);
    expect(answer).toMatchObject({ status: 409, data: { refusal: { code: 'limitPassed' } } });
    expect(answer.data.refusal.sentence).toContain('転出証明書');
    expect((await desk.page()).received).toBeUndefined();
  });
});
