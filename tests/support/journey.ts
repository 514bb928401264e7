import type { Browser, Page } from 'playwright-core';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { DESK, launchBrowser, newVisitor, PHONE } from './browser.ts';
import { type Clerk, type Desk, signInOfficer } from './clerk.ts';
import { copyTemplate, type DemoServer, startDemo } from './demo-server.ts';
import { press } from './pressing.ts';
import { fileApplication, signIn } from './resident.ts';
import { type Application, fillDate } from './resident-answers.ts';

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
}

/** Starts the real process on a fresh copy of the seeded databases, and Chromium. */
export async function beginJourney(
  options: { javaScript?: boolean; residentsAt?: { width: number; height: number } } = {},
): Promise<Journey> {
  const copy = copyTemplate();
  const server = await startDemo({ dataDir: copy.dataDir });
  const browser = await launchBrowser();
  const javaScript = options.javaScript ?? true;
  const visit = async (viewport: { width: number; height: number }): Promise<Page> =>
    (await newVisitor(browser, { javaScript, viewport })).page;
  const control = await visit(DESK);
  const resident = () => visit(options.residentsAt ?? PHONE);
  return {
    server,
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
      await press(control, 'main button:text-is("この日の朝9時へ進める")');
      const moved = await control.getByText('時計を進めました').isVisible();
      if (!moved) throw new Error(`the clock did not go to ${day}:\n${await control.locator('main').textContent()}`);
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server.stop();
      copy.dispose();
    },
  };
}
