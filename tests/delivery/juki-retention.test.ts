import { asc, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisterMovingIn } from '#app/juki/acts.ts';
import type { MovingOut } from '#app/juki/core/register.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { findAudit } from '#db/audit.server.ts';
import { codeOf, familyOfFour, member, NEW_ADDRESS, numberOf, OLD_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { pgliteStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
let family: Awaited<ReturnType<typeof settle>>;
/** Lived alone and left the town; the second never comes back. */
let loner: string;
let emigrant: string;

/** Died and were removed on TODAY, 24 November 2026: stored from April 2032, erased from April 2177. */
describe.each([
  ['SQLite', () => sqliteStores()],
  ['PostgreSQL', () => pgliteStores()],
] as [string, () => TestStores][])('除票の保存（住民基本台帳法施行令第34条、標準仕様書1.1.5）: %s', (_, stores) => {
  beforeAll(async () => {
    world = await createJukiWorld({}, stores());
    const { juki } = world.chofu;
    family = await settle(world);
    const alone = [
      member(11, { name: { full: '単身　守', kana: 'タンシン　マモル', kanaConfirmed: true } }),
      member(21, { name: { full: '旅田　渡', kana: 'タビタ　ワタル', kanaConfirmed: true } }),
    ].map((one) => ({ ...familyOfFour(), members: [one] }));
    const { households } = await juki.migrate(alone, { alreadyNumbered: true });
    [loner = '', emigrant = ''] = households.flatMap((household) => household.addresseeNumbers);
    const removal = {
      kind: 'RegisterRemoval' as const,
      householdNumber: family.householdNumber,
      notifiedOn: TODAY,
    };
    const happenedOn = exactDate('2026-11-22');
    await carryThrough(world.chofu, {
      ...removal,
      cause: 'death',
      persons: [family.mother],
      happenedOn,
      source: 'filed',
      ground: '死亡届',
    });
    await carryThrough(world.chofu, {
      ...removal,
      cause: 'exOfficio',
      persons: [family.child],
      happenedOn,
      source: 'exOfficio',
      ground: '実態調査',
    });
    for (const { householdNumber, addresseeNumbers } of households) {
      await carryThrough(world.chofu, {
        kind: 'RegisterMovingOut',
        householdNumber,
        movers: addresseeNumbers,
        notifiedOn: TODAY,
        plannedOn: TODAY,
        destination: NEW_ADDRESS,
        channel: 'counter',
        special: false,
        cardHolders: [],
      });
    }
  }, 120_000);
  afterAll(() => world.close());

  const access = () => world.chofu.as('registryManager');

  async function nightOf(day: string): Promise<void> {
    world.clock.today = day;
    await world.chofu.juki.runDaily();
  }

  function rows() {
    return world.chofu.store.read(async ({ db, t }) => ({
      live: (await db.select().from(t.residents)).map((row) => row.addresseeNumber).sort(),
      stored: (await db.select().from(t.removedRecords)).map((row) => row.addresseeNumber).sort(),
    }));
  }

  const gone = () => [family.mother, family.child, loner, emigrant].sort();
  const names = async (query: Parameters<typeof world.chofu.juki.findResidents>[0]) =>
    (await world.chofu.juki.findResidents(query, access())).residents.map(({ name }) => name.full);

  it('消除から5年たたない除票は台帳に残る', async () => {
    await nightOf('2031-04-01');
    expect((await rows()).stored).toEqual([]);
    expect(await names({ name: '試験　松', includeRemoved: true })).toEqual(['試験　松']);
  });

  it('年に一度の日より前には何もしない', async () => {
    await nightOf('2032-03-31');
    expect((await rows()).stored).toEqual([]);
  });

  it('その日の後の最初の夜に、5年を過ぎた除票を保存庫に移し、住民は移さない', async () => {
    // A night that broke off before its first page.
    await world.chofu.store.write(({ db, t }) =>
      db.insert(t.retentionRuns).values({ dueOn: '2032-04-01', startedAt: world.clock.now(), moved: 0, erased: 0 }),
    );
    await nightOf('2032-04-03');
    expect(await rows()).toEqual({ live: [family.head, family.wife].sort(), stored: gone() });
    const entries = await world.chofu.store.read((session) => findAudit(session, { subject: loner, limit: 100 }));
    expect(entries.find(({ act }) => act === 'storeRemovedRecords')?.subjects.sort()).toEqual(gone());
  });

  it('同じ夜をもう一度、次の夜も、何も変えない', async () => {
    const runs = () =>
      world.chofu.store.read(({ db, t }) => db.select().from(t.retentionRuns).orderBy(asc(t.retentionRuns.dueOn)));
    const before = await runs();
    expect(before.at(-1)).toMatchObject({ dueOn: '2032-04-01', moved: 4, erased: 0 });
    await nightOf('2032-04-03');
    await nightOf('2032-04-04');
    expect(await runs()).toEqual(before);
  });

  it('番号は保存庫でも暗号化されている', async () => {
    const [row] = await world.chofu.store.read(({ db, t }) =>
      db.select().from(t.removedRecords).where(eq(t.removedRecords.addresseeNumber, loner)),
    );
    expect(JSON.stringify(row)).not.toContain(codeOf(11));
    expect(JSON.stringify(row)).not.toContain(numberOf(11));
    expect(JSON.parse(world.chofu.cipher.decrypt(row?.secrets ?? ''))).toMatchObject({
      residentRecordCode: codeOf(11),
    });
  });

  it('除票を含む検索でだけ見つかる（標準仕様書2.1.1）', async () => {
    expect(await names({ kana: 'タンシン' })).toEqual([]);
    expect(await names({ addresseeNumber: loner })).toEqual([]);
    for (const query of [
      { kana: 'タンシン' },
      { name: '守' },
      { name: '単身', address: '小島町' },
      { addresseeNumber: loner },
      { residentRecordCode: codeOf(11) },
      { individualNumber: numberOf(11) },
      { bornOn: '1985-04-12', kana: 'たんしん' },
    ]) {
      expect(await names({ ...query, includeRemoved: true })).toEqual(['単身　守']);
    }
    expect(await names({ name: '試験', includeRemoved: true })).toHaveLength(4);
    const walked = await world.chofu.store.read(({ db, t }) =>
      db.select().from(t.residentKeys).where(eq(t.residentKeys.addresseeNumber, loner)),
    );
    expect(walked.length).toBeGreaterThan(3);
    expect(walked.every(({ kind }) => kind.startsWith('removed.'))).toBe(true);
  });

  it('住民票、履歴、過去の日の台帳は、前と同じく読める', async () => {
    const { juki } = world.chofu;
    expect(await juki.findResident(loner, access())).toMatchObject({ status: 'movedOut', name: { full: '単身　守' } });
    expect(await juki.changesOf(loner, access())).toHaveLength(2);
    const then = await juki.registerAsOf({ on: '2026-11-01' }, { addresseeNumber: family.child }, access());
    expect(then.person).toMatchObject({ status: 'resident', name: { full: '試験　一' } });
    expect(then.household?.members).toHaveLength(4);
  });

  it('保存庫の方の住民票コードは払い出されない', async () => {
    await world.chofu.juki.adoptCodes([codeOf(11), codeOf(900)]);
    expect(await world.chofu.juki.codePool(access())).toMatchObject({ left: 1 });
  });

  it('基本データリストには保存庫の方も出る', async () => {
    let text = '';
    const sink = async (part: string) => {
      text += part;
    };
    await world.chofu.juki.dataList.export(sink, access());
    for (const number of [...gone(), family.head]) expect(text).toContain(number);
  });

  const arrival = (serial: number): RegisterMovingIn => ({
    kind: 'RegisterMovingIn',
    from: 'paperCertificate',
    persons: [
      {
        ...member(serial),
        name: { full: '単身　守', kana: 'タンシン　マモル', kanaConfirmed: true },
        relationship: '世帯主',
        householder: true,
      },
    ],
    household: { kind: 'new' },
    movedInOn: '2032-04-03',
    notifiedOn: '2032-04-04',
    newAddress: OLD_ADDRESS,
    previousAddress: NEW_ADDRESS,
    identification: { visitor: 'filer', document: '運転免許証', authority: '' },
  });

  it('保存庫の死亡者の番号では転入できない（E05）', async () => {
    const draft = await world.chofu.juki.draft(arrival(4), world.chofu.as('reception'));
    expect(draft).toMatchObject({ accepted: false, refusal: { code: 'E05' } });
  });

  it('番号だけが違う同じ人は、保存庫からも警告される（A01）', async () => {
    const draft = await world.chofu.juki.draft(arrival(12), world.chofu.as('reception'));
    expect(draft.accepted && draft.value.alerts.map(({ code }) => code)).toContain('A01');
    if (draft.accepted) await world.chofu.juki.discard(draft.value.draftId, world.chofu.as('reception'));
  });

  it('再転入で保存庫から台帳に戻り、宛名番号と履歴が続く', async () => {
    const { registered } = await carryThrough(world.chofu, arrival(11));
    expect(registered.addresseeNumbers).toEqual([loner]);
    expect((await rows()).live).toContain(loner);
    expect((await rows()).stored).not.toContain(loner);
    expect(await names({ kana: 'タンシン' })).toEqual(['単身　守']);
    expect(await world.chofu.juki.changesOf(loner, access())).toHaveLength(3);
    const stale = await world.chofu.store.read(({ db, t }) =>
      db.select().from(t.residentKeys).where(like(t.residentKeys.kind, 'removed.%')),
    );
    expect(stale.filter((row) => row.addresseeNumber === loner)).toEqual([]);
  });

  it('職権回復で保存庫から台帳に戻る（施行令第12条）', async () => {
    await carryThrough(world.chofu, {
      kind: 'RegisterRestoration',
      persons: [family.child],
      household: { kind: 'existing', householdNumber: family.householdNumber },
      standings: [{ addresseeNumber: family.child, relationship: '子', householder: false }],
      ground: '職権記録書',
    });
    expect(await rows()).toEqual({
      live: [family.child, family.head, family.wife, loner].sort(),
      stored: [family.mother, emigrant].sort(),
    });
  });

  it('150年を過ぎた除票は履歴とともに消え、150年目の年度にはまだある', async () => {
    await nightOf('2176-04-01');
    expect((await rows()).stored).toEqual([family.mother, emigrant].sort());
    await nightOf('2177-04-02');
    expect(await rows()).toEqual({ live: [family.child, family.head, family.wife, loner].sort(), stored: [] });
    const left = await world.chofu.store.read(async ({ db, t }) => [
      ...(await db.select().from(t.snapshots).where(eq(t.snapshots.addresseeNumber, family.mother))),
      ...(await db.select().from(t.residentKeys).where(eq(t.residentKeys.addresseeNumber, family.mother))),
      ...(await db.select().from(t.householdMembers).where(eq(t.householdMembers.addresseeNumber, family.mother))),
      ...(await db.select().from(t.numberingSagas).where(eq(t.numberingSagas.addresseeNumber, family.mother))),
    ]);
    expect(left).toEqual([]);
    // Of the 転出 only that of who came back is left: nobody of the other is on record.
    const movingOuts = await world.chofu.store.read(({ db, t }) => db.select().from(t.movingOuts));
    expect(movingOuts.map(({ record }) => (record as MovingOut).movers[0]?.addresseeNumber)).toEqual([loner]);
    expect(await names({ name: '試験　松', includeRemoved: true })).toEqual([]);
    expect(world.chofu.errors).toEqual([]);
  });
});
