import { sealAudit } from '#db/audit.server.ts';
import { BENCH_CIPHER, copyOf, type Medium, newFolder, openTown, removeFolder, settleFile } from './bench-town.ts';
import { openByHand } from './by-hand.ts';
import { type Figure, figure, median, processorTime, tidy, timed } from './figures.ts';
import { adoptPool, HOT_ACTS, type HotAct, type ReadyAct, settleHouseholds } from './hot-acts.ts';
import { type TouchedRow, takeTouched, watchTables } from './touched-rows.ts';

/** Engine and hand take turns after so many acts; the first acts only warm up. */
const BLOCK = 40;
const WARM_UP = 80;
const ACTS = 280;

/** All acts of all kinds, so many times on copies that are thrown away: a town's server has been at work for days. */
const ROUNDS_BEFORE = 4;

/** Residents who live in the town besides those who act. */
const NEIGHBOURS = 2_000;

const GOALS: Record<Medium, number> = { disk: 0.6, memory: 0.4 };

/** 異動 through the engine against the hand-written transaction that leaves the same rows behind. */
export async function benchActs(): Promise<Figure[]> {
  const memory = newFolder('memory');
  try {
    const base = `${memory}/base.db`;
    const ready = await prepareActs(base);
    const rows = await captureRows(base, memory, ready);
    // Before anything runs warm: a forced collection also forgets what the compiler has learned, and no server is forced to one.
    tidy();
    await workBefore(base, memory, ready);
    const figures: Figure[] = [];
    for (const medium of ['disk', 'memory'] as const) {
      const folder = newFolder(medium);
      try {
        figures.push(...(await compare(base, folder, medium, ready, rows)));
      } finally {
        removeFolder(folder);
      }
    }
    return figures;
  } finally {
    removeFolder(memory);
  }
}

async function prepareActs(file: string): Promise<Map<HotAct, ReadyAct[]>> {
  const town = await openTown(file, 'memory');
  await adoptPool(town, 2_000);
  await settleHouseholds(town, new Array<number>(NEIGHBOURS).fill(2), 1);
  const ready = new Map<HotAct, ReadyAct[]>();
  for (const [index, act] of HOT_ACTS.entries()) {
    const first = 1_000_000 * (index + 1);
    const sizes = new Array<number>(ACTS).fill(act.size);
    const households = await settleHouseholds(town, sizes, first);
    const acts: ReadyAct[] = [];
    for (const [at, household] of households.entries()) acts.push(await act.prepare(town, household, first + at));
    ready.set(act, acts);
  }
  await sealAudit(town.store);
  await town.close();
  settleFile(file);
  return ready;
}

/** Runs every act once on a copy whose tables record what is written. */
async function captureRows(
  base: string,
  folder: string,
  ready: Map<HotAct, ReadyAct[]>,
): Promise<Map<HotAct, TouchedRow[][]>> {
  const file = copyOf(base, folder, 'capture');
  watchTables(file);
  const town = await openTown(file, 'memory');
  const rows = new Map<HotAct, TouchedRow[][]>();
  for (const [act, acts] of ready) {
    const touched: TouchedRow[][] = [];
    for (const run of acts) {
      await run(town);
      touched.push(takeTouched(file));
    }
    rows.set(act, touched);
  }
  await town.close();
  return rows;
}

/** What runs often is compiled, as it is on a server that runs. */
async function workBefore(base: string, folder: string, ready: Map<HotAct, ReadyAct[]>): Promise<void> {
  for (let round = 0; round < ROUNDS_BEFORE; round += 1) {
    const town = await openTown(copyOf(base, folder, 'before'), 'memory');
    for (const acts of ready.values()) for (const run of acts) await run(town);
    await town.close();
  }
}

async function compare(
  base: string,
  folder: string,
  medium: Medium,
  ready: Map<HotAct, ReadyAct[]>,
  rows: Map<HotAct, TouchedRow[][]>,
): Promise<Figure[]> {
  const town = await openTown(copyOf(base, folder, 'engine'), medium);
  const hand = openByHand(copyOf(base, folder, 'hand'), medium, BENCH_CIPHER);
  const figures: Figure[] = [];
  const clock = medium === 'disk' ? timed : processorTime;
  for (const [act, acts] of ready) {
    const plans = (rows.get(act) ?? []).map((touched) => hand.plan(touched));
    const times: Times = { engine: [], hand: [], engineSeal: [], handSeal: [] };
    for (let at = 0; at < acts.length; at += BLOCK) {
      const warm = at >= WARM_UP;
      for (const plan of plans.slice(at, at + BLOCK)) note(warm, times.hand, await clock(plan));
      note(warm, times.handSeal, await clock(hand.sealAudit));
      for (const run of acts.slice(at, at + BLOCK)) note(warm, times.engine, await clock(() => run(town)));
      note(warm, times.engineSeal, await clock(() => sealAudit(town.store)));
    }
    figures.push(...figuresOf(act, medium, times));
  }
  hand.close();
  await town.close();
  return figures;
}

interface Times {
  engine: number[];
  hand: number[];
  engineSeal: number[];
  handSeal: number[];
}

function note(warm: boolean, times: number[], time: number): void {
  if (warm) times.push(time);
}

/** Both sides pay for their share of chaining the audit. */
function figuresOf(act: HotAct, medium: Medium, times: Times): Figure[] {
  const engine = median(times.engine) + median(times.engineSeal) / BLOCK;
  const hand = median(times.hand) + median(times.handSeal) / BLOCK;
  const where = medium === 'disk' ? 'ディスク' : 'メモリ';
  const title = `${act.what}: 手書き ÷ エンジン（${where}）`;
  return [
    figure(`act.${act.id}.${medium}`, title, '', hand / engine, { atLeast: GOALS[medium] }),
    figure(`act.${act.id}.${medium}.engine`, '　エンジン 一件', 'µs', engine * 1000, 'reported'),
    figure(`act.${act.id}.${medium}.hand`, '　手書き 一件', 'µs', hand * 1000, 'reported'),
  ];
}
