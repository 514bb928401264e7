import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { InspectionEntry, InspectionRange } from '../inspection.ts';
import type { Resident } from './register.ts';

/** Residents of the 町字 that are looked through for one list: whoever needs more names fewer 町字 at a time. */
export const MOST_INSPECTED = 30_000;

const CHOME = /^[一二三四五六七八九十]+丁目$/;

/** 町字: the one that was named, or a 丁目 of it. */
function isIn(town: string | undefined, wanted: string): boolean {
  if (town === undefined || !town.startsWith(wanted)) return false;
  const rest = town.slice(wanted.length);
  return rest === '' || CHOME.test(rest);
}

/** 範囲に入る住民: who lives there today. A day of birth that is not known is in no span. */
export function isInRange(resident: Resident, range: InspectionRange): boolean {
  const { status, bornOn, sex, address, protection } = resident;
  // The query has left out whole households; the flag on the record is asked once more.
  if (status !== 'resident' || protection) return false;
  if (range.sex && range.sex !== sex) return false;
  if (range.bornFrom && (!bornOn.on || bornOn.on < range.bornFrom)) return false;
  if (range.bornUntil && (!bornOn.on || bornOn.on > range.bornUntil)) return false;
  return range.towns.some((town) => isIn(address.town, town));
}

/** 抽出: counted among those who are in the range, so that nobody who was left out makes a gap. */
export function isDrawn(place: number, { every }: Pick<InspectionRange, 'every'>): boolean {
  return place % every === 0;
}

/** 閲覧用リストの一行 (住民基本台帳法第11条第1項): 氏名, 生年月日, 男女の別, 住所. */
export function inspectionEntry({ name, bornOn, sex, address }: Resident): InspectionEntry {
  const alias = name.alias ? `（通称 ${name.alias}）` : '';
  return { name: `${name.full}${alias}`, bornOn, sex, address: formatAddress(address) };
}
