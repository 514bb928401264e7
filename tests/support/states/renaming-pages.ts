import { forbidden } from './office-pages.ts';
import type { StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA } from './prepared.ts';

const CHOFU_DESK = `office:${CHOFU}`;
const LIST = `/office/${CHOFU}/renamings`;
const FORM = 'name="fromTown"';
const FILLED = {
  ground: 'townName',
  on: '令和8年11月24日',
  notice: '調布市告示第百号',
  fromTown: '深大寺東町',
  toTown: '深大寺本町',
  lots: 'keep',
};

/** 住所一括変更: the list with its form, and one run. Nothing is started, for other pages look at the same households. */
export const RENAMING_PAGES: StateRegistry = {
  'routes/office.$town.renamings._index': {
    success: [{ name: 'form', as: CHOFU_DESK, path: LIST, says: '事前確認をする' }],
    empty: [
      {
        name: 'none',
        as: `office:${FUJISAWA}`,
        path: `/office/${FUJISAWA}/renamings`,
        says: '一括変更はまだありません',
      },
    ],
    error: [
      {
        name: 'nothing-typed',
        as: CHOFU_DESK,
        path: LIST,
        send: { form: FORM },
        status: 400,
        says: '今の町字を書いてください',
      },
      {
        name: 'nobody-there',
        as: CHOFU_DESK,
        path: LIST,
        send: { form: FORM, fields: { ...FILLED, fromTown: '存在しない町' } },
        status: 409,
        says: 'この町字に住所のある世帯がありません',
      },
      forbidden(LIST, `reception:${CHOFU}`),
    ],
  },
  'routes/office.$town.renamings.$run': {
    success: [
      {
        name: 'preview',
        as: CHOFU_DESK,
        path: LIST,
        send: { form: FORM, fields: FILLED },
        status: 302,
        says: 'まだ変更していません',
      },
    ],
    empty: [
      {
        name: 'all-left-out',
        as: CHOFU_DESK,
        path: LIST,
        send: { form: FORM, fields: { ...FILLED, lots: 'listed', pairs: '無番地,一番地' } },
        status: 302,
        says: '番地が対応表にありません',
      },
    ],
    error: [
      { name: 'unknown', as: CHOFU_DESK, path: `${LIST}/1`, status: 404, says: 'ページが見つかりません' },
      forbidden(`${LIST}/1`, `reception:${CHOFU}`),
    ],
  },
};
