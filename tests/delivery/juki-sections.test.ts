import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Section } from '#app/vocabulary/sections.ts';
import { familyOfFour, NEW_ADDRESS, protectedFamily, RECEIPT, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle, type TestTown } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const clerk = (town: TestTown, ...sections: Section[]) => ({
  officer: { ...town.as('section', 'clerk').officer, sections },
  reason: '関係課への通知の受渡し',
});

async function feed(town: TestTown, section: Section) {
  return (await town.juki.sectionFeed(section, 0, clerk(town, section))).entries;
}

const told = async (town: TestTown, section: Section) =>
  (await feed(town, section)).map(({ phase, movement, on }) => `${phase} ${movement} ${on}`);

async function fileMovingOut(family = familyOfFour(), role?: 'protectionOfficer') {
  const { householdNumber, all, head } = await settle(world, family);
  const { registered } = await carryThrough(
    world.chofu,
    {
      kind: 'RegisterMovingOut',
      householdNumber,
      movers: all,
      notifiedOn: TODAY,
      plannedOn: '2026-12-01',
      destination: NEW_ADDRESS,
      channel: 'online',
      special: true,
      cardHolders: [head],
    },
    role,
  );
  return { ...registered, all, householdNumber };
}

describe('関係課への通知', () => {
  it('転出の予定は本登録と同時に、確定は消除と同時に知らされ、転入予定地では事前通知で予定になる', async () => {
    await fileMovingOut();
    expect(await told(world.chofu, 'childAllowance')).toEqual(['planned leaving 2026-12-01']);
    await world.carry();
    expect(await told(world.fujisawa, 'childAllowance')).toEqual(['planned entry 2026-12-01']);
    world.clock.today = '2026-12-01';
    await world.chofu.juki.runDaily();
    expect(await told(world.chofu, 'childAllowance')).toEqual([
      'planned leaving 2026-12-01',
      'confirmed leaving 2026-12-01',
    ]);
  });

  it('転出取消は、転出地と転入予定地の両方で取消になる', async () => {
    const { movingOutId = '', all } = await fileMovingOut();
    await world.carry();
    await carryThrough(world.chofu, { kind: 'CancelMovingOut', movingOutId, movers: all, reason: '申出による' });
    await world.carry();
    expect(await told(world.chofu, 'sealRegistration')).toHaveLength(6);
    expect((await told(world.chofu, 'sealRegistration')).at(-1)).toBe('withdrawn leaving 2026-12-01');
    expect((await told(world.fujisawa, 'nationalHealthInsurance')).slice(-4)).toEqual(
      Array(4).fill('withdrawn entry 2026-12-01'),
    );
  });

  it('異動と同じ取引で書かれる：異動が最後に失敗すれば、通知も残らない', async () => {
    const { householdNumber, all, head } = await settle(world);
    const silent = async () => undefined;
    world.chofu.juki.setOffice({
      movedOut: () => Promise.reject(new Error('power cut')),
      movedIn: silent,
      arrivalChanged: silent,
      movingOutCancelled: silent,
    });
    const act = carryThrough(world.chofu, {
      kind: 'RegisterMovingOut',
      householdNumber,
      movers: all,
      notifiedOn: TODAY,
      plannedOn: TODAY,
      destination: NEW_ADDRESS,
      channel: 'online',
      special: true,
      receiptNumber: RECEIPT,
      cardHolders: [head],
    });
    await expect(act).rejects.toThrow('power cut');
    expect(await world.chofu.juki.findResident(head, world.chofu.as('reviewer'))).toMatchObject({ status: 'resident' });
    expect(await feed(world.chofu, 'sealRegistration')).toEqual([]);
  });

  it('受領すると一覧から消えて本文も残らず、もう一度受領しても何も変わらない', async () => {
    await fileMovingOut();
    const access = clerk(world.chofu, 'sealRegistration');
    const { entries } = await world.chofu.juki.sectionFeed('sealRegistration', 0, access);
    const upTo = entries[1]?.position ?? 0;
    expect(await world.chofu.juki.acknowledgeSection('sealRegistration', upTo, access)).toBe(2);
    expect(await world.chofu.juki.acknowledgeSection('sealRegistration', upTo, access)).toBe(0);
    expect((await feed(world.chofu, 'sealRegistration')).map(({ position }) => position)).toEqual([
      entries[2]?.position,
    ]);
    expect(await world.chofu.juki.acknowledgedBySection('sealRegistration', access)).toMatchObject([
      { by: 'clerk', count: 2, first: entries[0]?.position, last: upTo },
    ]);
    expect(
      await world.chofu.juki.acknowledgedBySection('nationalPension', clerk(world.chofu, 'nationalPension')),
    ).toEqual([]);
    const kept = await world.chofu.store.read(({ db, t }) => db.select().from(t.sectionNotices));
    expect(kept.filter(({ acknowledgedAt, body }) => acknowledgedAt && body)).toEqual([]);
    expect(JSON.stringify(kept)).not.toContain('試験');
  });

  it('ほかの事務の一覧は読めない。読んだ人は操作ログに残る', async () => {
    await fileMovingOut();
    await expect(
      world.chofu.juki.sectionFeed('nationalPension', 0, clerk(world.chofu, 'sealRegistration')),
    ).rejects.toThrow('may not read');
    await expect(world.chofu.juki.sectionFeed('nationalPension', 0, world.chofu.as('counter'))).rejects.toThrow(
      'may not read',
    );
    await feed(world.chofu, 'nationalPension');
    const entries = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    expect(entries.some(({ act }) => act === 'sectionFeed')).toBe(true);
  });

  it('支援措置（標準仕様書 1.1.16）：転出先はどの一覧にもなく、住所は担当の事務だけが読める', async () => {
    await fileMovingOut(protectedFamily(), 'protectionOfficer');
    for (const access of [clerk(world.chofu, 'childAllowance'), world.chofu.as('registryManager')]) {
      const { entries } = await world.chofu.juki.sectionFeed('childAllowance', 0, access);
      expect(entries).toHaveLength(1);
      expect(JSON.stringify(entries)).not.toContain(NEW_ADDRESS.lot);
      expect(entries[0]?.address.lot !== undefined).toBe(access.officer.roles.includes('section'));
    }
  });

  it('生活保護の課が登録した方だけが、その課に知らされる', async () => {
    const { householdNumber, head, all } = await settle(world);
    const access = clerk(world.chofu, 'publicAssistance');
    await world.chofu.juki.serveBySection('publicAssistance', head, true, access);
    await world.chofu.juki.serveBySection('publicAssistance', head, true, access);
    await carryThrough(world.chofu, {
      kind: 'RegisterMovingOut',
      householdNumber,
      movers: all,
      notifiedOn: TODAY,
      plannedOn: TODAY,
      destination: NEW_ADDRESS,
      channel: 'counter',
      special: false,
      cardHolders: [],
    });
    expect((await feed(world.chofu, 'publicAssistance')).map(({ addresseeNumber }) => addresseeNumber)).toEqual([head]);
  });
});
