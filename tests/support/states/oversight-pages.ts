import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { CHOFU } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const at = (path: string) => `/office/${CHOFU}/${path}`;

/** 警報, 稼働状況 and 集計 of an office. */
export const OVERSIGHT_PAGES: StateRegistry = {
  'routes/office.$town.alerts': {
    success: [{ name: 'list', as: DESK, path: at('alerts'), says: '担当が移る順' }],
    empty: [{ name: 'history', as: `administrator:${CHOFU}`, path: at('alerts'), says: '解消した警報' }],
    error: [
      {
        name: 'over',
        as: DESK,
        path: at('alerts'),
        post: { path: at('alerts'), fields: { alertId: 'unknown', note: '確かめる' } },
        status: 409,
        says: 'もう解消しています',
      },
      forbidden(at('alerts'), `reception:${CHOFU}`),
    ],
  },
  'routes/office.$town.health': {
    success: [
      { name: 'desk', as: DESK, path: at('health'), says: '応答あり' },
      { name: 'auditor', as: `auditor:${CHOFU}`, path: at('health'), says: '電文と台帳' },
    ],
    empty: NEVER_EMPTY,
    error: [forbidden(at('health'), `reception:${CHOFU}`)],
  },
  'routes/office.$town.figures._index': {
    success: [
      { name: 'month', as: DESK, path: at('figures'), says: '日ごとの異動した人' },
      { name: 'week', as: DESK, path: at('figures?days=7'), says: 'この期間のCSV' },
    ],
    empty: {
      notApplicable: 'The prepared demo has moves in every span that is offered; a test of the chart holds the rest.',
    },
    error: [
      { name: 'span', as: DESK, path: at('figures?days=5000'), status: 400, says: '期間を一覧から選んでください' },
      forbidden(at('figures')),
    ],
  },
};
