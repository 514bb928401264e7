import type { RegisterMovingOut } from '#app/juki/door.ts';
import { addressAbroad, addressInJapan } from './address-fields.server.ts';
import { type Book, defineAct, householdNumberOf, membersIn, personChoice, type WordRow } from './definition.server.ts';
import { choice, day, several } from './fields.server.ts';
import { members, notifiedOn, remainingHead } from './filing-fields.server.ts';

const CHANNELS = { counter: '窓口', post: '郵便' } as const;

function words(command: RegisterMovingOut, book: Book): WordRow[] {
  const { movers, plannedOn, destination, special, channel, cardHolders } = command;
  return [
    { term: '転出する方', value: book.names(movers) },
    { term: '転出予定日', value: book.day(plannedOn) },
    { term: '転出先', value: book.address(destination) },
    { term: '届出日', value: book.day(command.notifiedOn) },
    { term: '届出の方法', value: channel === 'online' ? 'オンライン' : CHANNELS[channel] },
    { term: '転出証明書', value: special ? '特例（転出証明書情報を送信）' : '紙で交付' },
    ...(special ? [{ term: 'カードを持つ方', value: book.names(cardHolders) }] : []),
    ...(command.remainingHead ? [{ term: '残る世帯の世帯主', value: book.name(command.remainingHead) }] : []),
  ];
}

/** 転出 (住民基本台帳法第24条, 第24条の2): at the counter or by post. */
export const movingOut = defineAct({
  name: 'moving-out',
  kind: 'RegisterMovingOut',
  group: 'leaving',
  title: '転出',
  about: 'ほかの市区町村へ引っ越す方の届出です。窓口と郵便で受け付けます。',
  article: '住民基本台帳法第24条、第24条の2',
  begins: 'person',
  fields: (context) => ({
    movers: members(
      context,
      '転出する方',
      membersIn(context).map((one) => one.addresseeNumber),
    ),
    plannedOn: day({ label: '転出予定日' }),
    notifiedOn: notifiedOn(context),
    channel: choice({ label: '届出の方法', options: CHANNELS, initial: 'counter' }),
    special: choice({
      label: '転出証明書',
      options: { paper: '紙の転出証明書を交付する', card: '特例（個人番号カードで転入する）' },
      initial: 'paper',
    }),
    cardHolders: several({
      label: '個人番号カードを持つ方（特例のとき）',
      options: membersIn(context).map(personChoice),
    }),
    destination: addressInJapan({ label: '転出先の住所', support: '番地が決まっていなければ、市区町村まで入れます。' }),
    remainingHead: remainingHead(context),
  }),
  command: ({ special, remainingHead: head, cardHolders, ...values }, context) => ({
    kind: 'RegisterMovingOut',
    householdNumber: householdNumberOf(context),
    ...values,
    special: special === 'card',
    cardHolders: special === 'card' ? cardHolders.filter((number) => values.movers.includes(number)) : [],
    ...(head ? { remainingHead: head } : {}),
  }),
  is: (command) => command.destination.municipalityCode !== undefined,
  words,
});

/** 国外転出 (住民基本台帳法第24条). */
export const movingAbroad = defineAct({
  name: 'moving-abroad',
  kind: 'RegisterMovingOut',
  group: 'leaving',
  title: '国外転出',
  about: '国外へ引っ越す方の届出です。転出証明書は出ません。',
  article: '住民基本台帳法第24条',
  begins: 'person',
  fields: (context) => ({
    movers: members(context, '転出する方'),
    plannedOn: day({ label: '転出予定日' }),
    notifiedOn: notifiedOn(context),
    channel: choice({ label: '届出の方法', options: CHANNELS, initial: 'counter' }),
    destination: addressAbroad({ label: '転出先の国' }),
    remainingHead: remainingHead(context),
  }),
  command: ({ remainingHead: head, ...values }, context) => ({
    kind: 'RegisterMovingOut',
    householdNumber: householdNumberOf(context),
    ...values,
    special: false,
    cardHolders: [],
    ...(head ? { remainingHead: head } : {}),
  }),
  is: (command) => command.destination.municipalityCode === undefined,
  words,
});
