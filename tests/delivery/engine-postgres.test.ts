import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registered, RegisterMovingOut } from '#app/juki/door.ts';
import { findAudit } from '#db/audit.server.ts';
import { codeOf, familyOfFour, movingIn, NEW_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { workerPglite } from '#tests/support/pglite.ts';
import { pgliteStores, postgresStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle, type TestTown } from './juki-world.ts';

const { POSTGRES_URL } = process.env;
const ENGINES: [string, () => TestStores][] = [
  ['SQLite', sqliteStores],
  ['PGlite', pgliteStores],
  ...(POSTGRES_URL ? [['PostgreSQL', () => postgresStores(POSTGRES_URL)] as [string, () => TestStores]] : []),
];

type Family = Awaited<ReturnType<typeof settle>>;

/** What the story leaves behind, without what differs from run to run. */
type End = Awaited<ReturnType<typeof endOf>>;
const ends = new Map<string, End>();

/** PGlite has one connection, so that two transactions never really meet: triggers play the losers. */
async function loseOnce(town: TestTown, table: string): Promise<() => Promise<number>> {
  const pglite = await workerPglite();
  const { rows } = await pglite.query<{ schema: string }>(
    'SELECT table_schema AS schema FROM information_schema.tables WHERE table_name = $1 AND table_schema LIKE $2',
    [table, `%${town.town.code}`],
  );
  const schema = rows[0]?.schema ?? '';
  const name = `lose_${table}`;
  await pglite.exec(`
    CREATE SEQUENCE "${schema}".${name}_attempts;
    CREATE FUNCTION "${schema}".${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('"${schema}".${name}_attempts') = 1 THEN
        RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER ${name} BEFORE INSERT ON "${schema}".${table} FOR EACH ROW EXECUTE FUNCTION "${schema}".${name}();`);
  return async () => {
    const counted = await pglite.query<{ n: number }>(`SELECT last_value::int AS n FROM "${schema}".${name}_attempts`);
    return counted.rows[0]?.n ?? 0;
  };
}

async function endOf({ chofu, fujisawa, arrived }: JukiWorld, families: readonly Family[]) {
  const numbers = families.flatMap((family) => family.all);
  const arrivedNumbers = await fujisawa.store.read(async ({ db, t }) => {
    const rows = await db.select({ number: t.residents.addresseeNumber }).from(t.residents);
    return rows.map(({ number }) => number).sort();
  });
  async function recordsOf(town: TestTown, list: readonly string[]) {
    return Promise.all(
      list.map(async (number) => {
        const view = await town.juki.findResident(number, town.as('reviewer'));
        const changes = await town.juki.changesOf(number, town.as('reviewer'));
        const { movingOut, ...rest } = view ?? {};
        const { movingOutId: _, ...planned } = movingOut ?? {};
        return { ...rest, planned, changes: changes.map(({ historyNumber, reason }) => `${historyNumber} ${reason}`) };
      }),
    );
  }
  async function ledgerLength(town: TestTown): Promise<number> {
    return town.store.read(async ({ db, t }) => (await db.select().from(t.ledger)).length);
  }
  async function auditOf(town: TestTown): Promise<string[]> {
    const entries = await town.store.read((session) => findAudit(session, { limit: 500 }));
    return entries
      .filter(({ act }) => !act.startsWith('find') && !act.startsWith('changes'))
      .map(({ act }) => act)
      .sort();
  }
  return {
    old: await recordsOf(chofu, numbers),
    // 宛名番号 depend on who came first to the counter.
    present: (await recordsOf(fujisawa, arrivedNumbers))
      .map(({ name, relationship, address, becameResidentOn, changes }) => ({
        who: `${name?.full} ${relationship}`,
        address,
        becameResidentOn,
        changes,
      }))
      .sort((a, b) => (a.who < b.who ? -1 : 1)),
    arrivedNumbers,
    ledgers: [await ledgerLength(chofu), await ledgerLength(fujisawa)],
    audits: [await auditOf(chofu), await auditOf(fujisawa)],
    messages: arrived.map(({ from, type, to }) => `${from} ${type} ${to}`).sort(),
    office: [[...chofu.heardByOffice].sort(), [...fujisawa.heardByOffice].sort()],
  };
}

describe.each(ENGINES)('%s の上の転出と特例転入（住民基本台帳法第24条の2）', (engine, stores) => {
  let world: JukiWorld;
  let families: [Family, Family];
  const outs: Registered[] = [];

  beforeAll(async () => {
    world = await createJukiWorld({}, stores());
    families = [await settle(world, familyOfFour(1)), await settle(world, familyOfFour(11))];
  }, 60_000);
  afterAll(() => world.close());

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
      cardHolders: [family.head],
      ...changes,
    };
  }

  it('同じ世帯を二人が同時に仮登録すると、同じ内容なら一つの仮登録になり、違えば一人がE09で断られる', async () => {
    const { chofu } = world;
    const [family] = families;
    const [same, again] = await Promise.all(
      ['a', 'b'].map((id) => chofu.juki.draft(movingOutOf(family), chofu.as('reception', id))),
    );
    expect(again).toEqual(same);
    if (!same?.accepted) throw new Error('refused');
    await chofu.juki.discard(same.value.draftId, chofu.as('reviewer', 'a'));
    const both = await Promise.all(
      ['2026-12-01', '2026-12-02'].map((plannedOn) =>
        chofu.juki.draft(movingOutOf(family, { plannedOn }), chofu.as('reception', plannedOn)),
      ),
    );
    const refused = both.flatMap((outcome) => (outcome.accepted ? [] : outcome.refusal.code));
    expect(refused).toEqual(['E09']);
    const draft = both.find((outcome) => outcome.accepted);
    if (!draft?.accepted) throw new Error('nobody was accepted');
    await chofu.juki.discard(draft.value.draftId, chofu.as('reviewer', 'a'));
  });

  it('同じ仮登録を二人が同時に本登録しても、負けた書き込みはやり直され、異動は一度だけ起こる', async () => {
    const { chofu } = world;
    const [family, neighbours] = families;
    const drafts: string[] = [];
    for (const one of [family, neighbours]) {
      const draft = await chofu.juki.draft(movingOutOf(one), chofu.as('reception', 'a'));
      if (!draft.accepted) throw new Error(draft.refusal.sentence);
      await chofu.juki.review(draft.value.draftId, chofu.as('reviewer', 'b'));
      await chofu.juki.approve(draft.value.draftId, chofu.as('approver', 'c'));
      drafts.push(draft.value.draftId);
    }
    const tries = engine === 'PGlite' ? await loseOnce(chofu, 'ledger') : undefined;
    const [first = '', second = ''] = drafts;
    const done = await Promise.all(
      [first, first, second].map((draftId) => chofu.juki.register(draftId, chofu.as('reception', 'a'))),
    );
    for (const outcome of done) {
      if (!outcome.accepted) throw new Error(outcome.refusal.sentence);
      outs.push(outcome.value);
    }
    expect(outs[0]?.movingOutId).toBe(outs[1]?.movingOutId);
    expect(outs[2]?.movingOutId).not.toBe(outs[0]?.movingOutId);
    // Two acts, and one more try of the one that lost.
    if (tries) expect(await tries()).toBe(3);
    expect(chofu.outbox.map(({ outgoing }) => outgoing.type)).toEqual(['MovingOutCertificate', 'MovingOutCertificate']);
    await world.carry();
  });

  it('夜間の消除が転入の窓口と同時に動いても、二つの世帯の宛名番号は重ならない', async () => {
    const { chofu, fujisawa } = world;
    world.clock.today = '2026-12-02';
    const tries = engine === 'PGlite' ? await loseOnce(fujisawa, 'snapshots') : undefined;
    const certificates = await Promise.all(
      [1, 11].map((serial) => fujisawa.juki.openAdvanceNotice(codeOf(serial), fujisawa.as('counter'))),
    );
    const arrivals = certificates.map((certificate) => {
      if (!certificate) throw new Error('no 事前通知');
      return carryThrough(fujisawa, movingIn(certificate));
    });
    const [removed, ...registered] = await Promise.all([chofu.juki.runDaily(), ...arrivals]);
    expect(removed).toMatchObject({ removed: 8 });
    const numbers = registered.flatMap((one) => one.registered.addresseeNumbers);
    expect(new Set(numbers).size).toBe(8);
    if (tries) expect(await tries()).toBe(9);
    // Notices and another night at the same time.
    await Promise.all([world.carry(), chofu.juki.runDaily(), fujisawa.juki.runDaily()]);
    await world.carry();
  });

  it('話の終わりは SQLite と同じである', async () => {
    const end = await endOf(world, families);
    ends.set(engine, end);
    expect(end.old).toHaveLength(8);
    for (const record of end.old) {
      expect(record).toMatchObject({
        status: 'movedOut',
        removed: { on: '2026-12-01' },
        planned: { confirmed: { movedInOn: '2026-12-01', address: NEW_ADDRESS } },
        changes: expect.arrayContaining(['4 国内転出（転入通知の受理）']),
      });
    }
    expect(end.present).toHaveLength(8);
    expect(end).toEqual(ends.get('SQLite'));
    expect(world.chofu.errors).toEqual([]);
    expect(world.fujisawa.errors).toEqual([]);
  });
});
