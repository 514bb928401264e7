import { NEVER_EMPTY, NO_FORM, type PageState, type StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, type Prepared, personPath } from './prepared.ts';

const CHOFU_DESK = `office:${CHOFU}`;
const FUJISAWA_DESK = `office:${FUJISAWA}`;
const chofu = (path: string) => `/office/${CHOFU}${path}`;
const application =
  (name: keyof Prepared['receipts'], page = '') =>
  (demo: Prepared) =>
    chofu(`/applications/${demo.receipts[name]}${page}`);

/** Another town's officer, and an officer without the right: the same page, whatever is asked for. */
export const forbidden = (path: string, as = FUJISAWA_DESK): PageState => ({
  name: `forbidden-${as.replace(':', '-')}`,
  as,
  path,
  status: 403,
  says: 'このページは表示できません',
});

/** Pages of the offices besides the counter. */
export const OFFICE_PAGES: StateRegistry = {
  'routes/office._index': {
    success: [{ name: 'towns', path: '/office', says: 'どの市の職員ですか' }],
    empty: NEVER_EMPTY,
    error: NO_FORM,
  },
  'routes/office.$town._index': {
    success: [
      { name: 'chofu', as: CHOFU_DESK, path: chofu(''), says: '転出届：' },
      { name: 'fujisawa', as: FUJISAWA_DESK, path: `/office/${FUJISAWA}`, says: '転入：' },
      { name: 'auditor', as: `auditor:${CHOFU}`, path: chofu(''), says: '操作ログの監査' },
    ],
    empty: { notApplicable: 'Every role has a standing task.' },
    error: [forbidden(chofu(''))],
  },
  'routes/office.$town.applications._index': {
    success: [
      { name: 'inbox', as: CHOFU_DESK, path: chofu('/applications'), says: '処理が必要' },
      { name: 'completed', as: CHOFU_DESK, path: chofu('/applications?stage=completed'), says: '村上' },
      { name: 'correction', as: CHOFU_DESK, path: chofu('/applications?queue=correction'), says: '補正待ち' },
    ],
    empty: [
      {
        name: 'inbox',
        as: FUJISAWA_DESK,
        path: `/office/${FUJISAWA}/applications`,
        says: 'この状態の申請はありません',
      },
    ],
    error: [
      {
        name: 'nothing-marked',
        as: `reception:${CHOFU}`,
        path: (demo) => chofu(`/applications?queue=open&receipt=${demo.receipts.underReview}`),
        send: { form: 'name="items"', fields: { act: 'assign' } },
        status: 400,
        says: '処理する申請を選んでください',
      },
      forbidden(chofu('/applications')),
      forbidden(chofu('/applications'), `auditor:${CHOFU}`),
    ],
  },
  'routes/office.$town.applications.$receipt': {
    success: [
      { name: 'under-review', as: CHOFU_DESK, path: application('underReview'), says: '受理' },
      { name: 'completed', as: CHOFU_DESK, path: application('moved'), says: '転出処理済み' },
      { name: 'aged', as: CHOFU_DESK, path: application('aged'), says: '大正9年' },
      { name: 'to-correct', as: CHOFU_DESK, path: application('toCorrect'), says: '補正待ち' },
      { name: 'cancel-asked', as: CHOFU_DESK, path: application('cancelAsked'), says: '取下げを申し出ています' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-movers',
        as: CHOFU_DESK,
        path: application('underReview'),
        send: { form: 'value="accept"' },
        status: 400,
        says: '転出する人を選んでください',
      },
      {
        name: 'old-screen',
        as: CHOFU_DESK,
        path: application('underReview'),
        post: { path: application('underReview'), fields: { act: 'start', version: '1' } },
        status: 409,
        says: 'この処理は行いませんでした',
      },
      { name: 'unknown', as: CHOFU_DESK, path: chofu('/applications/1'), status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/office.$town.applications.$receipt_.correction': {
    success: [{ name: 'ask', as: CHOFU_DESK, path: application('underReview', '/correction'), says: '補正の依頼' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-said',
        as: CHOFU_DESK,
        path: application('underReview', '/correction'),
        send: { form: '<textarea' },
        status: 400,
        says: '直していただく項目を選んでください',
      },
    ],
  },
  'routes/office.$town.applications.$receipt_.refusal': {
    success: [
      { name: 'refuse', as: CHOFU_DESK, path: application('underReview', '/refusal'), says: '却下' },
      { name: 'keep', as: CHOFU_DESK, path: application('cancelAsked', '/refusal'), says: '取消に応じない' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-said',
        as: CHOFU_DESK,
        path: application('underReview', '/refusal'),
        send: { form: '<textarea' },
        status: 400,
        says: '理由を書いてください',
      },
    ],
  },
  'routes/office.$town.applications.$receipt_.identification': {
    success: [
      { name: 'candidates', as: CHOFU_DESK, path: application('underReview', '/identification'), says: '田中' },
    ],
    empty: { notApplicable: 'Whoever signs is a resident of the town that the card names, so there is a candidate.' },
    error: [
      {
        name: 'nobody',
        as: CHOFU_DESK,
        path: application('underReview', '/identification'),
        send: { form: 'name="number"' },
        status: 400,
        says: '理由を書いてください',
      },
    ],
  },
  'routes/office.$town.residents._index': {
    success: [
      { name: 'found', as: CHOFU_DESK, path: ({ lookups }) => lookups.found, says: '陽菜' },
      { name: 'protected', as: CHOFU_DESK, path: ({ lookups }) => lookups.protected, says: '支援措置' },
      { name: 'first', as: CHOFU_DESK, path: chofu('/residents'), says: '照会の理由' },
    ],
    empty: [{ name: 'none', as: CHOFU_DESK, path: ({ lookups }) => lookups.none, says: '見つかりませんでした' }],
    error: [
      {
        name: 'nothing-typed',
        as: CHOFU_DESK,
        path: chofu('/residents'),
        send: { form: 'name="addresseeNumber"' },
        status: 400,
        says: '手掛かり',
      },
      {
        name: 'half-a-day',
        as: CHOFU_DESK,
        path: chofu('/residents'),
        send: { form: 'name="addresseeNumber"', fields: { words: '佐藤 昭和60年' } },
        status: 400,
        says: '日まで入れてください',
      },
      forbidden(chofu('/residents'), `administrator:${CHOFU}`),
    ],
  },
  'routes/office.$town.residents.$number': {
    success: [
      {
        name: 'aged',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.aged, 'murakami-kiku'),
        says: '大正9年',
      },
      {
        name: 'before-and-after',
        as: CHOFU_DESK,
        path: ({ lookups }) => `${personPath(lookups.found, 'sato-kenji')}&change=2`,
        says: '変わった',
      },
      {
        name: 'two-moments',
        as: CHOFU_DESK,
        path: ({ lookups }) => `${personPath(lookups.found, 'sato-kenji')}&on=2026-11-01&knownOn=2026-11-10`,
        says: '違う項目',
      },
      { name: 'moved', as: CHOFU_DESK, path: ({ lookups }) => personPath(lookups.found, 'sato-kenji'), says: '健司' },
      {
        name: 'protected',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.protected, 'nishimura-rika'),
        says: '支援措置',
      },
      { name: 'foreign', as: CHOFU_DESK, path: ({ lookups }) => personPath(lookups.found, 'kim-minji'), says: 'KIM' },
      {
        name: 'reason',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.found, 'kim-minji').split('?')[0] ?? '',
        says: '見る理由',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-reason',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.found, 'kim-minji').split('?')[0] ?? '',
        send: { form: 'name="reason"' },
        status: 400,
        says: '照会の理由を書いてください',
      },
      {
        name: 'unreadable-day',
        as: CHOFU_DESK,
        path: ({ lookups }) => `${personPath(lookups.found, 'sato-kenji')}&on=きのう`,
        status: 400,
        says: '令和8年4月1日のように',
      },
    ],
  },
  'routes/office.$town.residents.$number_.looks': {
    success: [
      {
        name: 'looks',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.found, 'sato-kenji').replace('?', '/looks?'),
        says: '住民票の照会',
      },
    ],
    empty: [
      {
        name: 'nobody',
        as: CHOFU_DESK,
        path: ({ lookups }) => lookups.found.replace('?', '/000000000000000/looks?'),
        says: '見た人はいません',
      },
    ],
    error: [forbidden(chofu('/residents/000000000000000/looks'), `reception:${CHOFU}`)],
  },
  'routes/office.$town.messages': {
    success: [
      { name: 'log', as: CHOFU_DESK, path: chofu('/messages'), says: '送受信の記録' },
      { name: 'pair', as: CHOFU_DESK, path: chofu(`/messages?peer=${FUJISAWA}&state=sent`), says: '送信済み' },
    ],
    empty: [
      { name: 'none', as: CHOFU_DESK, path: chofu('/messages?state=failed'), says: '当てはまる電文はありません' },
    ],
    error: [
      {
        name: 'nothing-to-retry',
        as: CHOFU_DESK,
        path: chofu('/messages'),
        post: { path: chofu('/messages'), fields: { id: 'unknown' } },
        status: 409,
        says: 'もう処理されています',
      },
      forbidden(chofu('/messages'), `reception:${CHOFU}`),
    ],
  },
  'routes/office.$town.messages_.comparison': {
    success: [{ name: 'even', as: CHOFU_DESK, path: chofu('/messages/comparison'), says: 'J-LISの受付' }],
    empty: {
      notApplicable: 'The town has mail through J-LIS from the start; the words for none are those of every table.',
    },
    error: [
      {
        name: 'silent',
        as: CHOFU_DESK,
        path: chofu('/messages/comparison'),
        fault: { system: 'jlis', kind: 'down' },
        says: '住基ネット（J-LIS）の応答がありません',
      },
      forbidden(chofu('/messages/comparison'), `reception:${CHOFU}`),
    ],
  },
  'routes/office.$town.audit': {
    success: [{ name: 'entries', as: `auditor:${CHOFU}`, path: chofu('/audit'), says: '窪田' }],
    empty: [
      { name: 'none', as: `auditor:${CHOFU}`, path: chofu('/audit?subject=999999999999999'), says: '記録はありません' },
    ],
    error: [
      {
        name: 'unreadable-day',
        as: `auditor:${CHOFU}`,
        path: chofu('/audit?on=きのう'),
        says: '令和8年11月24日のように',
      },
      forbidden(chofu('/audit'), CHOFU_DESK),
    ],
  },
};
