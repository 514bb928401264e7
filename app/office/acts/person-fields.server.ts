import { z } from 'zod';
import type { NewPerson } from '#app/juki/door.ts';
import { FormerCodes } from '#app/messages/contracts/identity.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { IndividualNumber, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { municipalityOfAddress } from '#app/vocabulary/municipalities.server.ts';
import { ForeignStatus, type RegisteredDomicile, type Sex } from '#app/vocabulary/persons.ts';
import {
  carriesResidenceCard,
  RESIDENCE_CARD_CHOICES,
  RESIDENCE_CARD_LABEL,
  RESIDENCE_CARD_MISSING,
  residenceCardOf,
} from '../counter/residence-cards.ts';
import type { Typed } from '../drafts/forms.server.ts';
import { type Fields, group, type ValuesOf } from './compound-fields.server.ts';
import type { FieldSpec } from './field-specs.ts';
import {
  choice,
  type Field,
  flag,
  optionalChoice,
  optionalDay,
  recordDay,
  relationship,
  secret,
  type Tools,
  text,
  textOf,
} from './fields.server.ts';

/** 在留資格等の区分 (住民基本台帳法第30条の45). */
export const FOREIGN_CATEGORIES = {
  midToLongTerm: '中長期在留者',
  specialPermanent: '特別永住者',
  temporaryRefuge: '一時庇護許可者',
  provisionalStay: '仮滞在許可者',
  transitional: '出生・国籍喪失による経過滞在者',
} as const satisfies Record<ForeignStatus['category'], string>;

/** 性別の言葉. */
export const SEXES = { '1': '男', '2': '女', '0': '不明' } as const satisfies Record<Sex, string>;

/** 在留カード等の番号. */
export const CardNumber = z.string().regex(/^[A-Z]{2}\d{8}[A-Z]{2}$/);

/** 本籍 as typed: the municipality is found in its text, so that the 戸籍の附票 can be told. */
export function domicileOf(address: string, headOfRegister: string): RegisteredDomicile {
  const found = municipalityOfAddress(address);
  const municipalityCode = found && !found.isDesignatedCity ? found.code : undefined;
  return { address, headOfRegister, ...(municipalityCode ? { municipalityCode } : {}) };
}

const FormerCode = FormerCodes.shape.persons;

/** 以前の住民票コード that J-LIS answered, kept sealed in the page. */
export function formerCodesIn(typed: Typed, name: string, tools: Pick<Tools, 'open'>): z.infer<typeof FormerCode> {
  const sealed = textOf(typed, `${name}.found`);
  return sealed === '' ? [] : FormerCode.parse(tools.open(sealed));
}

const MATCHED = { both: '氏名も振り仮名も同じ', name: '氏名が同じ', kana: '振り仮名だけが同じ' } as const;

/** 以前の住民票コードの項目 (住民基本台帳法第30条の3): who fits at J-LIS; the officer picks, nothing is taken by itself. */
function formerCode(): Field<string | undefined> {
  return {
    initial: (name) => ({ [`${name}.found`]: '', [`${name}.chosen`]: '' }),
    specs: (name, typed, tools): FieldSpec[] => {
      const found = formerCodesIn(typed, name, tools);
      const asked = textOf(typed, `${name}.asked`) === 'yes';
      const options = found.map(({ residentRecordCode, name: last, lastAddress, removedOn, matched }, index) => ({
        value: String(index),
        label: `${last.full}${last.kana ? `（${last.kana}）` : ''} 末尾${residentRecordCode.slice(-4)}の方`,
        support: [
          MATCHED[matched],
          `最後の住所：${formatAddress(lastAddress)}`,
          ...(removedOn ? [`消除：${formatJapaneseDate(removedOn)}`] : []),
        ].join('、'),
      }));
      return [
        { kind: 'hidden', name: `${name}.found`, value: textOf(typed, `${name}.found`) },
        { kind: 'hidden', name: `${name}.asked`, value: textOf(typed, `${name}.asked`) },
        {
          kind: 'radios',
          name: `${name}.chosen`,
          label:
            found.length > 0
              ? '以前の住民票コードの候補'
              : asked
                ? '以前の住民票コードは見つかりません（新しいコードを付けます）'
                : '以前の住民票コードは、まだ照会していません',
          options:
            found.length > 0 ? [...options, { value: 'none', label: 'どの方でもない（新しいコードを付ける）' }] : [],
          value: textOf(typed, `${name}.chosen`),
        },
      ];
    },
    schema: (tools) =>
      z
        .object({ found: z.string().default(''), chosen: z.string().default('') })
        .transform(({ found, chosen }, context) => {
          const known = formerCodesIn({ 'x.found': found }, 'x', tools);
          if (known.length === 0 || chosen === 'none') return undefined;
          const code = known[Number(chosen || 'x')]?.residentRecordCode;
          if (code) return code;
          context.addIssue({ code: 'custom', message: '候補の中から、同じ方かを選んでください。', path: ['chosen'] });
          return z.NEVER;
        }),
  };
}

/** How a block of a new person differs from act to act. */
export interface NewPersonOptions {
  label: string;
  /** certificate = typed from the paper, former = asked of J-LIS, none = a newborn has none. */
  code: 'certificate' | 'former' | 'none';
  nameless: boolean;
  withHead: boolean;
  relationship?: string;
  domicile?: RegisteredDomicile;
  /** 本籍 may be unknown (無戸籍, 国外からの方). */
  domicileMayMiss: boolean;
  /** With a 転入届 the card is shown and endorsed (入管法第19条の8). */
  residenceCard?: boolean;
}

function fieldsOf(options: NewPersonOptions) {
  const { domicile } = options;
  return {
    kind: choice({ label: '住民の種別', options: { japanese: '日本人', foreign: '外国人' }, initial: 'japanese' }),
    full: text({
      label: '氏名',
      support: options.nameless ? '命名前のときは空のままにします。' : '外国人の方はローマ字の氏名',
    }),
    kana: text({ label: '振り仮名', support: 'カタカナ' }),
    kanaConfirmed: flag({ label: '振り仮名の確認', support: '本人または届出書で確認した' }),
    kanji: text({ label: '漢字氏名（外国人の方）' }),
    bornOn: recordDay({ label: '生年月日', support: '例：令和8年11月24日。外国人の方は西暦で、1990年4月1日' }),
    sex: choice({ label: '性別', options: SEXES, order: ['1', '2', '0'] }),
    standing: relationship({
      label: '続柄',
      withHead: options.withHead,
      ...(options.relationship ? { initial: options.relationship } : {}),
    }),
    domicile: text({
      label: '本籍（日本人の方）',
      longest: 200,
      width: 'lg',
      ...(domicile ? { initial: domicile.address } : {}),
    }),
    headOfRegister: text({ label: '筆頭者（日本人の方）', ...(domicile ? { initial: domicile.headOfRegister } : {}) }),
    nationality: text({ label: '国籍・地域（外国人の方）', longest: 50 }),
    category: optionalChoice({
      label: '在留の区分（外国人の方）',
      options: Object.entries(FOREIGN_CATEGORIES).map(([value, label]) => ({ value, label })),
    }),
    residenceStatus: text({ label: '在留資格（外国人の方）', longest: 50 }),
    periodOfStay: text({ label: '在留期間（外国人の方）', longest: 20, width: 'sm' }),
    expiresOn: optionalDay({ label: '在留期間の満了日（外国人の方）', support: '西暦で、例：2028年3月31日' }),
    cardNumber: secret({ label: '在留カード等の番号（外国人の方）', check: CardNumber }),
    ...(options.residenceCard
      ? { shown: optionalChoice({ label: RESIDENCE_CARD_LABEL, options: RESIDENCE_CARD_CHOICES }) }
      : {}),
    ...(options.code === 'certificate'
      ? {
          code: secret({ label: '住民票コード', support: '転出証明書などにある11桁', check: ResidentRecordCode }),
          number: secret({ label: '個人番号', support: '転出証明書などにある12桁', check: IndividualNumber }),
        }
      : {}),
    ...(options.code === 'former' ? { former: formerCode() } : {}),
  } satisfies Fields;
}

type Parts = ValuesOf<ReturnType<typeof fieldsOf>>;

/** 記載される方の項目: the items of one person who is new in this register. */
export function newPerson(options: NewPersonOptions): Field<NewPerson> {
  const presses = (name: string) =>
    options.code === 'former' ? [{ press: `former:${name}`, label: '以前の住民票コードを J-LIS に照会する' }] : [];
  const block = group({ label: options.label, presses }, fieldsOf(options));
  return {
    initial: block.initial,
    specs: block.specs,
    schema: (tools) =>
      block.schema(tools).transform((parts, context) => {
        const mistakes = mistakesIn(parts, options);
        for (const [key, message] of mistakes) {
          context.addIssue({ code: 'custom', message, path: key.split('.') });
        }
        return mistakes.length > 0 ? z.NEVER : personOf(parts);
      }),
  };
}

function mistakesIn(parts: Parts, options: NewPersonOptions): [key: string, message: string][] {
  const wrong: [string, string][] = [];
  if (parts.full === '' && !options.nameless) wrong.push(['full', '氏名を入れてください。']);
  if (!parts.standing) wrong.push(['standing.chosen', '続柄を選んでください。']);
  if (parts.kind === 'foreign') {
    if (parts.nationality === '') wrong.push(['nationality', '国籍・地域を入れてください。']);
    if (!parts.category) wrong.push(['category', '在留の区分を選んでください。']);
    if (options.residenceCard && !parts.shown && carriesCard(parts)) wrong.push(['shown', RESIDENCE_CARD_MISSING]);
    return wrong;
  }
  const missing = parts.domicile === '' && parts.headOfRegister === '';
  if (missing && options.domicileMayMiss) return wrong;
  if (parts.domicile === '') wrong.push(['domicile', '本籍を入れてください。']);
  if (parts.headOfRegister === '') wrong.push(['headOfRegister', '筆頭者を入れてください。']);
  return wrong;
}

function carriesCard({ kind, category }: Parts): boolean {
  const read = ForeignStatus.shape.category.safeParse(category);
  return kind === 'foreign' && read.success && carriesResidenceCard({ category: read.data });
}

function personOf(parts: Parts): NewPerson {
  const { kind, full, kana, kanji, kanaConfirmed, bornOn, sex, standing = '' } = parts;
  const residentRecordCode = parts.code ?? parts.former;
  const residenceCard = carriesCard(parts) ? residenceCardOf(parts.shown) : undefined;
  return {
    name: { full, kanaConfirmed, ...(kana ? { kana } : {}), ...(kind === 'foreign' && kanji ? { kanji } : {}) },
    bornOn,
    sex,
    kind,
    relationship: standing,
    householder: standing === '世帯主',
    ...(kind === 'foreign' ? { foreignStatus: foreignStatusOf(parts) } : {}),
    ...(kind === 'japanese' && parts.domicile
      ? { registeredDomicile: domicileOf(parts.domicile, parts.headOfRegister) }
      : {}),
    ...(residentRecordCode ? { residentRecordCode } : {}),
    ...(parts.number ? { individualNumber: parts.number } : {}),
    ...(residenceCard ? { residenceCard } : {}),
  };
}

function foreignStatusOf(parts: Parts): ForeignStatus {
  const { nationality, category, residenceStatus, periodOfStay, expiresOn, cardNumber } = parts;
  return ForeignStatus.parse({
    nationality,
    category,
    ...(residenceStatus ? { residenceStatus } : {}),
    ...(periodOfStay ? { periodOfStay } : {}),
    ...(expiresOn ? { expiresOn } : {}),
    ...(cardNumber ? { cardNumber } : {}),
  });
}
