import type { Page } from 'playwright-core';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';

const UNKNOWN = '/moving/family-notices/unknown';
const LOCK = '/moving/move-lock';
const RECORDS = '/moving/records';
const RECEIPT = '/moving/records/receipt';

/** The newest notice on my page. */
async function openNotice(page: Page): Promise<void> {
  await page.goto(new URL('/moving', page.url()).href);
  await page.locator('a[href^="/moving/family-notices/"]').first().click();
  await page.waitForURL(/\/moving\/family-notices\//);
}

async function objectWithoutConfirming(page: Page): Promise<void> {
  await openNotice(page);
  await page.locator('main form[method="post"] button').click();
  await page.waitForSelector('[aria-invalid="true"]');
}

/** 調布市 answers while one waits, or soon after. */
async function askTown(page: Page): Promise<void> {
  await page.check('input[name="town"][value="132080"]');
  await page.locator('form[action="/moving/records?index"] button').click();
  await page.waitForURL(/\/moving\/records$/);
  for (let looks = 0; looks < 40; looks += 1) {
    if ((await page.getByText('答えを待っています').count()) === 0) return;
    await page.waitForTimeout(300);
    await page.goto(page.url());
  }
}

async function checkReceipt(page: Page): Promise<void> {
  await askTown(page);
  await page.locator('main details summary').first().click();
  await page.locator('main details form button').first().click();
  await page.waitForURL(/\/moving\/records\/receipt$/);
}

/** 自分の情報: what others did with one's own data, and who is told of it. */
export const MY_DATA_PAGES: StateRegistry = {
  'routes/moving.records._index': {
    success: [{ name: 'answered', as: 'sato-misaki', path: RECORDS, walk: askTown, says: '調布市の記録（新しい順）' }],
    empty: [{ name: 'nobody-asked', as: 'ikeda-yuji', path: RECORDS, says: 'まだ、どこにも聞いていません' }],
    error: [
      {
        name: 'no-town',
        as: 'ikeda-yuji',
        path: RECORDS,
        send: { form: 'name="town"' },
        status: 400,
        says: '聞く市区町村を選んでください',
      },
      { name: 'hidden', as: 'nishimura-rika', path: RECORDS, walk: askTown, says: 'オンラインでは答えられません' },
    ],
  },
  'routes/moving.records.receipt': {
    success: [
      { name: 'genuine', as: 'sato-misaki', path: RECORDS, walk: checkReceipt, says: 'この控えは本物です' },
      { name: 'form', as: 'ikeda-yuji', path: RECEIPT, says: '控えの文字' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-pasted',
        as: 'ikeda-yuji',
        path: RECEIPT,
        send: { form: 'name="receipt"' },
        status: 400,
        says: '控えの文字を貼り付けてください',
      },
      {
        name: 'not-genuine',
        as: 'ikeda-yuji',
        path: RECEIPT,
        send: { form: 'name="receipt"', fields: { receipt: 'これは控えではない' } },
        says: 'この控えは本物と確かめられません',
      },
    ],
  },
  'routes/moving.family-notices.$notice': {
    success: [
      {
        name: 'co-mover',
        as: 'sato-misaki',
        path: '/moving',
        walk: openNotice,
        says: 'あなたも引っ越すと届け出ました',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'not-confirmed',
        as: 'sato-misaki',
        path: '/moving',
        walk: objectWithoutConfirming,
        status: 400,
        says: '確認の欄に印を付けてください',
      },
      { name: 'unknown', as: 'ikeda-yuji', path: UNKNOWN, status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/moving.move-lock': {
    success: [{ name: 'open', as: 'ikeda-yuji', path: LOCK, says: 'ロックはかかっていません' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'other-card',
        as: 'ikeda-yuji',
        path: `${LOCK}?failed=otherCard`,
        says: 'ログインした方のカードではありません',
      },
      { name: 'app-down', as: 'ikeda-yuji', path: `${LOCK}?failed=outage`, says: 'カードのアプリが答えません' },
    ],
  },
};
