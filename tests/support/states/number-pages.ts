import { forbidden } from './office-pages.ts';
import type { StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, personPath } from './prepared.ts';

const CHOFU_DESK = `office:${CHOFU}`;
const FUJISAWA_DESK = `office:${FUJISAWA}`;
const chofu = (path: string) => `/office/${CHOFU}${path}`;

/** Pages about numbers: shown for a 事務, the pool of codes, the comparison of the registers. */
export const NUMBER_PAGES: StateRegistry = {
  'routes/office.$town.residents.$number_.numbers': {
    success: [
      {
        name: 'shown',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.found, 'sato-kenji'),
        send: { form: 'name="purpose"', fields: { number: 'individualNumber', purpose: 'residentRecord' } },
        says: '操作ログに残りました',
      },
    ],
    empty: [
      {
        name: 'nothing-asked',
        as: CHOFU_DESK,
        path: ({ lookups }) => `${personPath(lookups.found, 'sato-kenji').split('?')[0]}/numbers`,
        says: '番号は表示していません',
      },
    ],
    error: [
      {
        name: 'no-purpose',
        as: CHOFU_DESK,
        path: ({ lookups }) => personPath(lookups.found, 'sato-kenji'),
        send: { form: 'name="purpose"' },
        status: 400,
        says: '利用する事務を選んでください',
      },
    ],
  },
  'routes/office.$town.numbers': {
    success: [{ name: 'pool', as: CHOFU_DESK, path: chofu('/numbers'), says: '残りは足りています' }],
    empty: {
      notApplicable:
        'The pool of a demo starts with a block; what an empty one says is looked at in a test of its own.',
    },
    error: [forbidden(chofu('/numbers')), forbidden(chofu('/numbers'), `reception:${CHOFU}`)],
  },
  'routes/office.$town.sections._index': {
    success: [
      { name: 'all', as: CHOFU_DESK, path: chofu('/sections'), says: '選挙人名簿' },
      { name: 'own', as: `insurance:${CHOFU}`, path: chofu('/sections'), says: '国民年金' },
    ],
    empty: { notApplicable: 'An officer who may open the page has at least one section.' },
    error: [forbidden(chofu('/sections')), forbidden(chofu('/sections'), `reception:${CHOFU}`)],
  },
  'routes/office.$town.sections.$section._index': {
    success: [
      {
        name: 'waiting',
        as: `insurance:${CHOFU}`,
        path: chofu('/sections/nationalPension'),
        says: '受領待ち',
      },
    ],
    empty: [
      { name: 'none', as: CHOFU_DESK, path: chofu('/sections/publicAssistance'), says: '受領待ちの通知はありません' },
    ],
    error: [
      forbidden(chofu('/sections/childAllowance'), `insurance:${CHOFU}`),
      { name: 'unknown', as: CHOFU_DESK, path: chofu('/sections/x'), status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/office.$town.reconciliation': {
    success: [
      {
        name: 'run',
        as: CHOFU_DESK,
        path: chofu('/reconciliation'),
        send: { form: 'value="start"', fields: { act: 'start' } },
        status: 302,
        says: '残っている差異',
      },
    ],
    empty: [
      {
        name: 'no-differences',
        as: FUJISAWA_DESK,
        path: `/office/${FUJISAWA}/reconciliation`,
        says: '残っている差異はありません',
      },
    ],
    error: [
      {
        name: 'gone',
        as: CHOFU_DESK,
        path: chofu('/reconciliation'),
        post: {
          path: chofu('/reconciliation'),
          fields: { act: 'mend', difference: '01990000-0000-7000-8000-000000000000' },
        },
        status: 409,
        says: 'もう処理されています',
      },
      forbidden(chofu('/reconciliation'), `administrator:${CHOFU}`),
    ],
  },
};
