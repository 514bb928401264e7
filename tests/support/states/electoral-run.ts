import { randomUUID } from 'node:crypto';
import type { Desk } from './officers.ts';
import { textOf } from './residents.ts';
import { until } from './walker.ts';

/** 選挙管理委員会: a 定時登録 and a 選挙権の停止 that wait for the second officer, by their addresses. */
export async function electionActs(election: Desk): Promise<Record<'run' | 'suspension', string>> {
  return { run: await proposedRun(election), suspension: await enteredSuspension(election) };
}

async function proposedRun(election: Desk): Promise<string> {
  const list = `/office/${election.town}/electoral-roll`;
  const started = await election.walker.post(`${list}?index`);
  const run = /\/electoral-roll\/[0-9a-f-]{36}/.exec(started.url)?.[0];
  if (!run) throw new Error(`no 定時登録: ${started.status} ${textOf(started)}`);
  const path = `/office/${election.town}${run}`;
  await until('the inquiry', async () => (await election.walker.open(path)).body.includes('確認待ち'));
  return path;
}

/** 伊藤 剛, who is in no other state of the pages. */
export const SUSPENDED = { name: '伊藤　剛', bornOn: '昭和55年11月3日' };

async function enteredSuspension({ walker, town }: Desk): Promise<string> {
  const form = `/office/${town}/electoral-roll/suspensions/new`;
  const found = await walker.post(form, { act: 'find', ...SUSPENDED });
  const addresseeNumber = /name="addresseeNumber"[^>]*value="(\d+)"/.exec(found.body)?.[1];
  if (!addresseeNumber) throw new Error(`nobody was found: ${found.status} ${textOf(found)}`);
  const items = { ground: 'electionLaw', from: '令和8年10月1日', until: '令和13年9月30日', note: '' };
  const entered = await walker.post(form, {
    act: 'enter',
    suspensionId: randomUUID(),
    ...SUSPENDED,
    addresseeNumber,
    ...items,
  });
  const { pathname } = new URL(entered.url);
  if (!/suspensions\/[0-9a-f-]{36}$/.test(pathname)) throw new Error(`not entered: ${textOf(entered)}`);
  return pathname;
}
