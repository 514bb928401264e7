import type { NewPerson, RegisterMovingIn } from '#app/juki/door.ts';
import { formatWesternDate } from '#app/vocabulary/japanese-calendar.ts';
import type { ForeignStatus } from '#app/vocabulary/persons.ts';
import { RESIDENCE_CARD_WORDS } from '../counter/residence-cards.ts';
import { addressAbroad, addressHere, addressInJapan } from './address-fields.server.ts';
import { type Fields, group, list } from './compound-fields.server.ts';
import { type ActContext, type ActDefinition, type Book, defineAct, type WordRow } from './definition.server.ts';
import { day, type Field, text } from './fields.server.ts';
import { ground, identification, notifiedOn } from './filing-fields.server.ts';
import { joinedHousehold } from './household-fields.server.ts';
import { FOREIGN_CATEGORIES, newPerson, SEXES } from './person-fields.server.ts';

/** 記載される方を言葉で. */
export function newPersonWords(person: NewPerson, book: Book): string {
  const { name, bornOn, sex, relationship, registeredDomicile, foreignStatus, residentRecordCode } = person;
  return [
    `${name.full || '（氏名未定）'}${name.kana ? `（${name.kana}${name.kanaConfirmed ? '' : '、未確認'}）` : ''}`,
    `${book.record(bornOn)}生、${SEXES[sex]}、続柄 ${relationship}`,
    ...(registeredDomicile ? [`本籍 ${registeredDomicile.address}　筆頭者 ${registeredDomicile.headOfRegister}`] : []),
    ...(foreignStatus ? foreignWords(foreignStatus) : []),
    ...(person.residenceCard ? [`在留カード等 ${RESIDENCE_CARD_WORDS[person.residenceCard]}`] : []),
    ...(residentRecordCode ? [`住民票コード ${residentRecordCode}`] : []),
  ].join('\n');
}

/** 第30条の45に規定する区分ごとの項目を言葉で. */
function foreignWords({ nationality, category, residenceStatus, periodOfStay, expiresOn, cardNumber }: ForeignStatus) {
  const stay = [
    residenceStatus,
    periodOfStay && `在留期間 ${periodOfStay}`,
    expiresOn && `満了 ${formatWesternDate(expiresOn)}`,
    cardNumber && `在留カード等の番号 ${cardNumber}`,
  ].filter(Boolean);
  return [`${nationality}、${FOREIGN_CATEGORIES[category]}`, ...(stay.length > 0 ? [stay.join('、')] : [])];
}

const ORIGINS: Record<RegisterMovingIn['from'], string> = {
  paperCertificate: '転出証明書',
  abroad: '国外から',
  unregistered: '未届の期間がある方',
  exOfficio: '職権',
};

function words(command: RegisterMovingIn, book: Book): WordRow[] {
  const { persons, household, identification: who } = command;
  return [
    ...persons.map((person, index) => ({ term: `記載される方 ${index + 1}`, value: newPersonWords(person, book) })),
    { term: '住み始めた日', value: book.day(command.movedInOn) },
    { term: '届出日', value: book.day(command.notifiedOn) },
    { term: '新しい住所', value: book.address(command.newAddress) },
    { term: '世帯', value: household.kind === 'new' ? '新しい世帯' : `世帯番号 ${household.householdNumber} に入る` },
    { term: '転入の元', value: ORIGINS[command.from] },
    ...(command.previousAddress ? [{ term: '転入前の住所', value: book.address(command.previousAddress) }] : []),
    ...(command.lastRegistered ? [{ term: '最終登録住所地', value: book.address(command.lastRegistered) }] : []),
    ...(command.ground ? [{ term: '根拠', value: command.ground }] : []),
    { term: '本人確認', value: `${who.document}（${who.authority}）` },
  ];
}

type Origin = RegisterMovingIn['from'];

interface OriginAct<F extends Fields> {
  from: Origin;
  head: Pick<ActDefinition, 'name' | 'title' | 'about' | 'article'>;
  code: 'certificate' | 'former';
  domicileMayMiss: boolean;
  /** Fields of this origin only, all under `origin`. */
  origin: F;
}

/** 転入届 without a card, and 職権記載: one shape with four origins. */
function movingInFrom<F extends Fields>(
  act: OriginAct<F>,
  command: (origin: ValuesIn<F>) => Partial<Pick<RegisterMovingIn, 'previousAddress' | 'lastRegistered' | 'ground'>>,
): ActDefinition {
  return defineAct({
    ...act.head,
    kind: 'RegisterMovingIn',
    group: 'entering',
    begins: 'nobody',
    fields: (context: ActContext) => ({
      persons: list(
        { item: (position) => `記載される方 ${position}`, more: 'もう一人加える' },
        newPerson({
          label: '記載される方',
          code: act.code,
          nameless: false,
          withHead: true,
          domicileMayMiss: act.domicileMayMiss,
          residenceCard: act.from !== 'exOfficio',
        }),
      ),
      movedInOn: day({ label: '住み始めた日' }),
      notifiedOn: notifiedOn(context, act.from === 'exOfficio' ? '職権の決定日' : '届出日'),
      newAddress: addressHere({ label: '新しい住所' }, context.town),
      household: joinedHousehold({ label: '世帯', kinds: ['new', 'existing'] }),
      origin: group({ label: '転入の元' }, act.origin),
      identification: identification(),
    }),
    command: ({ origin, household, ...values }) => ({
      kind: 'RegisterMovingIn',
      from: act.from,
      ...values,
      household: household.kind === 'existing' ? household : { kind: 'new' },
      ...command(origin as ValuesIn<F>),
    }),
    is: (given) => given.from === act.from,
    words,
  });
}

type ValuesIn<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer V> ? V : never };

/** 国内転入 (住民基本台帳法第22条) with the paper 転出証明書. */
export const movingInOnPaper = movingInFrom(
  {
    from: 'paperCertificate',
    head: {
      name: 'moving-in',
      title: '国内転入（転出証明書）',
      about: '紙の転出証明書を持って来た方の転入届です。',
      article: '住民基本台帳法第22条、施行令第23条',
    },
    code: 'certificate',
    domicileMayMiss: false,
    origin: { previousAddress: addressInJapan({ label: '転出証明書の住所' }) },
  },
  (origin) => origin,
);

/** 国外転入 (住民基本台帳法第22条, 第30条の46): the former code is asked of J-LIS. */
export const movingInFromAbroad = movingInFrom(
  {
    from: 'abroad',
    head: {
      name: 'moving-in-from-abroad',
      title: '国外転入',
      about: '国外から来た方の転入届です。以前の住民票コードを J-LIS に照会できます。',
      article: '住民基本台帳法第22条、第30条の46',
    },
    code: 'former',
    domicileMayMiss: true,
    origin: { previousAddress: addressAbroad({ label: '転入前の国' }) },
  },
  (origin) => origin,
);

/** 未届転入 (住民基本台帳法第22条): nobody filed where the person lived before. */
export const movingInUnregistered = movingInFrom(
  {
    from: 'unregistered',
    head: {
      name: 'moving-in-unregistered',
      title: '国内転入（未届）',
      about: '前の住所で届出をしなかった方の転入届です。前の住所と最終登録住所地の両方へ通知します。',
      article: '住民基本台帳法第22条、第9条第1項',
    },
    code: 'former',
    domicileMayMiss: true,
    origin: {
      previousAddress: addressInJapan({ label: '届出のなかった住所' }),
      lastRegistered: addressInJapan({ label: '最終登録住所地' }),
    },
  },
  (origin) => origin,
);

/** 職権記載 (住民基本台帳法施行令第12条): without a filing. */
export const entryExOfficio = movingInFrom(
  {
    from: 'exOfficio',
    head: {
      name: 'entry-ex-officio',
      title: '職権記載',
      about: '届出がないまま住んでいる方などを、調査にもとづいて記載します。',
      article: '住民基本台帳法施行令第12条',
    },
    code: 'former',
    domicileMayMiss: true,
    origin: {
      ground: ground('職権記録書の記録', '調査の日、調査した職員、確かめた事実'),
      before: text({ label: '前の国や場所（分かるとき）', longest: 24 }),
    },
  },
  ({ ground: basis, before }) => ({ ground: basis, ...(before ? { previousAddress: { municipality: before } } : {}) }),
);
