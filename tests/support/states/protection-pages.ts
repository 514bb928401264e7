import { NEVER_EMPTY, type PageState, type StateRegistry } from './page-states.ts';
import { CHOFU } from './prepared.ts';

const OFFICER = `protection:${CHOFU}`;
const path = `/office/${CHOFU}/protection`;

const forbidden = (page: PageState['path']): PageState => ({
  name: 'forbidden',
  as: `office:${CHOFU}`,
  path: page,
  status: 403,
  says: 'このページは表示できません',
});

/** 支援措置 of an office. */
export const PROTECTION_PAGES: StateRegistry = {
  'routes/office.$town.protection._index': {
    success: [{ name: 'list', as: OFFICER, path, says: '西村' }],
    empty: { notApplicable: 'Both towns of the demo have somebody who is protected.' },
    error: [forbidden(path)],
  },
  'routes/office.$town.protection.$measure': {
    success: [{ name: 'record', as: OFFICER, path: (demo) => demo.protection.measure, says: '一時解除の申請' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-said',
        as: OFFICER,
        path: (demo) => demo.protection.measure,
        send: { form: 'value="EndProtection"', fields: { act: 'EndProtection', version: '1' } },
        status: 400,
        says: '日付は、令和8年11月24日のように',
      },
      {
        name: 'old-screen',
        as: OFFICER,
        path: (demo) => demo.protection.measure,
        post: {
          path: (demo) => demo.protection.measure,
          fields: { act: 'EndProtection', version: '99', on: '令和8年11月24日', reason: '申出' },
        },
        status: 409,
        says: 'この支援措置の記録が変わりました',
      },
      forbidden((demo) => demo.protection.measure),
    ],
  },
  'routes/office.$town.protection.new': {
    success: [{ name: 'entry', as: OFFICER, path: (demo) => demo.protection.entry, says: '支援措置の申出' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-typed',
        as: OFFICER,
        path: (demo) => demo.protection.entry,
        send: { form: 'name="papers"' },
        status: 400,
        says: '支援措置を求める事務を選んでください',
      },
      forbidden((demo) => demo.protection.entry),
    ],
  },
};
