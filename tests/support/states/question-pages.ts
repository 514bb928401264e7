import type { QuestionId } from '#app/portal/drafts/questions.ts';
import type { PageState, RouteStates } from './page-states.ts';
import type { Prepared } from './prepared.ts';

type Draft = keyof Prepared['drafts'];

/** Where each question is open, and what is said when nothing is answered. */
const PLACES: Record<QuestionId, { as: string; draft: Draft; says: string; error?: string }> = {
  profile: { as: 'okada-takuya', draft: 'fresh', says: 'カードから氏名と住所を読み取ります' },
  household: {
    as: 'nishimura-rika',
    draft: 'protected',
    says: '世帯の情報を取り込みますか',
    error: '取り込むかどうかを選んでください',
  },
  movers: { as: 'nguyen-van-an', draft: 'complete', says: 'TRAN THI MAI', error: '1人以上選んでください' },
  people: { as: 'tsuji-masato', draft: 'typed', says: 'これで全員です' },
  scope: { as: 'tsuji-masato', draft: 'typed', says: '今の世帯に残る人はいますか', error: 'どれか1つを選んでください' },
  'old-householder': { as: 'ito-mayu', draft: 'headStays', says: '今の世帯主の氏名', error: '氏名を入力してください' },
  cards: {
    as: 'nguyen-van-an',
    draft: 'complete',
    says: 'カードを持っている人',
    error: 'カードを持っている人を選んで',
  },
  'moving-date': {
    as: 'nguyen-van-an',
    draft: 'complete',
    says: '新しい住所に住み始める日',
    error: '日付を入力してください',
  },
  destination: { as: 'nguyen-van-an', draft: 'complete', says: '国内ですか', error: 'どれか1つを選んでください' },
  postcode: { as: 'nguyen-van-an', draft: 'complete', says: '郵便番号', error: '郵便番号を入力してください' },
  town: { as: 'nguyen-van-an', draft: 'complete', says: '町を選んでください', error: 'どれか1つを選んでください' },
  lot: { as: 'nguyen-van-an', draft: 'complete', says: 'コンフォートヴィラ', error: 'どれか1つを選んでください' },
  'new-household': { as: 'nguyen-van-an', draft: 'complete', says: '生活費をともにする', error: 'どれか1つを選んで' },
  'new-householder': {
    as: 'nguyen-van-an',
    draft: 'complete',
    says: '世帯主になる予定の人',
    error: 'どれか1つを選んで',
  },
  relationships: { as: 'nguyen-van-an', draft: 'complete', says: '続柄（予定）', error: 'さんの続柄を選んでください' },
  'remaining-householder': {
    as: 'tsuji-masato',
    draft: 'typed',
    says: '残る世帯の新しい世帯主',
    error: 'どれか1つを選んでください',
  },
  contact: { as: 'nguyen-van-an', draft: 'complete', says: '連絡先', error: '電話番号を入力してください' },
  'visit-day': { as: 'nguyen-van-an', draft: 'complete', says: '窓口に行く日', error: '窓口に行く日を選んでください' },
  'visit-office': { as: 'nguyen-van-an', draft: 'complete', says: '行く窓口', error: 'どれか1つを選んでください' },
  'visit-time': { as: 'nguyen-van-an', draft: 'complete', says: '窓口に行く時間', error: '窓口に行く時間を選んで' },
  visitor: { as: 'nguyen-van-an', draft: 'complete', says: '窓口に来る人', error: 'どれか1つを選んでください' },
};

const pathOf = (draft: Draft, question: string) => (demo: Prepared) => `${demo.drafts[draft]}/${question}`;
const questions = Object.entries(PLACES) as [QuestionId, (typeof PLACES)[QuestionId]][];

const asked = questions.map(
  ([question, { as, draft, says }]): PageState => ({ name: question, as, path: pathOf(draft, question), says }),
);

const unanswered = questions.flatMap(([question, { as, draft, error }]): PageState[] =>
  error
    ? [{ name: question, as, path: pathOf(draft, question), send: { form: 'method="post"' }, status: 400, says: error }]
    : [],
);

/** One page for each of the questions, asked and unanswered, and what cannot be done online. */
export const QUESTION_PAGE: RouteStates = {
  success: [
    ...asked,
    { name: 'profile-read', as: 'nguyen-van-an', path: pathOf('complete', 'profile'), says: 'NGUYEN　VAN　AN' },
    { name: 'movers-four', as: 'hashimoto-hideki', path: pathOf('partial', 'movers'), says: '橋本' },
    {
      name: 'profile-locked',
      as: 'okada-takuya',
      path: (demo) => `${demo.drafts.fresh}/profile?failed=locked`,
      says: '券面事項入力補助用の暗証番号がロックされています',
    },
  ],
  empty: [
    {
      name: 'people',
      as: 'kimura-chinatsu',
      path: (demo) => `${demo.drafts.nobody}/people`,
      says: 'まだだれも入っていません',
    },
  ],
  error: [
    ...unanswered,
    {
      name: 'profile-outage',
      as: 'okada-takuya',
      path: (demo) => `${demo.drafts.fresh}/profile?failed=outage`,
      says: 'カードのアプリが今は答えません',
    },
    {
      name: 'people-empty',
      as: 'kimura-chinatsu',
      path: (demo) => `${demo.drafts.nobody}/people`,
      send: { form: 'method="post"' },
      status: 400,
      says: '1人以上追加してください',
    },
    {
      name: 'counter-only',
      as: 'nishimura-rika',
      path: pathOf('protected', 'household'),
      send: { form: 'name="consent"', fields: { consent: 'yes' } },
      status: 409,
      says: 'お手数ですが、窓口にお越しください',
    },
    {
      name: 'outside-window',
      as: 'nguyen-van-an',
      path: pathOf('complete', 'moving-date'),
      send: {
        form: 'name="movingOn.year"',
        fields: { 'movingOn.era': 'western', 'movingOn.year': '2027', 'movingOn.month': '5', 'movingOn.day': '1' },
      },
      status: 409,
      says: '30日前から10日後まで',
    },
    {
      name: 'abroad',
      as: 'nguyen-van-an',
      path: pathOf('complete', 'destination'),
      send: { form: 'name="destinationKind"', fields: { destinationKind: 'abroad' } },
      status: 409,
      says: '国外への引越しは、オンラインでは届け出できません',
    },
    {
      name: 'own-town',
      as: 'nguyen-van-an',
      path: pathOf('complete', 'postcode'),
      send: { form: 'name="postcode"', fields: { postcode: '1820024' } },
      status: 409,
      says: '転居届',
    },
  ],
};

/** Questions that have a picture; the rest of the table is held by its type. */
export const QUESTIONS_SHOWN = questions.map(([question]) => question);
