import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';

const FINE = 'to=otherTown&who=householdOnly&residency=foreign&card=unsure&age=adult&pins=unsure';

const PAPER_FORM = '/moving/check/paper-form';
const TYPED = {
  municipality: '調布市',
  name: '佐藤　健司',
  oldAddress: '東京都調布市布田2丁目33番地1',
  newAddress: '神奈川県藤沢市辻堂西海岸二丁目5番6号',
  'movingOn.era': 'reiwa',
  'movingOn.year': '8',
  'movingOn.month': '12',
  'movingOn.day': '1',
};

/** Pages before signing in, and of signing in with the card. */
export const SIGN_IN_PAGES: StateRegistry = {
  'routes/moving.check': {
    success: [
      { name: 'first', path: '/moving/check', says: 'どこへ引っ越しますか' },
      { name: 'day', path: `/moving/check?${FINE}`, says: '引越しの日はいつですか' },
      { name: 'yes', path: `/moving/check?${FINE}&day=undecided`, says: 'オンラインで届け出られます' },
      { name: 'no', path: '/moving/check?to=otherTown&who=withMe&residency=japanese&card=none', says: '転出証明書' },
      { name: 'inside-town', path: '/moving/check?to=sameTown', says: '転居届' },
    ],
    empty: NEVER_EMPTY,
    error: [{ name: 'not-chosen', path: '/moving/check?sent=to', status: 400, says: 'どれか1つを選んでください' }],
  },
  'routes/moving.check_.paper-form': {
    success: [
      { name: 'asked', path: PAPER_FORM, says: '郵送の転出届を作る' },
      { name: 'ready', path: PAPER_FORM, send: { form: 'name="municipality"', fields: TYPED }, says: 'PDFを保存する' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-typed',
        path: PAPER_FORM,
        send: { form: 'name="municipality"' },
        status: 400,
        says: '今の住所を入力してください',
      },
      {
        name: 'unprintable',
        path: PAPER_FORM,
        send: { form: 'name="municipality"', fields: { ...TYPED, oldHead: '山👍' } },
        status: 400,
        says: '印刷できない文字があります',
      },
    ],
  },
  'routes/sign-in._index': {
    success: [
      { name: 'plain', path: '/sign-in', says: 'カードでログインする' },
      { name: 'ended', path: '/sign-in?ended=1', says: 'ログインが切れました' },
      { name: 'signed-out', path: '/sign-in?out=1', says: 'ログアウトしました' },
      { name: 'locked', path: '/sign-in?failed=locked', says: '暗証番号がロックされています' },
    ],
    empty: NEVER_EMPTY,
    error: [{ name: 'outage', path: '/sign-in?failed=outage', says: 'カードのアプリが今は答えません' }],
  },
  'routes/sign-in.callback': {
    success: { notApplicable: 'Everything that succeeds leads on to another page.' },
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'under-15',
        as: 'matsumoto-riku',
        path: ({ drafts }) => `${drafts.child}/profile`,
        walk: async (page) => {
          await page.locator('main form button').first().click();
          await page.locator('details summary').first().click();
          await page.locator('button[value="card-matsumoto-riku"]').first().click();
          await page.locator('form[action$="/tap"] button').click();
          await page.fill('#pin', '2345');
          await page.locator('form[action$="/pin"] button').click();
          await page.waitForURL(/\/sign-in\/callback/);
        },
        says: '15歳未満の方のカードでは、届け出できません',
      },
    ],
  },
};
