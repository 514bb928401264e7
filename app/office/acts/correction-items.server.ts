import type { CorrectedItems, ResidentView } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatWesternDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { ForeignStatus, type PersonName } from '#app/vocabulary/persons.ts';
import { birthOf } from '../office-dates.ts';
import { addressHere } from './address-fields.server.ts';
import { type Fields, group, type ValuesOf } from './compound-fields.server.ts';
import { type ActContext, householdNumberOf, membersIn, type Wrong, wrong } from './definition.server.ts';
import { choice, type Field, flag, recordDay, relationship, secret, text } from './fields.server.ts';
import { CardNumber, domicileOf, FOREIGN_CATEGORIES, SEXES } from './person-fields.server.ts';

type Foreign = NonNullable<ResidentView['foreignStatus']>;

function fieldsOf({ person, household, town }: ActContext) {
  const foreign = person?.foreignStatus;
  const address = household?.address ?? person?.address;
  return {
    full: text({ label: '氏名', initial: person?.name.full ?? '' }),
    kana: text({ label: '振り仮名', initial: person?.name.kana ?? '' }),
    kanaConfirmed: flag({
      label: '振り仮名の確認',
      support: '本人または届出書で確認した',
      initial: person?.name.kanaConfirmed ?? false,
    }),
    kanji: text({ label: '漢字氏名', initial: person?.name.kanji ?? '' }),
    formerSurname: text({ label: '旧氏', longest: 50, initial: person?.name.formerSurname ?? '' }),
    alias: text({ label: '通称', initial: person?.name.alias ?? '' }),
    bornOn: recordDay({ label: '生年月日', initial: person ? birthOf(person.bornOn, person.kind) : '' }),
    sex: choice({ label: '性別', options: SEXES, order: ['1', '2', '0'], ...(person ? { initial: person.sex } : {}) }),
    relationship: relationship({ label: '続柄', withHead: true, initial: person?.relationship ?? '' }),
    becameResidentOn: recordDay({ label: '住民となった日', initial: person?.becameResidentOn.text ?? '' }),
    addressSince: recordDay({ label: '住所を定めた日', initial: person?.addressSince.text ?? '' }),
    address: addressHere({ label: '住所の表記', support: '世帯の全員の表記が変わります。' }, town, address),
    domicile: text({
      label: '本籍',
      longest: 200,
      width: 'lg',
      initial: person?.registeredDomicile?.address ?? '',
    }),
    headOfRegister: text({ label: '筆頭者', initial: person?.registeredDomicile?.headOfRegister ?? '' }),
    nationality: text({ label: '国籍・地域', longest: 50, initial: foreign?.nationality ?? '' }),
    category: choice({
      label: '在留の区分',
      select: true,
      options: FOREIGN_CATEGORIES,
      ...(foreign ? { initial: foreign.category } : {}),
    }),
    residenceStatus: text({ label: '在留資格', longest: 50, initial: foreign?.residenceStatus ?? '' }),
    periodOfStay: text({ label: '在留期間', longest: 20, width: 'sm', initial: foreign?.periodOfStay ?? '' }),
    expiresOn: text({
      label: '在留期間の満了日',
      support: '西暦で、例：2028-03-31',
      width: 'sm',
      initial: foreign?.expiresOn ? formatWesternDate(foreign.expiresOn) : '',
    }),
    cardNumber: secret({
      label: '在留カード等の番号',
      support: '在留の項目を直すときは、カードを見て入れ直します。',
      check: CardNumber,
    }),
  } satisfies Fields;
}

type AllFields = ReturnType<typeof fieldsOf>;

/** 修正できる項目の欄. */
export type ItemKey = keyof AllFields;

/** What stands in the fields of the items that a basis may correct. */
export type ItemValues = Partial<ValuesOf<AllFields>>;

const OF_JAPANESE: readonly ItemKey[] = ['domicile', 'headOfRegister', 'formerSurname'];
const OF_FOREIGNERS: readonly ItemKey[] = [
  'kanji',
  'alias',
  'nationality',
  'category',
  'residenceStatus',
  'periodOfStay',
  'expiresOn',
  'cardNumber',
];

/** 直す項目: filled in as the register has them; only what differs afterwards is corrected. */
export function items(context: ActContext, keys: readonly ItemKey[]): Field<ItemValues> {
  const all: Fields = fieldsOf(context);
  const others = context.person?.kind === 'foreign' ? OF_JAPANESE : OF_FOREIGNERS;
  const shown = keys.filter((key) => !others.includes(key));
  const own: Fields = {};
  for (const key of shown) {
    const field = all[key];
    if (field) own[key] = field;
  }
  const words = {
    label: '直す項目',
    support: 'いまの住民票の内容が入っています。変えたところだけを修正します。',
  };
  return group(words, own) as unknown as Field<ItemValues>;
}

/** 空にできない項目 (標準仕様書 1.1.6), and the name of who has one. */
const ITEMS_THAT_STAY: readonly {
  key: 'full' | 'domicile' | 'headOfRegister' | 'nationality';
  label: string;
  before(person: ResidentView): string;
}[] = [
  { key: 'full', label: '氏名', before: (person) => person.name.full },
  { key: 'domicile', label: '本籍', before: (person) => person.registeredDomicile?.address ?? '' },
  { key: 'headOfRegister', label: '筆頭者', before: (person) => person.registeredDomicile?.headOfRegister ?? '' },
  { key: 'nationality', label: '国籍・地域', before: (person) => person.foreignStatus?.nationality ?? '' },
];

/** The corrections that the typed items ask for: of the person, and of everybody where the address is written anew. */
export function correctionsOf(
  values: ItemValues,
  context: ActContext,
): { addresseeNumber: string; items: CorrectedItems }[] | Wrong {
  const { person } = context;
  if (!person) throw new Error(`a correction in ${householdNumberOf(context)} begins with a person`);
  const emptied = ITEMS_THAT_STAY.find(
    ({ key, before }) => values[key] !== undefined && values[key] === '' && before(person) !== '',
  );
  if (emptied) return wrong(`items.${emptied.key}`, `${emptied.label}は空にできません。正しい内容を入れてください。`);
  const own: CorrectedItems = { ...nameItems(values, person), ...plainItems(values, person) };
  const foreign = foreignItems(values, person.foreignStatus);
  if (foreign && 'wrong' in foreign) return foreign;
  if (foreign) own.foreignStatus = foreign;
  const { address } = values;
  const before = context.household?.address ?? person.address;
  const rewritten =
    address && formatAddress(address) + (address.postcode ?? '') !== formatAddress(before) + (before.postcode ?? '');
  const everybody = rewritten ? membersIn(context) : [person];
  const corrections = everybody.map((one) => ({
    addresseeNumber: one.addresseeNumber,
    items: {
      ...(one.addresseeNumber === person.addresseeNumber ? own : {}),
      ...(rewritten && address ? { address } : {}),
    },
  }));
  const nothing = corrections.every((one) => Object.keys(one.items).length === 0);
  const [first = 'full'] = Object.keys(values);
  return nothing ? wrong(`items.${first}`, '変わった項目がありません。直す項目を書き換えてください。') : corrections;
}

function nameItems(values: ItemValues, { name }: ResidentView): CorrectedItems {
  const changed: Partial<PersonName> = {};
  if (values.full !== undefined && values.full !== name.full) changed.full = values.full;
  if (values.kana !== undefined && values.kana !== (name.kana ?? '')) changed.kana = values.kana;
  if (values.kanji !== undefined && values.kanji !== (name.kanji ?? '')) changed.kanji = values.kanji;
  if (values.kanaConfirmed !== undefined && values.kanaConfirmed !== name.kanaConfirmed) {
    changed.kanaConfirmed = values.kanaConfirmed;
  }
  const { formerSurname, alias } = values;
  return {
    ...(Object.keys(changed).length > 0 ? { name: changed } : {}),
    ...(formerSurname !== undefined && formerSurname !== (name.formerSurname ?? '')
      ? { formerSurname: formerSurname || null }
      : {}),
    ...(alias !== undefined && alias !== (name.alias ?? '') ? { alias: alias || null } : {}),
  };
}

function plainItems(values: ItemValues, person: ResidentView): CorrectedItems {
  const { bornOn, sex, relationship: standing, becameResidentOn, addressSince, domicile, headOfRegister } = values;
  const before = person.registeredDomicile;
  const newDomicile = domicile ?? before?.address ?? '';
  const newHead = headOfRegister ?? before?.headOfRegister ?? '';
  const moved = newDomicile !== (before?.address ?? '') || newHead !== (before?.headOfRegister ?? '');
  return {
    ...(bornOn && bornOn.text !== person.bornOn.text ? { bornOn } : {}),
    ...(sex && sex !== person.sex ? { sex } : {}),
    ...(standing && standing !== person.relationship ? { relationship: standing } : {}),
    ...(becameResidentOn && becameResidentOn.text !== person.becameResidentOn.text ? { becameResidentOn } : {}),
    ...(addressSince && addressSince.text !== person.addressSince.text ? { addressSince } : {}),
    ...(moved ? { registeredDomicile: domicileOf(newDomicile, newHead) } : {}),
  };
}

/** 在留の項目 are corrected as one, and the number of the card is not readable here: it is typed again. */
function foreignItems(values: ItemValues, before: Foreign | undefined): ForeignStatus | Wrong | undefined {
  if (!before || values.nationality === undefined) return undefined;
  const { nationality, category = before.category, residenceStatus, periodOfStay, expiresOn = '', cardNumber } = values;
  const day = expiresOn === '' ? undefined : parseDate(expiresOn);
  if (expiresOn !== '' && !day) return wrong('items.expiresOn', '満了日を、2028-03-31のように入れてください。');
  const after = {
    nationality,
    category,
    ...(residenceStatus ? { residenceStatus } : {}),
    ...(periodOfStay ? { periodOfStay } : {}),
    ...(day ? { expiresOn: day } : {}),
  };
  const same = (Object.keys({ ...before, ...after }) as (keyof typeof after)[]).every(
    (key) => before[key] === after[key],
  );
  if (same && !cardNumber) return undefined;
  const hasCard = category === 'midToLongTerm' || category === 'specialPermanent';
  if (hasCard && !cardNumber)
    return wrong('items.cardNumber', '在留の項目を直すので、カードの番号を入れ直してください。');
  return ForeignStatus.parse({ ...after, ...(cardNumber ? { cardNumber } : {}) });
}
