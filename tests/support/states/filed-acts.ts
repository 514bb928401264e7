import { formerNumberOf } from '#db/fixtures/records.ts';
import type { Desk } from './officers.ts';
import { textOf } from './residents.ts';
import type { Changes } from './walker.ts';

/** Begins the form of an act with somebody of the demo and sends it; the address of the 仮登録. */
export async function fileAct({ walker, town }: Desk, act: string, key: string, typing: Changes): Promise<string> {
  await walker.open(`/office/${town}/acts/new/${act}`);
  await walker.submit('name="person"', { press: 'begin', person: formerNumberOf(key), reason: '窓口の届出のため' });
  const filed = await walker.submit('name="form"', { press: 'draft', ...typing });
  if (!filed.url.includes('/drafts/')) throw new Error(`${act} of ${key}: ${filed.status} ${textOf(filed)}`);
  return new URL(filed.url).pathname;
}

/** 仮登録 for the pages: one that waits, one with an alert, and one that became 本登録. */
export async function fileActs(desk: Desk): Promise<Record<'waiting' | 'alerting' | 'registered', string>> {
  const waiting = await fileAct(desk, 'relocation', 'goto-1', {
    movedOn: '令和8年11月24日',
    'newAddress.town': '布田三丁目',
    'newAddress.lot': '1番地2',
    'household.kind': 'same',
  });
  const alerting = await fileAct(desk, 'death', 'endo-1', {
    happenedOn: '令和8年11月日不詳',
    ground: '死亡届 第120号',
  });
  const registered = await fileAct(desk, 'birth', 'yamamoto-2', {
    'children.0.bornOn': '令和8年11月20日',
    'children.0.sex': '2',
  });
  await desk.walker.open(registered);
  const done = await desk.walker.submit('value="decide"');
  if (done.status !== 200) throw new Error(`not registered: ${textOf(done)}`);
  return { waiting, alerting, registered };
}
