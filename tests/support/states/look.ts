import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { EXPLAINED_WORDS } from '#app/vocabulary/explanations.ts';
import { brokenLabels, DESK, expectAccessible, newVisitor, PHONE } from '../browser.ts';
import type { PageState } from './page-states.ts';
import { control, type Prepared } from './prepared.ts';

export const PICTURES = 'tests/.output/pictures';

/** What a person would call broken at first sight; a sentence for each thing. */
export async function ugliness(page: Page): Promise<string[]> {
  const wrapped = (await brokenLabels(page)).map((label) => `wrapped label: ${label}`);
  const further = await page.evaluate(() => {
    const found: string[] = [];
    const visible = (element: Element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== 'hidden';
    };
    const buttons = [...document.querySelectorAll('button, .btn, a.button')].filter(visible);
    const nameOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
    // A button alone in the last of several lines, below lines that hold more than one.
    const holders = new Set(buttons.map((button) => (button.closest('form') ?? button).parentElement));
    for (const holder of holders) {
      const children = [...(holder?.children ?? [])].filter(
        (child) => visible(child) && (buttons.includes(child) || buttons.some((button) => child.contains(button))),
      );
      const lines: Element[][] = [];
      let middle = Number.NEGATIVE_INFINITY;
      for (const child of children) {
        const { top, bottom } = child.getBoundingClientRect();
        if (top > middle) lines.push([]);
        lines.at(-1)?.push(child);
        middle = (top + bottom) / 2;
      }
      const last = lines.at(-1);
      if (lines.length > 1 && last?.length === 1 && lines.some((line) => line.length > 1) && last[0]) {
        if (last[0].getBoundingClientRect().width < 0.95 * (holder?.getBoundingClientRect().width ?? 0)) {
          found.push(`orphaned button: ${nameOf(last[0])}`);
        }
      }
    }
    for (const heading of document.querySelectorAll('h1')) {
      if (!visible(heading)) found.push(`hidden heading: ${nameOf(heading)}`);
    }
    return found;
  });
  return [...wrapped, ...further];
}

/** Everything that holds for every page at one size of the window. */
async function expectGood(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  expect((await ugliness(page)).join('\n'), `${name} ${page.url()}`).toBe('');
  await expectAccessible(page);
}

/** What can be read on the page, in its fields and behind its disclosures. */
function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value);
    return `${document.body.textContent} ${fields.join(' ')}`;
  });
}

/** Words of the law on a resident's page that are not explained at its end, and links that lead nowhere. */
async function unexplained(page: Page): Promise<string[]> {
  if (/^\/(office|demo)(\/|$)/.test(new URL(page.url()).pathname)) return [];
  const { said, explained, lost } = await page.evaluate(() => {
    const hrefs = [...document.querySelectorAll('main a[href^="#word-"]')].map((a) => a.getAttribute('href') ?? '');
    const main = document.querySelector('main')?.cloneNode(true) as HTMLElement | undefined;
    const words = main?.querySelector('section[aria-labelledby="words"]');
    words?.remove();
    for (const hidden of main?.querySelectorAll('script, style, option, textarea') ?? []) hidden.remove();
    return {
      said: main?.textContent ?? '',
      explained: [...(words?.querySelectorAll('dt') ?? [])].map((dt) => dt.textContent ?? ''),
      lost: hrefs.filter((href) => !document.querySelector(href)),
    };
  });
  const missing = (said.match(EXPLAINED_WORDS) ?? []).filter((word) => !explained.includes(word));
  return [...missing, ...lost];
}

/** Looks at the page that is open, on a phone and on a desk. */
export async function look(page: Page, name: string, { failed = false, says = '' } = {}): Promise<void> {
  const where = `${name} ${page.url()}`;
  if (failed) expect(await page.title(), where).toMatch(/^エラー：/);
  else expect(await page.title(), where).toMatch(/^(?!エラー：).+/);
  expect(await page.locator('h1').count(), `one heading: ${where}`).toBe(1);
  expect(
    await page
      .getByText(/シミュレーション/)
      .first()
      .isVisible(),
    `simulation notice: ${where}`,
  ).toBe(true);
  expect(await wordsOf(page), where).toContain(says);
  expect(await unexplained(page), `words of the law without explanation: ${where}`).toEqual([]);
  await page.setViewportSize(PHONE);
  await expectGood(page, `${name}-phone`);
  await page.setViewportSize(DESK);
  await expectGood(page, `${name}-desk`);
}

/** Sends a form with exactly these values, as a browser does; hidden fields stay unless named. */
async function send(
  page: Page,
  { form, last = false, fields = {} }: NonNullable<PageState['send']>,
): Promise<Response> {
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest());
  const loaded = page.waitForEvent('load');
  await page.evaluate(
    ({ marker, fromEnd, values }) => {
      const all = [...document.querySelectorAll<HTMLFormElement>('main form')];
      const fitting = all.filter(({ outerHTML }) => outerHTML.includes(marker));
      const found = fitting.at(fromEnd ? -1 : 0);
      if (!found) throw new Error(`no form with ${marker}`);
      let submitter: HTMLElement | null = null;
      for (const field of found.querySelectorAll<HTMLInputElement>('input, select, textarea, button')) {
        const wanted = [values[field.name] ?? []].flat();
        if (field.tagName === 'BUTTON') {
          if (field.name !== '' && wanted.includes(field.value)) submitter = field;
        } else if (field.type === 'checkbox' || field.type === 'radio') field.checked = wanted.includes(field.value);
        else if (field.type !== 'hidden' || field.name in values) field.value = wanted[0] ?? '';
      }
      found.noValidate = true;
      // After the answer to this call: a page that leaves while it is being asked may never answer.
      setTimeout(() => found.requestSubmit(submitter), 0);
    },
    { marker: form, fromEnd: last, values: fields as Record<string, string | string[]> },
  );
  const response = await answered;
  await loaded;
  return response;
}

async function post(page: Page, path: string, fields: Record<string, unknown>): Promise<Response> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  const loaded = page.waitForEvent('load');
  await page.evaluate(
    ({ action, values }) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = action;
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement('input');
        input.type = 'hidden';
        input.name = name;
        input.value = String(value);
        form.append(input);
      }
      document.body.append(form);
      setTimeout(() => form.submit(), 0);
    },
    { action: path, values: fields },
  );
  const response = await answered;
  await loaded;
  return response;
}

/** Opens pages in the sessions of the prepared demo. */
export interface Looker {
  /** Brings a page into the state and looks at it. */
  lookAt(route: string, state: PageState): Promise<void>;
  close(): Promise<void>;
}

export function newLooker(browser: Browser, demo: Prepared): Looker {
  mkdirSync(PICTURES, { recursive: true });
  const contexts = new Map<string, Promise<BrowserContext>>();
  const { origin } = demo.server;

  async function contextOf(as: string | undefined): Promise<BrowserContext> {
    const { context, page } = await newVisitor(browser);
    await page.close();
    const walker = as === undefined ? undefined : demo.walkers.get(as);
    if (as !== undefined && !walker) throw new Error(`nobody is signed in as ${as}`);
    if (walker) await context.addCookies(walker.cookies());
    return context;
  }

  const address = (path: PageState['path']) => new URL(typeof path === 'string' ? path : path(demo), origin).href;

  async function reach(page: Page, state: PageState): Promise<number> {
    const opened = await page.goto(address(state.path));
    if (state.walk) {
      await state.walk(page, demo);
      return state.status ?? 200;
    }
    if (state.send) return (await send(page, state.send)).status();
    if (state.post) return (await post(page, address(state.post.path), state.post.fields ?? {})).status();
    return opened?.status() ?? 0;
  }

  return {
    async lookAt(route, state) {
      const key = state.as ?? 'nobody';
      const context = contexts.get(key) ?? contextOf(state.as);
      contexts.set(key, context);
      const page = await (await context).newPage();
      page.setDefaultTimeout(40_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (line) => {
        if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
      });
      if (state.fault) await control(demo.server, '/demo/faults', state.fault);
      try {
        const status = await reach(page, state);
        expect(status, `${route} ${state.name}`).toBe(state.status ?? 200);
        // A question asked by a link is malformed with 400; the pages for what is missing or forbidden are no errors of a form.
        const failed = status === 400 || ((state.send ?? state.post) !== undefined && status > 400);
        const place = route === 'routes/$' ? 'any' : route.replace(/^routes\//, '').replace(/[^\w-]+/g, '-');
        await look(page, `${place}--${state.name}`, { failed, says: state.says });
        expect(complaints, `${route} ${state.name}`).toEqual([]);
      } finally {
        if (state.fault) await control(demo.server, '/demo/faults', { act: 'repair' });
        await page.close();
      }
    },
    close: async () => {
      for (const context of contexts.values()) await (await context).close();
    },
  };
}
