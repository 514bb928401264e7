import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEntry, audit, findAudit, sealAudit, verifyAudit } from '#db/audit.server.ts';
import { type TownTables, townTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';

let stores: TestStores;
let store: Store<TownTables>;

beforeEach(async () => {
  stores = sqliteStores();
  store = await stores.open(townTables, 'town');
});
afterEach(() => stores.close());

const entry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: '2026-11-24T00:00:00.000Z',
  officerId: 'o1',
  officerName: '調布 花子',
  townCode: '132080',
  act: 'findResident',
  subjects: ['000000000000017'],
  reason: '転出届の審査',
  numberAccessed: false,
  ...changes,
});
const record = (changes?: Partial<AuditEntry>) => store.write((session) => audit(session, entry(changes)));
const tamper = (job: (session: Session<TownTables>) => Promise<unknown>) => store.write(job);

describe('操作ログ', () => {
  it('処理とともに残り、処理が取り消されれば残らない', async () => {
    await record();
    const failing = store.write(async (session) => {
      await audit(session, entry({ act: 'RegisterMovingOut' }));
      throw new Error('取消し');
    });
    await expect(failing).rejects.toThrow();
    const rows = await store.read((session) => findAudit(session, { limit: 10 }));
    expect(rows).toEqual([{ ...entry(), position: 1, sealed: false }]);
  });

  it('誰が、誰を、何を、いつ、で探せる', async () => {
    await record({ subjects: ['1', '2'] });
    await record({ subjects: ['12'], officerId: 'o2', act: 'changesOf', caseId: 'c1', numberAccessed: true });
    await record({ subjects: ['2'], at: '2026-11-25T00:00:00.000Z' });
    const positions = async (query: Partial<Parameters<typeof findAudit>[1]>) =>
      (await store.read((session) => findAudit(session, { limit: 10, ...query }))).map((row) => row.position);
    expect(await positions({})).toEqual([3, 2, 1]);
    expect(await positions({ subject: '2' })).toEqual([3, 1]);
    expect(await positions({ subject: '%' })).toEqual([]);
    expect(await positions({ officerId: 'o2' })).toEqual([2]);
    expect(await positions({ act: 'changesOf' })).toEqual([2]);
    expect(await positions({ from: '2026-11-25T00:00:00.000Z' })).toEqual([3]);
    expect(await positions({ before: '2026-11-25T00:00:00.000Z' })).toEqual([2, 1]);
    expect(await positions({ limit: 1 })).toEqual([3]);
  });

  it('まとめて連鎖され、検査は件数と先頭の値を返す', async () => {
    await record();
    await record();
    expect(await verifyAudit(store)).toMatchObject({ entries: 0, unsealed: 2 });
    expect(await sealAudit(store)).toBe(2);
    expect(await sealAudit(store)).toBe(0);
    await record();
    expect(await sealAudit(store)).toBe(1);
    const state = await verifyAudit(store);
    expect(state).toMatchObject({ entries: 3, unsealed: 0 });
    expect(state.head).toMatch(/^[0-9a-f]{64}$/);
    expect(state.brokenAt).toBeUndefined();
    const [row] = await store.read((session) => findAudit(session, { limit: 1 }));
    expect(row?.sealed).toBe(true);
  });

  it('一度に千件を超えても、すべて連鎖される', async () => {
    await store.write(async ({ db, t }) => {
      const rows = Array.from({ length: 1_200 }, () => ({ ...entry(), subjects: '[]' }));
      for (let i = 0; i < rows.length; i += 200) await db.insert(t.auditEntries).values(rows.slice(i, i + 200));
    });
    expect(await sealAudit(store)).toBe(1_200);
    expect(await verifyAudit(store)).toMatchObject({ entries: 1_200, unsealed: 0 });
  });

  it.each<[string, (session: Session<TownTables>) => Promise<unknown>, number]>([
    [
      '理由の書き換え',
      ({ db, t }) =>
        db.update(t.auditEntries).set({ reason: '別の理由' }).where(eq(t.auditEntries.position, 3)).returning(),
      2,
    ],
    [
      '番号を見た印の書き換え',
      ({ db, t }) =>
        db.update(t.auditEntries).set({ numberAccessed: true }).where(eq(t.auditEntries.position, 1)).returning(),
      1,
    ],
    ['一件の削除', ({ db, t }) => db.delete(t.auditEntries).where(eq(t.auditEntries.position, 2)).returning(), 1],
    [
      '一件の差込み',
      ({ db, t }) =>
        db
          .insert(t.auditEntries)
          .values({ ...entry(), subjects: '[]', seal: 1 })
          .returning(),
      1,
    ],
    [
      '連鎖の外への付替え',
      ({ db, t }) =>
        db
          .insert(t.auditEntries)
          .values({ ...entry(), subjects: '[]', seal: 9 })
          .returning(),
      3,
    ],
    ['連鎖の一つの削除', ({ db, t }) => db.delete(t.auditSeals).where(eq(t.auditSeals.position, 1)).returning(), 1],
    [
      '連鎖の値の書き換え',
      ({ db, t }) =>
        db
          .update(t.auditSeals)
          .set({ hash: '0'.repeat(64) })
          .where(eq(t.auditSeals.position, 1))
          .returning(),
      1,
    ],
  ])('%s は見つかる', async (_, change, brokenAt) => {
    await record();
    await record();
    await sealAudit(store);
    await record();
    await sealAudit(store);
    expect((await verifyAudit(store)).brokenAt).toBeUndefined();
    await tamper(change);
    expect(await verifyAudit(store)).toMatchObject({ brokenAt });
  });

  it('終わりを切り取っても連鎖は合うが、控えておいた先頭の値と違う', async () => {
    await record();
    await sealAudit(store);
    await record();
    await sealAudit(store);
    const { head } = await verifyAudit(store);
    await tamper(async ({ db, t }) => {
      await db.delete(t.auditEntries).where(eq(t.auditEntries.seal, 2));
      await db.delete(t.auditSeals).where(eq(t.auditSeals.position, 2));
    });
    const cut = await verifyAudit(store);
    expect(cut.brokenAt).toBeUndefined();
    expect(cut.head).not.toBe(head);
  });
});
