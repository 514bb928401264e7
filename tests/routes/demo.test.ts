import type { ActionFunctionArgs } from '@remix-run/node';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DemoClock } from '#app/demo/clock.server.ts';
import { createDemo, type Demo } from '#app/demo/index.server.ts';
import type { SeenAtDoor } from '#app/demo/messages.server.ts';
import * as page from '#app/routes/demo._index.tsx';
import * as faultsPage from '#app/routes/demo.faults.tsx';
import * as messagesPage from '#app/routes/demo.messages.tsx';
import * as frame from '#app/routes/demo.tsx';
import { createFaults } from '#mocks/faults.ts';

const NAMES: Record<string, string> = { '132080': '調布市', '142051': '藤沢市', portal: 'ポータル' };
const row = {
  id: '1',
  direction: 'out',
  type: 'MovingInNotice',
  title: '転入通知',
  from: '142051',
  to: '132080',
  subject: 's',
  sequence: 1,
  sentAt: '2026-11-24T01:00:00.000Z',
  state: 'sent',
  at: '2026-11-24T01:00:00.000Z',
  attempts: 1,
} as const;

let now = '2026-11-24T00:00:00.000Z';
const onAdvanced = vi.fn(async () => {});
const faults = createFaults();

function demoWith(mail: (typeof row & { state: string })[][] = [], seenAtDoors: SeenAtDoor[] = []): Demo {
  const clock: DemoClock = {
    now: () => now,
    advanceTo: async (instant) => {
      if (instant <= now) {
        const refusal = { code: 'clockNeverGoesBack', sentence: '時計は戻せません。', article: 'デモの決まり' };
        return { accepted: false, refusal };
      }
      now = instant;
      return { accepted: true, value: instant };
    },
    stop: () => {},
  };
  return createDemo({
    clock,
    onAdvanced,
    mailrooms: () => mail.map((rows) => ({ log: async () => [...rows] })),
    seenAtDoors: async () => seenAtDoors,
    faults,
    persons: [],
    towns: [
      { code: '132080', name: '調布市' },
      { code: '142051', name: '藤沢市' },
    ],
    nameOf: (code) => NAMES[code] ?? code,
    milestones: async () => [
      { label: '引越しの日', on: '2026-12-01' },
      { label: '過ぎた日', on: '2026-11-20' },
    ],
  });
}

function call(demo: Demo | undefined, fields?: Record<string, string>, path = '/demo'): ActionFunctionArgs {
  const request = new Request(`http://localhost${path}`, {
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  });
  return { request, params: {}, context: { services: { demo }, nonce: 'n' } } as unknown as ActionFunctionArgs;
}

async function thrownBy(act: () => Promise<unknown>): Promise<unknown> {
  return act().then(
    () => undefined,
    (error: unknown) => error,
  );
}

beforeEach(() => {
  now = '2026-11-24T00:00:00.000Z';
  onAdvanced.mockClear();
  faults.clear();
});

describe('DEMO=1 でなければ', () => {
  const asked: [string, () => Promise<unknown>][] = [
    ['枠', () => frame.loader(call(undefined))],
    ['時計', () => page.loader(call(undefined))],
    ['時計を進める', () => page.action(call(undefined, { to: 'nextMorning' }))],
    ['電文', () => messagesPage.loader(call(undefined))],
    ['障害', () => faultsPage.loader(call(undefined))],
    ['障害を起こす', () => faultsPage.action(call(undefined, { system: 'jlis', kind: 'down' }))],
  ];
  test.each(asked)('%s のページはない', async (_name, act) => {
    const thrown = await thrownBy(act);
    expect(thrown).toBeInstanceOf(Response);
    expect(thrown).toMatchObject({ status: 404 });
  });
});

describe('時計', () => {
  test('いまの日時と、これからの節目を見せる', async () => {
    const view = await page.loader(call(demoWith()));
    expect(view).toMatchObject({
      nowText: '2026年11月24日（火）9時00分',
      milestones: [{ label: '引越しの日', on: '2026-12-01' }],
      advanced: false,
    });
    expect(view).not.toHaveProperty('closed');
  });

  test('休日と時間外には、閉まっている理由を言う', async () => {
    now = '2026-11-28T02:00:00.000Z';
    await expect(frame.loader(call(demoWith()))).resolves.toMatchObject({ closed: '休日' });
    now = '2026-11-23T02:00:00.000Z';
    await expect(frame.loader(call(demoWith()))).resolves.toMatchObject({ closed: '勤労感謝の日' });
    now = '2026-11-24T09:00:00.000Z';
    await expect(frame.loader(call(demoWith()))).resolves.toMatchObject({ closed: '開庁時間の外' });
  });

  test('次の朝へ進めると、途中の夜と朝に全員が処理をする', async () => {
    const answer = await page.action(call(demoWith(), { to: 'nextMorning' }));
    expect(answer).toBeInstanceOf(Response);
    expect(now).toBe('2026-11-25T00:00:00.000Z');
    expect(onAdvanced).toHaveBeenCalledTimes(2);
  });

  test('日を決めて進められる。全角の数字も読む', async () => {
    await page.action(call(demoWith(), { to: 'date', 'on.year': '２０２６', 'on.month': '12', 'on.day': '1' }));
    expect(now).toBe('2026-12-01T00:00:00.000Z');
    expect(onAdvanced).toHaveBeenCalledTimes(8);
  });

  test('過去の日は断り、入力を残す', async () => {
    const typed = { year: '2026', month: '11', day: '1' };
    const answer = await page.action(
      call(demoWith(), { to: 'date', 'on.year': '2026', 'on.month': '11', 'on.day': '1' }),
    );
    expect(answer).toMatchObject({ init: { status: 409 }, data: { errors: { on: ['時計は戻せません。'] }, typed } });
    expect(onAdvanced).not.toHaveBeenCalled();
  });

  test.each([
    [{ 'on.year': '', 'on.month': '12', 'on.day': '1' }, '年・月・日を入力'],
    [{ 'on.year': '2026', 'on.month': '2', 'on.day': '30' }, '暦にある日'],
  ])('読めない日は入力欄の誤り: %o', async (fields, sentence) => {
    const answer = await page.action(call(demoWith(), { to: 'date', ...fields }));
    expect(answer).toMatchObject({
      init: { status: 400 },
      data: { errors: { on: [expect.stringContaining(sentence)] } },
    });
  });

  test('二人が同時に進めても、順番に進む', async () => {
    const demo = demoWith();
    const [first, second] = await Promise.all([
      demo.advance({ to: 'nextMorning' }),
      demo.advance({ to: 'nextMorning' }),
    ]);
    expect([first, second]).toEqual([
      { accepted: true, value: '2026-11-25T00:00:00.000Z' },
      { accepted: true, value: '2026-11-26T00:00:00.000Z' },
    ]);
  });
});

describe('電文', () => {
  test('両側の記録を1行にまとめ、進んだ方の状態を見せる', async () => {
    const demo = demoWith([[row], [{ ...row, direction: 'in', state: 'applied' } as never]]);
    const { messages } = await messagesPage.loader(call(demo));
    expect(messages).toEqual([
      expect.objectContaining({ title: '転入通知', from: '藤沢市', to: '調布市', state: '処理済み', tone: 'success' }),
    ]);
    expect(JSON.stringify(messages)).not.toContain('subject');
  });

  test('照会とその回答も見せ、両側が記録した電文は二度見せない', async () => {
    const at = '2026-11-24T00:30:00.000Z';
    const question = { id: 'q', at, type: 'SelfInformationInquiry', title: '自己情報の照会' };
    const seen: SeenAtDoor[] = [
      { ...question, from: 'portal', to: 'interlink', state: 'answered' },
      { id: row.id, at, type: row.type, title: row.title, from: row.from, to: row.to, state: 'delivered' },
    ];
    const { messages } = await messagesPage.loader(call(demoWith([[row]], seen)));
    expect(messages.map(({ title, state }) => [title, state])).toEqual([
      ['転入通知', '送信済み'],
      ['自己情報の照会', '回答済み'],
    ]);
  });
});

describe('障害', () => {
  test('起こして、見て、直す', async () => {
    const demo = demoWith();
    await faultsPage.action(call(demo, { system: 'jlis', kind: 'down' }));
    await faultsPage.action(call(demo, { system: 'ocsp', kind: 'slow' }));
    expect(faults.of('jlis')).toEqual({ down: true });
    const view = await faultsPage.loader(call(demo));
    expect(view.systems.find(({ system }) => system === 'jlis')?.wrong).toEqual(['停止する（応答しない）']);
    await faultsPage.action(call(demo, { act: 'repair', system: 'jlis' }));
    expect(faults.of('jlis')).toEqual({});
    expect(faults.of('ocsp')).not.toEqual({});
    await faultsPage.action(call(demo, { act: 'repair' }));
    expect(faults.all()).toEqual({});
  });

  test('まちからの電文だけを止められる', async () => {
    const demo = demoWith();
    await faultsPage.action(call(demo, { system: 'jlis', kind: 'silent:132080' }));
    expect(faults.of('jlis')).toEqual({ silent: ['132080'] });
    expect(demo.faults().find(({ system }) => system === 'jlis')?.wrong).toEqual(['調布市からの電文が届かない']);
  });

  test('選ばれていない、または知らないものは入力欄の誤り', async () => {
    const answer = await faultsPage.action(call(demoWith(), { system: 'moon', kind: '' }));
    expect(answer).toMatchObject({
      init: { status: 400 },
      data: { errors: { system: ['システムを選んでください。'], kind: ['起こす障害を選んでください。'] } },
    });
  });
});
