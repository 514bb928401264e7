import { codeOf } from '#tests/engine/juki/family.ts';
import { type ActExample, numberOf, type Typing } from './act-forms.ts';
import { FURTHER_EXAMPLES } from './further-act-examples.ts';

const DAY = '令和8年11月20日';
const TODAY = '令和8年11月24日';
const n = numberOf;
const noDay = (field: string) => ({ typing: { [field]: 'あした' }, field });

/** A woman of Japan who is in no register of this demo. */
const NEWCOMER: Typing = {
  'persons.0.full': '青木　真央',
  'persons.0.kana': 'アオキ　マオ',
  'persons.0.kanaConfirmed': ['yes'],
  'persons.0.bornOn': '平成2年1月2日',
  'persons.0.sex': '2',
  'persons.0.standing.chosen': '世帯主',
  'persons.0.domicile': '長野県松本市丸の内３番',
  'persons.0.headOfRegister': '青木　真央',
  'newAddress.town': '小島町二丁目',
  'newAddress.lot': '35番地9',
  movedInOn: DAY,
  'identification.document': '運転免許証',
};
const named = (full: string, kana: string): Typing => ({ 'persons.0.full': full, 'persons.0.kana': kana });

/** Every act of the office once, in an order in which each finds what it needs. */
export const ACT_EXAMPLES: readonly ActExample[] = [
  {
    act: 'moving-in',
    typing: {
      ...NEWCOMER,
      'persons.0.code': codeOf(990),
      'origin.previousAddress.municipality': '神奈川県藤沢市',
      'origin.previousAddress.town': '藤沢',
    },
    mistake: {
      typing: { 'origin.previousAddress.municipality': 'どこか' },
      field: 'origin.previousAddress.municipality',
    },
  },
  {
    act: 'moving-in-from-abroad',
    typing: { ...NEWCOMER, ...named('井上　海', 'イノウエ　カイ'), 'origin.previousAddress': 'カナダ' },
    mistake: { typing: { 'origin.previousAddress': '' }, field: 'origin.previousAddress' },
  },
  {
    act: 'moving-in-unregistered',
    typing: {
      ...NEWCOMER,
      ...named('上田　光', 'ウエダ　ヒカル'),
      'origin.previousAddress.municipality': '東京都府中市',
      'origin.lastRegistered.municipality': '大阪府大阪市北区',
    },
    mistake: {
      typing: { 'origin.lastRegistered.municipality': '大阪府大阪市' },
      field: 'origin.lastRegistered.municipality',
    },
  },
  {
    act: 'entry-ex-officio',
    typing: { ...NEWCOMER, ...named('江原　空', 'エハラ　ソラ'), 'origin.ground': '令和8年11月19日の実態調査' },
    mistake: { typing: { 'origin.ground': '' }, field: 'origin.ground' },
  },
  {
    act: 'birth',
    person: n('sato-misaki'),
    typing: {
      'children.0.full': '佐藤　蓮',
      'children.0.kana': 'サトウ　レン',
      'children.0.bornOn': DAY,
      'children.0.sex': '1',
    },
    mistake: { typing: { 'children.0.standing.typed': '孫' }, field: 'children.0.standing.typed' },
  },
  {
    act: 'moving-out',
    person: n('tanaka-hiroshi'),
    typing: { plannedOn: '令和8年12月1日', 'destination.municipality': '神奈川県藤沢市' },
    mistake: { typing: { movers: [] }, field: 'movers' },
  },
  {
    act: 'moving-out-cancellation',
    person: n('tanaka-hiroshi'),
    typing: { reason: '引っ越さないことになったため' },
    mistake: { typing: { reason: '' }, field: 'reason' },
  },
  {
    act: 'moving-abroad',
    person: n('yamazaki-aoi'),
    typing: { plannedOn: '令和8年12月1日', destination: 'オーストラリア' },
    mistake: { typing: { destination: '東京都調布市' }, field: 'destination' },
  },
  {
    act: 'death',
    person: n('hara-mitsu'),
    typing: { happenedOn: '令和8年11月日不詳', ground: '死亡届 第120号' },
    mistake: noDay('happenedOn'),
  },
  {
    act: 'disappearance',
    person: n('nakajima-tadashi'),
    typing: { happenedOn: DAY, ground: '失踪届 第3号' },
    mistake: { typing: { ground: '' }, field: 'ground' },
  },
  {
    act: 'removal-ex-officio',
    person: n('shimizu-kazuya'),
    typing: { happenedOn: DAY, ground: '実態調査' },
    mistake: noDay('notifiedOn'),
  },
  {
    act: 'restoration',
    person: n('shimizu-kazuya'),
    typing: { 'household.kind': 'new', 'standing.chosen': '世帯主', ground: '調査の誤りと分かったため' },
    mistake: { typing: { 'standing.chosen': '' }, field: 'standing.chosen' },
  },
  {
    act: 'removal-naturalisation',
    person: n('nguyen-van-an'),
    typing: { happenedOn: DAY, ground: '帰化の通知 第8号', remainingHead: n('nguyen-2') },
    mistake: noDay('happenedOn'),
  },
  {
    act: 'removal-nationality-loss',
    person: n('matsui-1'),
    typing: { happenedOn: DAY, ground: '国籍喪失の通知 第2号' },
    mistake: { typing: { persons: [] }, field: 'persons' },
  },
  {
    act: 'relocation',
    person: n('endo-1'),
    typing: { movedOn: DAY, 'newAddress.town': '布田三丁目', 'newAddress.lot': '1番地2', 'household.kind': 'same' },
    mistake: { typing: { 'newAddress.lot': '' }, field: 'newAddress.lot' },
  },
  {
    act: 'household-split',
    person: n('suzuki-c-4'),
    typing: { changedOn: DAY, [`standings.${n('suzuki-c-4')}.chosen`]: '世帯主' },
    mistake: {
      typing: { [`standings.${n('suzuki-c-4')}.chosen`]: '' },
      field: `standings.${n('suzuki-c-4')}.chosen`,
    },
  },
  {
    act: 'household-transfer',
    person: n('suzuki-c-3'),
    typing: { changedOn: DAY, [`standings.${n('suzuki-c-3')}.chosen`]: '兄' },
    mistake: { typing: { 'household.number': '' }, field: 'household.search' },
  },
  {
    act: 'household-merger',
    person: n('suzuki-c-1'),
    typing: {
      changedOn: DAY,
      [`standings.${n('suzuki-c-1')}.chosen`]: '父',
      [`standings.${n('suzuki-c-2')}.chosen`]: '母',
    },
    mistake: noDay('changedOn'),
  },
  {
    act: 'head-change',
    person: n('goto-2'),
    typing: { changedOn: DAY },
    mistake: { typing: { head: [n('goto-1'), n('goto-2')] }, field: 'head' },
  },
  {
    act: 'correction-ex-officio',
    person: n('kato-1'),
    typing: { 'items.domicile': '岩手県盛岡市内丸１番', correctedOn: TODAY, ground: '転籍届' },
    mistake: { typing: { 'items.domicile': '' }, field: 'items.domicile' },
  },
  {
    act: 'minor-correction',
    person: n('kato-3'),
    typing: {
      minorGround: 'buildingName',
      'items.address.building': '調布カトウハイツ101号室',
      correctedOn: TODAY,
      ground: '建物名の変更の届出',
    },
    mistake: { typing: { minorGround: '' }, field: 'minorGround' },
  },
  {
    act: 'clerical-correction',
    person: n('yamada-1'),
    typing: { 'items.kana': 'ヤマダ　テストスケ', correctedOn: TODAY, ground: '入力の誤り' },
    mistake: {
      typing: { 'items.relationship.chosen': '', 'items.relationship.typed': '孫' },
      field: 'items.relationship.typed',
    },
  },
  {
    act: 'former-surname-entry',
    person: n('endo-2'),
    typing: { name: '安藤', correctedOn: TODAY, ground: '旧氏の記載の請求' },
    mistake: { typing: { name: '' }, field: 'name' },
  },
  {
    act: 'former-surname-change',
    person: n('endo-2'),
    typing: { name: '安東', correctedOn: TODAY, ground: '旧氏の変更の請求' },
    mistake: { typing: { name: '' }, field: 'name' },
  },
  {
    act: 'former-surname-removal',
    person: n('endo-2'),
    typing: { correctedOn: TODAY, ground: '旧氏の削除の請求' },
    mistake: noDay('correctedOn'),
  },
  {
    act: 'alias-entry',
    person: n('nguyen-2'),
    typing: { name: '阮　花', correctedOn: TODAY, ground: '通称の記載の申出' },
    mistake: { typing: { name: '' }, field: 'name' },
  },
  {
    act: 'alias-removal',
    person: n('nguyen-2'),
    typing: { correctedOn: TODAY, ground: '通称の削除の申出' },
    mistake: { typing: { ground: '' }, field: 'ground' },
  },
  ...FURTHER_EXAMPLES,
  {
    act: 'change-cancellation',
    person: n('goto-2'),
    typing: { reason: '世帯主変更届が誤りだったため' },
    mistake: { typing: { historyNumber: '999' }, field: 'historyNumber' },
  },
];
