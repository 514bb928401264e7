import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '#db/open.server.ts';
import { type TownTables, townTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { acts, entry } from './store-acts.ts';

type Answer = (error: Error | null) => void;

/** Flushes of the log that the disk has not answered yet. */
const disk = vi.hoisted(() => ({ waiting: [] as ((error: Error | null) => void)[] }));

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  fdatasync: (_file: number, answer: Answer) => disk.waiting.push(answer),
}));

let folder: string;
let store: Store<TownTables>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'durability-'));
  store = await openStore(townTables, { sqlite: join(folder, 'town.db') }, 'town');
});
afterEach(async () => {
  answer();
  await store.close();
  rmSync(folder, { recursive: true });
});

function answer(error: Error | null = null): void {
  for (const waiting of disk.waiting.splice(0)) waiting(error);
}

function write(act: string): Promise<unknown> {
  return store.write(({ db, t }) => db.insert(t.auditEntries).values(entry(act)).returning());
}

/** Long enough for everything that does not wait for the disk. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}

it('書き込みは、ディスクに届くまで答えられない', async () => {
  const answered = vi.fn();
  const writing = write('a').then(answered);
  await aMoment();
  expect(answered).not.toHaveBeenCalled();
  answer();
  await writing;
});

it('読み取りは、見たものがディスクに届くまで答えない', async () => {
  const writing = write('a');
  await aMoment();
  const answered = vi.fn();
  const reading = acts(store).then(answered);
  await aMoment();
  expect(answered).not.toHaveBeenCalled();
  answer();
  await reading;
  expect(answered).toHaveBeenCalledWith(['a']);
  await writing;
});

it('ディスクを待つ間に来た書き込みは、次の一度の確定をともにする', async () => {
  const first = write('a');
  await aMoment();
  const others = ['b', 'c', 'd'].map(write);
  await aMoment();
  expect(disk.waiting).toHaveLength(1);
  answer();
  await first;
  await aMoment();
  expect(disk.waiting).toHaveLength(1);
  answer();
  await Promise.all(others);
  expect(await acts(store)).toEqual(['a', 'b', 'c', 'd']);
});

it('ディスクが拒めば書き込みは失敗し、そのあとは何も書けない', async () => {
  const writing = write('a');
  const refused = expect(writing).rejects.toThrow('EIO');
  await aMoment();
  answer(new Error('EIO'));
  await refused;
  await expect(write('b')).rejects.toThrow('EIO');
});
