import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RegisterCommand, RegisterCorrection, RegisterMovingOut } from '#app/juki/door.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { movingIn, NEW_ADDRESS, OLD_ADDRESS, protectedFamily, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, codeOf, createJukiWorld, type JukiWorld, settle, type TestTown } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

type Family = Awaited<ReturnType<typeof settle>>;

const at = (time: string, on = world.clock.today) => {
  world.clock.today = on;
  world.clock.now = () => tokyoInstant(on, time);
};

function movingOutOf(family: Family, movers: string[]): RegisterMovingOut {
  return {
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers,
    notifiedOn: TODAY,
    plannedOn: '2026-12-01',
    destination: NEW_ADDRESS,
    channel: 'counter',
    special: true,
    cardHolders: movers,
  };
}

function correctionOf(family: Family, addresseeNumber: string): RegisterCorrection {
  return {
    kind: 'RegisterCorrection',
    basis: 'exOfficio',
    householdNumber: family.householdNumber,
    corrections: [{ addresseeNumber, items: { name: { kana: 'シケン　マツコ', kanaConfirmed: true } } }],
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '職権記録書第1号',
  };
}

async function approved(town: TestTown, command: RegisterCommand): Promise<string> {
  const draft = await town.juki.draft(command, town.as('reception', '受付の鈴木'));
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  const { draftId } = draft.value;
  await town.juki.review(draftId, town.as('reviewer', 'b'));
  await town.juki.approve(draftId, town.as('approver', 'c'));
  return draftId;
}

describe('排他制御（標準仕様書10.3）', () => {
  test('処理中の世帯は、同僚に名前と終わる時刻を告げて断る。照会はできる。20分で終わる', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { householdNumber } = family;
    const suzuki = chofu.as('reception', '受付の鈴木');
    const tanaka = chofu.as('reception', '田中');
    const lock = await chofu.juki.lockHousehold(householdNumber, suzuki);
    expect(lock).toMatchObject({ value: { officerName: '受付の鈴木', until: tokyoInstant(TODAY, '09:20') } });
    const sentence = expect.stringMatching(/^受付の鈴木さん.*令和8年11月24日 09:20まで/);
    expect(await chofu.juki.lockHousehold(householdNumber, tanaka)).toMatchObject({
      refusal: { code: 'E09', sentence },
    });
    const command = movingOutOf(family, [family.wife]);
    expect(await chofu.juki.draft(command, tanaka)).toMatchObject({ refusal: { code: 'E09', sentence } });
    expect(await chofu.juki.findHousehold(householdNumber, tanaka)).toMatchObject({ householdNumber });
    expect(await chofu.juki.findLock(householdNumber, tanaka)).toMatchObject({ officerName: '受付の鈴木' });

    at('09:15');
    await chofu.juki.lockHousehold(householdNumber, suzuki);
    at('09:21');
    expect(await chofu.juki.draft(command, tanaka)).toMatchObject({ refusal: { code: 'E09' } });
    at('09:35');
    expect(await chofu.juki.findLock(householdNumber, tanaka)).toBeUndefined();
    expect(await chofu.juki.draft(command, tanaka)).toMatchObject({ accepted: true });
    expect(await chofu.juki.lockHousehold(householdNumber, suzuki)).toMatchObject({
      refusal: { sentence: expect.stringContaining('田中さん') },
    });
  });

  test('長さは町の決まり。本登録、取消し、サインアウトで終わる', async () => {
    await world.close();
    world = await createJukiWorld({ lockMinutes: 5 });
    const { chofu } = world;
    const family = await settle(world);
    const suzuki = chofu.as('reception', '受付の鈴木');
    const tanaka = chofu.as('reception', '田中');
    const free = async () => (await chofu.juki.findLock(family.householdNumber, tanaka)) === undefined;
    expect(await chofu.juki.lockHousehold(family.householdNumber, suzuki)).toMatchObject({
      value: { until: tokyoInstant(TODAY, '09:05') },
    });
    await chofu.juki.unlockAll(suzuki);
    expect(await free()).toBe(true);
    await chofu.juki.lockHousehold(family.householdNumber, suzuki);
    await chofu.juki.unlockHousehold(family.householdNumber, tanaka);
    expect(await free()).toBe(false);
    const draft = await chofu.juki.draft(movingOutOf(family, [family.wife]), suzuki);
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    expect(await free()).toBe(false);
    await chofu.juki.discard(draft.value.draftId, suzuki);
    expect(await free()).toBe(true);
    await carryThrough(chofu, movingOutOf(family, [family.wife]));
    expect(await free()).toBe(true);
  });

  test('仮登録とともに、次の段階の職員に移る。ほかの職員の仮登録は名前を告げて断る', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const draftId = await approved(chofu, movingOutOf(family, [family.wife]));
    const tanaka = chofu.as('reception', '田中');
    expect(await chofu.juki.findLock(family.householdNumber, tanaka)).toMatchObject({ officerName: 'c' });
    expect(await chofu.juki.draft(correctionOf(family, family.mother), tanaka)).toMatchObject({
      refusal: { code: 'E09', sentence: expect.stringContaining('cさん') },
    });
    at('09:00', '2026-11-25');
    expect(await chofu.juki.draft(correctionOf(family, family.wife), tanaka)).toMatchObject({
      refusal: { code: 'E09', sentence: expect.stringContaining('受付の鈴木さんの仮登録') },
    });
    expect(await chofu.juki.register(draftId, tanaka)).toMatchObject({ accepted: true });
  });

  test('支援措置の世帯の排他は担当職員だけが取れ、ほかの職員には理由を告げない（E08）', async () => {
    const { chofu } = world;
    const family = await settle(world, protectedFamily());
    expect(await chofu.juki.lockHousehold(family.householdNumber, chofu.as('reception'))).toMatchObject({
      refusal: { code: 'E08', sentence: expect.not.stringContaining('支援') },
    });
    const officer = chofu.as('protectionOfficer');
    expect(await chofu.juki.lockHousehold(family.householdNumber, officer)).toMatchObject({ accepted: true });
  });
});

describe('古い画面と古い仮登録は、上書きせずに断る', () => {
  test('仮登録のあとに世帯が変わると、本登録は何をだれが変えたかを告げて断る', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const draftId = await approved(chofu, movingOutOf(family, [family.wife]));
    at('15:00');
    await carryThrough(chofu, correctionOf(family, family.mother));
    const refused = await chofu.juki.register(draftId, chofu.as('reception', '田中'));
    expect(refused).toMatchObject({
      refusal: { code: 'E41', sentence: expect.stringMatching(/仮登録のあとで、aさんが「職権修正」を登録しました/) },
    });
    expect(await chofu.juki.findResident(family.wife, chofu.as('reviewer'))).toMatchObject({ historyNumber: 1 });
    expect(await chofu.juki.findDraft(draftId, chofu.as('reviewer'))).toMatchObject({ state: 'approved' });
  });

  test('画面の履歴番号が古ければ、仮登録を断る。新しければ進む', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const seen = Object.fromEntries(family.all.map((number) => [number, 1]));
    await carryThrough(chofu, correctionOf(family, family.mother));
    const command = movingOutOf(family, [family.wife]);
    const suzuki = chofu.as('reception', '受付の鈴木');
    expect(await chofu.juki.draft(command, suzuki, seen)).toMatchObject({
      refusal: { code: 'E41', sentence: expect.stringMatching(/画面を開いたあとで、aさんが「職権修正」/) },
    });
    expect(await chofu.juki.draft(command, suzuki, { ...seen, [family.mother]: 2 })).toMatchObject({ accepted: true });
  });

  test('画面を開いたあとに世帯員が増えても、仮登録を断る', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const seen = { [family.head]: 1, [family.wife]: 1, [family.child]: 1 };
    expect(await chofu.juki.draft(movingOutOf(family, [family.wife]), chofu.as('reception'), seen)).toMatchObject({
      refusal: { code: 'E41' },
    });
  });
});

describe('処理中に届いた電文', () => {
  /** 調布市 → 藤沢市, registered there; the 転入通知 is under way. */
  async function arrived(): Promise<Family> {
    const { chofu, fujisawa } = world;
    const family = await settle(world);
    await carryThrough(chofu, { ...movingOutOf(family, family.all), plannedOn: '2026-11-26' });
    await world.carry();
    at('09:00', '2026-11-26');
    const certificate = await fujisawa.juki.openAdvanceNotice(codeOf(1), fujisawa.as('counter'));
    if (!certificate) throw new Error('no 事前通知');
    await carryThrough(fujisawa, movingIn(certificate, { movedInOn: '2026-11-26', notifiedOn: '2026-11-26' }));
    return family;
  }

  const confirmed = async (family: Family) =>
    (await world.chofu.juki.findResident(family.head, world.chofu.as('reviewer')))?.movingOut?.confirmed;

  test('転入通知は、断られずに待ち、処理が終わると受理される', async () => {
    const { chofu } = world;
    const family = await arrived();
    const suzuki = chofu.as('reception', '受付の鈴木');
    await chofu.juki.lockHousehold(family.householdNumber, suzuki);
    await world.carry();
    expect(await confirmed(family)).toBeUndefined();
    await world.carry();
    expect(await confirmed(family)).toBeUndefined();
    await chofu.juki.unlockHousehold(family.householdNumber, suzuki);
    await world.carry();
    expect(await confirmed(family)).toMatchObject({ movedInOn: '2026-11-26' });
    expect(chofu.errors).toEqual([]);
  });

  test('開いたままの画面でも20分で受理され、再起動しても待った電文は残る', async () => {
    const { chofu } = world;
    const family = await arrived();
    await chofu.juki.lockHousehold(family.householdNumber, chofu.as('reception', '受付の鈴木'));
    await world.carry();
    chofu.restart();
    at('09:21');
    await world.carry();
    expect(await confirmed(family)).toMatchObject({ address: NEW_ADDRESS });
    const waiting = await chofu.store.read(({ db, t }) => db.select().from(t.waitingMessages));
    expect(waiting).toEqual([]);
  });

  test('ほかの世帯の処理中なら、待たずに受理される', async () => {
    const { chofu } = world;
    const family = await arrived();
    const others = await chofu.juki.migrate([{ ...protectedFamily(11), address: OLD_ADDRESS }]);
    const other = others.households[0]?.householdNumber ?? '';
    await chofu.juki.lockHousehold(other, chofu.as('protectionOfficer'));
    await world.carry();
    expect(await confirmed(family)).toMatchObject({ movedInOn: '2026-11-26' });
  });
});
