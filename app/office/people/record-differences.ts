import type { RegisterAsOf, ResidentView } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { displayRecordDate, formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { sexWord } from '../applications/evidence.ts';
import { birthOf } from '../office-dates.ts';
import { electorWord, RESIDENT_STATUS } from '../screens/resident-words.ts';

/** 違いの言葉: marked by word and colour. */
export const DIFFERENCES = { same: '同じ', added: '加わった', changed: '変わった', removed: 'なくなった' } as const;

/** 違いの種類. */
export type Difference = keyof typeof DIFFERENCES;

/** 二つの時点の一項目. */
export interface ComparedRecord {
  item: string;
  before: string;
  after: string;
  difference: Difference;
}

/** 転出先 of a protected person is left out by the register already; here the whole item is. */
function movingOutOf({ movingOut, protectedPerson }: ResidentView): string {
  if (!movingOut || protectedPerson) return '';
  const planned = `${formatJapaneseDate(movingOut.plannedOn)}／${formatAddress(movingOut.plannedAddress)}`;
  return movingOut.confirmed ? `${planned}（${formatJapaneseDate(movingOut.confirmed.movedInOn)}に転入）` : planned;
}

/** 住民票の項目 of one moment, in words; the household as one item for each member. */
function itemsOf({ person, household }: RegisterAsOf): Map<string, string> {
  if (!person) return new Map();
  const { name, foreignStatus, registeredDomicile, removed } = person;
  const items: [string, string][] = [
    ['状態', person.status === 'resident' ? RESIDENT_STATUS.resident : `除票（${RESIDENT_STATUS[person.status]}）`],
    ['氏名', name.full || '（氏名未定）'],
    ['振り仮名', name.kana ? `${name.kana}（${name.kanaConfirmed ? '確認済み' : '未確認'}）` : ''],
    ['通称', name.alias ?? ''],
    ['旧氏', name.formerSurname ?? ''],
    ['生年月日', birthOf(person.bornOn, person.kind)],
    ['性別', sexWord(person.sex)],
    ['続柄', person.relationship],
    ['世帯番号', person.householdNumber],
    ['世帯主', household?.headName ?? ''],
    ['住所', formatAddress(person.address)],
    ['住民となった日', displayRecordDate(person.becameResidentOn)],
    ['住所を定めた日', displayRecordDate(person.addressSince)],
    ['前住所', person.previousAddress ? formatAddress(person.previousAddress) : ''],
    ['本籍・筆頭者', registeredDomicile ? `${registeredDomicile.address}　${registeredDomicile.headOfRegister}` : ''],
    ['選挙人名簿', electorWord(person)],
    ['国籍・地域', foreignStatus?.nationality ?? ''],
    ['在留資格', foreignStatus?.residenceStatus ?? ''],
    ['転出予定', movingOutOf(person)],
    ['消除', removed ? `${formatJapaneseDate(removed.on)}（${removed.reason}）` : ''],
    ['住民票コード', person.maskedResidentRecordCode ?? ''],
    ['個人番号', person.maskedIndividualNumber ?? ''],
  ];
  for (const member of household?.members ?? []) {
    if (member.addresseeNumber === person.addresseeNumber) continue;
    items.push([`世帯員　${member.name.full || '（氏名未定）'}`, member.relationship]);
  }
  return new Map(items);
}

function differenceOf(before: string, after: string): Difference {
  if (before === after) return 'same';
  if (before === '') return 'added';
  return after === '' ? 'removed' : 'changed';
}

/** 二つの時点の比較 (標準仕様書 1.2.1): every item that one of the two moments has, the other ones beside it. */
export function compareRecords(earlier: RegisterAsOf, later: RegisterAsOf): ComparedRecord[] {
  const [before, after] = [itemsOf(earlier), itemsOf(later)];
  const items = [...new Set([...before.keys(), ...after.keys()])];
  return items
    .map((item) => ({ item, before: before.get(item) ?? '', after: after.get(item) ?? '' }))
    .filter(({ before, after }) => before !== '' || after !== '')
    .map((one) => ({ ...one, difference: differenceOf(one.before, one.after) }));
}
