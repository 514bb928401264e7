import type { Page } from 'playwright-core';
import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, type PageState, type StateRegistry } from './page-states.ts';
import { CHOFU, type Prepared, personPath } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const REGISTER = `/office/${CHOFU}/papers`;
const papersOf = ({ lookups }: Prepared) => personPath(lookups.found, 'yoshida-kiyoshi').replace('?', '/papers?');
const copyOf = (demo: Prepared) => `${papersOf(demo)}&kind=residentRecordCopy`;

const codeNoticeOf = (demo: Prepared) => `${papersOf(demo)}&kind=residentRecordCodeNotice`;

async function issueCodeNotice(page: Page): Promise<void> {
  await page.fill('input[name="reason"]', '住民票コードの通知のため');
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/papers\/[0-9a-f-]{36}$/);
}

/** A request that is whole, or lacks what is said. */
function asked(changes: Record<string, string> = {}): NonNullable<PageState['send']> {
  const fields = {
    requester: 'self',
    requesterName: '𠮷田　清',
    document: '個人番号カード',
    delivery: 'counter',
    reason: '賃貸契約のため',
    ...changes,
  };
  return { form: 'name="requestId"', fields };
}

/** 帳票: the request, the paper that is handed over, the register of the day, and the proof of a paper. */
export const PAPER_PAGES: StateRegistry = {
  'routes/office.$town.residents.$number_.papers': {
    success: [
      { name: 'kinds', as: DESK, path: papersOf, says: '作れません' },
      { name: 'copy', as: DESK, path: copyOf, says: '請求のあったものだけを選びます' },
      {
        name: 'code-notice',
        as: DESK,
        path: codeNoticeOf,
        says: '作る理由',
      },
    ],
    empty: [{ name: 'none-issued', as: DESK, path: papersOf, says: '交付した帳票はありません' }],
    error: [
      {
        name: 'incomplete',
        as: DESK,
        path: copyOf,
        send: asked({ reason: '', requesterName: '' }),
        status: 400,
        says: '使いみち・提出先を書いてください',
      },
      {
        name: 'not-offered',
        as: DESK,
        path: (demo) => `${papersOf(demo)}&kind=movingOutCertificate`,
        says: '先に転出の届出を受け付けてください',
      },
    ],
  },
  'routes/office.$town.papers.$paper._index': {
    success: [
      {
        name: 'to-hand',
        as: DESK,
        path: codeNoticeOf,
        walk: issueCodeNotice,
        says: 'PDFを開く',
      },
    ],
    empty: NEVER_EMPTY,
    error: [forbidden(`${REGISTER}/0199aaaa-0000-7000-8000-000000000000`)],
  },
  'routes/office.$town.papers._index': {
    success: [
      {
        name: 'today',
        as: DESK,
        path: codeNoticeOf,
        walk: async (page) => {
          await issueCodeNotice(page);
          await page.goto(new URL(REGISTER, page.url()).href);
        },
        says: 'きょうの発行簿',
      },
    ],
    empty: { notApplicable: 'Other states of the same demo issue papers; an empty register is looked at in a test.' },
    error: [forbidden(REGISTER)],
  },
  'routes/verify-paper': {
    success: [{ name: 'asked', path: '/verify-paper', says: '電子公印を確かめる' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing',
        path: '/verify-paper',
        send: { form: 'name="code"' },
        status: 400,
        says: '符号を貼り付けるか',
      },
      {
        name: 'not-genuine',
        path: '/verify-paper',
        send: { form: 'name="code"', fields: { code: 'にせの符号' } },
        says: '発行したものと確かめられません',
      },
    ],
  },
};
