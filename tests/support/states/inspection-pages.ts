import { RESEARCH } from '../inspection-forms.ts';
import { forbidden } from './office-pages.ts';
import { NEVER_EMPTY, type StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const LIST = `/office/${CHOFU}/inspections`;

/** 住民基本台帳の閲覧: the desk, and what the town publishes. */
export const INSPECTION_PAGES: StateRegistry = {
  'routes/office.$town.inspections._index': {
    success: [{ name: 'list', as: DESK, path: LIST, says: '多摩世論調査研究所' }],
    empty: [
      {
        name: 'none',
        as: `office:${FUJISAWA}`,
        path: `/office/${FUJISAWA}/inspections`,
        says: '処理中の申出はありません',
      },
    ],
    error: [forbidden(LIST, `auditor:${CHOFU}`)],
  },
  'routes/office.$town.inspections.new': {
    success: [{ name: 'form', as: DESK, path: `${LIST}/new`, says: '営利を目的とする申出は' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'nothing-typed',
        as: DESK,
        path: `${LIST}/new`,
        send: { form: 'name="applicantName"' },
        status: 400,
        says: '申出の根拠を選んでください',
      },
      {
        name: 'no-pledge',
        as: DESK,
        path: `${LIST}/new`,
        send: { form: 'name="applicantName"', fields: { ...RESEARCH, pledged: undefined, results: '' } },
        status: 400,
        says: '誓約書を受け取ってから',
      },
      forbidden(`${LIST}/new`, `auditor:${CHOFU}`),
    ],
  },
  'routes/office.$town.inspections.$inspection': {
    success: [
      { name: 'reading', as: DESK, path: (demo) => demo.inspected.reading, says: '閲覧中' },
      { name: 'refused', as: DESK, path: (demo) => demo.inspected.refused, says: '審査請求' },
    ],
    empty: [{ name: 'not-read', as: DESK, path: (demo) => demo.inspected.filed, says: 'まだ閲覧していません' }],
    error: [
      {
        name: 'nothing-said',
        as: DESK,
        path: (demo) => demo.inspected.filed,
        send: { form: 'name="act" value="review"', fields: { act: 'review', version: '1' } },
        status: 400,
        says: '審査の意見を書いてください',
      },
      {
        name: 'too-early',
        as: DESK,
        path: (demo) => demo.inspected.filed,
        post: { path: (demo) => demo.inspected.filed, fields: { act: 'approve', version: '1' } },
        status: 409,
        says: 'いまの状態では、この処理はできません',
      },
      { name: 'unknown', as: DESK, path: `${LIST}/1`, status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/office.$town.inspection-lists.$reading': {
    success: [{ name: 'list', as: DESK, path: (demo) => demo.inspected.list, says: '住民基本台帳の一部の写し' }],
    empty: { notApplicable: 'The 町字 of the demo have residents; an empty list is the same page without rows.' },
    error: [
      {
        name: 'no-number',
        as: DESK,
        path: (demo) => demo.inspected.list,
        send: { form: 'name="copied"', fields: { copied: 'たくさん' } },
        status: 400,
        says: '転記した人数を数字で入れてください',
      },
      {
        name: 'too-many',
        as: DESK,
        path: (demo) => demo.inspected.list,
        send: { form: 'name="copied"', fields: { copied: '999' } },
        status: 409,
        says: '一覧の人数より多くなっています',
      },
      forbidden(`/office/${CHOFU}/inspection-lists/1`, `reception:${CHOFU}`),
    ],
  },
  'routes/inspection-reports.$town._index': {
    success: [{ name: 'year', path: `/inspection-reports/${CHOFU}`, says: '総務省統計局' }],
    empty: [
      {
        name: 'none',
        path: `/inspection-reports/${FUJISAWA}`,
        says: 'この年度に、機関の請求による閲覧はありません',
      },
    ],
    error: [
      {
        name: 'unknown-year',
        path: `/inspection-reports/${CHOFU}?year=1999`,
        status: 404,
        says: 'ページが見つかりません',
      },
    ],
  },
};
