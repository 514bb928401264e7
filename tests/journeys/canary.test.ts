import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { copyTemplate, type DemoServer, startDemo } from '#tests/support/demo-server.ts';
import { crawl, findIn, rememberingWalker } from '#tests/support/states/crawler.ts';
import { CANARIES, HIDDEN, moveInSecret } from '#tests/support/states/hidden-moves.ts';
import { newOfficer, press } from '#tests/support/states/officers.ts';
import { CHOFU, control, FUJISAWA, typedDraft } from '#tests/support/states/prepared.ts';
import {
  answersFor,
  answerUntil,
  newResident,
  signAndFile,
  signIn,
  startDraft,
  textOf,
} from '#tests/support/states/residents.ts';
import type { Changes, Seen } from '#tests/support/states/walker.ts';

const PATIENCE_MS = 300_000;
const VISIT_ON = '2026-11-30';
const PEOPLE = [
  'nishimura-rika',
  'nishimura-ren',
  'kuroki-takashi',
  'kuroki-tomoko',
  'kuroki-3',
  'ito-mayu',
  'ito-tsuyoshi',
  'yoshida-kiyoshi',
];

describe('支援措置（住民基本台帳事務処理要領）：転出先は、旧住所地のどこにも出ない', () => {
  let copy: ReturnType<typeof copyTemplate>;
  let server: DemoServer;
  /** Filed online before the measure was entered. */
  let early = '';

  /** She files, the desk begins, and only then the officer receives her 申出. */
  async function fileThenProtect(): Promise<string> {
    const resident = await newResident(server.origin, 'ito-mayu');
    const lot = { lot: { decided: 'yes', lot: '2丁目8番', building: CANARIES.written } };
    const draft = await typedDraft(resident, '妻', answersFor({ movingOn: '2026-11-28', visitOn: VISIT_ON }, lot));
    const receipt = await signAndFile(resident, draft);
    await press(await newOfficer(server.origin, CHOFU), receipt, 'start');
    const { walker } = await newOfficer(server.origin, CHOFU, 'protection');
    const found = await walker.post(`/office/${CHOFU}/residents?index`, { name: '伊藤', reason: '窓口の届出のため' });
    const applicant = formerNumberOf('ito-mayu');
    const entry = `/office/${CHOFU}/protection/new${new URL(found.url).search}&number=${applicant}`;
    await walker.open(entry);
    const done = await walker.post(entry, {
      applicant,
      receivedOn: '令和8年11月24日',
      ground: 'domesticViolence',
      abuserName: '伊藤　剛',
      papers: 'currentAddress',
      consulted: '調布警察署',
    });
    if (!textOf(done).includes('支援措置の記録')) throw new Error(`not protected: ${done.status} ${textOf(done)}`);
    return receipt;
  }

  beforeAll(async () => {
    copy = copyTemplate();
    await moveInSecret(copy.dataDir);
    server = await startDemo({ dataDir: copy.dataDir });
    early = await fileThenProtect();
  }, PATIENCE_MS);

  afterAll(async () => {
    await server?.stop();
    copy?.dispose();
  }, PATIENCE_MS);

  /** Everything that an officer of the old town can get to see. */
  async function asOfficer(slug: string): Promise<Seen[]> {
    const { walker, seen } = rememberingWalker(server.origin);
    await newOfficer(server.origin, CHOFU, slug, (one) => seen.push(one));
    const office = `/office/${CHOFU}`;
    await walker.post(`${office}/sign-in`, { officer: `${slug}-${CHOFU}`, next: office });
    const from = [
      office,
      `/office/${FUJISAWA}/visitors`,
      '/office',
      '/demo',
      `${office}/protection`,
      `${office}/drafts`,
      `${office}/acts`,
      `${office}/sections`,
      `${office}/reconciliation`,
    ];
    for (const page of ['', '/correction', '/refusal', '/identification'])
      from.push(`${office}/applications/${early}${page}`);
    const lookUp = (query: Changes) =>
      walker.post(`${office}/residents?index`, { reason: '窓口での申出', includeRemoved: 'yes', ...query });
    for (const name of ['西村', '黒木', '吉田', '伊藤']) from.push((await lookUp({ name })).url);
    // Nobody may find out by asking, either.
    const asked = await lookUp({ address: 'カナリヤ' });
    if (asked.status === 200) expect(textOf(asked)).toContain('見つかりませんでした');
    const { search } = new URL(asked.url);
    for (const key of PEOPLE) from.push(`${office}/residents/${formerNumberOf(key)}${search}`);
    for (const key of PEOPLE) from.push(`${office}/audit?subject=${formerNumberOf(key)}`);
    const pages = await crawl(walker, { from, within: /^\/(?:office|demo)/, without: /sign-out|sign-in/ });
    expect(pages).toBeGreaterThan(20);
    return seen;
  }

  async function asResident(key: string): Promise<Seen[]> {
    const { walker, seen } = rememberingWalker(server.origin);
    const resident = await signIn(walker, key);
    const draft = await startDraft(resident);
    if (draft) {
      await answerUntil(resident, draft, answersFor({ movingOn: '2026-11-28' }), 'household').catch(() => undefined);
      await walker.post(`${draft}/household`, { consent: 'yes' });
    }
    // Who looked at one's own record: asked of both towns, told without the other's move.
    for (const town of [CHOFU, FUJISAWA]) await walker.post('/moving/records?index', { town });
    await crawl(walker, {
      from: ['/moving', '/moving/records', ...(draft ? [draft] : []), `/office/${CHOFU}`],
      within: /^\/(?:moving|sign-in|office)/,
      without: /sign-out|removal$/,
    });
    return seen;
  }

  async function asVisitor(): Promise<Seen[]> {
    const { walker, seen } = rememberingWalker(server.origin);
    await crawl(walker, {
      from: ['/', '/demo', '/demo/messages', '/demo/faults', '/healthz', '/no-such-page', '/portal-api/mailbox'],
      within: /./,
    });
    for (const door of ['messages', 'pull', 'acks']) {
      for (const base of [
        `${server.origin}/portal-api`,
        `${server.nationalOrigin}/jlis`,
        `${server.nationalOrigin}/interlink`,
      ]) {
        await walker.open(`${base}/${door}`);
        await walker.post(`${base}/${door}`);
      }
    }
    for (const path of ['/', '/auth-app/', '/card-terminal/', '/ocsp', '/control', '/jlis/directory', '/healthz']) {
      await walker.open(`${server.nationalOrigin}${path}`);
    }
    await walker.open(`${server.origin}/sign-in`);
    await walker.submit('returnTo');
    for (const query of ['西村', '黒木', 'カナリヤ館'])
      await walker.open(`${walker.here?.url.split('?')[0]}?q=${query}`);
    return seen;
  }

  const slugs = DEMO_OFFICERS.filter(({ townCode }) => townCode === CHOFU).map(({ id }) => id.split('-')[0] ?? '');

  test.each(slugs)(
    '旧住所地の職員（%s）は、どの画面でも、画面の裏のデータでも、転出先を知らない',
    async (slug) => {
      expect(findIn(await asOfficer(slug), HIDDEN)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test.each(['kuroki-takashi', 'kuroki-tomoko', 'nishimura-rika', 'ito-tsuyoshi'])(
    '同じ世帯の人（%s）は、知らない',
    async (key) => {
      expect(findIn(await asResident(key), HIDDEN)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'だれでも開けるページ、電文の一覧、機関の口には、出ない',
    async () => {
      expect(findIn(await asVisitor(), HIDDEN)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    '転出の日が過ぎて消除されても、出ない',
    async () => {
      await control(server, '/demo?index', { to: 'date', 'on.year': '2026', 'on.month': '12', 'on.day': '3' });
      expect(findIn(await asOfficer('desk'), HIDDEN)).toEqual([]);
      expect(findIn(await asOfficer('protection'), HIDDEN)).toEqual([]);
      expect(findIn(await asResident('kuroki-takashi'), HIDDEN)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test('記録（ログ）に出ない', () => {
    const files = readdirSync(copy.dataDir).filter((name) => name.endsWith('.log'));
    const logs = [server.log(), ...files.map((name) => readFileSync(join(copy.dataDir, name), 'utf8'))];
    const lines = logs.map((body) => ({ method: 'LOG', url: '', status: 0, headers: '', body }));
    expect(findIn(lines, HIDDEN)).toEqual([]);
  });

  test(
    'この確かめは、漏れを見つけられる：支援措置のない人の転出先は見える',
    async () => {
      const found = findIn(await asOfficer('desk'), [CANARIES.open]);
      const page = `/residents/${formerNumberOf('yoshida-kiyoshi')}`;
      expect(found.some((line) => line.includes(`${page}?`))).toBe(true);
      expect(found.some((line) => line.includes(`${page}.data?`))).toBe(true);
    },
    PATIENCE_MS,
  );

  test(
    'この確かめは、漏れを見つけられる：新住所地の窓口は、来る人の住所を知る',
    async () => {
      const { walker, seen } = rememberingWalker(server.origin);
      await walker.post(`/office/${FUJISAWA}/sign-in`, { officer: `desk-${FUJISAWA}` });
      await crawl(walker, {
        from: [`/office/${FUJISAWA}/visitors?on=${VISIT_ON}`],
        within: /^\/office\/\d+\/(?:visitors|arrivals)/,
      });
      expect(findIn(seen, [CANARIES.fromHome])).not.toEqual([]);
      expect(findIn(seen, [CANARIES.written])).not.toEqual([]);
    },
    PATIENCE_MS,
  );
});
