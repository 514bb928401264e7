import type { StateRegistry } from './page-states.ts';

/** お知らせ of residents. */
export const RESIDENT_NOTICE_PAGES: StateRegistry = {
  'routes/moving.notices': {
    success: [
      { name: 'new', as: 'sato-kenji', path: '/moving/notices', says: '新着' },
      { name: 'read', as: 'kim-minji', path: '/moving/notices?read', says: 'すべて既読にしました' },
    ],
    empty: [{ name: 'nothing', as: 'ikeda-yuji', path: '/moving/notices', says: 'お知らせはありません' }],
    error: { notApplicable: 'one button without fields: there is nothing to get wrong' },
  },
};
