import type { StateRegistry } from './page-states.ts';

const PROVISIONS = '/moving/provision-records';

/** 情報提供等記録: who asked about oneself. */
export const PROVISION_PAGES: StateRegistry = {
  'routes/moving.provision-records': {
    success: [{ name: 'asked', as: 'sato-kenji', path: PROVISIONS, says: 'このサイト（あなたの同意による照会）' }],
    empty: [{ name: 'none', as: 'ikeda-yuji', path: PROVISIONS, says: '記録はありません' }],
    error: [
      {
        name: 'silent',
        as: 'sato-kenji',
        path: PROVISIONS,
        fault: { system: 'interlink', kind: 'down' },
        status: 503,
        says: '国のシステムが応答していません',
      },
    ],
  },
};
