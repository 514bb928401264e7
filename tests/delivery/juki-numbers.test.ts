import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SymbolState } from '#app/messages/contracts/identity.ts';
import { findAudit } from '#db/audit.server.ts';
import {
  codeOf,
  familyOfFour,
  member,
  NEW_ADDRESS,
  no,
  OLD_ADDRESS,
  protectedFamily,
  RECEIPT,
  TODAY,
} from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

function calls(): string[] {
  return world.chofu.heardByAddressee.map((one) => one.call);
}

async function moveOut(family: Awaited<ReturnType<typeof settle>>, movers: string[], plannedOn = TODAY) {
  return carryThrough(world.chofu, {
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers,
    notifiedOn: TODAY,
    plannedOn,
    destination: NEW_ADDRESS,
    channel: 'online',
    special: true,
    receiptNumber: RECEIPT,
    cardHolders: movers.slice(0, 1),
  });
}

describe('付番（標準仕様書1.1.13）', () => {
  test('宛名番号と世帯番号は検査数字の付いた通し番号で、前の番号を飛ばす', async () => {
    const family = familyOfFour();
    const members = family.members.map((one, index) => (index === 0 ? { ...one, addresseeNumber: no(2) } : one));
    const { chofu } = world;
    const first = await chofu.juki.migrate([{ ...family, members }]);
    expect(first.households).toEqual([{ householdNumber: no(1), addresseeNumbers: [no(2), no(1), no(3), no(4)] }]);
    const second = await chofu.juki.migrate([{ ...familyOfFour(), members: [member(20)] }]);
    expect(second.households).toEqual([{ householdNumber: no(2), addresseeNumbers: [no(5)] }]);
  });

  test('却下された届は番号を使わない', async () => {
    const { chofu } = world;
    await settle(world);
    await expect(chofu.juki.migrate([familyOfFour()])).rejects.toThrow('E04');
    const next = await chofu.juki.migrate([{ ...familyOfFour(), members: [member(20)] }]);
    expect(next.households[0]?.addresseeNumbers).toEqual([no(5)]);
  });
});

describe('宛名 → 中間サーバー → 符号（番号法施行令第20条）', () => {
  async function numberedFamily() {
    const family = await settle(world, familyOfFour(), { alreadyNumbered: false });
    await world.carry();
    return family;
  }

  async function symbolArrives(state: SymbolState['state']) {
    const { chofu } = world;
    const requests = world.arrived.filter((one) => one.type === 'SymbolRequest');
    for (const { content, subject } of requests) {
      const { processingNumber } = content as { processingNumber: string };
      const id = '01990000-0000-7000-8000-0000000000ee';
      const envelope = {
        id,
        type: 'SymbolState' as const,
        version: 1,
        from: 'jlis',
        to: '132080',
        subject,
        sequence: 1,
        sentAt: '',
      };
      await chofu.store.write((session) =>
        chofu.juki.receive({ envelope, content: { processingNumber, state } }, session),
      );
    }
  }

  test('団番の付番依頼、符号の取得依頼、副本の登録が済み、状態が見える', async () => {
    const family = await numberedFamily();
    const { chofu } = world;
    expect(calls().filter((call) => call === 'requestNumber')).toHaveLength(4);
    expect(calls().filter((call) => call === 'registerHousehold')).toHaveLength(4);
    const requests = world.arrived.filter((one) => one.type === 'SymbolRequest');
    expect(requests.map((one) => (one.content as { processingNumber: string }).processingNumber)).toEqual(
      expect.arrayContaining(['13208020261124000001', '13208020261124000004']),
    );
    const waiting = await chofu.juki.numberingOf(family.head, chofu.as('reviewer'));
    expect(waiting.steps.filter((one) => one.state === 'waiting').map((one) => one.name)).toEqual(['符号の取得']);
    await symbolArrives('obtained');
    await symbolArrives('requested');
    const done = await chofu.juki.numberingOf(family.head, chofu.as('reviewer'));
    expect(done.steps.map((one) => one.state)).toEqual(Array(8).fill('done'));
    expect(JSON.stringify(done)).not.toContain(codeOf(1));
  });

  async function unifiedNumberOf(addresseeNumber: string) {
    const { steps } = await world.chofu.juki.numberingOf(addresseeNumber, world.chofu.as('reviewer'));
    return steps.find((one) => one.name === '団体内統合宛名番号の付番');
  }

  test('宛名システムが止まっていれば待ち、戻れば続きから進む。プロセスが落ちても同じ', async () => {
    const { chofu } = world;
    chofu.faults.addresseeDown = true;
    const family = await settle(world, familyOfFour(), { alreadyNumbered: false });
    await chofu.juki.advance();
    expect((await unifiedNumberOf(family.head))?.state).toBe('waiting');
    chofu.restart();
    chofu.faults.addresseeDown = false;
    await chofu.store.write(async ({ db, t }) => {
      await db.update(t.numberingSagas).set({ nextAttemptAt: 0 });
    });
    await world.carry();
    expect((await unifiedNumberOf(family.head))?.state).toBe('done');
    expect(chofu.errors.length).toBeGreaterThan(0);
  });

  test('一部の方の消除で、抜けた方の副本は閉じ、残る方の副本は新しい版になる', async () => {
    const family = await numberedFamily();
    const { chofu } = world;
    chofu.heardByAddressee.length = 0;
    await moveOut(family, [family.head]);
    await world.carry();
    expect(chofu.heardByAddressee).toContainEqual({
      call: 'closeCopies',
      with: { addresseeNumber: family.head, closedOn: TODAY },
    });
    const copies = chofu.heardByAddressee.filter((one) => one.call === 'registerHousehold');
    expect(copies).toHaveLength(3);
    expect(copies[0]?.with).toMatchObject({
      version: 2,
      undisclosed: false,
      selfInformationDenied: false,
      household: { address: OLD_ADDRESS, members: [{ name: '試験　花子' }, {}, {}] },
    });
  });

  test('転出予定だけでは副本は変わらない', async () => {
    const family = await numberedFamily();
    world.chofu.heardByAddressee.length = 0;
    await moveOut(family, family.all, '2026-12-01');
    await world.carry();
    expect(calls()).toEqual([]);
  });

  test('支援措置のある世帯の副本は、誰のものも自己情報提供不可、対象者のものは不開示になる（標準仕様書1.1.16）', async () => {
    await settle(world, protectedFamily(), { alreadyNumbered: false });
    await world.carry();
    const copies = world.chofu.heardByAddressee.filter((one) => one.call === 'registerHousehold');
    expect(copies).toHaveLength(4);
    for (const { with: copy } of copies) expect(copy).toMatchObject({ selfInformationDenied: true });
    expect(copies.filter(({ with: copy }) => (copy as { undisclosed: boolean }).undisclosed)).toHaveLength(1);
  });

  test('転出取消で副本はまた開く', async () => {
    const family = await numberedFamily();
    const { chofu } = world;
    const { registered } = await moveOut(family, family.all);
    await world.carry();
    chofu.heardByAddressee.length = 0;
    const movingOutId = registered.movingOutId ?? '';
    await carryThrough(chofu, { kind: 'CancelMovingOut', movingOutId, movers: family.all, reason: '申出' });
    await world.carry();
    expect(calls()).toEqual(['registerHousehold', 'registerHousehold', 'registerHousehold', 'registerHousehold']);
    expect(chofu.heardByOffice).toEqual([`movedOut ${RECEIPT} ${TODAY}`, `cancelled ${RECEIPT}`]);
  });

  test('団番と符号のある移行では、何も依頼せず、引き継ぐ副本を返す', async () => {
    const migrated = await world.chofu.juki.migrate([familyOfFour()], { alreadyNumbered: true });
    await world.carry();
    expect(calls()).toEqual([]);
    expect(migrated.copies).toHaveLength(4);
    expect(migrated.copies[0]).toMatchObject({ version: 1, undisclosed: false, selfInformationDenied: false });
  });
});

describe('夜間処理（標準仕様書1.1.5）', () => {
  test('一件が壊れていても他の転出は消除し、直せば次の夜に続きを行う', async () => {
    const { chofu } = world;
    const families = [];
    for (const first of [1, 11, 21]) families.push(await settle(world, familyOfFour(first)));
    for (const family of families) await moveOut(family, family.all, '2026-12-01');
    world.clock.today = '2026-12-01';
    const broken = families[1];
    if (!broken) throw new Error('three families');
    const [row] = await chofu.store.read(({ db, t }) =>
      db.select().from(t.residents).where(eq(t.residents.addresseeNumber, broken.head)),
    );
    const setSecrets = (secrets: string) =>
      chofu.store.write(async ({ db, t }) => {
        await db.update(t.residents).set({ secrets }).where(eq(t.residents.addresseeNumber, broken.head));
      });
    await setSecrets('broken');
    await expect(chofu.juki.runDaily()).rejects.toThrow('1 removals');
    await setSecrets(row?.secrets ?? '');
    expect(await chofu.juki.runDaily()).toEqual({ removed: 4, lapsed: 0 });
    expect(await chofu.juki.runDaily()).toEqual({ removed: 0, lapsed: 0 });
  });
});

describe('照会（標準仕様書2.1.2、10.2）', () => {
  test('清濁、異体字、空白を区別せずに探し、一覧は一件の操作ログになる', async () => {
    const { chofu } = world;
    const name = { full: '渡邉　文子', kana: 'ワタナベ　フミコ', kanaConfirmed: true };
    const household = {
      ...familyOfFour(),
      members: [member(1, { name }), member(2, { householder: false, relationship: '子' })],
    };
    const migrated = await chofu.juki.migrate([household]);
    const all = migrated.households[0]?.addresseeNumbers ?? [];
    const access = chofu.as('reception');
    for (const query of [{ name: '渡辺文子' }, { kana: 'わたなへ' }, { kana: 'ワタナベ', bornOn: '1985-04-12' }]) {
      expect((await chofu.juki.findResidents(query, access)).residents.map((one) => one.addresseeNumber)).toEqual(
        all.slice(0, 1),
      );
    }
    expect(await chofu.juki.findResidents({}, access)).toEqual({ residents: [], more: false });
    expect(await chofu.juki.findResidents({ name: '%' }, access)).toEqual({ residents: [], more: false });
    await chofu.juki.findResidents({ address: '小島町' }, access);
    const [newest] = await chofu.store.read((session) => findAudit(session, { limit: 1 }));
    expect(newest).toMatchObject({ act: 'findResidents', reason: '届出の処理' });
    expect([...(newest?.subjects ?? [])].sort()).toEqual([...all].sort());
  });

  test('番号は末尾四桁だけを見せる', async () => {
    const family = await settle(world);
    const { chofu } = world;
    const view = await chofu.juki.findResident(family.head, chofu.as('reception'));
    expect(view?.maskedResidentRecordCode).toBe(`***-****-${codeOf(1).slice(-4)}`);
    expect(view?.maskedIndividualNumber).toMatch(/^\*{4}-\*{4}-\d{4}$/);
    expect(JSON.stringify(view)).not.toContain(codeOf(1));
  });

  test('4情報は代替文字に置き換えて比べ、二人以上が当てはまれば特定しない', async () => {
    const { chofu } = world;
    const name = { full: '髙橋　一', kana: 'タカハシ　ハジメ', kanaConfirmed: true };
    await chofu.juki.migrate([{ ...familyOfFour(), members: [member(1, { name })] }]);
    const items = {
      name: '高橋　一',
      bornOn: '1985-04-12',
      sex: '1' as const,
      address: '東京都調布市小島町二丁目３５番地１',
    };
    const identify = () => chofu.juki.identifyByFourItems(items, chofu.as('reception'));
    expect(await identify()).toMatchObject({ by: 'fourItems', addresseeNumber: no(1) });
    expect(await chofu.juki.identifyByFourItems({ ...items, sex: '2' }, chofu.as('reception'))).toBeUndefined();
    await chofu.juki.migrate([{ ...familyOfFour(), members: [member(2, { name })] }]);
    expect(await identify()).toBeUndefined();
  });

  test('J-LISが黙っていれば、発行番号の照会は停止として伝わる', async () => {
    world.line.down = true;
    await expect(world.chofu.juki.identifyBySerial('AB', world.chofu.as('reception'))).rejects.toThrow(
      'does not answer',
    );
  });
});
