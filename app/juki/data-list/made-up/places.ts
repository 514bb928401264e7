import type { Address } from '#app/vocabulary/addresses.ts';
import { toFullWidth } from '#app/vocabulary/width.ts';
import type { Chance } from './chance.ts';

/** 町字 of a municipality with its postcode. */
export interface Place {
  postcode: string;
  municipalityCode: string;
  prefecture: string;
  municipality: string;
  town: string;
}

const BUILDINGS = [
  'ハイツ',
  'コーポ',
  'メゾン',
  'グランドール',
  'パークサイド',
  'サンライズ',
  'レジデンス',
  '第二マンション',
] as const;

/** A lot with or without a building, as addresses stand in the register: in full width. */
export function addressAt(chance: Chance, { town, ...place }: Place, withBuilding: boolean): Address {
  const block = /丁目$/.test(town) ? town : `${town}${toFullWidth(String(chance.between(1, 6)))}丁目`;
  const lot = `${toFullWidth(String(chance.between(1, 48)))}番地${chance.happens(0.8) ? toFullWidth(String(chance.between(1, 30))) : ''}`;
  if (!withBuilding) return { ...place, town: block, lot };
  const room = `${chance.between(1, 12)}${String(chance.between(1, 16)).padStart(2, '0')}`;
  const building = `${chance.pick(BUILDINGS)}${town}${toFullWidth(room)}号室`;
  return { ...place, town: block, lot, building };
}
