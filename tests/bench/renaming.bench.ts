import { performance } from 'node:perf_hooks';
import type { AddressRenaming, RenamingRun } from '#app/juki/door.ts';
import { type BenchTown, newFolder, openTown, READY, removeFolder, TOWN } from './bench-town.ts';
import { householdOf, TODAY } from './families.ts';
import { type Figure, figure, timed } from './figures.ts';

/** Residents, each a household of one record. */
const RECORDS = Number(process.env.BENCH_RENAMED ?? 50_000);
const TOGETHER = 250;
const FIRST = 5_000_000;
const FROM = '一括町';

/** 住所一括変更 of a whole 町字 in one run. */
export async function benchRenaming(): Promise<Figure[]> {
  const folder = newFolder('disk');
  const town = await openTown(`${folder}/town.db`, 'disk', TOWN, READY);
  try {
    await fill(town);
    return await rename(town, {
      ground: 'townName',
      on: TODAY,
      notice: '告示第百号',
      fromTown: FROM,
      toTown: '一括本町',
      lots: { kind: 'keep' },
    });
  } finally {
    await town.close();
    removeFolder(folder);
  }
}

async function fill(town: BenchTown): Promise<void> {
  for (let at = 0; at < RECORDS; at += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, RECORDS - at) }, (_, index) => {
      const household = householdOf(town.town, FIRST + at + index, 1);
      return { ...household, address: { ...household.address, town: FROM } };
    });
    await town.juki.migrate(some, { alreadyNumbered: true });
  }
}

async function rename(town: BenchTown, renaming: AddressRenaming): Promise<Figure[]> {
  const manager = town.as('registryManager');
  let run: RenamingRun | undefined;
  const previewed = await withOthers(town, async () => {
    const outcome = await town.juki.previewRenaming(renaming, manager);
    if (!outcome.accepted) throw new Error(outcome.refusal.sentence);
    run = outcome.value;
  });
  const runId = run?.runId ?? '';
  if (run?.households !== RECORDS) throw new Error(`${run?.households} households were found`);
  const start = performance.now();
  await town.juki.startRenaming(runId, manager);
  let state: string | undefined = run.state;
  while (state !== 'finished') {
    await town.juki.advance();
    state = (await town.juki.findRenaming(runId, manager))?.state;
  }
  const seconds = (performance.now() - start) / 1000;
  const done = await town.juki.findRenaming(runId, manager);
  if (done?.done !== RECORDS) throw new Error(`${done?.done} households were renamed`);
  const what = `住所一括変更 ${RECORDS.toLocaleString()}件`;
  return [
    figure('renaming.preview', `${what}: 事前確認`, 's', previewed.seconds, 'reported'),
    figure('renaming.waiting', '　その間に、ほかの書込みが待った最長の時間', 'ms', previewed.longest, 'reported'),
    figure('renaming.run', `${what}: 実施`, 's', seconds, 'reported'),
    figure('renaming.rate', '　', '件/s', RECORDS / seconds, 'reported'),
  ];
}

/** Time that a piece of work takes, and how long the writes of a counter waited meanwhile, at worst. */
async function withOthers(town: BenchTown, work: () => Promise<void>): Promise<{ seconds: number; longest: number }> {
  let working = true;
  let longest = 0;
  async function counter(): Promise<void> {
    while (working) {
      const waited = await timed(() => town.juki.findResidents({ kana: 'ダレモイナイ' }, town.as()));
      longest = Math.max(longest, waited);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  const beside = counter();
  const milliseconds = await timed(work);
  working = false;
  await beside;
  return { seconds: milliseconds / 1000, longest };
}
