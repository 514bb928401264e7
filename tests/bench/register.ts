import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { newFolder, removeFolder, TOWN } from './bench-town.ts';

const run = promisify(execFile);

/** 台帳の大きさ at which figures are compared; the large one may be made smaller for a quick look. */
export const SMALL = 10_000;
export const LARGE = Number(process.env.BENCH_RESIDENTS ?? 1_000_000);

/** A register that came in as 基本データリスト, and what that cost. */
export interface FilledRegister {
  file: string;
  seconds: number;
  peakMiB: number;
  rows: number;
  residents: number;
}

const filled = new Map<number, Promise<FilledRegister>>();
const folders: string[] = [];

/** A town of invented people, made and imported once for all suites. */
export function registerOf(residents: number): Promise<FilledRegister> {
  const known = filled.get(residents) ?? fill(residents);
  filled.set(residents, known);
  return known;
}

async function fill(residents: number): Promise<FilledRegister> {
  const folder = newFolder('disk');
  folders.push(folder);
  const list = `${folder}/list.csv`;
  const file = `${folder}/town.db`;
  const tsx = ['--import', 'tsx'];
  const size = ['--residents', String(residents), '--seed', '1', '--file', list];
  await run('node', [...tsx, 'db/data-generate.ts', '--town', TOWN.code, ...size], { maxBuffer: 2 ** 26 });
  const { stdout } = await run('node', [...tsx, 'tests/bench/fill-register.ts', file, list], { maxBuffer: 2 ** 26 });
  const counts = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Omit<FilledRegister, 'file'> & {
    refused: number;
  };
  if (counts.refused > 0) throw new Error(`${counts.refused} rows of an invented town were refused`);
  return { file, ...counts };
}

export function removeRegisters(): void {
  for (const folder of folders) removeFolder(folder);
}
