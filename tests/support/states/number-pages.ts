import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, type Prepared, personPath } from './prepared.ts';

const CHOFU_DESK = `office:${CHOFU}`;
const FUJISAWA_DESK = `office:${FUJISAWA}`;
const chofu = (path: string) => `/office/${CHOFU}${path}`;

const certificateOf =
  (key: string) =>
  ({ lookups }: Prepared) =>
    personPath(lookups.found, key).replace('?', '/certificate?');
const certificate = certificateOf('kim-minji');

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
  'routes/office.$town.residents.$number_.certificate': {
    success: [
      { name: 'state', as: CHOFU_DESK, path: certificate, says: '照会して紐付を改める' },
      {
        name: 'renewed',
        as: CHOFU_DESK,
        path: certificate,
        send: { form: 'name="reason"', fields: { reason: '窓口で証明書を更新した' } },
        says: 'J-LISに照会し、紐付を改めました',
      },
      {
        name: 'left',
        as: CHOFU_DESK,
        path: certificateOf('sato-kenji'),
        says: 'この方の証明書は、この市区町村からは照会できません',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-reason',
        as: CHOFU_DESK,
        path: certificate,
        send: { form: 'name="reason"' },
        status: 400,
        says: '照会の理由を書いてください',
      },
      {
        name: 'silent',
        as: CHOFU_DESK,
        path: certificate,
        send: { form: 'name="reason"', fields: { reason: '窓口で証明書を更新した' } },
        fault: { system: 'jlis', kind: 'down' },
        status: 503,
        says: '住基ネット（J-LIS）の応答がありません',
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
