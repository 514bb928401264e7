import { forbidden } from './office-pages.ts';
import type { StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const INSURANCE = `insurance:${CHOFU}`;
const CHILDREN = `children:${CHOFU}`;

const sections = (path = '') => `/office/${CHOFU}/sections${path}`;

/** 関係課: the demo's first night has announced the ages that are near. */
export const SECTION_PAGES: StateRegistry = {
  'routes/office.$town.sections._index': {
    success: [
      { name: 'all', as: DESK, path: sections(), says: '選挙人名簿' },
      { name: 'own', as: INSURANCE, path: sections(), says: '国民年金' },
    ],
    empty: { notApplicable: 'An officer who may open the page has at least one section.' },
    error: [forbidden(sections()), forbidden(sections(), `reception:${CHOFU}`)],
  },
  'routes/office.$town.sections.$section._index': {
    success: [
      { name: 'waiting', as: INSURANCE, path: sections('/nationalPension'), says: '受領待ち' },
      { name: 'ages', as: INSURANCE, path: sections('/lateElderlyInsurance'), says: '75歳到達' },
      {
        name: 'filtered',
        as: INSURANCE,
        path: sections('/nationalHealthInsurance?phase=planned&movement=age75'),
        says: '資格の喪失（後期高齢者医療へ）',
      },
      { name: 'school', as: CHILDREN, path: sections('/schoolRegister'), says: '翌年4月の新入学の一覧を見る' },
      { name: 'roll', as: `election:${CHOFU}`, path: sections('/electoralRoll'), says: '選挙人名簿への通知' },
      { name: 'allowance', as: CHILDREN, path: sections('/childAllowance'), says: '児童手当への通知' },
    ],
    empty: [
      { name: 'none', as: DESK, path: sections('/publicAssistance'), says: '受領待ちの通知はありません' },
      {
        name: 'none-filtered',
        as: INSURANCE,
        path: sections('/lateElderlyInsurance?phase=unclear'),
        says: '当てはまる通知はありません',
      },
    ],
    error: [
      {
        name: 'nothing-shown',
        as: INSURANCE,
        path: sections('/lateElderlyInsurance'),
        post: { path: sections('/lateElderlyInsurance?index'), fields: { upTo: 'x' } },
        status: 400,
        says: '受領する通知を選び直してください',
      },
      forbidden(sections('/childAllowance'), INSURANCE),
      { name: 'unknown', as: DESK, path: sections('/x'), status: 404, says: 'ページが見つかりません' },
    ],
  },
  'routes/office.$town.sections.$section.entrants._index': {
    success: [
      { name: 'elementary', as: CHILDREN, path: sections('/schoolRegister/entrants'), says: '山本　心春' },
      {
        name: 'junior-high',
        as: CHILDREN,
        path: sections('/schoolRegister/entrants?level=juniorHigh'),
        says: '小川　凜',
      },
    ],
    empty: [
      {
        name: 'nobody',
        as: `office:${FUJISAWA}`,
        path: `/office/${FUJISAWA}/sections/schoolRegister/entrants?level=juniorHigh`,
        says: 'この学年の方はいません',
      },
    ],
    error: [
      forbidden(sections('/schoolRegister/entrants'), INSURANCE),
      {
        name: 'other-section',
        as: CHILDREN,
        path: sections('/childAllowance/entrants'),
        status: 404,
        says: 'ページが見つかりません',
      },
    ],
  },
};
