import type { HouseholdView, ResidentView } from '#app/juki/door.ts';
import { type PaperBlock, type PaperContent, type PaperItem, paperOfKind } from '#app/papers/content.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { displayRecordDate, formatJapaneseDate, formatWesternDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { sexWord } from '../applications/evidence.ts';
import { birthOf } from '../office-dates.ts';
import { electorWord } from '../screens/resident-words.ts';
import type { CopyItem } from './paper-words.ts';

/** 番号 of one person, revealed for this paper alone. */
export interface RevealedNumbers {
  residentRecordCode?: string;
  individualNumber?: string;
}

/** What a copy of the record is made from. */
export interface RecordPaper {
  town: Pick<Town, 'code' | 'name' | 'mayor'>;
  on: CalendarDate;
  kind: 'residentRecordCopy' | 'residentRecordItems' | 'removedRecordCopy';
  household: Pick<HouseholdView, 'members' | 'address' | 'headName'> | undefined;
  persons: readonly ResidentView[];
  items: ReadonlySet<CopyItem>;
  /** By 宛名番号; only where they were asked for. */
  numbers: ReadonlyMap<string, RevealedNumbers>;
}

/** Stands where an item was not asked for, as on the papers of every town. */
export const LEFT_OUT = '省略';

/**
 * 住民票の写し・除票の写し・記載事項証明書 (住民基本台帳法第12条第5項, 第15条の4): 世帯主・続柄, 本籍・筆頭者, 住民票コード, 個人番号, 選挙人名簿 and the
 * items of foreign residents only when asked for. What a 転出届 says stays out until the person has left (標準仕様書 5.1).
 */
export function recordPaper(paper: RecordPaper): PaperContent {
  const { town, on, kind, household, persons, items } = paper;
  const address = persons[0]?.address ?? household?.address;
  return {
    ...paperOfKind(kind),
    issuer: { code: town.code, name: town.name },
    blocks: [
      {
        block: 'form',
        rows: [
          [{ label: '世帯主', value: items.has('relationship') ? (household?.headName ?? '') : LEFT_OUT }],
          [{ label: '住所', value: address ? formatAddress(address) : '' }],
        ],
      },
      ...persons.map((person): PaperBlock => ({ block: 'form', rows: rowsOf(person, paper) })),
    ],
    attestation: { words: wordsOf(paper), on, mayor: town.mayor },
  };
}

function wordsOf({ kind, household, persons }: RecordPaper): string {
  if (kind === 'removedRecordCopy') return 'この写しは、除票の原本と相違ないことを証明する。';
  if (kind === 'residentRecordItems') return '上記の事項は、住民票に記載があることを証明する。';
  const everybody = persons.length === household?.members.length;
  return `この写しは、世帯${everybody ? '全員' : 'の一部'}の住民票の原本と相違ないことを証明する。`;
}

function rowsOf(person: ResidentView, { items, numbers, kind }: RecordPaper): PaperItem[][] {
  const { kind: nationality, registeredDomicile, previousAddress } = person;
  const own = numbers.get(person.addresseeNumber);
  const asked = (item: CopyItem, value: string | undefined) => (items.has(item) ? (value ?? '') : LEFT_OUT);
  return [
    [{ label: '氏名', value: nameOf(person, items.has('kana')) }],
    ...aliases(person),
    [
      { label: '生年月日', value: birthOf(person.bornOn, nationality) },
      { label: '性別', value: sexWord(person.sex) },
      { label: '続柄', value: asked('relationship', person.relationship) },
    ],
    [
      {
        label: nationality === 'foreign' ? '外国人住民となった年月日' : '住民となった年月日',
        value: displayRecordDate(person.becameResidentOn),
      },
      { label: '住所を定めた年月日', value: displayRecordDate(person.addressSince) },
    ],
    [{ label: '前住所', value: asked('previousAddress', previousAddress && formatAddress(previousAddress)) }],
    ...(nationality === 'japanese'
      ? [
          [{ label: '本籍', value: asked('domicile', registeredDomicile?.address) }],
          [{ label: '筆頭者', value: asked('domicile', registeredDomicile?.headOfRegister) }],
        ]
      : foreignRows(person, items.has('foreignItems'))),
    [{ label: '住民票コード', value: asked('residentRecordCode', own?.residentRecordCode) }],
    [{ label: '個人番号', value: asked('individualNumber', own?.individualNumber) }],
    // As on the papers of every town, an item of 第9号 to 第12号 has no place of its own until it is asked for.
    ...(nationality === 'japanese' && items.has('electoralRoll')
      ? [[{ label: '選挙人名簿', value: electorWord(person) || '登録なし' }]]
      : []),
    ...(kind === 'removedRecordCopy' ? removedRows(person) : []),
  ];
}

/** 氏名, in brackets the 振り仮名 where it was asked for (標準仕様書 5.3). */
export function nameOf({ name }: Pick<ResidentView, 'name'>, withKana: boolean): string {
  const full = name.full || '（氏名未定）';
  return withKana && name.kana ? `${full}（${name.kana}）` : full;
}

function aliases({ name }: ResidentView): PaperItem[][] {
  return [
    ...(name.kanji ? [[{ label: '漢字氏名', value: name.kanji }]] : []),
    ...(name.alias ? [[{ label: '通称', value: name.alias }]] : []),
    ...(name.formerSurname ? [[{ label: '旧氏', value: name.formerSurname }]] : []),
  ];
}

const CATEGORIES = {
  midToLongTerm: '中長期在留者',
  specialPermanent: '特別永住者',
  temporaryRefuge: '一時庇護許可者',
  provisionalStay: '仮滞在許可者',
  transitional: '経過滞在者',
} as const;

/** 法第30条の45の事項; days of foreign residents are written in 西暦 (標準仕様書 1.1.9). */
function foreignRows({ foreignStatus }: ResidentView, wanted: boolean): PaperItem[][] {
  const show = (value: string | undefined) => (wanted ? (value ?? '') : LEFT_OUT);
  const until = foreignStatus?.expiresOn && formatWesternDate(foreignStatus.expiresOn);
  return [
    [{ label: '国籍・地域', value: show(foreignStatus?.nationality) }],
    [{ label: '法第30条の45の区分', value: show(foreignStatus && CATEGORIES[foreignStatus.category]) }],
    [{ label: '在留資格', value: show(foreignStatus?.residenceStatus) }],
    [
      { label: '在留期間', value: show(foreignStatus?.periodOfStay) },
      { label: '満了の日', value: show(until) },
    ],
  ];
}

/** 除票: why and when the record was closed; where to stays out of a protected person's. */
function removedRows({ removed, movingOut, protectedPerson }: ResidentView): PaperItem[][] {
  const to = movingOut && !protectedPerson ? (movingOut.confirmed?.address ?? movingOut.plannedAddress) : undefined;
  return [
    [
      { label: '消除年月日', value: removed ? formatJapaneseDate(removed.on) : '' },
      { label: '事由', value: removed?.reason ?? '' },
    ],
    ...(to ? [[{ label: movingOut?.confirmed ? '転出先（確定）' : '転出先（予定）', value: formatAddress(to) }]] : []),
  ];
}
