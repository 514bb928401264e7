import type { Page } from 'playwright-core';
import { KOHOKU } from '#db/fixtures/towns.ts';
import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, NO_FORM, type StateRegistry } from './page-states.ts';
import { CHOFU, type Prepared } from './prepared.ts';

const ADMINISTRATOR = `administrator:${CHOFU}`;
const chofu = (path: string) => `/office/${CHOFU}${path}`;

/** As the newcomer, in a browser of nobody. */
async function enterAsNewcomer(page: Page, { newcomer }: Prepared): Promise<void> {
  await page.goto(new URL(chofu('/sign-in'), page.url()).href);
  await page.locator('summary').first().click();
  await page.fill('#id', newcomer.id);
  await page.fill('#password', newcomer.password);
  await page.locator('form:has(#password) button').click();
  await page.waitForURL(/\/account/);
}

/** サインイン、自分のアカウント、職員の管理、権限の表. */
export const ACCESS_PAGES: StateRegistry = {
  'routes/office.$town.sign-in': {
    success: [
      { name: 'officers', path: chofu('/sign-in'), says: '架空の職員です' },
      { name: 'ended', path: chofu('/sign-in?ended=1'), says: 'サインインの時間が終わりました' },
    ],
    empty: { notApplicable: 'A town of the demo always has officers.' },
    error: [
      {
        name: 'nobody',
        path: chofu('/sign-in'),
        post: { path: chofu('/sign-in') },
        status: 400,
        says: '職員を選んでください',
      },
      {
        name: 'nothing-typed',
        path: chofu('/sign-in'),
        send: { form: 'name="password"' },
        status: 400,
        says: 'パスワードを入力してください',
      },
      {
        name: 'wrong',
        path: chofu('/sign-in'),
        send: { form: 'name="password"', fields: { id: 'nobody', password: 'まちがい', code: '123456' } },
        status: 401,
        says: '組み合わせが正しくありません',
      },
    ],
  },
  'routes/office.$town.account._index': {
    success: [
      { name: 'plain', as: ADMINISTRATOR, path: chofu('/account'), says: 'サインイン中の端末' },
      { name: 'setup', path: chofu('/sign-in'), walk: enterAsNewcomer, says: '最初に、2つの設定をしてください' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'too-weak',
        path: chofu('/sign-in'),
        walk: async (page, demo) => {
          await enterAsNewcomer(page, demo);
          await page.fill('#current', demo.newcomer.password);
          await page.fill('#next', 'password-password');
          await page.fill('#again', 'password-password');
          await page.locator('form:has(#again) button').click();
        },
        status: 400,
        says: '推測されやすい言葉が入っています',
      },
    ],
  },
  'routes/office.$town.account.authenticator': {
    success: [
      {
        name: 'qr-code',
        path: chofu('/sign-in'),
        walk: async (page, demo) => {
          await enterAsNewcomer(page, demo);
          await page.getByRole('link', { name: '認証アプリを登録する' }).click();
          await page.waitForURL(/authenticator/);
        },
        says: '認証アプリの登録',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-code',
        path: chofu('/sign-in'),
        walk: async (page, demo) => {
          await enterAsNewcomer(page, demo);
          await page.getByRole('link', { name: '認証アプリを登録する' }).click();
          await page.waitForURL(/authenticator/);
          await page.locator('form:has(#code) button').click();
        },
        status: 400,
        says: '認証アプリに出ている6桁を入力してください',
      },
    ],
  },
  'routes/office.$town.held-forms.$form': {
    success: { notApplicable: 'A form is held only after a session has ended; a route test walks the whole way.' },
    empty: [{ name: 'none', as: ADMINISTRATOR, path: chofu('/held-forms/none'), says: '預かっている入力はありません' }],
    error: NO_FORM,
  },
  'routes/office.$town.officers._index': {
    success: [
      { name: 'all', as: ADMINISTRATOR, path: chofu('/officers'), says: '一ノ瀬' },
      { name: 'waiting', as: ADMINISTRATOR, path: chofu('/officers?show=request'), says: '承認待ち' },
      { name: 'roles', as: ADMINISTRATOR, path: chofu('/officers?show=posting'), says: '役割の確認待ち' },
      {
        name: 'one-administrator',
        as: `administrator:${KOHOKU.code}`,
        path: `/office/${KOHOKU.code}/officers`,
        says: '役割の変更を確認できる職員がいません',
      },
    ],
    empty: [{ name: 'stopped', as: ADMINISTRATOR, path: chofu('/officers?show=stopped'), says: 'の職員はいません' }],
    error: [forbidden(chofu('/officers'), `reception:${CHOFU}`)],
  },
  'routes/office.$town.officers.new': {
    success: [{ name: 'blank', as: ADMINISTRATOR, path: chofu('/officers/new'), says: '職員番号' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-typed',
        as: ADMINISTRATOR,
        path: chofu('/officers/new'),
        send: { form: 'name="roles"' },
        status: 400,
        says: '役割を1つ以上選んでください',
      },
    ],
  },
  'routes/office.$town.officers.$officer': {
    success: [
      { name: 'other', as: ADMINISTRATOR, path: chofu(`/officers/reviewer-${CHOFU}`), says: '役割と所属' },
      { name: 'waiting', as: ADMINISTRATOR, path: chofu('/officers/ichinose'), says: 'パスワードの発行の申請' },
      { name: 'oneself', as: ADMINISTRATOR, path: chofu(`/officers/administrator-${CHOFU}`), says: '自分の権限' },
      { name: 'approver', as: `office:${CHOFU}`, path: chofu('/officers/ichinose'), says: '承認して' },
      {
        name: 'second-person',
        as: `administrator2:${CHOFU}`,
        path: chofu('/officers/ichinose'),
        says: '確認して、変更する',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-reason',
        as: ADMINISTRATOR,
        path: chofu(`/officers/reviewer-${CHOFU}`),
        send: { form: 'value="request"', fields: { act: 'request' } },
        status: 400,
        says: '発行し直す理由を書いてください',
      },
      {
        name: 'no-why',
        as: ADMINISTRATOR,
        path: chofu(`/officers/reviewer-${CHOFU}`),
        send: { form: 'value="posting"', fields: { act: 'posting' } },
        status: 400,
        says: '変える理由を入力してください',
      },
      {
        name: 'unknown',
        as: ADMINISTRATOR,
        path: chofu('/officers/nobody'),
        status: 404,
        says: 'ページが見つかりません',
      },
    ],
  },
  'routes/office.$town.permissions': {
    success: [{ name: 'table', as: ADMINISTRATOR, path: chofu('/permissions'), says: '権限の表' }],
    empty: NEVER_EMPTY,
    error: [forbidden(chofu('/permissions'), `office:${CHOFU}`)],
  },
};
