import type { CorrectedItems, MinorCorrectionGround, RegisterCorrection } from '#app/juki/door.ts';
import { correctionsOf, type ItemKey, items } from './correction-items.server.ts';
import {
  type ActContext,
  type ActDefinition,
  type Book,
  defineAct,
  householdNumberOf,
  type WordRow,
} from './definition.server.ts';
import { choice, day, type Field, text } from './fields.server.ts';
import { ground, isWrong, notifiedOn } from './filing-fields.server.ts';
import { FOREIGN_CATEGORIES, SEXES } from './person-fields.server.ts';

type Basis = RegisterCorrection['basis'];

const NAMES: readonly ItemKey[] = ['full', 'kana', 'kanaConfirmed', 'kanji'];
const DOMICILE: readonly ItemKey[] = ['domicile', 'headOfRegister'];
const RECORD: readonly ItemKey[] = [
  ...NAMES,
  'bornOn',
  'sex',
  'relationship',
  'becameResidentOn',
  'addressSince',
  'address',
  ...DOMICILE,
  'nationality',
  'category',
  'residenceStatus',
  'periodOfStay',
  'expiresOn',
  'cardNumber',
];

/** 軽微な修正の一覧 (標準仕様書 4.2.3.2). */
const MINOR_GROUNDS: Record<MinorCorrectionGround, string> = {
  commonCharacter: '常用平易な文字への変更',
  characterIdentification: '文字の同定',
  townName: '町名の変更',
  lotNumber: '地番の変更',
  residenceIndication: '住居表示の実施',
  buildingName: '建物名の変更',
};

function itemWords(corrected: CorrectedItems, book: Book): string {
  const { name, formerSurname, alias, registeredDomicile, foreignStatus } = corrected;
  return [
    ...(name?.full === undefined ? [] : [`氏名：${name.full}`]),
    ...(name?.kana === undefined ? [] : [`振り仮名：${name.kana}`]),
    ...(name?.kanji === undefined ? [] : [`漢字氏名：${name.kanji}`]),
    ...(name?.kanaConfirmed === undefined ? [] : [`振り仮名の確認：${name.kanaConfirmed ? '確認した' : '未確認'}`]),
    ...(formerSurname === undefined ? [] : [`旧氏：${formerSurname ?? '削除'}`]),
    ...(alias === undefined ? [] : [`通称：${alias ?? '削除'}`]),
    ...(corrected.bornOn ? [`生年月日：${book.record(corrected.bornOn)}`] : []),
    ...(corrected.sex ? [`性別：${SEXES[corrected.sex]}`] : []),
    ...(corrected.relationship ? [`続柄：${corrected.relationship}`] : []),
    ...(corrected.becameResidentOn ? [`住民となった日：${book.record(corrected.becameResidentOn)}`] : []),
    ...(corrected.addressSince ? [`住所を定めた日：${book.record(corrected.addressSince)}`] : []),
    ...(corrected.address ? [`住所の表記：${book.address(corrected.address)}`] : []),
    ...(registeredDomicile ? [`本籍：${registeredDomicile.address}　筆頭者 ${registeredDomicile.headOfRegister}`] : []),
    ...(foreignStatus
      ? [
          `在留：${foreignStatus.nationality}、${FOREIGN_CATEGORIES[foreignStatus.category]}、${foreignStatus.residenceStatus ?? ''}`,
        ]
      : []),
  ].join('\n');
}

function words(command: RegisterCorrection, book: Book): WordRow[] {
  return [
    ...command.corrections.map((one) => ({ term: book.name(one.addresseeNumber), value: itemWords(one.items, book) })),
    ...(command.minorGround ? [{ term: '軽微な修正の種類', value: MINOR_GROUNDS[command.minorGround] }] : []),
    { term: '修正の日', value: book.day(command.correctedOn) },
    { term: '届出日・決定日', value: book.day(command.notifiedOn) },
    { term: '根拠', value: command.ground },
  ];
}

type Head = Pick<ActDefinition, 'name' | 'title' | 'about' | 'article'>;
const COMMON = { kind: 'RegisterCorrection', group: 'inside', begins: 'person' } as const;

const days = (context: ActContext, label: string) => ({
  correctedOn: day({ label: '修正の日' }),
  notifiedOn: notifiedOn(context, label),
  ground: ground('根拠', '職権記録書の記録、請求書、通知など'),
});

/** 職権修正・軽微な修正・誤記修正 (住民基本台帳法施行令第12条): the items that the basis allows. */
function correctionBy(
  basis: Extract<Basis, 'exOfficio' | 'minor' | 'clericalError'>,
  head: Head,
  keys: readonly ItemKey[],
) {
  return defineAct({
    ...COMMON,
    ...head,
    fields: (context: ActContext) => ({
      ...(basis === 'minor'
        ? { minorGround: choice({ label: '軽微な修正の種類', options: MINOR_GROUNDS, select: true }) }
        : {}),
      items: items(context, keys),
      ...days(context, '職権の決定日'),
    }),
    command: ({ items: typed, ...values }, context) => {
      const corrections = correctionsOf(typed, context);
      if (isWrong(corrections)) return corrections;
      const { minorGround, ...rest } = values;
      return {
        kind: 'RegisterCorrection',
        basis,
        householdNumber: householdNumberOf(context),
        corrections,
        ...(minorGround ? { minorGround } : {}),
        ...rest,
      };
    },
    is: (command) => command.basis === basis,
    words,
  });
}

interface NameAct {
  basis: Exclude<Basis, 'exOfficio' | 'minor' | 'clericalError'>;
  head: Head;
  item: 'formerSurname' | 'alias';
  /** undefined = the name is removed. */
  typed?: Field<string>;
}

/** 旧氏・通称 (住民基本台帳法施行令第30条の14, 第30条の16): entered, changed, removed on request. */
function nameAct({ basis, head, item, typed }: NameAct): ActDefinition {
  return defineAct({
    ...COMMON,
    ...head,
    fields: (context: ActContext) => ({ ...(typed ? { name: typed } : {}), ...days(context, '請求日') }),
    command: (values, context) => {
      const { name, ...rest } = values;
      return {
        kind: 'RegisterCorrection',
        basis,
        householdNumber: householdNumberOf(context),
        corrections: [{ addresseeNumber: context.person?.addresseeNumber ?? '', items: { [item]: name ?? null } }],
        ...rest,
      };
    },
    is: (command) => command.basis === basis,
    words,
  });
}

const formerSurname = text({ label: '旧氏', longest: 50, width: 'sm', missing: '旧氏を入れてください。' });
const alias = text({ label: '通称', missing: '通称を入れてください。' });
const OF_FORMER_SURNAME = '住民基本台帳法施行令第30条の14';
const OF_ALIAS = '住民基本台帳法施行令第30条の16';

/** 修正の八つの事由. */
export const corrections: readonly ActDefinition[] = [
  correctionBy(
    'exOfficio',
    {
      name: 'correction-ex-officio',
      title: '職権修正',
      about: '戸籍の届出や調査などで分かった、住民票の内容の変更を修正します。',
      article: '住民基本台帳法施行令第12条',
    },
    RECORD,
  ),
  correctionBy(
    'minor',
    {
      name: 'minor-correction',
      title: '軽微な修正',
      about: '文字の同定、町名・地番の変更、住居表示など、決まった一覧にある修正です。',
      article: '標準仕様書4.2.3.2',
    },
    [...NAMES, 'address', ...DOMICILE],
  ),
  correctionBy(
    'clericalError',
    {
      name: 'clerical-correction',
      title: '誤記修正',
      about: '職員の入力の誤りを直します。誤った行も履歴に残ります。',
      article: '標準仕様書4.2.3.3',
    },
    [...NAMES, 'formerSurname', 'alias', ...RECORD.filter((key) => !NAMES.includes(key))],
  ),
  nameAct({
    basis: 'formerSurnameEntered',
    head: {
      name: 'former-surname-entry',
      title: '旧氏の記載',
      about: '旧氏の記載の請求です。',
      article: OF_FORMER_SURNAME,
    },
    item: 'formerSurname',
    typed: formerSurname,
  }),
  nameAct({
    basis: 'formerSurnameChanged',
    head: {
      name: 'former-surname-change',
      title: '旧氏の変更',
      about: '記載した旧氏の変更の請求です。',
      article: OF_FORMER_SURNAME,
    },
    item: 'formerSurname',
    typed: formerSurname,
  }),
  nameAct({
    basis: 'formerSurnameRemoved',
    head: {
      name: 'former-surname-removal',
      title: '旧氏の削除',
      about: '記載した旧氏の削除の請求です。',
      article: OF_FORMER_SURNAME,
    },
    item: 'formerSurname',
  }),
  nameAct({
    basis: 'aliasEntered',
    head: { name: 'alias-entry', title: '通称の記載', about: '外国人の方の通称の記載の申出です。', article: OF_ALIAS },
    item: 'alias',
    typed: alias,
  }),
  nameAct({
    basis: 'aliasRemoved',
    head: { name: 'alias-removal', title: '通称の削除', about: '記載した通称の削除の申出です。', article: OF_ALIAS },
    item: 'alias',
  }),
];
