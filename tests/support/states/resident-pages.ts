import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import type { Prepared } from './prepared.ts';

const UNKNOWN = '2026010109000000000';
const application =
  (name: keyof Prepared['receipts'], page = '') =>
  (demo: Prepared) =>
    `/moving/applications/${demo.receipts[name]}${page}`;

/** Nobody learns whether somebody else's application exists. */
const unknown = (page: string) => ({
  name: 'unknown',
  as: 'sato-kenji',
  path: `/moving/applications/${UNKNOWN}${page}`,
  status: 404,
  says: 'ページが見つかりません',
});
const foreign = (page: string) => ({
  name: 'foreign',
  as: 'ikeda-yuji',
  path: application('moved', page),
  status: 404,
  says: 'ページが見つかりません',
});

/** Pages of the residents besides the questions. */
export const RESIDENT_PAGES: StateRegistry = {
  'routes/moving._index': {
    success: [
      { name: 'applications', as: 'sato-kenji', path: '/moving', says: '届出の状況' },
      { name: 'drafts', as: 'nguyen-van-an', path: '/moving', says: '書きかけの届出' },
      { name: 'both', as: 'takahashi-hideki', path: '/moving', says: '書きかけの届出' },
    ],
    empty: [{ name: 'nothing', as: 'ikeda-yuji', path: '/moving', says: '届け出た引越しはまだありません' }],
    error: [
      {
        name: 'second',
        as: 'tanaka-hiroshi',
        path: '/moving',
        post: { path: '/moving?index' },
        status: 409,
        says: 'まだ終わっていないため、新しい届出はできません',
      },
    ],
  },
  'routes/moving.applications.$receipt._index': {
    success: [
      { name: 'moved', as: 'sato-kenji', path: application('moved'), says: '来庁済み' },
      { name: 'registered', as: 'watanabe-naoki', path: application('registered'), says: '転入完了' },
      { name: 'expected', as: 'takahashi-hideki', path: application('expected'), says: '窓口に行けます' },
      { name: 'under-review', as: 'tanaka-hiroshi', path: application('underReview'), says: '審査中' },
      { name: 'to-correct', as: 'kim-minji', path: application('toCorrect'), says: '要訂正' },
      { name: 'refused', as: 'ono-tsubasa', path: application('refused'), says: '却下' },
      { name: 'cancel-asked', as: 'yamazaki-aoi', path: application('cancelAsked'), says: '取下げを申し出ました' },
      { name: 'aged', as: 'murakami-setsuko', path: application('aged'), says: '大正9年' },
    ],
    empty: NEVER_EMPTY,
    error: [unknown(''), foreign('')],
  },
  'routes/moving.applications.$receipt.receipt': {
    success: [
      {
        name: 'receipt',
        as: 'takahashi-hideki',
        path: application('expected', '/receipt'),
        says: '届出を受け付けました',
      },
    ],
    empty: NEVER_EMPTY,
    error: [unknown('/receipt'), foreign('/receipt')],
  },
  'routes/moving.applications.$receipt.correction': {
    success: [
      { name: 'asked', as: 'kim-minji', path: application('toCorrect', '/correction'), says: '訂正を求められています' },
    ],
    empty: [
      {
        name: 'not-now',
        as: 'sato-kenji',
        path: application('moved', '/correction'),
        says: '今は直すことができません',
      },
    ],
    error: [
      {
        name: 'not-now',
        as: 'sato-kenji',
        path: application('moved', '/correction'),
        post: { path: application('moved', '/correction') },
        status: 409,
        says: '今は直すことができません',
      },
      unknown('/correction'),
    ],
  },
  'routes/moving.applications.$receipt.visit': {
    success: [
      { name: 'change', as: 'takahashi-hideki', path: application('expected', '/visit'), says: '窓口に行く日を変える' },
      {
        name: 'office',
        as: 'takahashi-hideki',
        path: application('expected', '/visit?on=2026-12-01'),
        says: '辻堂市民センター',
      },
      {
        name: 'time',
        as: 'takahashi-hideki',
        path: application('expected', '/visit?on=2026-12-01&office=honcho'),
        says: 'すいている時間です',
      },
    ],
    empty: [
      {
        name: 'not-now',
        as: 'watanabe-naoki',
        path: application('registered', '/visit'),
        says: '変えることができません',
      },
    ],
    error: [
      {
        name: 'no-day',
        as: 'takahashi-hideki',
        path: application('expected', '/visit'),
        send: { form: 'name="visitOn"' },
        status: 400,
        says: '窓口に行く日を選んでください',
      },
      unknown('/visit'),
    ],
  },
  'routes/moving.applications.$receipt.visit-card': {
    success: [
      {
        name: 'card',
        as: 'takahashi-hideki',
        path: application('expected', '/visit-card'),
        says: '窓口に着いたら、このQRコードを見せてください',
      },
    ],
    empty: [
      {
        name: 'no-visit',
        as: 'ono-tsubasa',
        path: application('refused', '/visit-card'),
        says: '今は、窓口に行く予定がありません',
      },
    ],
    error: [unknown('/visit-card'), foreign('/visit-card')],
  },
  'routes/moving.applications.$receipt.withdrawal': {
    success: [
      {
        name: 'withdraw',
        as: 'tanaka-hiroshi',
        path: application('underReview', '/withdrawal'),
        says: '届出を取り下げる',
      },
      {
        name: 'cancel',
        as: 'takahashi-hideki',
        path: application('expected', '/withdrawal'),
        says: '取消しを申し出る',
      },
    ],
    empty: [
      {
        name: 'not-now',
        as: 'ono-tsubasa',
        path: application('refused', '/withdrawal'),
        says: '今は取り下げることができません',
      },
    ],
    error: [
      {
        name: 'unconfirmed',
        as: 'tanaka-hiroshi',
        path: application('underReview', '/withdrawal'),
        send: { form: 'name="confirm"' },
        status: 400,
        says: '確認の欄にチェックを入れてください',
      },
      unknown('/withdrawal'),
    ],
  },
  'routes/moving.drafts.$draft.removal': {
    success: [
      {
        name: 'removal',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/removal`,
        says: '削除しますか',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'foreign',
        as: 'ikeda-yuji',
        path: ({ drafts }) => `${drafts.complete}/removal`,
        status: 404,
        says: 'ページが見つかりません',
      },
    ],
  },
  'routes/moving.drafts.$draft.check-answers': {
    success: [
      {
        name: 'long-names',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/check-answers`,
        says: 'コンフォートヴィラ',
      },
      { name: 'typed', as: 'ito-mayu', path: ({ drafts }) => `${drafts.headStays}/check-answers`, says: '世帯の一部' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'second',
        as: 'takahashi-hideki',
        path: ({ drafts }) => `${drafts.second}/check-answers`,
        says: 'まだ終わっていないため、新しい届出はできません',
      },
    ],
  },
  'routes/moving.drafts.$draft.signature': {
    success: [
      {
        name: 'sign',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/signature`,
        says: '署名して届け出る',
      },
      {
        name: 'locked',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/signature?failed=locked`,
        says: '署名用の暗証番号がロックされています',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'outage',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/signature`,
        send: { form: 'method="post"' },
        fault: { system: 'auth-app', kind: 'down' },
        status: 503,
        says: '署名のアプリが今は答えません',
      },
    ],
  },
  'routes/moving.drafts.$draft.municipality': {
    success: [
      {
        name: 'prefectures',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/municipality`,
        says: '市区町村から探す',
      },
      {
        name: 'wards',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/municipality?prefecture=神奈川県&city=141003`,
        says: '市区町村',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'none',
        as: 'nguyen-van-an',
        path: ({ drafts }) => `${drafts.complete}/municipality`,
        post: { path: ({ drafts }) => `${drafts.complete}/municipality` },
        status: 400,
        says: '市区町村を選んでください',
      },
    ],
  },
  'routes/moving.drafts.$draft.person': {
    success: [
      { name: 'new', as: 'tsuji-masato', path: ({ drafts }) => `${drafts.typed}/person`, says: '引っ越す人の情報' },
      { name: 'change', as: 'tsuji-masato', path: ({ drafts }) => `${drafts.typed}/person?key=p1`, says: '雅人' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-typed',
        as: 'tsuji-masato',
        path: ({ drafts }) => `${drafts.typed}/person`,
        send: { form: 'name="relationship"' },
        status: 400,
        says: '氏名を入力してください',
      },
    ],
  },
};
