import { firstGraphemes } from '#app/vocabulary/characters.ts';
import { normalizeAddressForSearch, normalizeForSearch } from '#app/vocabulary/search-forms.ts';
import type { ResidentQuery } from '../inquiry.ts';
import type { Resident } from './register.ts';

/** What a person is found by; each is searched from its beginning. */
export type SearchKind = 'name' | 'givenName' | 'kana' | 'givenKana' | 'address' | 'building';

/** 検索キー (住民記録システム標準仕様書 2.1.2): one form of a name or an address of one person. */
export interface SearchKey {
  kind: SearchKind;
  key: string;
}

/** Stands between 氏 and 名, and between 番地 and 方書; sorts before everything, so that 関　太郎 comes before 関口　一郎. */
const JOINT = '|';

const SPACES = /[\s\u3000]+/;

type Form = (text: string) => string;

/** 氏 and 名 by the first space; a name without one is whole. */
function joined(text: string, form: Form): string {
  const [first = '', ...rest] = text.trim().split(SPACES);
  return rest.length > 0 ? `${form(first)}${JOINT}${form(rest.join(''))}` : form(first);
}

/** 名, and each later part of the name of a foreigner. */
function givenParts(text: string): string[] {
  const [, ...rest] = text.trim().split(SPACES);
  return rest.map((_, index) => normalizeForSearch(rest.slice(index).join('')));
}

/** Everything that a person is found by, without repetition. */
export function searchKeysOf({ name, address }: Pick<Resident, 'name' | 'address'>): SearchKey[] {
  return readSearchKeys(writeSearchKeys([...nameKeysOf(name), ...addressKeysOf(address)]));
}

const ADDRESS_KINDS: readonly SearchKind[] = ['address', 'building'];

/** The keys of a person after an act, from those before it: what the act left alone is not worked out again. */
export function changedSearchKeys(
  former: Pick<Resident, 'name' | 'address'>,
  { name, address }: Pick<Resident, 'name' | 'address'>,
  has: readonly SearchKey[],
): SearchKey[] {
  const keys = [
    ...(name === former.name ? has.filter(({ kind }) => !ADDRESS_KINDS.includes(kind)) : nameKeysOf(name)),
    ...(address === former.address ? has.filter(({ kind }) => ADDRESS_KINDS.includes(kind)) : addressKeysOf(address)),
  ];
  return readSearchKeys(writeSearchKeys(keys));
}

function nameKeysOf(name: Resident['name']): SearchKey[] {
  const given = name.full.trim().split(SPACES).slice(1).join('　');
  const names = [name.full, name.alias, name.kanji, name.formerSurname && `${name.formerSurname}　${given}`];
  const keys: SearchKey[] = [];
  for (const one of names) {
    if (!one) continue;
    keys.push({ kind: 'name', key: joined(one, normalizeForSearch) });
    for (const key of givenParts(one)) keys.push({ kind: 'givenName', key });
  }
  if (name.kana) {
    keys.push({ kind: 'kana', key: joined(name.kana, normalizeForSearch) });
    for (const key of givenParts(name.kana)) keys.push({ kind: 'givenKana', key });
  }
  return keys.filter(({ key }) => key !== '');
}

function addressKeysOf(address: Resident['address']): SearchKey[] {
  const place = normalizeAddressForSearch(`${address.town ?? ''}${address.lot ?? ''}`);
  const building = normalizeForSearch(address.building ?? '');
  const keys: SearchKey[] = [
    { kind: 'address', key: building ? `${place}${JOINT}${building}` : place },
    { kind: 'building', key: building },
  ];
  return keys.filter(({ key }) => key !== '');
}

/** Keys as one text, each on its line: what is stored with the person. */
export function writeSearchKeys(keys: readonly SearchKey[]): string {
  return [...new Set(keys.map(({ kind, key }) => `${kind} ${key}`))].join('\n');
}

/** The keys of a stored text. */
export function readSearchKeys(text: string): SearchKey[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf(' ');
    return at > 0 ? [{ kind: line.slice(0, at) as SearchKind, key: line.slice(at + 1) }] : [];
  });
}

/** More is not typed; cut between characters. */
function shortened(text: string): string {
  return text.length <= 100 ? text : firstGraphemes(text.slice(0, 400), 100);
}

/** The beginnings that a word typed by an officer can mean: with a space where it has one, or with one anywhere. */
function beginnings(text: string, form: Form): string[] {
  const typed = shortened(text.trimStart());
  const parts = typed.trim().split(SPACES);
  const signs = Array.from(form(parts.join('')));
  const whole = signs.join('');
  if (whole === '') return [];
  const split = signs.slice(1).map((_, at) => signs.slice(0, at + 1).join('') + JOINT + signs.slice(at + 1).join(''));
  const anywhere = split.slice(0, 20);
  if (parts.length > 1) return [joined(typed, form), whole, ...anywhere];
  // A space behind the word says that the 氏 ends here.
  return /\s$/.test(typed) ? [whole + JOINT, ...anywhere] : [whole, ...anywhere];
}

const keysFrom = (kind: SearchKind, keys: readonly string[]): SearchKey[] =>
  keys.filter((key) => key !== '').map((key) => ({ kind, key }));

/** One condition of a search: a person fits who has a key that begins with one of these. */
export type Beginnings = SearchKey[];

/** The town's own part of an address may be left out, or be all that is typed. */
function addressBeginnings(text: string, town: { prefecture: string; name: string }): SearchKey[] {
  const own = [`${town.prefecture}${town.name}`, town.name];
  const prefix = own.find((name) => text.startsWith(name)) ?? '';
  const place = text.slice(prefix.length);
  const rest = place.trimStart();
  const everybody = own.some((name) => normalizeForSearch(name).startsWith(normalizeForSearch(text)));
  const parts = rest.trim().split(SPACES);
  const [street = '', ...building] = parts;
  const whole = normalizeAddressForSearch(street);
  return [
    ...(building.length > 0
      ? [{ kind: 'address' as const, key: `${whole}${JOINT}${normalizeForSearch(building.join(''))}` }]
      : []),
    ...keysFrom('address', [normalizeAddressForSearch(parts.join(''))]),
    ...keysFrom('building', [normalizeForSearch(rest)]),
    ...(everybody ? [{ kind: 'address' as const, key: '' }] : []),
  ];
}

/** 検索の条件 by name, kana and address; an empty list of beginnings fits nobody. */
export function searchConditions(query: ResidentQuery, town: { prefecture: string; name: string }): Beginnings[] {
  const conditions: Beginnings[] = [];
  const { kana, name, address } = query;
  if (kana?.trim()) {
    const given = keysFrom('givenKana', [normalizeForSearch(kana)]);
    conditions.push([...keysFrom('kana', beginnings(kana, normalizeForSearch)), ...given]);
  }
  if (name?.trim()) {
    const given = keysFrom('givenName', [normalizeForSearch(name)]);
    conditions.push([...keysFrom('name', beginnings(name, normalizeForSearch)), ...given]);
  }
  if (address?.trim()) conditions.push(addressBeginnings(address.trim(), town));
  return conditions;
}

/** Does a person with these keys fit every condition? */
export function fitsConditions(keys: readonly SearchKey[], conditions: readonly Beginnings[]): boolean {
  return conditions.every((beginning) =>
    beginning.some((start) => keys.some(({ kind, key }) => kind === start.kind && key.startsWith(start.key))),
  );
}
