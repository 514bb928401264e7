import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, type Prepared } from './prepared.ts';

const list =
  (name: keyof Prepared['receipts'], page = '') =>
  (demo: Prepared) =>
    `/moving/applications/${demo.receipts[name]}/to-do${page}`;
const DESK = `office:${FUJISAWA}`;
const atCounter =
  (name: keyof Prepared['arrivals']) =>
  ({ arrivals }: Prepared) =>
    `${arrivals[name]}/to-do`;

/** やることの一覧, of the resident and of the officer. */
export const TO_DO_PAGES: StateRegistry = {
  'routes/moving.applications.$receipt.to-do': {
    success: [
      { name: 'planned', as: 'takahashi-hideki', path: list('expected'), says: '引越しの手続きの一覧' },
      { name: 'confirmed', as: 'watanabe-naoki', path: list('registered'), says: '確定' },
      { name: 'aged', as: 'murakami-setsuko', path: list('aged'), says: '後期高齢者医療' },
      {
        name: 'ticked',
        as: 'tanaka-hiroshi',
        path: list('underReview'),
        send: { form: 'value="movingIn.new"', fields: { key: 'movingIn.new', done: 'yes' } },
        status: 302,
        says: 'あなたが済みにしました',
      },
    ],
    empty: [{ name: 'called-off', as: 'ono-tsubasa', path: list('refused'), says: '手続きは必要ありません' }],
    error: [
      {
        name: 'not-on-the-list',
        as: 'takahashi-hideki',
        path: list('expected'),
        post: { path: list('expected'), fields: { key: 'nothing', done: 'yes' } },
        status: 400,
        says: '今の一覧にありません',
      },
      {
        name: 'called-off',
        as: 'ono-tsubasa',
        path: list('refused'),
        post: { path: list('refused'), fields: { key: 'movingIn.new', done: 'yes' } },
        status: 409,
        says: '一覧は変えられません',
      },
      { name: 'foreign', as: 'ikeda-yuji', path: list('moved'), status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/moving.applications.$receipt.to-do_.questions': {
    success: [
      { name: 'family', as: 'sato-kenji', path: list('moved', '/questions'), says: '障害者手帳を持っている人' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'contradiction',
        as: 'sato-kenji',
        path: list('moved', '/questions'),
        send: { form: 'name="disability"', fields: { disability: ['nobody', '0'], dog: 'yes' } },
        status: 400,
        says: '同時に選ぶことはできません',
      },
      {
        name: 'foreign',
        as: 'ikeda-yuji',
        path: list('moved', '/questions'),
        status: 404,
        says: 'ページが見つかりません',
      },
    ],
  },
  'routes/office.$town.arrivals.$case_.to-do': {
    success: [{ name: 'family', as: DESK, path: atCounter('filing'), says: '住民と同じ一覧です' }],
    empty: [{ name: 'walk-in', as: DESK, path: atCounter('withoutNotice'), says: '一覧は届いていません' }],
    error: [
      {
        name: 'unknown',
        as: DESK,
        path: atCounter('filing'),
        post: { path: atCounter('filing'), fields: { key: 'nothing', done: 'yes' } },
        status: 409,
        says: 'この処理は行いませんでした',
      },
      {
        name: 'misread',
        as: DESK,
        path: atCounter('filing'),
        post: { path: atCounter('filing'), fields: { key: 'movingIn.new' } },
        status: 400,
        says: '「まだに戻す」を押してください',
      },
      {
        name: 'forbidden',
        as: `office:${CHOFU}`,
        path: atCounter('filing'),
        status: 403,
        says: 'このページは表示できません',
      },
    ],
  },
};
