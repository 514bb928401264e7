import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MigratedHousehold } from '#app/juki/migration.ts';
import { exactDate, recordDate } from '#app/vocabulary/japanese-calendar.ts';
import { member, NEW_ADDRESS, OLD_ADDRESS, protectedFamily } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const clerk = (section: 'schoolRegister' | 'vaccination' = 'schoolRegister') => {
  const { officer } = world.chofu.as('section', 'kodomo');
  return { officer: { ...officer, sections: [section] }, reason: '学齢簿の編製' };
};

const list = (level: 'elementary' | 'juniorHigh' = 'elementary', after?: string) =>
  world.chofu.juki.schoolClass(level, after, clerk());

/** A parent and children of these births. */
function parentOf(serial: number, births: readonly string[], since = '2015-04-01'): MigratedHousehold {
  const children = births.map((bornOn, index) =>
    member(serial + 1 + index, {
      name: { full: `試験　子${serial + index}`, kana: 'シケン　コ', kanaConfirmed: true },
      bornOn: recordDate(bornOn) ?? exactDate(bornOn),
      relationship: '子',
      householder: false,
      ...(bornOn === '2020-06-06' ? { kind: 'foreign' as const } : {}),
    }),
  );
  return { address: OLD_ADDRESS, becameResidentOn: exactDate(since), members: [member(serial), ...children] };
}

describe('翌年4月の新入学の一覧（学校教育法施行令第2条、施行規則第31条）', () => {
  it('4月2日から翌年4月1日までに生まれた方を、生年月日の順に載せる', async () => {
    await world.chofu.juki.migrate(
      [parentOf(1, ['2020-04-01', '2020-04-02', '2021-04-01', '2021-04-02', '2014-05-05'])],
      {
        alreadyNumbered: true,
      },
    );
    const { total, entrants, april, listedOn, next } = await list();
    expect({ total, april, listedOn, next }).toEqual({
      total: 2,
      april: '2027-04-01',
      listedOn: '2026-10-01',
      next: undefined,
    });
    expect(entrants).toMatchObject([
      { bornOn: { on: '2020-04-02' }, householder: '試験　太郎1', relationship: '子', protectedPerson: false },
      { bornOn: { on: '2021-04-01' } },
    ]);
    expect(entrants[0]).not.toHaveProperty('cameOn');
    expect((await list('juniorHigh')).entrants).toMatchObject([{ bornOn: { on: '2014-05-05' } }]);
    world.clock.today = '2027-04-01';
    expect((await list()).entrants).toMatchObject([{ bornOn: { on: '2021-04-02' } }]);
  });

  it('10月1日より後に住民となった方と転出の予定に印を付け、転出した方は載せない（施行令第3条）', async () => {
    const households = [parentOf(1, ['2020-05-05'], '2026-10-15'), parentOf(11, ['2020-06-06'])];
    const migrated = await world.chofu.juki.migrate(households, { alreadyNumbered: true });
    const [, leaving] = migrated.households;
    await carryThrough(world.chofu, {
      kind: 'RegisterMovingOut',
      householdNumber: leaving?.householdNumber ?? '',
      movers: leaving?.addresseeNumbers ?? [],
      notifiedOn: world.clock.today,
      plannedOn: '2026-12-01',
      destination: NEW_ADDRESS,
      channel: 'counter',
      special: false,
      cardHolders: [],
    });
    expect((await list()).entrants).toMatchObject([
      { cameOn: '2026-10-15', kind: 'japanese' },
      { leavesOn: '2026-12-01', kind: 'foreign' },
    ]);
    world.clock.today = '2026-12-01';
    await world.chofu.juki.runDaily();
    expect((await list()).entrants).toMatchObject([{ cameOn: '2026-10-15' }]);
  });

  it('生年月日が不詳の方は、その学年でありうるときに要確認として載せ、人数に入れない', async () => {
    await world.chofu.juki.migrate([parentOf(1, ['令和2年不詳', '平成30年2月30日', '2020-08-08'])], {
      alreadyNumbered: true,
    });
    const { total, unclear, entrants } = await list();
    expect({ total, entrants: entrants.length }).toEqual({ total: 1, entrants: 1 });
    expect(unclear).toMatchObject([{ bornOn: { text: '令和2年不詳' } }]);
    expect((await list('juniorHigh')).unclear).toEqual([]);
  });

  it('200人を超える学年は頁に分け、一人も漏れず重ならない', async () => {
    const households = Array.from({ length: 41 }, (_, at) =>
      parentOf(100 + at * 10, ['2020-07-07', '2020-07-07', '2020-07-08', '2020-07-08', '2020-07-09']),
    );
    await world.chofu.juki.migrate(households, { alreadyNumbered: true });
    const first = await list();
    expect(first).toMatchObject({ total: 205, next: expect.stringMatching(/^2020-07-09\//) });
    const second = await list('elementary', first.next);
    expect(second.next).toBeUndefined();
    const numbers = [...first.entrants, ...second.entrants].map(({ addresseeNumber }) => addresseeNumber);
    expect(new Set(numbers).size).toBe(205);
  });

  it('支援措置（標準仕様書 1.1.16）：住所は学齢簿の事務だけが読み、読んだ人は操作ログに残る', async () => {
    const family = protectedFamily();
    const members = family.members.map((one) => ({
      ...one,
      ...(one.relationship === '子' ? { bornOn: exactDate('2020-06-01') } : {}),
      ...(one.relationship === '子' ? { protectiveMeasure: { from: '2026-04-01', until: '2027-03-31' } } : {}),
    }));
    const migrated = await world.chofu.juki.migrate([{ ...family, members }], { alreadyNumbered: true });
    const [head = '', , child = ''] = migrated.households[0]?.addresseeNumbers ?? [];
    const [own] = (await list()).entrants;
    expect(own).toMatchObject({ protectedPerson: true, address: { lot: OLD_ADDRESS.lot } });
    const manager = await world.chofu.juki.schoolClass('elementary', undefined, world.chofu.as('registryManager'));
    expect(manager.entrants[0]).toMatchObject({ protectedPerson: true });
    expect(JSON.stringify(manager)).not.toContain(OLD_ADDRESS.lot);
    expect(manager.entrants[0]).not.toHaveProperty('householder');
    await expect(world.chofu.juki.schoolClass('elementary', undefined, clerk('vaccination'))).rejects.toThrow('学齢簿');
    const audits = await world.chofu.store.read(async ({ db, t }) => ({
      entries: await db.select().from(t.auditEntries),
      subjects: await db.select().from(t.auditSubjects),
    }));
    const [seen] = audits.entries.filter(({ act }) => act === 'schoolClass');
    expect(seen).toMatchObject({ reason: '学齢簿の編製' });
    expect(JSON.stringify(audits)).toContain(child);
    expect(JSON.stringify(audits)).toContain(head);
  });
});
