import { NEVER_EMPTY, NO_FORM, type StateRegistry } from './page-states.ts';

/** Start page, demo control and the pages around everything. */
export const DEMO_PAGES: StateRegistry = {
  root: {
    success: { notApplicable: 'The document around every page; it is seen with each of them.' },
    empty: NEVER_EMPTY,
    error: [{ name: 'not-found', path: '/office/999999', status: 404, says: 'ページが見つかりません' }],
  },
  'routes/$': {
    success: { notApplicable: 'Addresses that lead nowhere.' },
    empty: NEVER_EMPTY,
    error: [{ name: 'not-found', path: '/no-such-page', status: 404, says: 'ページが見つかりません' }],
  },
  'routes/_index': {
    success: [{ name: 'start', path: '/', says: '職員として受け付ける' }],
    empty: NEVER_EMPTY,
    error: NO_FORM,
  },
  'routes/demo': {
    success: { notApplicable: 'The frame of the demo pages; it is seen with each of them.' },
    empty: NEVER_EMPTY,
    error: NO_FORM,
  },
  'routes/demo._index': {
    success: [
      { name: 'clock', path: '/demo', says: '試すのに便利な住民' },
      { name: 'advanced', path: '/demo?advanced', says: '時計を進めました' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'no-day',
        path: '/demo',
        send: { form: 'name="on.year"' },
        status: 400,
        says: '年・月・日を入力',
      },
      {
        name: 'back',
        path: '/demo',
        send: { form: 'name="on.year"', fields: { 'on.year': '2020', 'on.month': '1', 'on.day': '1' } },
        status: 409,
        says: '戻せません',
      },
    ],
  },
  'routes/demo.messages': {
    success: [{ name: 'messages', path: '/demo/messages', says: '転出証明書情報' }],
    empty: {
      notApplicable: 'Seeding fills the registers by messages, so that the list has rows from the first second.',
    },
    error: NO_FORM,
  },
  'routes/demo.faults': {
    success: [
      { name: 'all-well', path: '/demo/faults', says: '正常' },
      {
        name: 'broken',
        path: '/demo/faults',
        fault: { system: 'interlink', kind: 'slow' },
        says: '中間サーバーを直す',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-chosen',
        path: '/demo/faults',
        send: { form: 'name="kind"' },
        status: 400,
        says: 'を選んでください',
      },
    ],
  },
};
