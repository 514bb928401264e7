import { forbidden } from './office-pages.ts';
import type { StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, type Prepared } from './prepared.ts';

const LIST = `/office/${CHOFU}/electoral-roll`;
const FIRST = `election:${CHOFU}`;
const SECOND = `election2:${CHOFU}`;

const runWith =
  (query = '') =>
  ({ electoralRun }: Prepared) =>
    electoralRun + query;

/** 選挙人名簿: nobody is registered before the first of the month. */
export const ELECTORAL_PAGES: StateRegistry = {
  'routes/office.$town.electoral-roll._index': {
    success: [{ name: 'list', as: FIRST, path: LIST, says: '確認待ち' }],
    empty: [
      {
        name: 'none',
        as: `election:${FUJISAWA}`,
        path: `/office/${FUJISAWA}/electoral-roll`,
        says: '定時登録はまだ行っていません',
      },
    ],
    error: [forbidden(LIST, `insurance:${CHOFU}`), forbidden(LIST)],
  },
  'routes/office.$town.electoral-roll.$run._index': {
    success: [
      { name: 'proposed', as: SECOND, path: runWith(), says: 'まだ登録していません' },
      { name: 'own', as: FIRST, path: runWith('?kind=unclear'), says: '要確認の一覧' },
    ],
    empty: [{ name: 'none', as: SECOND, path: runWith('?kind=remove'), says: '抹消の対象の方はいません' }],
    error: [
      {
        name: 'too-early',
        as: SECOND,
        path: runWith(),
        post: { path: runWith(), fields: { act: 'confirm' } },
        status: 409,
        says: '登録月の一日の前なので、まだ登録できません',
      },
      { name: 'unknown', as: FIRST, path: `${LIST}/1`, status: 404, says: 'ページが見つかりません' },
      forbidden(`${LIST}/1`, `reception:${CHOFU}`),
    ],
  },
};
