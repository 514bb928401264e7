import { NEVER_EMPTY, NO_FORM, type PageState, type StateRegistry } from './page-states.ts';
import { CHOFU, FUJISAWA, type Prepared } from './prepared.ts';

const DESK = `office:${FUJISAWA}`;
type Case = keyof Prepared['arrivals'];
const at =
  (name: Case, step = '') =>
  (demo: Prepared) =>
    `${demo.arrivals[name]}${step}`;

/** A screen of one case at the counter. */
const screen = (name: string, of: Case, step: string, says: string): PageState => ({
  name,
  as: DESK,
  path: at(of, step),
  says,
});

/** A form of the screen sent empty. */
const unfilled = (of: Case, step: string, form: string, says: string): PageState => ({
  name: 'unfilled',
  as: DESK,
  path: at(of, step),
  send: { form },
  status: 400,
  says,
});

/** A form from a screen that is not of today any more. */
const outdated = (of: Case, step: string, fields: Record<string, string>): PageState => ({
  name: 'old-screen',
  as: DESK,
  path: at(of, step),
  post: { path: at(of, step), fields: { version: '0', ...fields } },
  status: 409,
  says: 'この処理は行いませんでした',
});

/** The counter of the new town. */
export const COUNTER_PAGES: StateRegistry = {
  'routes/office.$town.visitors': {
    success: [{ name: 'today', as: DESK, path: `/office/${FUJISAWA}/visitors?on=2026-11-25`, says: '窓口で受付中' }],
    empty: [
      {
        name: 'nobody',
        as: DESK,
        path: `/office/${FUJISAWA}/visitors?on=2027-03-03`,
        says: 'この日の来庁予定はありません',
      },
    ],
    error: NO_FORM,
  },
  'routes/office.$town.preparation': {
    success: [
      {
        name: 'day',
        as: DESK,
        path: `/office/${FUJISAWA}/preparation?on=2026-11-25`,
        says: '転入後の世帯（予定）',
      },
    ],
    empty: [
      {
        name: 'nobody',
        as: DESK,
        path: `/office/${FUJISAWA}/preparation?on=2027-03-03`,
        says: 'この日に準備する来庁予定はありません',
      },
    ],
    error: [
      {
        name: 'forbidden',
        as: `auditor:${CHOFU}`,
        path: `/office/${CHOFU}/preparation`,
        status: 403,
        says: 'このページは表示できません',
      },
    ],
  },
  'routes/office.$town.arrivals.new': {
    success: [{ name: 'walk-in', as: DESK, path: `/office/${FUJISAWA}/arrivals/new`, says: '予定のない方の受付' }],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'unfilled',
        as: DESK,
        path: `/office/${FUJISAWA}/arrivals/new`,
        send: { form: 'name="caseId"' },
        status: 400,
        says: '来庁した人を選んでください',
      },
    ],
  },
  'routes/office.$town.arrivals.$case': {
    success: [
      screen('expected', 'expected', '', '来庁を受け付けて本人確認する'),
      screen('at-the-counter', 'filing', '', '続ける'),
      screen('registered', 'cards', '', '転入済み'),
      screen('aged', 'silent', '', 'キク'),
    ],
    empty: NEVER_EMPTY,
    error: [
      outdated('filing', '', { act: 'register' }),
      {
        name: 'unknown',
        as: DESK,
        path: `/office/${FUJISAWA}/arrivals/unknown`,
        status: 404,
        says: 'ページが見つかりません',
      },
    ],
  },
  'routes/office.$town.arrivals.$case_.check-in': {
    success: [screen('check-in', 'expected', '/check-in', '来庁の受付と本人確認')],
    empty: NEVER_EMPTY,
    error: [unfilled('expected', '/check-in', 'name="document"', '来庁した人を選んでください')],
  },
  'routes/office.$town.arrivals.$case_.card': {
    success: [
      screen('to-read', 'card', '/card', '端末へ進む'),
      screen('locked', 'card', '/card?state=locked', '住民基本台帳用の暗証番号がロックされています'),
      screen('read', 'filing', '/card', 'カードと暗証番号を確認しました'),
    ],
    empty: NEVER_EMPTY,
    error: [
      outdated('card', '/card', { act: 'open' }),
      {
        name: 'outage',
        as: DESK,
        path: at('card', '/card'),
        send: { form: 'value="open"' },
        fault: { system: 'card-terminal', kind: 'down' },
        status: 503,
        says: '転入届を受け付けて、カードは後日読み取る',
      },
    ],
  },
  'routes/office.$town.arrivals.$case_.certificate': {
    success: [
      screen('confirmed', 'filing', '/certificate', '転出地に最新の内容を確かめました'),
      screen('silent', 'silent', '/certificate', '転出地の応答がありません'),
    ],
    empty: [screen('none', 'withoutNotice', '/certificate', '転出証明書情報がないため')],
    error: [unfilled('filing', '/certificate', 'value="said"', '転入する人を選んでください')],
  },
  'routes/office.$town.arrivals.$case_.household': {
    success: [screen('new-household', 'filing', '/household', '世帯と続柄を決めます')],
    empty: [
      {
        name: 'nobody-found',
        as: DESK,
        path: at('filing', '/household'),
        send: { form: 'name="name"', fields: { act: 'search', kind: 'existing', name: '該当する人のいない名前' } },
        says: '見つかりません',
      },
    ],
    error: [outdated('filing', '/household', { act: 'choose', kind: 'new' })],
  },
  'routes/office.$town.arrivals.$case_.filing': {
    success: [screen('to-sign', 'filing', '/filing', '転入届を確かめて、署名をもらいます')],
    empty: NEVER_EMPTY,
    error: [unfilled('filing', '/filing', 'name="digest"', '署名の方法を選んでください')],
  },
  'routes/office.$town.arrivals.$case_.cards': {
    success: [screen('to-rewrite', 'cards', '/cards', '枚をまとめて始める')],
    empty: {
      notApplicable: 'A 特例転入 needs a card, so there is always one to rewrite.',
    },
    error: [
      {
        name: 'without-pin',
        as: DESK,
        path: at('cards', '/cards'),
        send: { form: 'value="present"', last: true, fields: { act: 'rewrite' } },
        status: 409,
        says: 'この処理は行いませんでした',
      },
    ],
  },
  'routes/office.$town.cards': {
    success: [{ name: 'left', as: DESK, path: `/office/${FUJISAWA}/cards`, says: '継続利用の期限' }],
    empty: [
      {
        name: 'none',
        as: `office:${CHOFU}`,
        path: `/office/${CHOFU}/cards`,
        says: '手続の残っているカードはありません',
      },
    ],
    error: [
      {
        name: 'forbidden',
        as: `auditor:${CHOFU}`,
        path: `/office/${CHOFU}/cards`,
        status: 403,
        says: 'このページは表示できません',
      },
    ],
  },
  'routes/office.$town.arrivals.$case_.done': {
    success: [screen('done', 'done', '/done', 'お渡しする案内')],
    empty: NEVER_EMPTY,
    error: NO_FORM,
  },
};
