import type { Page } from 'playwright-core';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import type { Prepared } from './prepared.ts';

const form = ({ drafts }: Prepared) => drafts.complete.replace('/drafts/', '/relocations/new?draft=');
const unknown = '/moving/relocations/2026010109000000000';

/** Another house of 調布市. */
const ANSWERS = {
  'movingOn.era': 'western',
  'movingOn.year': '2026',
  'movingOn.month': '11',
  'movingOn.day': '24',
  'visitOn.era': 'western',
  'visitOn.year': '2026',
  'visitOn.month': '11',
  'visitOn.day': '27',
  town: '小島町二丁目',
  lot: '35番地1',
  visitOffice: 'honcho',
  visitor: 'filer',
  phone: '090-0000-1234',
} as const;

async function check(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(ANSWERS)) {
    const field = page.locator(`main [name="${name}"]`);
    const choice = page.locator(`main input[type="radio"][name="${name}"][value="${value}"]`);
    if ((await choice.count()) > 0) await choice.check();
    else if (name.endsWith('.era')) await field.selectOption(value);
    else if ((await field.count()) > 0) await field.fill(value);
  }
  await page.locator('button[value="check"]').click();
  await page.locator('main input[name="visitSlot"]').first().check();
  await page.locator('button[value="time"]').click();
  await page.locator('button[value="send"]').waitFor();
}

async function announce(page: Page): Promise<void> {
  await check(page);
  await page.locator('button[value="send"]').click();
  await page.waitForURL(/\/moving\/relocations\/\d+$/);
}

/** 転居予約: pages of a move inside the own town. */
export const RELOCATION_PAGES: StateRegistry = {
  'routes/moving.relocations.new': {
    success: [
      { name: 'form', as: 'nguyen-van-an', path: form, says: '転居届は、引っ越した後に窓口で出します' },
      {
        name: 'times',
        as: 'nguyen-van-an',
        path: form,
        send: { form: 'name="formKey"', fields: ANSWERS },
        says: '窓口に行く時間',
      },
      { name: 'check', as: 'nguyen-van-an', path: form, walk: check, says: '知らせる内容の確認' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-typed',
        as: 'nguyen-van-an',
        path: form,
        send: { form: 'name="formKey"' },
        status: 400,
        says: '窓口に行く日',
      },
      {
        name: 'closed-day',
        as: 'nguyen-van-an',
        path: form,
        send: { form: 'name="formKey"', fields: { ...ANSWERS, 'visitOn.day': '29' } },
        status: 409,
        says: '窓口に行く日は',
      },
      { name: 'foreign', as: 'ikeda-yuji', path: form, status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/moving.relocations.$receipt': {
    success: [{ name: 'receipt', as: 'nguyen-van-an', path: form, walk: announce, says: '転居届を出せる最後の日' }],
    empty: NEVER_EMPTY,
    error: [{ name: 'unknown', as: 'ikeda-yuji', path: unknown, status: 404, says: 'ページが見つかりません' }],
  },
};
