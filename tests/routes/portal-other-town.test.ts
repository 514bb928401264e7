import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getPerson } from '#db/fixtures/families.ts';
import { fileMovingOut, NAKA, settleFully, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, signInAndFile, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

const NEW_ADDRESS = {
  municipalityCode: NAKA,
  prefecture: '神奈川県',
  municipality: '横浜市中区',
  town: '本町',
  lot: '6番地50',
};

/** The head moves to 横浜市中区 on 28 November 2026; the visit is on 2 December. */
const TO_YOKOHAMA: Record<string, Fields> = {
  ...WHOLE_FAMILY,
  movers: { movers: 'h0' },
  'remaining-householder': { remainingChoice: 'unknown' },
  postcode: { postcode: '231-0005' },
  lot: { decided: 'yes', lot: NEW_ADDRESS.lot },
  'visit-day': { visitOn: '2026-12-02' },
};

describe('この仕組みで動いていない市区町村への引越し', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const file = (visitor: Visitor) => signInAndFile(visitor, TO_YOKOHAMA);

  const view = async (visitor: Visitor, receipt: string) =>
    (await visitor.get(`/moving/applications/${receipt}`)).data.view;

  /** 転出の処理 in the old town, as its office would do it with this 転出届. */
  async function process(key: string, receiptNumber: string, plan: 'onTime' | 'never') {
    world.nation?.otherRegisters.setDefaultPlan(plan);
    const { family } = getPerson(key);
    await fileMovingOut(world, family, { plannedOn: '2026-11-28', destination: NEW_ADDRESS, receiptNumber });
    await settleFully(world);
  }

  it('来庁予定の取消しと新しい予定も届き、準備はやり直される', async () => {
    const shinya = visitorOf(world, 'matsumoto-1');
    const receipt = await file(shinya);
    await process('matsumoto-1', receipt, 'onTime');
    const path = `/moving/applications/${receipt}/visit`;
    const visits = async () =>
      (await world.nation?.otherRegisters.visits())?.filter((v) => v.receiptNumber === receipt);
    await shinya.post(path, { intent: 'cancel' });
    await settleFully(world);
    expect(await view(shinya, receipt)).toMatchObject({ visitState: 'cancelled' });
    expect(await visits()).toMatchObject([{ state: 'cancelled' }]);
    await shinya.post(path, { visitOn: '2026-12-03', visitOffice: 'honcho' });
    await settleFully(world);
    expect(await view(shinya, receipt)).toMatchObject({ visitState: 'prepared' });
    expect(await visits()).toMatchObject([{ state: 'prepared', visitOn: '2026-12-03' }]);
  }, 60_000);

  it('来庁予定は届き、転入が済むと転入した日とともに本人に知らされる。来なければ期限切れと知らされる', async () => {
    const naoki = visitorOf(world, 'watanabe-naoki');
    const hideki = visitorOf(world, 'takahashi-hideki');
    const [comes, staysAway] = [await file(naoki), await file(hideki)];
    await settleFully(world);
    // 転出の処理までは、新しい市区町村は何も知らない。
    expect(await view(naoki, comes)).toMatchObject({ visitState: 'announced' });

    await process('watanabe-naoki', comes, 'onTime');
    await process('takahashi-hideki', staysAway, 'never');
    expect(await view(naoki, comes)).toMatchObject({ visitState: 'prepared' });
    expect(await view(hideki, staysAway)).toMatchObject({ visitState: 'prepared' });

    await travelDays(world, 10, '18:00');
    await settleFully(world);
    expect(await view(naoki, comes)).toMatchObject({ visitState: 'registered', state: 'movedIn' });

    await travelDays(world, 14, '18:00');
    await settleFully(world);
    expect(await view(hideki, staysAway)).toMatchObject({ visitState: 'expired' });
    expect(await world.nation?.otherRegisters.keptAside()).toEqual([]);
    expect(await world.portal.mailroom.deadLetters()).toEqual([]);
    expect(await world.portal.mailroom.waiting()).toEqual([]);
    expect((await world.portal.mailroom.log(500)).filter(({ state }) => state === 'held')).toEqual([]);
  }, 60_000);
});
