import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InboxFilter, Queue } from '#app/office/applications/queues.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { townTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { file } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
const receipts: string[] = [];
beforeAll(async () => {
  world = await openWorld();
  for (const filer of ['sato-kenji', 'takahashi-hideki', 'ono-tsubasa', 'yamazaki-aoi']) {
    receipts.push((await file(world, filer)).receiptNumber);
  }
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const applications = () => townOf(world, CHOFU).office.applications;
const officer = (slug: string) => world.officer(CHOFU, slug);
const store = () => townOf(world, CHOFU).stores[0] as unknown as Store<typeof townTables>;
const filter = (changes: Partial<InboxFilter> = {}): InboxFilter => ({
  queue: 'open',
  receipt: '',
  page: 1,
  ...changes,
});
const receiptAt = (index: number) => receipts[index] ?? '';

async function change(receiptNumber: string, values: Partial<typeof townTables.applications.$inferInsert>) {
  await store().write(({ db, t }) =>
    db.update(t.applications).set(values).where(eq(t.applications.receiptNumber, receiptNumber)),
  );
}

const shown = async (changes: Partial<InboxFilter>, slug = 'desk') =>
  (await applications().inbox(officer(slug), filter(changes))).rows.map(({ receiptNumber }) => receiptNumber);

describe('申請の受付簿', () => {
  it('期日を過ぎたもの、あす来庁、今週、通常の順に並び、理由を言葉で示す', async () => {
    const today = '2026-11-24';
    await change(receiptAt(0), { visitOn: addDays(today, 30), movingOn: addDays(today, 20) });
    await change(receiptAt(1), { visitOn: addDays(today, 1), movingOn: addDays(today, 1) });
    await change(receiptAt(2), { visitOn: addDays(today, -1), movingOn: addDays(today, -3) });
    await change(receiptAt(3), { visitOn: addDays(today, 40), movingOn: today });
    const { rows, total } = await applications().inbox(officer('desk'), filter());
    expect(total).toBe(4);
    expect(rows.map(({ receiptNumber, why }) => [receiptNumber, why])).toEqual([
      [receiptAt(2), '来庁予定日を過ぎています'],
      [receiptAt(1), 'あす来庁'],
      [receiptAt(3), '異動日が来ています'],
      [receiptAt(0), '通常'],
    ]);
  });

  it('区分ごとの件数は、その区分を開いたときの件数と同じになる', async () => {
    await change(receiptAt(0), { stage: 'completed', movingOn: '2026-10-01' });
    await change(receiptAt(3), { stage: 'correctionRequested' });
    const { queues } = await applications().inbox(officer('desk'), filter());
    const counts: Partial<Record<Queue, number>> = Object.fromEntries(queues.map(({ queue, count }) => [queue, count]));
    expect(counts).toMatchObject({ open: 2, new: 2, visit: 2, correction: 1, overdue: 1, mine: 0, decision: 0 });
    for (const { queue, count } of queues) expect([queue, (await shown({ queue })).length]).toEqual([queue, count]);
    await change(receiptAt(0), { movedInOn: '2026-10-02' });
    expect(await shown({ queue: 'overdue' })).toEqual([]);
    await change(receiptAt(0), { stage: 'arrived', movingOn: '2026-12-14', movedInOn: null });
    await change(receiptAt(3), { stage: 'arrived' });
  });

  it('受付番号の一部・来庁予定日・状態で絞り込める', async () => {
    expect(await shown({ receipt: receiptAt(1).slice(-6) })).toEqual([receiptAt(1)]);
    expect(await shown({ visitUntil: '2026-11-25' })).toEqual([receiptAt(2), receiptAt(1)]);
    expect(await shown({ stage: 'completed' })).toEqual([]);
    // Signs of the query language are letters like any other.
    expect(await shown({ receipt: '%' })).toHaveLength(4);
    expect(await shown({ page: 2 })).toEqual([]);
  });

  it('絞り込みは職員ごとに保存され、同じ名前なら置き換わる', async () => {
    const save = (query: string) => applications().saveView(officer('desk'), { name: '急ぎ', query });
    expect((await save('?queue=visit')).accepted).toBe(true);
    expect((await save('?queue=new')).accepted).toBe(true);
    const { views } = await applications().inbox(officer('desk'), filter());
    expect(views).toMatchObject([{ name: '急ぎ', query: '?queue=new' }]);
    expect((await applications().inbox(officer('reviewer'), filter())).views).toEqual([]);
    await applications().removeView(officer('reviewer'), views[0]?.id ?? '');
    expect((await applications().inbox(officer('desk'), filter())).views).toHaveLength(1);
    await applications().removeView(officer('desk'), views[0]?.id ?? '');
    expect((await applications().inbox(officer('desk'), filter())).views).toEqual([]);
  });

  it('取込みの状態は、申請ポータルが最後に答えた時を示す', async () => {
    const { health } = await applications().inbox(officer('desk'), filter());
    expect(health).toEqual({ state: 'good', ms: expect.any(Number) });
  });
});

describe('届出人の候補', () => {
  it('4情報のどれが合い、どれが違うかを示し、多く合う人から並べる', async () => {
    const candidates = await applications().candidates(officer('desk'), receiptAt(0));
    expect(candidates[0]).toMatchObject({
      person: { name: { full: '佐藤　健司' } },
      agrees: ['氏名', '生年月日', '性別', '住所'],
      differs: [],
    });
    const counts = candidates.map(({ agrees }) => agrees.length);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
  });
});

describe('担当', () => {
  const version = async (receipt: string) => (await applications().page(officer('desk'), receipt)).version;

  it('担当している間は、ほかの職員の処理を断り、だれがいつまでかを言う', async () => {
    const receipt = receiptAt(1);
    expect((await applications().assign(officer('reviewer'), receipt)).accepted).toBe(true);
    const refused = await applications().start({
      receiptNumber: receipt,
      version: await version(receipt),
      officer: officer('reception'),
    });
    expect(refused).toMatchObject({ accepted: false, refusal: { code: 'heldByColleague' } });
    expect(refused.accepted ? '' : refused.refusal.sentence).toContain('永井　綾さんが令和8年11月24日');
    expect(await shown({ queue: 'mine' }, 'reviewer')).toEqual([receipt]);
    expect(await shown({ assignee: 'colleague' }, 'reception')).toEqual([receipt]);
    expect(await shown({ assignee: 'nobody' }, 'reception')).not.toContain(receipt);
    const own = { receiptNumber: receipt, version: await version(receipt), officer: officer('reviewer') };
    expect((await applications().start(own)).accepted).toBe(true);
    // The work goes on with whoever took it.
    expect(await shown({ queue: 'mine' }, 'reviewer')).toEqual([receipt]);
  });

  it('引継ぎには理由が要り、処理経過に残る', async () => {
    const receipt = receiptAt(1);
    expect(await applications().assign(officer('reception'), receipt)).toMatchObject({ accepted: false });
    expect((await applications().assign(officer('reception'), receipt, '早退のため')).accepted).toBe(true);
    const page = await applications().page(officer('reviewer'), receipt);
    expect(page.assignee).toMatchObject({ name: '三宅　翔', isMe: false });
    expect(page.events[0]).toMatchObject({
      act: '担当の引継ぎ',
      note: expect.stringContaining('永井　綾さんから（早退のため）'),
    });
    await applications().release(officer('reviewer'), receipt);
    expect((await applications().page(officer('reviewer'), receipt)).assignee).toBeDefined();
    await applications().release(officer('reception'), receipt);
    expect((await applications().page(officer('reviewer'), receipt)).assignee).toBeUndefined();
  });

  it('期限を過ぎると、だれでも続けられる', async () => {
    const receipt = receiptAt(2);
    await applications().assign(officer('reviewer'), receipt);
    world.clock.set('2026-11-24T01:00:00.001Z');
    expect(await shown({ queue: 'mine' }, 'reviewer')).toEqual([]);
    const screen = { receiptNumber: receipt, version: await version(receipt), officer: officer('reception') };
    expect((await applications().start(screen)).accepted).toBe(true);
  });

  it('段階が進むと担当は外れ、次の職員が受け持てる。行う処理のない職員は担当になれない', async () => {
    const receipt = receiptAt(3);
    await applications().assign(officer('reviewer'), receipt);
    await change(receipt, { stage: 'reviewed' });
    expect((await applications().page(officer('approver'), receipt)).assignee).toBeUndefined();
    expect((await applications().assign(officer('reception'), receipt)).accepted).toBe(false);
    expect((await applications().assign(officer('approver'), receipt)).accepted).toBe(true);
    await change(receipt, { stage: 'arrived', assigneeId: null });
  });

  it('二人が同時に担当しようとしても、一人だけが担当になる', async () => {
    const receipt = receiptAt(0);
    const answers = await Promise.all([
      applications().assign(officer('reviewer'), receipt),
      applications().assign(officer('reception'), receipt),
    ]);
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    await change(receipt, { assigneeId: null });
  });
});

describe('まとめて行う処理', () => {
  it('一件ずつ結果が出て、断られた一件がほかを止めない', async () => {
    const held = receiptAt(0);
    await applications().assign(officer('reviewer'), held);
    const versions = new Map(
      (await applications().inbox(officer('desk'), filter())).rows.map((row) => [row.receiptNumber, row.version]),
    );
    const item = (receiptNumber: string, older = 0) => ({
      receiptNumber,
      version: (versions.get(receiptNumber) ?? 0) - older,
    });
    const items = [item(held), item(receiptAt(3)), { receiptNumber: 'none', version: 1 }];
    const results = await applications().bulk(officer('reception'), 'start', items);
    expect(results.map(({ done }) => done)).toEqual([false, true, false]);
    expect(results[0]?.sentence).toContain('永井　綾さんが');
    const again = await applications().bulk(officer('reception'), 'start', [item(receiptAt(3))]);
    expect(again).toMatchObject([{ done: true }]);
    const stale = await applications().bulk(officer('registry'), 'start', [item(receiptAt(3))]);
    expect(stale).toMatchObject([{ done: false, sentence: expect.stringContaining('三宅　翔さんが「審査を始める」') }]);
  });

  it('ほかの市の職員と、申請を見ない役割は行えない', async () => {
    await expect(applications().bulk(world.officer(FUJISAWA), 'assign', [])).rejects.toThrow('may not');
    await expect(applications().bulk(officer('auditor'), 'assign', [])).rejects.toThrow('may not');
    const results = await applications().bulk(officer('approver'), 'start', [
      { receiptNumber: receiptAt(0), version: 1 },
    ]);
    expect(results).toMatchObject([{ done: false, sentence: 'あなたの役割では行えません。' }]);
  });
});

describe('10,000件の受付簿', () => {
  it('50件ずつ出し、順番は索引だけから決める', async () => {
    const [sample] = await store().read(({ db, t }) => db.select().from(t.applications).limit(1));
    if (!sample) throw new Error('no application');
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      ...sample,
      receiptNumber: `many-${String(index).padStart(6, '0')}`,
      stage: index % 3 === 0 ? 'underReview' : 'arrived',
      visitOn: addDays('2026-11-20', index % 60),
      movingOn: addDays('2026-11-18', index % 60),
      retryAfter: null,
      assigneeId: null,
    }));
    for (let at = 0; at < rows.length; at += 200) {
      await store().write(({ db, t }) => db.insert(t.applications).values(rows.slice(at, at + 200)));
    }
    for (let round = 0; round < 5; round += 1) {
      const inbox = await applications().inbox(officer('desk'), filter({ page: round + 1 }));
      expect(inbox.rows).toHaveLength(50);
      expect(inbox.total).toBeGreaterThan(10_000);
    }
    const plan = await store().read(({ db }) =>
      (db as unknown as { all(query: unknown): Promise<{ detail: string }[]> }).all(
        sql`explain query plan select receipt_number from applications where stage in ('arrived', 'underReview') order by case when visit_on < '2026-11-24' then 0 else 3 end, visit_on, arrived_at limit 50`,
      ),
    );
    expect(plan.map(({ detail }) => detail).join(' ')).toMatch(/USING COVERING INDEX applications_stage/);
  });
});
