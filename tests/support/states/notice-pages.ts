import { forbidden } from './office-pages.ts';
import type { StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const LIST = `/office/${CHOFU}/notices`;

/** 転入通知の取込エラー: the list, and one with its correction. */
export const NOTICE_PAGES: StateRegistry = {
  'routes/office.$town.notices._index': {
    success: [{ name: 'waiting', as: DESK, path: LIST, says: '転出届のない転入通知' }],
    empty: [
      { name: 'none', as: `office:${FUJISAWA}`, path: `/office/${FUJISAWA}/notices`, says: '取込エラーはありません' },
    ],
    error: [forbidden(LIST), forbidden(LIST, `administrator:${CHOFU}`)],
  },
  'routes/office.$town.notices.$work': {
    success: [
      { name: 'correct', as: DESK, path: ({ notice }) => notice, says: '訂正して受理する' },
      { name: 'look-only', as: `reception:${CHOFU}`, path: ({ notice }) => notice, says: '受け取った内容' },
    ],
    empty: { notApplicable: 'A notice always has something in it.' },
    error: [
      {
        name: 'malformed',
        as: DESK,
        path: ({ notice }) => notice,
        send: { form: 'name="movedInOn"', fields: { press: 'apply', movedInOn: 'あした' } },
        status: 400,
        says: '転入した日を、令和8年11月24日のように',
      },
      {
        name: 'nothing-said',
        as: DESK,
        path: ({ notice }) => notice,
        send: { form: 'name="told"', fields: { press: 'ask' } },
        status: 400,
        says: '依頼した相手と内容を書いてください',
      },
      { name: 'unknown', as: DESK, path: `${LIST}/1`, status: 404, says: 'ページが見つかりません' },
    ],
  },
};
