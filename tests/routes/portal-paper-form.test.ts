import type { ActionFunctionArgs } from '@remix-run/node';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as page from '#app/routes/moving.check_.paper-form.tsx';
import * as file from '#app/routes/moving.check_.paper-form_.file.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const TYPED = {
  municipality: '調布市',
  name: '佐藤 健司',
  kana: 'さとう けんじ',
  bornOn: 'S59.5.17',
  oldAddress: '東京都調布市布田2丁目33番地1',
  newAddress: '神奈川県藤沢市辻堂西海岸二丁目5番6号',
  'movingOn.era': 'reiwa',
  'movingOn.year': '8',
  'movingOn.month': '12',
  'movingOn.day': '1',
  others: '佐藤　美咲\n佐藤　陽菜\n',
};

function args(form: Record<string, string>): ActionFunctionArgs {
  const request = new Request('https://example.jp/moving/check/paper-form', {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { request, params: {}, context: { services: world.services, nonce: '' } } as unknown as ActionFunctionArgs;
}

async function check(form: Record<string, string>) {
  const { data, init } = (await page.action(args(form))) as { data: Record<string, unknown>; init: ResponseInit };
  return { ...data, status: init.status } as Record<string, unknown>;
}

describe('郵送の転出届（住民基本台帳法第24条）', () => {
  it('入力したとおりのPDFになり、書かなかった欄は空いている。どこにも保存しない', async () => {
    expect(await check(TYPED)).toMatchObject({ status: 200, ready: true });
    const response = await file.action(args(TYPED));
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(response.headers.get('Content-Disposition')).not.toContain('佐藤');
    const document = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()), { verbosity: 0 });
    const text = (await extractText(document, { mergePages: true })).text.replace(/\s/g, '');
    expect(text).toContain('調布市長様');
    expect(text).toContain('佐藤健司（サトウケンジ）');
    expect(text).toContain('引越しの日令和8年12月1日いままでの住所東京都調布市布田2丁目33番地1');
    expect(text).toMatch(/1佐藤健司昭和59年5月17日2佐藤美咲3佐藤陽菜4/);
    expect(text).not.toContain('公印');
  });

  it('足りない入力は欄ごとに言い、ファイルは渡さない', async () => {
    const refused = await check({ name: '佐藤' });
    expect(refused).toMatchObject({ status: 400, ready: false });
    expect(Object.keys(refused.errors as object).sort()).toEqual([
      'movingOn',
      'municipality',
      'newAddress',
      'oldAddress',
    ]);
    expect((await file.action(args({ name: '佐藤' }))).status).toBe(302);
    expect(file.loader().headers.get('Location')).toBe('/moving/check/paper-form');
  });

  it('書体にない文字は省かず、その欄を手で書くように言う', async () => {
    const refused = await check({ ...TYPED, oldHead: '山👍' });
    expect(refused).toMatchObject({ status: 400, errors: { oldHead: expect.stringContaining('👍') } });
    expect(Object.keys(refused.errors as object)).toEqual(['oldHead']);
  });
});
