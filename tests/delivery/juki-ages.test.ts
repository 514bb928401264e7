import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegisterCommand } from '#app/juki/door.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { DateOfRecord } from '#app/vocabulary/persons.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import { familyOfFour, NEW_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { pgliteStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

const ENGINES: [string, () => TestStores][] = [
  ['SQLite', sqliteStores],
  ['PostgreSQL', () => pgliteStores()],
];

describe.each(ENGINES)('年齢の到達の通知（%s）', (engine, stores) => {
  let world: JukiWorld;
  beforeEach(async () => {
    world = await createJukiWorld({ soleDecision: true }, stores());
  });
  afterEach(() => world.close());

  /** The mother is 75 on 5 December, and nobody else of the family comes of any age. */
  async function oldMother(bornOn: DateOfRecord = exactDate('1951-12-05')) {
    const family = familyOfFour();
    const members = family.members.map((one) => (one.relationship === '母' ? { ...one, bornOn } : one));
    return settle(world, { ...family, members });
  }

  async function night(day: string): Promise<void> {
    world.clock.today = day;
    await world.chofu.juki.runDaily();
  }

  async function feed(section: Section) {
    const { officer } = world.chofu.as('section', 'clerk');
    const access = { officer: { ...officer, sections: [section] }, reason: '関係課への通知の受渡し' };
    const { entries } = await world.chofu.juki.sectionFeed(section, 0, access);
    return entries;
  }

  const ages = async (section: Section) =>
    (await feed(section))
      .filter(({ movement }) => movement.startsWith('age'))
      .map(({ phase, movement, on }) => `${phase} ${movement} ${on}`);

  const died = (family: Awaited<ReturnType<typeof oldMother>>, on: string): RegisterCommand => ({
    kind: 'RegisterRemoval',
    cause: 'death',
    householdNumber: family.householdNumber,
    persons: [family.mother],
    happenedOn: exactDate(on),
    notifiedOn: world.clock.today,
    source: 'filed',
    ground: '死亡届',
  });

  const leaving = (family: Awaited<ReturnType<typeof oldMother>>, plannedOn: string): RegisterCommand => ({
    kind: 'RegisterMovingOut',
    householdNumber: family.householdNumber,
    movers: [family.mother],
    notifiedOn: world.clock.today,
    plannedOn,
    destination: NEW_ADDRESS,
    channel: 'counter',
    special: false,
    cardHolders: [],
  });

  it('異動がなくても、夜間に予定、誕生日に確定が届き、同じ夜をもう一度では何も届かない', async () => {
    const { mother } = await oldMother();
    for (const day of [TODAY, TODAY, '2026-12-04']) await night(day);
    expect(await ages('lateElderlyInsurance')).toEqual(['planned age75 2026-12-05']);
    for (const day of ['2026-12-05', '2026-12-05', '2026-12-06']) await night(day);
    for (const section of ['lateElderlyInsurance', 'nationalHealthInsurance'] as const)
      expect(await ages(section)).toEqual(['planned age75 2026-12-05', 'confirmed age75 2026-12-05']);
    expect((await feed('lateElderlyInsurance')).at(-1)).toMatchObject({
      addresseeNumber: mother,
      name: { full: '試験　松' },
      effect: '資格の取得',
      article: '高齢者の医療の確保に関する法律第50条、第52条',
    });
    const audits = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    expect(audits.filter(({ act }) => act === 'announceAges').map(({ at }) => at.slice(0, 10))).toEqual([
      TODAY,
      '2026-12-05',
    ]);
  });

  it('止まっていた間に来た日は、次の夜に届く', async () => {
    await oldMother();
    await night('2026-10-01');
    await night('2026-12-20');
    expect(await ages('lateElderlyInsurance')).toEqual(['confirmed age75 2026-12-05']);
  });

  it('途中で止まった夜は、その続きから終わり、二度は言わない', async () => {
    await oldMother();
    await night(TODAY);
    // The rule is not noted as done, as if the power had gone after its last page.
    await world.chofu.store.write(async ({ db, t }) => {
      await db.delete(t.ageNights);
    });
    world.chofu.restart();
    await world.chofu.juki.runDaily();
    expect(await ages('lateElderlyInsurance')).toEqual(['planned age75 2026-12-05']);
  });

  it('予定の後の死亡と転出は、その異動と同じ取引で取消になる', async () => {
    const family = await oldMother();
    await night(TODAY);
    await carryThrough(world.chofu, died(family, TODAY));
    expect((await ages('lateElderlyInsurance')).at(-1)).toBe('withdrawn age75 2026-12-05');
    expect((await ages('nationalHealthInsurance')).at(-1)).toBe('withdrawn age75 2026-12-05');
    await night('2026-12-05');
    expect(await ages('lateElderlyInsurance')).toHaveLength(2);
  });

  it('確定の後に、誕生日より前の死亡が届け出られれば取消になる', async () => {
    const family = await oldMother();
    await night('2026-12-05');
    expect(await ages('lateElderlyInsurance')).toEqual(['confirmed age75 2026-12-05']);
    await carryThrough(world.chofu, died(family, '2026-12-03'));
    expect(await ages('lateElderlyInsurance')).toEqual(['confirmed age75 2026-12-05', 'withdrawn age75 2026-12-05']);
  });

  it('転出して取り消せば、もう一度予定になり、その間に来た誕生日は確定になる', async () => {
    const family = await oldMother();
    await night(TODAY);
    const { registered } = await carryThrough(world.chofu, leaving(family, '2026-12-01'));
    await night('2026-12-01');
    const movingOutId = registered.movingOutId ?? '';
    const back: RegisterCommand = { kind: 'CancelMovingOut', movingOutId, movers: [family.mother], reason: '申出' };
    await night('2026-12-07');
    expect(await ages('lateElderlyInsurance')).toEqual(['planned age75 2026-12-05', 'withdrawn age75 2026-12-05']);
    await carryThrough(world.chofu, back);
    expect((await ages('lateElderlyInsurance')).slice(2)).toEqual(['confirmed age75 2026-12-05']);
  });

  it('生年月日の修正は、前の日を取り消して新しい日を知らせる', async () => {
    const { householdNumber, mother } = await oldMother();
    await night(TODAY);
    await carryThrough(world.chofu, {
      kind: 'RegisterCorrection',
      basis: 'clericalError',
      householdNumber,
      corrections: [{ addresseeNumber: mother, items: { bornOn: exactDate('1951-12-15') } }],
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '戸籍の確認',
    });
    expect(await ages('lateElderlyInsurance')).toEqual([
      'planned age75 2026-12-05',
      'withdrawn age75 2026-12-05',
      'planned age75 2026-12-15',
    ]);
    await night('2026-12-15');
    expect((await ages('lateElderlyInsurance')).at(-1)).toBe('confirmed age75 2026-12-15');
  });

  it('生年月日が不詳の方は要確認として一度だけ届き、日は決められない', async () => {
    await oldMother({ text: '昭和26年12月不詳日', kind: 'unknown' });
    for (const day of [TODAY, '2026-12-05', '2027-02-01']) await night(day);
    expect(await ages('lateElderlyInsurance')).toEqual(['unclear age75 2026-12-01']);
    expect((await feed('lateElderlyInsurance'))[0]).toMatchObject({
      effect: '資格の取得に当たるかを確かめる（生年月日が不詳）',
      bornOn: { text: '昭和26年12月不詳日' },
    });
  });

  it('知らせた記録は一年で消える', async () => {
    await oldMother();
    await night('2026-12-05');
    const rows = async () => {
      const all = await world.chofu.store.read(({ db, t }) => db.select().from(t.ageNotices));
      return all.filter(({ movement }) => movement === 'age75');
    };
    expect(await rows()).toHaveLength(2);
    await night('2027-12-05');
    expect(await rows()).toHaveLength(2);
    await night('2027-12-06');
    expect(await rows()).toEqual([]);
  });

  it.runIf(engine === 'SQLite')('夜は生年月日の索引だけをたどり、住民の数によらない', async () => {
    const plan = async (where: string) => {
      const rows = await world.chofu.store.read(({ db }) =>
        (db as unknown as { all(query: unknown): Promise<{ detail: string }[]> }).all(
          sql.raw(`explain query plan select addressee_number, born_on from residents where ${where}`),
        ),
      );
      return rows.map(({ detail }) => detail).join(' ');
    };
    expect(await plan("born_on >= '1951-11-24' and born_on <= '1951-11-27'")).toMatch(/SEARCH .*residents_born \(/);
    expect(await plan(`substr("residents"."born_on", 5, 1) <> '-'`)).toMatch(/USING INDEX residents_born_unclear/);
  });
});
