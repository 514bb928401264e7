import type { Page } from 'playwright-core';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';

const UNKNOWN = '/moving/family-notices/unknown';
const LOCK = '/moving/move-lock';

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

/** 自分の情報: what others did with one's own data, and who is told of it. */
export const MY_DATA_PAGES: StateRegistry = {
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
