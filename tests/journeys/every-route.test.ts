import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUESTION_IDS } from '#app/portal/drafts/questions.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { copyTemplate, type DemoServer, startDemo } from '#tests/support/demo-server.ts';
import { STATES } from '#tests/support/states/index.ts';
import { type Looker, newLooker } from '#tests/support/states/look.ts';
import { type PageState, statesOf } from '#tests/support/states/page-states.ts';
import { prepare } from '#tests/support/states/prepared.ts';
import { QUESTIONS_SHOWN } from '#tests/support/states/question-pages.ts';

/** Routes with a page, as the build knows them. */
async function pagesOfBuild(): Promise<string[]> {
  const file = pathToFileURL('build/server/index.js').href;
  const build: ServerBuild = await import(/* @vite-ignore */ file);
  return Object.values(build.routes).flatMap((route) => (route?.module.default ? [route.id] : []));
}

/** Tells every page that failed: a comparison of texts would cut the list after the first. */
function expectNone(failures: string[]): void {
  if (failures.length > 0) throw new Error(`${failures.length} failed\n${failures.join('\n\n')}`);
}

describe('画面の一覧はビルドから', async () => {
  const pages = await pagesOfBuild();

  test('どの画面にも、普段・空・エラーの状態か、ない理由がある', () => {
    expect(pages.length).toBeGreaterThan(30);
    expect(Object.keys(STATES).toSorted()).toEqual(pages.toSorted());
    for (const route of pages) {
      const { success, empty, error } = STATES[route] ?? {};
      for (const states of [success, empty, error]) {
        expect(Array.isArray(states) ? states.length : states?.notApplicable.length, route).toBeGreaterThan(0);
      }
      // A page that shows nothing but reasons is never looked at.
      const seenWithOthers = route === 'routes/demo';
      expect(STATES[route] ? statesOf(STATES[route]).length : 0, route).toBeGreaterThan(seenWithOthers ? -1 : 0);
    }
  });

  test('質問は、どれも見る', () => {
    expect(QUESTIONS_SHOWN.toSorted()).toEqual([...QUESTION_IDS].toSorted());
  });
});

describe('どの画面も、携帯電話でも机の上でも読める', () => {
  const AT_ONCE = 3;
  const PATIENCE_MS = 1_800_000;
  let copy: ReturnType<typeof copyTemplate>;
  let server: DemoServer;
  let browser: Browser;
  let looker: Looker;

  beforeAll(async () => {
    copy = copyTemplate();
    server = await startDemo({ dataDir: copy.dataDir });
    browser = await launchBrowser();
    looker = newLooker(browser, await prepare(server));
  }, PATIENCE_MS);

  afterAll(async () => {
    await looker?.close();
    await browser?.close();
    await server?.stop();
    copy?.dispose();
  });

  // ROUTES=counter looks only at some, while one works on them.
  const wanted = new RegExp(process.env.ROUTES ?? '');
  const all = Object.entries(STATES).flatMap(([route, states]) =>
    statesOf(states)
      .map((state) => ({ route, state, name: `${route}：${state.name}` }))
      .filter(({ name }) => wanted.test(name)),
  );
  const alone = (state: PageState) => state.fault !== undefined;

  test(
    'ふだんのとき',
    async () => {
      const waiting = all.filter(({ state }) => !alone(state));
      const failures: string[] = [];
      const worker = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const { route, state, name } = next;
          await looker.lookAt(route, state).catch((error: Error) => failures.push(`${name}\n${error.message}`));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      expectNone(failures);
    },
    PATIENCE_MS,
  );

  test('つながる先が止まっているとき', async () => {
    const failures: string[] = [];
    for (const { route, state, name } of all.filter(({ state: one }) => alone(one))) {
      await looker.lookAt(route, state).catch((error: Error) => failures.push(`${name}\n${error.message}`));
    }
    expectNone(failures);
  });
});
