import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { CHOFU, type Prepared, personPath } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const STORE = `/office/${CHOFU}/removed-records`;
const deletion = ({ lookups }: Prepared) => personPath(lookups.found, 'sato-kenji').replace('?', '/unified-number?');

/** 除票: the store of old ones, and the end of a number that nobody needs any more. */
export const REMOVED_PAGES: StateRegistry = {
  'routes/office.$town.removed-records': {
    success: { notApplicable: 'Nobody of the demo was removed five years ago; a filled store is looked at in a test.' },
    empty: [{ name: 'none', as: DESK, path: STORE, says: '保存庫に除票はありません' }],
    error: [forbidden(STORE), forbidden(STORE, `reception:${CHOFU}`)],
  },
  'routes/office.$town.residents.$number_.unified-number': {
    success: [
      { name: 'reason', as: DESK, path: deletion, says: '削除の確認へ進む' },
      {
        name: 'decide',
        as: DESK,
        path: deletion,
        send: { form: 'name="reason"', fields: { press: 'check', reason: 'どの業務も使わなくなったため' } },
        says: '削除すると、元に戻せません',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-reason',
        as: DESK,
        path: deletion,
        send: { form: 'name="reason"', fields: { press: 'check' } },
        status: 400,
        says: '削除する理由を書いてください',
      },
    ],
  },
};
