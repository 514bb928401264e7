import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as application from '#app/routes/office.$town.applications.$receipt.tsx';
import { CHOFU as CHOFU_TOWN } from '#db/fixtures/towns.ts';
import { file, officeBrowser, postFromPortal, reportsTo } from '#tests/support/office-story.ts';
import { CHOFU, today } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  // The rule is data of the town: without it three officers are needed.
  CHOFU_TOWN.rules.soleDecision = false;
  world = await openWorld();
});
afterAll(async () => {
  CHOFU_TOWN.rules.soleDecision = true;
  await world[Symbol.asyncDispose]();
});

const as = (slug: string) => officeBrowser(world, world.officer(CHOFU, slug));
const at = (receipt: string) => [`/office/${CHOFU}/applications/${receipt}`, { town: CHOFU, receipt }] as const;

async function page(receipt: string, slug = 'reviewer') {
  return (await as(slug).load(application, ...at(receipt))).data.page;
}

async function press(slug: string, receipt: string, act: string) {
  const now = await page(receipt, slug);
  const movers = now.movers.flatMap(
    ({ match }: { match?: { addresseeNumber: string } }) => match?.addresseeNumber ?? [],
  );
  return as(slug).press(application, ...at(receipt), {
    act,
    version: now.version,
    ...(act === 'accept' ? { movers } : {}),
  });
}

const statuses = async (receipt: string) => (await reportsTo(world, CHOFU, receipt)).map(({ status }) => status);

describe('仮登録 → 審査 → 決裁 → 本登録（標準仕様書 4.0.8、専決のない市）', () => {
  it('受付・審査・決裁を別々の職員が行い、本登録まで住民票も住民への知らせも変わらない', async () => {
    const { receiptNumber } = await file(world, 'sato-kenji');
    await press('reception', receiptNumber, 'start');
    expect(await press('reception', receiptNumber, 'accept')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'provisional' });
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview']);

    expect((await press('reception', receiptNumber, 'review')).status).toBe(403);
    expect((await press('approver', receiptNumber, 'approve')).status).toBe(409);
    expect(await press('reviewer', receiptNumber, 'review')).toMatchObject({ status: 302 });
    expect(await press('approver', receiptNumber, 'approve')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'approved' });
    expect(await press('reviewer', receiptNumber, 'register')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'completed' });
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview', 'completed']);
  });

  it('受理した職員は、自分では審査できない', async () => {
    const { receiptNumber } = await file(world, 'watanabe-naoki');
    await press('reviewer', receiptNumber, 'start');
    await press('reviewer', receiptNumber, 'accept');
    expect(await press('reviewer', receiptNumber, 'review')).toMatchObject({
      status: 409,
      data: { refusal: { code: 'sameOfficer' } },
    });
    expect(await press('registry', receiptNumber, 'review')).toMatchObject({ status: 302 });
  });

  it('仮登録をやめると審査に戻り、受理し直せる', async () => {
    const { receiptNumber } = await file(world, 'takahashi-hideki');
    await press('reception', receiptNumber, 'start');
    await press('reception', receiptNumber, 'accept');
    expect(await press('reviewer', receiptNumber, 'discard')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'underReview' });
    expect(await press('reception', receiptNumber, 'accept')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'provisional' });
  });

  it('本登録の前の取下げは、仮登録を消して申請を終わらせる', async () => {
    const { receiptNumber } = await file(world, 'kim-minji');
    await press('reception', receiptNumber, 'start');
    await press('reception', receiptNumber, 'accept');
    await postFromPortal(world, CHOFU, 'WithdrawalRequest', { receiptNumber, requestedAt: world.clock.now() });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'withdrawn' });
    expect(await statuses(receiptNumber)).toEqual(['arrived', 'underReview', 'withdrawn']);
  });

  it('転出取消も三人で行う', async () => {
    const { receiptNumber } = await file(world, 'ito-mayu', { movingOn: today(world) });
    for (const [slug, act] of [
      ['reception', 'start'],
      ['reception', 'accept'],
      ['reviewer', 'review'],
      ['approver', 'approve'],
      ['reviewer', 'register'],
    ] as const) {
      expect(await press(slug, receiptNumber, act)).toMatchObject({ status: 302 });
    }
    await postFromPortal(world, CHOFU, 'WithdrawalRequest', { receiptNumber, requestedAt: world.clock.now() });
    expect(await press('reviewer', receiptNumber, 'cancelMovingOut')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'cancelProvisional' });
    expect(await press('registry', receiptNumber, 'review')).toMatchObject({ status: 302 });
    expect(await press('approver', receiptNumber, 'approve')).toMatchObject({ status: 302 });
    expect(await press('reviewer', receiptNumber, 'register')).toMatchObject({ status: 302 });
    expect(await page(receiptNumber)).toMatchObject({ stage: 'cancelled' });
    expect((await statuses(receiptNumber)).at(-1)).toBe('cancelled');
  });
});
