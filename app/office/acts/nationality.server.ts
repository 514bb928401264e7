import type { ChangedNationality, RegisterNationalityChange } from '#app/juki/door.ts';
import { ForeignStatus } from '#app/vocabulary/persons.ts';
import {
  type ActContext,
  type ActDefinition,
  type Book,
  defineAct,
  householdNumberOf,
  type WordRow,
} from './definition.server.ts';
import { choice, day, flag, optionalDay, secret, text } from './fields.server.ts';
import { ground, notifiedOn } from './filing-fields.server.ts';
import { CardNumber, domicileOf, FOREIGN_CATEGORIES } from './person-fields.server.ts';

const names = ({ person }: ActContext) => ({
  full: text({ label: '新しい住民票の氏名', missing: '氏名を入れてください。', initial: person?.name.full ?? '' }),
  kana: text({ label: '振り仮名', initial: person?.name.kana ?? '' }),
  kanaConfirmed: flag({ label: '振り仮名の確認', support: '本人または届出書で確認した' }),
});

const days = (context: ActContext, label: string) => ({
  happenedOn: day({ label }),
  notifiedOn: notifiedOn(context, '届出日・通知日'),
  ground: ground('根拠', '届書や通知の番号'),
});

function words(command: RegisterNationalityChange, book: Book): WordRow[] {
  return [
    ...command.persons.map((one) => ({ term: book.name(one.addresseeNumber), value: personWords(one) })),
    { term: '異動日', value: book.day(command.happenedOn) },
    { term: '届出日・通知日', value: book.day(command.notifiedOn) },
    { term: '根拠', value: command.ground },
  ];
}

function personWords({ name, registeredDomicile, foreignStatus }: ChangedNationality): string {
  return [
    `${name.full}${name.kana ? `（${name.kana}${name.kanaConfirmed ? '' : '、未確認'}）` : ''}`,
    ...(registeredDomicile ? [`本籍 ${registeredDomicile.address}　筆頭者 ${registeredDomicile.headOfRegister}`] : []),
    ...(foreignStatus ? [`${foreignStatus.nationality}、${FOREIGN_CATEGORIES[foreignStatus.category]}`] : []),
  ].join('\n');
}

function nameOf({ full, kana, kanaConfirmed }: { full: string; kana: string; kanaConfirmed: boolean }) {
  return { full, kanaConfirmed, ...(kana ? { kana } : {}) };
}

/** 帰化・国籍取得 (住民基本台帳法施行令第8条, 第12条): the foreign record closes, the Japanese one begins. */
function becomingJapanese(
  change: 'naturalisation' | 'acquisition',
  head: Pick<ActDefinition, 'name' | 'title' | 'about'>,
): ActDefinition {
  return defineAct({
    ...head,
    kind: 'RegisterNationalityChange',
    group: 'entering',
    article: '住民基本台帳法施行令第8条、第12条',
    begins: 'person',
    fields: (context) => ({
      ...names(context),
      domicile: text({ label: '本籍', longest: 200, width: 'lg', missing: '本籍を入れてください。' }),
      headOfRegister: text({ label: '筆頭者', missing: '筆頭者を入れてください。' }),
      ...days(context, `${head.title}の日`),
    }),
    command: ({ full, kana, kanaConfirmed, domicile, headOfRegister, ...values }, context) => ({
      kind: 'RegisterNationalityChange',
      change,
      householdNumber: householdNumberOf(context),
      persons: [
        {
          addresseeNumber: context.person?.addresseeNumber ?? '',
          name: nameOf({ full, kana, kanaConfirmed }),
          registeredDomicile: domicileOf(domicile, headOfRegister),
        },
      ],
      ...values,
    }),
    is: (command) => command.change === change,
    words,
  });
}

/** 国籍喪失 (住民基本台帳法施行令第8条, 第12条): the Japanese record closes, the foreign one begins. */
const losingNationality = defineAct({
  name: 'nationality-loss',
  kind: 'RegisterNationalityChange',
  group: 'entering',
  title: '国籍喪失',
  about: '日本の国籍を失い、外国人住民として住み続ける方の、住民票を作り直します。',
  article: '住民基本台帳法施行令第8条、第12条',
  begins: 'person',
  fields: (context) => ({
    ...names(context),
    nationality: text({ label: '国籍・地域', longest: 50, missing: '国籍・地域を入れてください。' }),
    category: choice({ label: '在留の区分', select: true, options: FOREIGN_CATEGORIES, initial: 'transitional' }),
    residenceStatus: text({ label: '在留資格', longest: 50 }),
    periodOfStay: text({ label: '在留期間', longest: 20, width: 'sm' }),
    expiresOn: optionalDay({ label: '在留期間の満了日', support: '西暦で、例：2028年3月31日' }),
    cardNumber: secret({ label: '在留カード等の番号', check: CardNumber }),
    ...days(context, '国籍喪失の日'),
  }),
  command: (values, context) => {
    const { full, kana, kanaConfirmed, happenedOn, ground: basis, notifiedOn: toldOn, ...status } = values;
    const foreignStatus = Object.fromEntries(Object.entries(status).filter(([, value]) => value));
    return {
      kind: 'RegisterNationalityChange',
      change: 'loss',
      householdNumber: householdNumberOf(context),
      persons: [
        {
          addresseeNumber: context.person?.addresseeNumber ?? '',
          name: nameOf({ full, kana, kanaConfirmed }),
          foreignStatus: ForeignStatus.parse(foreignStatus),
        },
      ],
      happenedOn,
      notifiedOn: toldOn,
      ground: basis,
    };
  },
  is: (command) => command.change === 'loss',
  words,
});

/** 国籍の変更の三つの事由. */
export const nationalityChanges: readonly ActDefinition[] = [
  becomingJapanese('naturalisation', {
    name: 'naturalisation',
    title: '帰化',
    about: '帰化して日本人になった方の住民票を作り直します。番号は引き継ぎます。',
  }),
  becomingJapanese('acquisition', {
    name: 'nationality-acquisition',
    title: '国籍取得',
    about: '届出で日本の国籍を取得した方の住民票を作り直します。',
  }),
  losingNationality,
];
