import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { DEMO_TOWNS } from '#db/fixtures/towns.ts';
import { DESK, launchBrowser, newVisitor, PHONE } from './browser.ts';
import { type Clerk, type Desk, signInOfficer } from './clerk.ts';
import { copyTemplate, type DemoServer, portsOf, startDemo } from './demo-server.ts';
import { inWorldOf } from './prepared-world.ts';
import { press } from './pressing.ts';
import { fileApplication, signIn } from './resident.ts';
import { type Application, fillDate } from './resident-answers.ts';
import type { World } from './world.ts';

/** Every night between now and the day is worked through before the page answers: half a minute for six weeks on a busy machine. */
const WEEKS_PASS_WITHIN_MS = 120_000;

/** A running demo with people in front of screens: residents on phones, officers at desks. */
export interface Journey extends AsyncDisposable {
  server: DemoServer;
  browser: Browser;
  /** A resident with a phone of his own, not signed in. */
  resident(): Promise<Page>;
  /** Somebody signs in on a phone of his own and files; ends at the receipt. */
  file(application: Application): Promise<{ page: Page; receiptNumber: string }>;
  clerk(town: string, desk?: Desk): Promise<Clerk>;
  /** デモの時計: the morning of that day. */
  advanceTo(day: CalendarDate): Promise<void>;
  /** 障害を起こす・直す, as the demo control does. */
  breakSystem(system: string, kind: string): Promise<void>;
  repairAll(): Promise<void>;
  /** Works on the databases while the process is down; it comes back at the same addresses. */
  whileDown(act: (world: World) => Promise<void>): Promise<void>;
}

/** Starts the real process on a fresh copy of the seeded databases, and Chromium; both towns may have other rules. */
export async function beginJourney(
  options: {
    javaScript?: boolean;
    residentsAt?: { width: number; height: number };
    rules?: Partial<Town['rules']>;
  } = {},
): Promise<Journey> {
  const copy = copyTemplate();
  const { dataDir } = copy;
  const townsFile = options.rules ? join(dataDir, 'towns.json') : undefined;
  if (townsFile) {
    const towns = DEMO_TOWNS.map((town) => ({ ...town, rules: { ...town.rules, ...options.rules } }));
    writeFileSync(townsFile, JSON.stringify({ towns, officers: DEMO_OFFICERS }));
  }
  const start = (ports?: ReturnType<typeof portsOf>) =>
    startDemo({ dataDir, ...(ports ? { ports } : {}), ...(townsFile ? { townsFile } : {}) });
  let server = await start();
  const browser = await launchBrowser();
  const javaScript = options.javaScript ?? true;
  const visit = async (viewport: { width: number; height: number }): Promise<Page> =>
    (await newVisitor(browser, { javaScript, viewport })).page;
  const control = await visit(DESK);
  const resident = () => visit(options.residentsAt ?? PHONE);
  return {
    get server() {
      return server;
    },
    browser,
    resident,
    async file(application) {
      const page = await resident();
      await signIn(page, server.origin, application.person);
      return { page, ...(await fileApplication(page, application)) };
    },
    clerk: async (town, desk = 'desk') => signInOfficer(await visit(DESK), server.origin, town, desk),
    async advanceTo(day) {
      await control.goto(`${server.origin}/demo`);
      await fillDate(control, 'on', day);
      await press(control, 'main button:text-is("この日の朝9時へ進める")', { timeout: WEEKS_PASS_WITHIN_MS });
      const moved = await control.getByText('時計を進めました').isVisible();
      if (!moved) throw new Error(`the clock did not go to ${day}:\n${await control.locator('main').textContent()}`);
    },
    async breakSystem(system, kind) {
      await control.goto(`${server.origin}/demo/faults`);
      await control.selectOption('select[name="system"]', system);
      await control.check(`input[name="kind"][value="${kind}"]`);
      await press(control, 'main button:text-is("障害を起こす")');
    },
    async repairAll() {
      await control.goto(`${server.origin}/demo/faults`);
      await press(control, 'main button:text-is("すべて直す")');
    },
    async whileDown(act) {
      await server.stop();
      await inWorldOf(dataDir, act);
      server = await start(portsOf(server));
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.stop();
      copy.dispose();
    },
  };
}
