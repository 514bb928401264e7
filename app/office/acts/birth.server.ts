import type { RegisterBirth } from '#app/juki/door.ts';
import { municipalityOfAddress } from '#app/vocabulary/municipalities.server.ts';
import { group, list } from './compound-fields.server.ts';
import { type ActContext, defineAct, householdNumberOf, membersIn, wrong } from './definition.server.ts';
import { choice, optionalChoice, optionalDay, text } from './fields.server.ts';
import { notifiedOn, SOURCES } from './filing-fields.server.ts';
import { newPersonWords } from './moving-in.server.ts';
import { newPerson } from './person-fields.server.ts';

/** A newborn enters the 戸籍 of its parents: that of the head, or of whoever of the household has one. */
function domicileIn(context: ActContext) {
  const members = membersIn(context);
  const head = members.find((one) => one.householder && one.registeredDomicile);
  return (head ?? members.find((one) => one.registeredDomicile))?.registeredDomicile;
}

const MOVED_IN_FROM = [
  { value: 'domestic', label: '国内から' },
  { value: 'abroad', label: '国外から' },
];

/** 出生 (戸籍法第49条, 住民基本台帳法施行令第8条): twins, without a name, filed elsewhere, together with a 転入届. */
export const birth = defineAct({
  name: 'birth',
  kind: 'RegisterBirth',
  group: 'entering',
  title: '出生',
  about: '生まれた子を、親の世帯に記載します。双子や、名前の決まっていない子も入れられます。',
  article: '戸籍法第49条、住民基本台帳法施行令第8条',
  begins: 'person',
  fields: (context) => {
    const domicile = domicileIn(context);
    return {
      children: list(
        { item: (position) => `生まれた子 ${position}`, more: '双子などの子を加える' },
        newPerson({
          label: '生まれた子',
          code: 'none',
          nameless: true,
          withHead: false,
          relationship: '子',
          domicileMayMiss: false,
          ...(domicile ? { domicile } : {}),
        }),
      ),
      notifiedOn: notifiedOn(context),
      source: choice({
        label: '何にもとづく記載か',
        options: { filed: '当市区町村への出生届', notified: SOURCES.notified },
        initial: 'filed',
      }),
      movedIn: group(
        {
          label: '転入届と一緒のとき（異動事由は転入になります）',
          support: '転入届と一緒でなければ、空のままにします。',
        },
        {
          from: optionalChoice({ label: '子がどこから来たか', options: MOVED_IN_FROM }),
          on: optionalDay({ label: '子が住み始めた日' }),
          place: text({ label: '転入前の市区町村または国', longest: 40, support: '例：神奈川県藤沢市' }),
        },
      ),
    };
  },
  command: ({ movedIn, ...values }, context) => {
    const command: RegisterBirth = { kind: 'RegisterBirth', householdNumber: householdNumberOf(context), ...values };
    const { from, on, place } = movedIn;
    if (!from && !on) return command;
    if (!from) return wrong('movedIn.from', '国内からか国外からかを選んでください。');
    if (!on) return wrong('movedIn.on', '子が住み始めた日を入れてください。');
    if (place === '') return { ...command, movedIn: { on, from: from === 'abroad' ? 'abroad' : 'domestic' } };
    if (from === 'abroad') return { ...command, movedIn: { on, from, previousAddress: { municipality: place } } };
    const town = municipalityOfAddress(place);
    if (!town || town.isDesignatedCity) {
      return wrong('movedIn.place', '市区町村が見つかりません。都道府県から、指定都市は区まで書いてください。');
    }
    const previousAddress = {
      municipalityCode: town.code,
      prefecture: town.prefecture,
      municipality: town.addressName,
    };
    return { ...command, movedIn: { on, from: 'domestic', previousAddress } };
  },
  words: (command, book) => [
    ...command.children.map((child, index) => ({
      term: `生まれた子 ${index + 1}`,
      value: newPersonWords(child, book),
    })),
    { term: '入る世帯', value: `世帯番号 ${command.householdNumber}` },
    { term: '届出日', value: book.day(command.notifiedOn) },
    { term: '何にもとづくか', value: SOURCES[command.source] },
    ...(command.movedIn ? [{ term: '転入と一緒', value: `${book.day(command.movedIn.on)}から` }] : []),
  ],
});
