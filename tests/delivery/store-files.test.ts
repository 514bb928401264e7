import { readFile } from 'node:fs/promises';
import { count } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrationsFolder } from '#db/migrate.server.ts';
import { type Organisation, TABLES_OF, townTables } from '#db/schema/index.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { acts, countUp, entry } from './store-acts.ts';

describe('移行', () => {
  it.each(
    (['sqlite', 'postgres'] as const).flatMap((engine) =>
      (Object.keys(TABLES_OF) as Organisation[]).map((organisation) => [engine, organisation] as const),
    ),
  )('%s の %s の移行は表の定義どおりに作られている (npm run db:generate)', async (engine, organisation) => {
    const { initialMigration } = await import('#db/generate.ts');
    const stored = await readFile(`${migrationsFolder(engine, organisation)}/0000_initial.sql`, 'utf8');
    expect(stored).toBe(await initialMigration(engine, organisation));
  });
});

describe('SQLite のファイル', () => {
  let all: TestStores;
  beforeEach(() => {
    all = sqliteStores();
  });
  afterEach(() => all.close());

  it('読み取りは、その間に確定した書き込みを見ない', async () => {
    const store = await all.open(townTables, 'town');
    await store.write(({ db, t }) => db.insert(t.auditEntries).values(entry('a')).returning());
    let written = () => {};
    const afterWrite = new Promise<void>((resolve) => {
      written = resolve;
    });
    const reading = store.read(async ({ db, t }) => {
      const before = await db.select({ n: count() }).from(t.auditEntries);
      await afterWrite;
      return [before, await db.select({ n: count() }).from(t.auditEntries)];
    });
    await store.write(({ db, t }) => db.insert(t.auditEntries).values(entry('b')).returning());
    written();
    expect(await reading).toEqual([[{ n: 1 }], [{ n: 1 }]]);
    expect(await acts(store)).toEqual(['a', 'b']);
  });

  it('書いている途中のものは読み取りに見えない', async () => {
    const store = await all.open(townTables, 'town');
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let inserted = () => {};
    const afterInsert = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const writing = store.write(async ({ db, t }) => {
      await db.insert(t.auditEntries).values(entry('a'));
      inserted();
      await gate;
    });
    await afterInsert;
    expect(await acts(store)).toEqual([]);
    go();
    await writing;
    expect(await acts(store)).toEqual(['a']);
  });

  it('閉じて開き直しても残り、移行は繰り返されない', async () => {
    const first = await all.open(townTables, 'town');
    await first.write(({ db, t }) => db.insert(t.auditEntries).values(entry('a')).returning());
    await first.close();
    await expect(first.write(async () => 1)).rejects.toThrow('closed');
    const second = await all.open(townTables, 'town');
    expect(await acts(second)).toEqual(['a']);
  });

  it('同じファイルを二つの接続で開いても、書き込みは一つずつになる', async () => {
    const [one, two] = [await all.open(townTables, 'town'), await all.open(townTables, 'town')];
    for (let i = 0; i < 10; i += 1) await (i % 2 ? one : two).write((session) => countUp(session));
    const [row] = await one.read(({ db, t }) => db.select().from(t.sequences));
    expect(row?.last).toBe(10);
  });
});
