import { ORGAN, RESEARCH } from '../inspection-forms.ts';
import type { Desk } from './officers.ts';
import { textOf } from './residents.ts';
import type { Changes } from './walker.ts';

async function file({ walker, town }: Desk, form: Changes): Promise<string> {
  await walker.open(`/office/${town}/inspections/new`);
  const filed = await walker.submit('name="applicantName"', form);
  const { pathname } = new URL(filed.url);
  if (pathname.endsWith('/new')) throw new Error(`not filed: ${filed.status} ${textOf(filed)}`);
  return pathname;
}

async function act({ walker }: Desk, path: string, name: string, fields: Changes = {}): Promise<string> {
  await walker.open(path);
  const done = await walker.submit(`name="act" value="${name}"`, { act: name, ...fields });
  if (done.status !== 200) throw new Error(`${name}: ${done.status} ${textOf(done)}`);
  return new URL(done.url).pathname;
}

/** A part of the town that nobody has left in the other stories. */
const SETTLED = { ...ORGAN, towns: '深大寺東町' };

const OPINION = { opinion: '公益性が高く、範囲も必要な限りです。' };

/** 台帳の閲覧 for the pages: one that waits for the review, one that is refused, one whose list is on the table, one that is over. */
export async function readTheRegister(desk: Desk): Promise<Record<'filed' | 'refused' | 'reading' | 'list', string>> {
  const filed = await file(desk, RESEARCH);
  const refused = await file(desk, { ...RESEARCH, applicantName: '多摩通信販売', outline: '商品の案内' });
  await act(desk, refused, 'review', { opinion: '営利の目的と認められます。' });
  await act(desk, refused, 'refuse', { reason: '営利を目的とする申出のため' });
  const reading = await file(desk, SETTLED);
  await act(desk, reading, 'review', OPINION);
  await act(desk, reading, 'approve');
  const reader = { reader: '統計　次郎', document: '国・地方公共団体の職員の身分証明書' };
  const over = await act(desk, reading, 'read', reader);
  await desk.walker.open(over);
  const ended = await desk.walker.submit('name="copied"', { copied: '2' });
  if (ended.status !== 200) throw new Error(`not ended: ${ended.status} ${textOf(ended)}`);
  return { filed, refused, reading, list: await act(desk, reading, 'read', reader) };
}
