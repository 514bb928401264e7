import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#app/juki/core/events.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE, type Resident } from '#app/juki/core/register.ts';
import type { RegisterMovingOut } from '#app/juki/door.ts';
import { residentFrom } from '#app/juki/shell/register-rows.server.ts';
import { findAudit } from '#db/audit.server.ts';
import { codeOf, movingIn, NEW_ADDRESS, numberOf, RECEIPT, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle, type TestTown } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

type Family = Awaited<ReturnType<typeof settle>>;

function movingOutOf(family: Family, changes: Partial<RegisterMovingOut> = {}): RegisterMovingOut {
  return {
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers: family.all,
    notifiedOn: TODAY,
    plannedOn: '2026-12-01',
    destination: NEW_ADDRESS,
    channel: 'online',
    special: true,
    receiptNumber: RECEIPT,
    cardHolders: [family.head],
    ...changes,
  };
}

/** The whole move: 転出 in 調布市, the moving day, 特例転入 in 藤沢市 on 2 December. */
async function wholeMove(family: Family) {
  await carryThrough(world.chofu, movingOutOf(family));
  await world.carry();
  world.clock.today = '2026-12-02';
  await world.chofu.juki.runDaily();
  const { fujisawa } = world;
  const certificate = await fujisawa.juki.openAdvanceNotice(codeOf(1), fujisawa.as('counter'));
  if (!certificate) throw new Error('no 事前通知');
  const done = await carryThrough(fujisawa, movingIn(certificate));
  await world.carry();
  return { certificate, ...done };
}

async function ledgerOf(town: TestTown): Promise<{ changes: Change[]; residents: Resident[]; snapshots: Resident[] }> {
  return town.store.read(async ({ db, t }) => {
    const rows = await db.select().from(t.ledger).orderBy(t.ledger.position);
    const residents = await db.select().from(t.residents);
    const snapshots = await db
      .select()
      .from(t.snapshots)
      .orderBy(t.snapshots.addresseeNumber, t.snapshots.historyNumber);
    return {
      changes: rows.map((row) => JSON.parse(town.cipher.decrypt(row.body))),
      residents: residents.map((row) => residentFrom(row, town.cipher)),
      snapshots: snapshots.map((row) => JSON.parse(town.cipher.decrypt(row.body))),
    };
  });
}

describe('二つの市の間の引越し', () => {
  test('転出から転入、転入通知の受理まで（住民基本台帳法第24条の2、第9条第1項）', async () => {
    const family = await settle(world);
    const { registered } = await wholeMove(family);
    const { chofu, fujisawa } = world;

    const old = await chofu.juki.findResident(family.head, chofu.as('reviewer'));
    expect(old).toMatchObject({
      status: 'movedOut',
      removed: { reason: '国内転出', on: '2026-12-01' },
      movingOut: { plannedOn: '2026-12-01', confirmed: { movedInOn: '2026-12-01', address: NEW_ADDRESS } },
    });
    const now = await fujisawa.juki.findHousehold(registered.householdNumber ?? '', fujisawa.as('counter'));
    expect(now?.members.map((member) => member.relationship)).toEqual(['世帯主', '妻', '子', '母']);
    expect(chofu.heardByOffice).toEqual([`movedOut ${RECEIPT} 2026-12-01`, 'movedIn 2026-12-01 142051']);
    expect(fujisawa.heardByOffice).toEqual(['arrival expected', 'arrival registered']);
    expect(world.arrived.filter((one) => one.from === '142051').map((one) => one.type)).toEqual([
      ...Array.from({ length: 4 }, () => 'IdentityInformationNotice'),
      ...Array.from({ length: 4 }, () => 'SupplementaryFamilyRegisterNotice'),
      ...Array.from({ length: 4 }, () => 'SymbolRequest'),
    ]);
  });

  test('台帳を読み直すと登録と同じになり、履歴番号は1から欠番がない（標準仕様書1.2.1）', async () => {
    await wholeMove(await settle(world));
    for (const town of [world.chofu, world.fujisawa]) {
      const { changes, residents, snapshots } = await ledgerOf(town);
      const replayed = changes.reduce(evolve, EMPTY_SLICE);
      const byNumber = new Map(residents.map((resident) => [resident.addresseeNumber, resident]));
      expect(byNumber).toEqual(replayed.residents);
      for (const resident of residents) {
        const rows = snapshots.filter((row) => row.addresseeNumber === resident.addresseeNumber);
        expect(rows.map((row) => row.historyNumber)).toEqual(rows.map((_, index) => index + 1));
        expect(rows.at(-1)).toEqual(resident);
      }
    }
  });

  test('住民票コードと個人番号は、どのデータベースのどこにも平文では残らない（番号法第12条）', async () => {
    await wholeMove(await settle(world));
    const { chofu, fujisawa } = world;
    const secrets = [1, 2, 3, 4].flatMap((serial) => [codeOf(serial), numberOf(serial)]);
    for (const town of [chofu, fujisawa]) {
      const rows = await town.store.read(async ({ db, t }) =>
        JSON.stringify([
          await db.select().from(t.residents),
          await db.select().from(t.movingOuts),
          await db.select().from(t.expectedArrivals),
          await db.select().from(t.registerDrafts),
          await db.select().from(t.ledger),
          await db.select().from(t.snapshots),
          await db.select().from(t.auditEntries),
          await db.select().from(t.numberingSagas),
        ]),
      );
      expect(secrets.filter((secret) => rows.includes(secret))).toEqual([]);
    }
  });

  test('消除で発行番号の紐付は失効し、転入地で新しく紐付く', async () => {
    const family = await settle(world);
    world.line.serials.set('1A2B3C4D', codeOf(1));
    const { chofu, fujisawa } = world;
    const found = await chofu.juki.identifyBySerial('1A2B3C4D', chofu.as('reception'));
    expect(found).toMatchObject({ addresseeNumber: family.head, by: 'certificateSerial' });
    expect(found?.why).toHaveLength(3);
    await wholeMove(family);
    expect(await chofu.juki.identifyBySerial('1A2B3C4D', chofu.as('reception'))).toBeUndefined();
    expect(await fujisawa.juki.identifyBySerial('1A2B3C4D', fujisawa.as('reception'))).toBeDefined();
    const [link] = await chofu.store.read(({ db, t }) => db.select().from(t.certificateLinks));
    expect(link?.expiredOn).toBe('2026-12-01');
  });

  test('四つの手続の一件ごとに、誰が何をしたかが操作ログに残る（標準仕様書10.2）', async () => {
    const family = await settle(world);
    await wholeMove(family);
    const entries = await world.chofu.store.read((session) => findAudit(session, { subject: family.head, limit: 50 }));
    expect(entries.map((entry) => `${entry.officerId} ${entry.act}`).reverse()).toEqual([
      'system migrateHousehold',
      'a draftRegisterMovingOut',
      'b reviewDraft',
      'c approveDraft',
      'a registerRegisterMovingOut',
      'system removeDueMovers',
      'system acceptMovingInNotice',
    ]);
  });

  test('転入通知より先に転入地で転入した方は、二重の登録が通知の受理で解ける', async () => {
    const family = await settle(world);
    const { chofu, fujisawa } = world;
    await carryThrough(chofu, movingOutOf(family));
    await world.carry();
    world.clock.today = '2026-11-27';
    const certificate = await fujisawa.juki.openAdvanceNotice(codeOf(1), fujisawa.as('counter'));
    if (!certificate) throw new Error('no 事前通知');
    const early = movingIn(certificate, { movedInOn: '2026-11-26', notifiedOn: '2026-11-27' });
    await carryThrough(fujisawa, early);
    expect((await chofu.juki.findResident(family.head, chofu.as('reviewer')))?.status).toBe('resident');
    await world.carry();
    expect((await chofu.juki.findResident(family.head, chofu.as('reviewer')))?.removed?.on).toBe('2026-11-26');
    expect(await chofu.juki.runDaily()).toEqual({ removed: 0, lapsed: 0 });
  });

  test('取込エラーと要対応は一覧に載り、対応済みにできる（標準仕様書4.1.3.1.2）', async () => {
    const { chofu } = world;
    await settle(world);
    const content = {
      revision: 1,
      toMunicipality: '142051',
      movedInOn: TODAY,
      notifiedOn: TODAY,
      newAddress: NEW_ADDRESS,
      oldAddress: NEW_ADDRESS,
      householder: '〓',
      movers: [
        { residentRecordCode: codeOf(1), name: '試', bornOn: { text: '', kind: 'exact' as const }, sex: '1' as const },
      ],
    };
    const envelope = { id: '01990000-0000-7000-8000-0000000000aa', type: 'MovingInNotice' as const, from: '142051' };
    const message = {
      envelope: { ...envelope, version: 1, to: '132080', subject: 's', sequence: 1, sentAt: '' },
      content,
    };
    await chofu.store.write((session) => chofu.juki.receive(message, session));
    const usable = {
      ...message,
      content: { ...content, householder: '試験', movers: [{ ...content.movers[0], residentRecordCode: codeOf(88) }] },
    };
    await chofu.store.write((session) => chofu.juki.receive(usable, session));
    expect(await chofu.juki.noticeErrors(chofu.as('registryManager'))).toMatchObject([
      { kind: 'garbledNotice', fromMunicipality: '142051' },
    ]);
    const all = await chofu.juki.workItems(chofu.as('registryManager'));
    expect(all.map((one) => one.kind)).toEqual(['garbledNotice', 'unknownPerson']);
    await chofu.juki.finishWork(all[0]?.workId ?? '', chofu.as('registryManager'));
    await chofu.juki.finishWork(all[0]?.workId ?? '', chofu.as('registryManager'));
    expect(await chofu.juki.noticeErrors(chofu.as('registryManager'))).toEqual([]);
  });

  test('拒まれた本登録は何も残さない', async () => {
    const family = await settle(world);
    const { chofu } = world;
    await carryThrough(chofu, movingOutOf(family));
    const before = await ledgerOf(chofu);
    const again = await chofu.juki.draft(movingOutOf(family), chofu.as('reception'));
    expect(again).toMatchObject({ accepted: false, refusal: { code: 'E13' } });
    expect(await ledgerOf(chofu)).toEqual(before);
  });
});

test('ファイルの中にも個人の番号は平文で残らない', async () => {
  await wholeMove(await settle(world));
  const texts = readdirSync(world.folder).map((file) => readFileSync(`${world.folder}/${file}`).toString('latin1'));
  expect(texts.length).toBeGreaterThan(1);
  const found = [1, 2, 3, 4]
    .flatMap((n) => [codeOf(n), numberOf(n)])
    .filter((one) => texts.some((text) => text.includes(one)));
  expect(found).toEqual([]);
});
