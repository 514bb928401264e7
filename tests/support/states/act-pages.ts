import { formerNumberOf } from '#db/fixtures/records.ts';
import { NEVER_EMPTY, type PageState, type StateRegistry } from './page-states.ts';
import { CHOFU, type Prepared } from './prepared.ts';

const DESK = `office:${CHOFU}`;
const chofu = (path: string) => `/office/${CHOFU}${path}`;

/** The form of an act with somebody of the demo, by a lookup of the desk. */
const form =
  (act: string, key: string, lookup: keyof Prepared['lookups'] = 'found') =>
  ({ lookups }: Prepared) =>
    chofu(`/acts/new/${act}${new URL(lookups[lookup]).search}&person=${formerNumberOf(key)}`);

const forbidden = (path: string): PageState => ({
  name: 'forbidden',
  as: `auditor:${CHOFU}`,
  path,
  status: 403,
  says: 'このページは表示できません',
});

/** 異動の書式と仮登録 of an office. */
export const ACT_PAGES: StateRegistry = {
  'routes/office.$town.acts._index': {
    success: [
      { name: 'desk', as: DESK, path: chofu('/acts'), says: '異動の取消し' },
      { name: 'reception', as: `reception:${CHOFU}`, path: chofu('/acts'), says: '転居' },
    ],
    empty: { notApplicable: 'Whoever may open the page may fill in some act.' },
    error: [forbidden(chofu('/acts'))],
  },
  'routes/office.$town.acts.new.$kind': {
    success: [
      { name: 'birth', as: DESK, path: form('birth', 'goto-2'), says: '生まれた子 1' },
      { name: 'moving-in', as: DESK, path: chofu('/acts/new/moving-in'), says: '記載される方 1' },
      { name: 'moving-out', as: DESK, path: form('moving-out', 'goto-1'), says: '転出先の住所' },
      { name: 'transfer', as: DESK, path: form('household-transfer', 'kato-5'), says: '入る世帯' },
      { name: 'correction', as: DESK, path: form('correction-ex-officio', 'kim-minji'), says: '在留の区分' },
      { name: 'cancellation', as: DESK, path: form('change-cancellation', 'yamamoto-2'), says: '取り消す異動' },
      {
        name: 'revision',
        as: DESK,
        path: ({ filed }) => chofu(`/acts/new/relocation?draft=${filed.waiting.split('/').at(-1)}`),
        says: '送ると第2版になり',
      },
      { name: 'with-whom', as: DESK, path: chofu('/acts/new/death'), says: '対象の方の宛名番号' },
      { name: 'protected', as: DESK, path: form('death', 'nishimura-rika', 'protected'), says: '担当職員だけ' },
      {
        name: 'twins',
        as: DESK,
        path: form('birth', 'goto-2'),
        send: { form: 'name="form"', fields: { press: 'add:children', 'children.0.full': '後藤　一' } },
        says: '生まれた子 2',
      },
    ],
    empty: {
      notApplicable: 'A form always has fields.',
    },
    error: [
      {
        name: 'nothing-typed',
        as: DESK,
        path: form('birth', 'goto-2'),
        send: { form: 'name="form"', fields: { press: 'draft' } },
        status: 400,
        says: '性別を選んでください',
      },
      {
        name: 'nobody',
        as: DESK,
        path: chofu('/acts/new/death'),
        send: { form: 'name="person"', fields: { press: 'begin', person: '99', reason: '死亡届' } },
        status: 400,
        says: 'この宛名番号の方は見つかりません',
      },
      {
        name: 'refused',
        as: DESK,
        path: form('death', 'yamamoto-1'),
        send: {
          form: 'name="form"',
          fields: {
            press: 'draft',
            persons: formerNumberOf('yamamoto-1'),
            happenedOn: '令和8年12月24日',
            notifiedOn: '令和8年11月24日',
            source: 'filed',
            ground: '死亡届',
          },
        },
        status: 409,
        says: '異動日が今日より後です',
      },
      { ...forbidden(chofu('/acts/new/change-cancellation')), as: `reception:${CHOFU}` },
    ],
  },
  'routes/office.$town.drafts._index': {
    success: [{ name: 'open', as: DESK, path: chofu('/drafts'), says: '後藤' }],
    empty: [{ name: 'none', as: DESK, path: chofu('/drafts?state=approved'), says: 'この状態の仮登録はありません' }],
    error: [forbidden(chofu('/drafts'))],
  },
  'routes/office.$town.drafts.$draft': {
    success: [
      { name: 'waiting', as: DESK, path: ({ filed }) => filed.waiting, says: '専決で本登録する' },
      { name: 'alerting', as: DESK, path: ({ filed }) => filed.alerting, says: '世帯主変更届を案内' },
      { name: 'registered', as: DESK, path: ({ filed }) => filed.registered, says: '送った電文' },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'too-late',
        as: DESK,
        path: ({ filed }) => filed.registered,
        post: { path: ({ filed }) => filed.registered, fields: { act: 'discard' } },
        status: 409,
        says: 'この処理は行いませんでした',
      },
      { name: 'unknown', as: DESK, path: chofu('/drafts/1'), status: 404, says: 'ページが見つかりません' },
    ],
  },
};
