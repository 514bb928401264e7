import { z } from 'zod';
import type { Address } from '#app/vocabulary/addresses.ts';
import { municipalityOfAddress } from '#app/vocabulary/municipalities.server.ts';
import { formatPostcode, normalizePostcode } from '#app/vocabulary/width.ts';
import { type Fields, group, type ValuesOf } from './compound-fields.server.ts';
import { type Field, text } from './fields.server.ts';

const lookUp = (name: string) => [{ press: `postcode:${name}`, label: '郵便番号から住所を入れる' }];

function postcodeOf(typed: string): Pick<Address, 'postcode'> {
  const postcode = normalizePostcode(typed);
  return postcode ? { postcode } : {};
}

const postcode = (initial?: Address) =>
  text({
    label: '郵便番号',
    longest: 10,
    width: 'xs',
    numeric: true,
    ...(initial?.postcode ? { initial: formatPostcode(initial.postcode) } : {}),
  });

const building = (initial?: Address) =>
  text({ label: '建物名・部屋番号', longest: 300, ...(initial?.building ? { initial: initial.building } : {}) });

/** A group whose parts become one address. */
function address<F extends Fields>(
  words: { label: string; support?: string },
  fields: F,
  made: (parts: ValuesOf<F>, wrong: (key: keyof F & string, message: string) => never) => Address,
): Field<Address> {
  const parts = group({ ...words, presses: lookUp }, fields);
  return {
    initial: parts.initial,
    specs: parts.specs,
    schema: (tools) =>
      parts.schema(tools).transform((values, context) =>
        made(values, (key, message) => {
          context.addIssue({ code: 'custom', message, path: [key] });
          return z.NEVER;
        }),
      ),
  };
}

/** 市区町村内の住所: the municipality is the office's own. */
export function addressHere(
  words: { label: string; support?: string },
  town: { code: string; name: string; prefecture: string },
  initial?: Address,
): Field<Address> {
  const fields = {
    postcode: postcode(initial),
    town: text({ label: '町名', longest: 120, missing: '町名を入れてください。', ...filled(initial?.town) }),
    lot: text({ label: '番地', longest: 50, missing: '番地を入れてください。', ...filled(initial?.lot) }),
    building: building(initial),
  };
  return address(
    { label: `${words.label}（${town.prefecture}${town.name}）`, ...(words.support ? { support: words.support } : {}) },
    fields,
    (parts) => ({
      ...postcodeOf(parts.postcode),
      municipalityCode: town.code,
      prefecture: town.prefecture,
      municipality: town.name,
      town: parts.town,
      lot: parts.lot,
      ...(parts.building ? { building: parts.building } : {}),
    }),
  );
}

function filled(initial: string | undefined): { initial?: string } {
  return initial ? { initial } : {};
}

/** 国内の住所: the municipality is typed with its prefecture and found in the list of municipalities; the rest may be undecided. */
export function addressInJapan(words: { label: string; support?: string }, initial?: Address): Field<Address> {
  const fields = {
    postcode: postcode(initial),
    municipality: text({
      label: '都道府県と市区町村',
      longest: 40,
      support: '例：神奈川県藤沢市、大阪府大阪市北区',
      missing: '都道府県と市区町村を入れてください。',
      ...filled(initial && `${initial.prefecture ?? ''}${initial.municipality}`),
    }),
    town: text({ label: '町名', longest: 120, ...filled(initial?.town) }),
    lot: text({ label: '番地', longest: 50, ...filled(initial?.lot) }),
    building: building(initial),
  };
  return address(words, fields, (parts, wrong) => {
    const found = municipalityOfAddress(parts.municipality);
    if (!found) return wrong('municipality', '市区町村が見つかりません。都道府県から書いてください。');
    if (found.isDesignatedCity) return wrong('municipality', `${found.name}は区まで書いてください。`);
    return {
      ...postcodeOf(parts.postcode),
      municipalityCode: found.code,
      prefecture: found.prefecture,
      municipality: found.addressName,
      ...(parts.town ? { town: parts.town } : {}),
      ...(parts.lot ? { lot: parts.lot } : {}),
      ...(parts.building ? { building: parts.building } : {}),
    };
  });
}

/** 国外の住所: the country, and what is known of the place. */
export function addressAbroad(words: { label: string }): Field<Address> {
  const country = text({
    label: words.label,
    longest: 24,
    support: '国名と、分かれば都市名。例：アメリカ合衆国',
    missing: '国名を入れてください。',
  });
  return {
    initial: country.initial,
    specs: country.specs,
    schema: (tools) =>
      country.schema(tools).transform((municipality, context) => {
        if (!municipalityOfAddress(municipality)) return { municipality };
        context.addIssue({ code: 'custom', message: '国内の市区町村です。国名を入れてください。' });
        return z.NEVER;
      }),
  };
}
