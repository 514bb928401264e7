import { count, desc, eq, like } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { preparedInsertOnce } from '#db/prepared.ts';
import { portalTables, TABLES_OF, townTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { workerPglite } from '#tests/support/pglite.ts';
import { pgliteStores, postgresStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { acts, countUp, entry } from './store-acts.ts';

type Town = typeof townTables;
const POSTGRES_URL = process.env.POSTGRES_URL;

const ENGINES: [string, () => TestStores][] = [
  ['SQLite', sqliteStores],
  ['PGlite', pgliteStores],
  ...(POSTGRES_URL ? [['PostgreSQL', () => postgresStores(POSTGRES_URL)] as [string, () => TestStores]] : []),
];

describe.each(ENGINES)('%s の保存', (engine, stores) => {
  let all: TestStores;
  let store: Store<Town>;

  beforeEach(async () => {
    all = stores();
    store = await all.open(townTables, 'town');
  });
  afterEach(() => all.close());

  it('書いたものは、書き終えた後の読み取りに見える', async () => {
    const position = await store.write(async ({ db, t }) => {
      const [row] = await db.insert(t.auditEntries).values(entry('a')).returning();
      return row?.position;
    });
    expect(position).toBe(1);
    const [row] = await store.read(({ db, t }) => db.select().from(t.auditEntries));
    expect(row).toEqual({ ...entry('a'), position: 1, caseId: null, seal: null });
  });

  it('途中で失敗した書き込みは何も残さない', async () => {
    const failing = store.write(async ({ db, t }) => {
      await db.insert(t.auditEntries).values(entry('a'));
      throw new Error('途中');
    });
    await expect(failing).rejects.toThrow('途中');
    expect(await acts(store)).toEqual([]);
  });

  it('同時に頼んだ書き込みのうち、失敗したものだけが取り消される', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        store.write(async ({ db, t }) => {
          await db.insert(t.auditEntries).values(entry(`act ${i}`));
          if (i % 5 === 0) throw new Error(`no ${i}`);
          return i;
        }),
      ),
    );
    expect(results.map((result) => result.status === 'fulfilled')).toEqual(
      Array.from({ length: 20 }, (_, i) => i % 5 !== 0),
    );
    const expected = Array.from({ length: 20 }, (_, i) => i).filter((i) => i % 5 !== 0);
    expect((await acts(store)).sort()).toEqual(expected.map((i) => `act ${i}`).sort());
  });

  it('同時に数え上げても一つも失われない', async () => {
    await Promise.all(Array.from({ length: 12 }, () => store.write((session) => countUp(session))));
    const [row] = await store.read(({ db, t }) => db.select().from(t.sequences));
    expect(row?.last).toBe(12);
  });

  it('書き込みの後の仕事は確定した後に動き、取り消されたときは動かない', async () => {
    const ran: string[] = [];
    await store.write(async ({ db, t, afterCommit }) => {
      await db.insert(t.auditEntries).values(entry('a'));
      afterCommit(() => ran.push('a'));
      expect(ran).toEqual([]);
    });
    const failing = store.write(async ({ afterCommit }) => {
      afterCommit(() => ran.push('b'));
      throw new Error('取消し');
    });
    await expect(failing).rejects.toThrow();
    await vi.waitFor(() => expect(ran).toEqual(['a']));
  });

  it('読み取りの中では書けず、後の仕事も頼めない', async () => {
    const writing = store.read(({ db, t }) => db.insert(t.auditEntries).values(entry('a')).returning());
    await expect(writing).rejects.toThrow();
    await expect(store.read(async ({ afterCommit }) => afterCommit(() => {}))).rejects.toThrow('afterCommit');
    expect(await acts(store)).toEqual([]);
  });

  it('同じデータベースの読み書きを入れ子にすると、待ち続けずにすぐ分かる', async () => {
    await expect(store.write(() => store.read(async () => 1))).rejects.toThrow('inside another one');
    await expect(store.read(() => store.write(async () => 1))).rejects.toThrow('inside another one');
    expect(await store.write(async () => 1)).toBe(1);
  });

  it('一意の値が重なれば拒まれ、失敗の文にその値は出ない', async () => {
    const mail = (id: string, body: string) => ({
      id,
      type: 'VisitNotice',
      version: 1,
      receiver: '142051',
      subject: body,
      sequence: 1,
      sentAt: '2026-11-24T00:00:00.000Z',
      body,
      state: 'pending' as const,
      changedAt: '2026-11-24T00:00:00.000Z',
    });
    await store.write(({ db, t }) => db.insert(t.outbox).values(mail('same', '秘密一')).returning());
    const error: unknown = await store
      .write(({ db, t }) => db.insert(t.outbox).values(mail('same', '秘密二')).returning())
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(`${error} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain('秘密二');
  });

  it('既定値、真偽、重複時の更新、並べ替え、件数がどちらのエンジンでも同じ', async () => {
    await store.write(async ({ db, t }) => {
      await db.insert(t.auditEntries).values([entry('a'), { ...entry('b'), numberAccessed: true }, entry('c')]);
      const counter = { direction: 'in' as const, peer: 'p', subject: 's', last: 1 };
      const target = [t.sequences.direction, t.sequences.peer, t.sequences.subject];
      await db.insert(t.sequences).values(counter);
      await db.insert(t.sequences).values(counter).onConflictDoNothing();
      await db
        .insert(t.sequences)
        .values(counter)
        .onConflictDoUpdate({ target, set: { last: 7 } });
      await db.delete(t.auditEntries).where(eq(t.auditEntries.act, 'c'));
    });
    await store.read(async ({ db, t }) => {
      const flagged = await db.select().from(t.auditEntries).where(eq(t.auditEntries.numberAccessed, true));
      expect(flagged.map((row) => row.act)).toEqual(['b']);
      expect(await db.select({ n: count() }).from(t.auditEntries)).toEqual([{ n: 2 }]);
      expect(await db.select({ last: t.sequences.last }).from(t.sequences)).toEqual([{ last: 7 }]);
      const found = await db.select().from(t.auditEntries).where(like(t.auditEntries.officerName, '%花子%'));
      expect(found).toHaveLength(2);
      const [newest] = await db.select().from(t.auditEntries).orderBy(desc(t.auditEntries.position)).limit(1);
      expect(newest?.act).toBe('b');
    });
  });

  it('同じ鍵の行があれば挿入されず、どちらのエンジンも挿入したかどうかを答える', async () => {
    const insertOnce = preparedInsertOnce((t: Town) => t.sequences);
    const row = { direction: 'out' as const, peer: 'p', subject: 's', last: 1 };
    expect(await store.write((session) => insertOnce(session, row))).toBe(true);
    expect(await store.write((session) => insertOnce(session, { ...row, last: 2 }))).toBe(false);
    expect(await store.read(({ db, t }) => db.select({ last: t.sequences.last }).from(t.sequences))).toEqual([
      { last: 1 },
    ]);
  });

  it('組織ごとのデータベースは互いに見えない', async () => {
    const portal = await all.open(portalTables, 'portal');
    await portal.write(({ db, t }) => db.insert(t.auditEntries).values(entry('portal')).returning());
    expect(await acts(store)).toEqual([]);
  });

  it.each(Object.keys(TABLES_OF) as (keyof typeof TABLES_OF)[])('%s の表はすべて開いて読める', async (organisation) => {
    const tables: Record<string, (typeof townTables)['auditEntries']> = TABLES_OF[organisation] as never;
    const opened = await all.open(tables, organisation, `${organisation}_all`);
    await opened.read(async ({ db, t }) => {
      for (const table of Object.values(t)) expect(await db.select().from(table).limit(1)).toEqual([]);
    });
  });

  if (engine === 'PGlite') {
    it('一度だけ引き起こした直列化の失敗 (40001) は、やり直されて二重にならない', async () => {
      // PGlite has one connection, so that two transactions never really meet: a trigger plays the loser once.
      const pglite = await workerPglite();
      const schema = `forced_${Date.now()}`;
      const { openStore } = await import('#db/open.server.ts');
      const forced = await openStore(townTables, { pglite, schema }, 'town');
      onTestFinished(async () => void (await pglite.exec(`DROP SCHEMA "${schema}" CASCADE`)));
      await pglite.exec(`
        CREATE SEQUENCE "${schema}".attempts;
        CREATE FUNCTION "${schema}".lose_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF nextval('"${schema}".attempts') = 1 THEN
            RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER lose_once BEFORE INSERT ON "${schema}".audit_entries
          FOR EACH ROW EXECUTE FUNCTION "${schema}".lose_once();`);
      let runs = 0;
      const committed: string[] = [];
      const writer = (name: string) =>
        forced.write(async (session) => {
          runs += 1;
          await countUp(session);
          await session.db.insert(session.t.auditEntries).values(entry(name));
          session.afterCommit(() => committed.push(name));
        });
      await Promise.all([writer('一人目'), writer('二人目')]);
      expect(runs).toBe(3);
      expect(committed.sort()).toEqual(['一人目', '二人目'].sort());
      expect((await acts(forced)).sort()).toEqual(['一人目', '二人目'].sort());
      const [row] = await forced.read(({ db, t }) => db.select().from(t.sequences));
      expect(row?.last).toBe(2);
    });

    it('直列化以外の失敗はやり直されない', async () => {
      let runs = 0;
      const failing = store.write(async () => {
        runs += 1;
        throw Object.assign(new Error('別の失敗'), { code: '23505' });
      });
      await expect(failing).rejects.toThrow('別の失敗');
      expect(runs).toBe(1);
    });
  }

  if (engine === 'PostgreSQL') {
    it('本当にぶつかった二つの書き込みは、負けた方がやり直す', async () => {
      let runs = 0;
      let arrived = 0;
      const bothHaveRead = async () => {
        runs += 1;
        arrived += 1;
        for (let i = 0; arrived < 2 && i < 200; i += 1) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      await store.write((session) => countUp(session));
      const results = await Promise.all([
        store.write((session) => countUp(session, bothHaveRead)),
        store.write((session) => countUp(session, bothHaveRead)),
      ]);
      expect(runs).toBeGreaterThan(2);
      expect(results.sort()).toEqual([2, 3]);
    });
  }
});
