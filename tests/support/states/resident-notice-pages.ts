import type { StateRegistry } from './page-states.ts';

/** お知らせ of residents. */
export const RESIDENT_NOTICE_PAGES: StateRegistry = {
  'routes/moving.notices': {
    success: [
      { name: 'new', as: 'sato-kenji', path: '/moving/notices', says: '新着' },
      { name: 'read', as: 'kim-minji', path: '/moving/notices?done=read', says: 'すべて既読にしました' },
      {
        name: 'mail-saved',
        as: 'kim-minji',
        path: '/moving/notices',
        send: { form: 'name="email"', fields: { act: 'email', email: 'minji@example.jp' } },
        status: 302,
        says: 'メールの送り先を保存しました',
      },
    ],
    empty: [{ name: 'nothing', as: 'ikeda-yuji', path: '/moving/notices', says: 'お知らせはありません' }],
    error: [
      {
        name: 'malformed',
        as: 'kim-minji',
        path: '/moving/notices',
        send: { form: 'name="email"', fields: { act: 'email', email: 'minji' } },
        status: 400,
        says: 'メールアドレスの形を確かめてください',
      },
    ],
  },
};
