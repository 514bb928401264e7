import type { Desk } from './officers.ts';
import { textOf } from './residents.ts';
import { until } from './walker.ts';

/** 定時登録 that waits for the second officer: its address. */
export async function proposedRun(election: Desk): Promise<string> {
  const list = `/office/${election.town}/electoral-roll`;
  const started = await election.walker.post(`${list}?index`);
  const run = /\/electoral-roll\/[0-9a-f-]{36}/.exec(started.url)?.[0];
  if (!run) throw new Error(`no 定時登録: ${started.status} ${textOf(started)}`);
  const path = `/office/${election.town}${run}`;
  await until('the inquiry', async () => (await election.walker.open(path)).body.includes('確認待ち'));
  return path;
}
