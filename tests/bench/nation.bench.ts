import { performance } from 'node:perf_hooks';
import { and, count, eq, inArray, lte, ne } from 'drizzle-orm';
import type { RegisterCommand } from '#app/juki/door.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import { type Figure, figure } from './figures.ts';
import { birthIn, movingOutOf } from './hot-acts.ts';
import { type BenchNation, openNation } from './nation.ts';

const NEWBORNS = 200;
const REMOVALS = Number(process.env.BENCH_REMOVALS ?? 5_000);
const COUNTERS = 16;
const PORT = 24_100;

/** 番号の流れと夜間処理, with everything that a town and the nation say to each other, sealed. */
export async function benchNation(): Promise<Figure[]> {
  const world = await openNation(PORT);
  try {
    return [...(await numberNewborns(world)), ...(await removeAtNight(world))];
  } finally {
    await world.close();
  }
}

/** The first store of a town is that of its register. */
function registerOf({ town }: BenchNation): Store<TownTables> {
  return town.stores[0] as unknown as Store<TownTables>;
}

async function carry(world: BenchNation, command: RegisterCommand): Promise<void> {
  const { juki } = world.town;
  const draft = await juki.draft(command, world.as());
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  const { draftId } = draft.value;
  // 専決 or not: three officers always satisfy the rule.
  await juki.review(draftId, { ...world.as(), officer: { ...world.as().officer, id: 'second' } });
  await juki.approve(draftId, { ...world.as(), officer: { ...world.as().officer, id: 'third' } });
  const done = await juki.register(draftId, world.as());
  if (!done.accepted) throw new Error(done.refusal.sentence);
}

async function together<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: COUNTERS }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
    }),
  );
}

/** Lets everybody work until a count is zero; says how long that took. */
async function until(world: BenchNation, left: () => Promise<number>, limitMs: number): Promise<void> {
  const start = performance.now();
  for (let waiting = await left(); waiting > 0; waiting = await left()) {
    if (performance.now() - start > limitMs) throw new Error(`${waiting} are still waiting`);
    await world.composition.settle();
  }
}

function countIn(world: BenchNation, query: (session: Session<TownTables>) => PromiseLike<{ n: number }[]>) {
  return async () => (await registerOf(world).read(async (session) => query(session)))[0]?.n ?? 0;
}

/** 出生: code, 個人番号, 団番, 符号 and 副本 of every child. */
async function numberNewborns(world: BenchNation): Promise<Figure[]> {
  const households = await world.settle(NEWBORNS, 2, 2_000_000);
  await world.composition.settle();
  const unfinished = countIn(world, ({ db, t: own }) =>
    db.select({ n: count() }).from(own.numberingSagas).where(ne(own.numberingSagas.symbolState, 'obtained')),
  );
  const start = performance.now();
  const before = process.cpuUsage();
  let serial = 0;
  await together(households, (household) => {
    serial += 1;
    return carry(world, birthIn(household, serial));
  });
  await until(world, unfinished, 600_000);
  const seconds = (performance.now() - start) / 1000;
  const what = `出生から符号までの付番、封印した電文を含む（${NEWBORNS}人）`;
  const { user, system } = process.cpuUsage(before);
  return [
    figure('nation.saga', what, '人/s', NEWBORNS / seconds, { atLeast: 50 }),
    figure('nation.saga.cpu', '　処理装置の時間、全組織の合計', 'ms/人', (user + system) / 1000 / NEWBORNS, 'reported'),
  ];
}

/** 夜間の消除: persons whose 転出予定日 has come, then every message that follows. */
async function removeAtNight(world: BenchNation): Promise<Figure[]> {
  const households = await world.settle(REMOVALS, 1, 3_000_000);
  await together(households, (household) =>
    carry(world, { ...movingOutOf(household, '2026-11-25'), special: false, cardHolders: [] } as RegisterCommand),
  );
  await world.composition.settle();
  world.goTo('2026-11-25');
  const due = countIn(world, ({ db, t }) =>
    db
      .select({ n: count() })
      .from(t.movingOuts)
      .where(and(eq(t.movingOuts.waiting, true), lte(t.movingOuts.plannedOn, '2026-11-25'))),
  );
  const unsent = countIn(world, ({ db, t }) =>
    db
      .select({ n: count() })
      .from(t.outbox)
      .where(inArray(t.outbox.state, ['pending', 'dead'])),
  );
  const start = performance.now();
  const night = world.town.juki.runDaily();
  for (let left = await due(); left > 0; left = await due()) await new Promise((resolve) => setTimeout(resolve, 50));
  const committed = (performance.now() - start) / 1000;
  await night;
  await until(world, unsent, 600_000);
  const drained = (performance.now() - start) / 1000;
  const what = `夜間の消除 ${REMOVALS.toLocaleString()}人`;
  return [
    figure('nation.night.committed', `${what}: 登録まで`, 's', committed, { atMost: 10 }),
    figure('nation.night.drained', `${what}: 電文の送達まで`, 's', drained, { atMost: 90 }),
  ];
}
