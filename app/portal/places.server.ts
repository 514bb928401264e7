import {
  citiesOf,
  findMunicipality,
  type Municipality,
  prefectures,
  wardsOf,
} from '#app/vocabulary/municipalities.server.ts';
import { lookUpPostcode } from '#app/vocabulary/postcodes.server.ts';
import type { Destination } from './drafts/answers.ts';

/** 郵便番号の町域 as destinations; a designated city without a ward is no register and is left out. */
export function townsOf(postcode: string): Destination[] {
  return lookUpPostcode(postcode)
    .filter(({ municipalityCode }) => findMunicipality(municipalityCode)?.isDesignatedCity === false)
    .slice(0, 60)
    .map((found) => ({
      municipalityCode: found.municipalityCode,
      prefecture: found.prefecture,
      municipality: found.municipality,
      ...(found.town === '' ? {} : { town: found.town }),
      postcode: found.postcode,
    }));
}

/** A municipality to choose from. */
interface Choice {
  code: string;
  name: string;
}

/** 市区町村から探す: what has been chosen so far and what can be chosen next. */
export interface MunicipalitySearch {
  prefectures: readonly string[];
  prefecture?: string;
  cities: Choice[];
  city?: Choice;
  wards: Choice[];
  /** Chosen to the end: a register one can move to. */
  chosen?: Destination;
}

const choice = ({ code, name }: Municipality): Choice => ({ code, name });

/** 市区町村の検索 (1,892 registers): prefecture, municipality and, in a designated city, its ward. */
export function searchMunicipality(query: URLSearchParams): MunicipalitySearch {
  const prefecture = prefectures().find((name) => name === query.get('prefecture'));
  if (prefecture === undefined) return { prefectures: prefectures(), cities: [], wards: [] };
  const cities = citiesOf(prefecture);
  const city = cities.find(({ code }) => code === query.get('city'));
  const wards = city?.isDesignatedCity ? wardsOf(city.code) : [];
  const ward = wards.find(({ code }) => code === query.get('ward'));
  const register = city?.isDesignatedCity ? ward : city;
  return {
    prefectures: prefectures(),
    prefecture,
    cities: cities.map(choice),
    ...(city ? { city: choice(city) } : {}),
    wards: wards.map(choice),
    ...(register ? { chosen: destinationOf(register) } : {}),
  };
}

function destinationOf(municipality: Municipality): Destination {
  return {
    municipalityCode: municipality.code,
    prefecture: municipality.prefecture,
    municipality: municipality.addressName,
  };
}

/** A destination by its 団体コード; designated cities, whose wards keep the registers, are none. */
export function findDestination(code: string): Destination | undefined {
  const municipality = findMunicipality(code);
  return municipality && !municipality.isDesignatedCity ? destinationOf(municipality) : undefined;
}

/** 政令指定都市の区 (地方自治法第252条の20): all wards of the city to which a ward belongs; empty for every other municipality. */
export function wardsAround(code: string): string[] {
  const city = findMunicipality(code)?.cityCode;
  return city === undefined ? [] : wardsOf(city).map((ward) => ward.code);
}

/** Name of a municipality for people. */
export function municipalityName(code: string): string {
  return findMunicipality(code)?.name ?? code;
}
