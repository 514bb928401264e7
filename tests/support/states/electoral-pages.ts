import { SUSPENDED } from './electoral-run.ts';
import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, type Prepared } from './prepared.ts';

const LIST = `/office/${CHOFU}/electoral-roll`;
const FIRST = `election:${CHOFU}`;
const SECOND = `election2:${CHOFU}`;

const SUSPENSIONS = `${LIST}/suspensions`;
const FUJISAWA_LIST = `/office/${FUJISAWA}/electoral-roll`;

const runWith =
  (query = '') =>
  ({ electoral }: Prepared) =>
    electoral.run + query;
const suspension = ({ electoral }: Prepared) => electoral.suspension;

/** 選挙人名簿: nobody is registered before the first of the month, and nobody suspended before a second officer has looked. */
export const ELECTORAL_PAGES: StateRegistry = {
  'routes/office.$town.electoral-roll._index': {
    success: [{ name: 'list', as: FIRST, path: LIST, says: '確認待ち' }],
    empty: [
      {
        name: 'none',
        as: `election:${FUJISAWA}`,
        path: FUJISAWA_LIST,
        says: '名簿への登録はまだ行っていません',
      },
    ],
    error: [forbidden(LIST, `insurance:${CHOFU}`), forbidden(LIST)],
  },
  'routes/office.$town.electoral-roll.$run._index': {
    success: [
      { name: 'proposed', as: SECOND, path: runWith(), says: 'まだ登録していません' },
      { name: 'own', as: FIRST, path: runWith('?kind=register'), says: '登録の一覧' },
    ],
    empty: [{ name: 'none', as: SECOND, path: runWith('?kind=remove'), says: '抹消の対象の方はいません' }],
    error: [
      {
        name: 'too-early',
        as: SECOND,
        path: runWith(),
        post: { path: runWith(), fields: { act: 'confirm' } },
        status: 409,
        says: '基準日の前なので、まだ登録できません',
      },
      { name: 'unknown', as: FIRST, path: `${LIST}/1`, status: 404, says: 'ページが見つかりません' },
      forbidden(`${LIST}/1`, `reception:${CHOFU}`),
    ],
  },
  'routes/office.$town.electoral-roll.election': {
    success: [{ name: 'form', as: FIRST, path: `${LIST}/election`, says: 'この日程で調べる' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'missing',
        as: FIRST,
        path: `${LIST}/election`,
        send: { form: 'この日程で調べる' },
        status: 400,
        says: '選挙の名称を書いてください',
      },
      {
        name: 'disorder',
        as: FIRST,
        path: `${LIST}/election`,
        send: {
          form: 'この日程で調べる',
          fields: {
            name: '市長選挙',
            asOf: '令和8年12月12日',
            announcedOn: '令和8年12月20日',
            pollingOn: '令和8年12月13日',
          },
        },
        status: 409,
        says: '日付の順が違います',
      },
      forbidden(`${LIST}/election`, `insurance:${CHOFU}`),
    ],
  },
  'routes/office.$town.electoral-roll.suspensions._index': {
    success: [{ name: 'list', as: SECOND, path: SUSPENSIONS, says: SUSPENDED.name }],
    empty: [
      {
        name: 'none',
        as: `election:${FUJISAWA}`,
        path: `${FUJISAWA_LIST}/suspensions`,
        says: '選挙権の停止はありません',
      },
    ],
    error: [forbidden(SUSPENSIONS, `insurance:${CHOFU}`), forbidden(SUSPENSIONS)],
  },
  'routes/office.$town.electoral-roll.suspensions.new': {
    success: [
      { name: 'search', as: FIRST, path: `${SUSPENSIONS}/new`, says: '対象の方を探す' },
      {
        name: 'found',
        as: FIRST,
        path: `${SUSPENSIONS}/new`,
        send: { form: '探す', fields: { ...SUSPENDED, act: 'find' } },
        says: '停止の内容を入れる',
      },
    ],
    empty: [
      {
        name: 'nobody',
        as: FIRST,
        path: `${SUSPENSIONS}/new`,
        send: { form: '探す', fields: { name: '伊藤　剛', bornOn: '昭和55年11月4日', act: 'find' } },
        says: 'この氏名と生年月日の方はいません',
      },
    ],
    error: [
      {
        name: 'no-name',
        as: FIRST,
        path: `${SUSPENSIONS}/new`,
        send: { form: '探す', fields: { act: 'find' } },
        status: 400,
        says: '氏名を、姓と名の両方で入れてください',
      },
      {
        name: 'no-ground',
        as: FIRST,
        path: `${SUSPENSIONS}/new`,
        post: { path: `${SUSPENSIONS}/new`, fields: { act: 'enter', ...SUSPENDED } },
        status: 400,
        says: '根拠を選んでください',
      },
      forbidden(`${SUSPENSIONS}/new`, `reception:${CHOFU}`),
    ],
  },
  'routes/office.$town.electoral-roll.suspensions.$suspension': {
    success: [
      { name: 'second', as: SECOND, path: suspension, says: '確認する' },
      { name: 'own', as: FIRST, path: suspension, says: '別の職員が確認します' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'own-confirmation',
        as: FIRST,
        path: suspension,
        post: { path: suspension, fields: { act: 'confirm' } },
        status: 409,
        says: '選挙権の停止には二人が必要です',
      },
      { name: 'unknown', as: FIRST, path: `${SUSPENSIONS}/1`, status: 404, says: 'ページが見つかりません' },
      forbidden(`${SUSPENSIONS}/1`, `reception:${CHOFU}`),
    ],
  },
};
