import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { Sex } from '#app/vocabulary/persons.ts';
import { lookUpPostcode } from '#app/vocabulary/postcodes.server.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Typed } from '../drafts/forms.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { countOf } from './compound-fields.server.ts';
import type { ActContext } from './definition.server.ts';
import { type FieldSpec, leavesOf } from './field-specs.ts';
import { type Tools, textOf } from './fields.server.ts';
import { offeredHousehold } from './household-fields.server.ts';

/** 書式の途中のボタン: what it fills in, or why it cannot. */
export interface Pressed {
  typed: Typed;
  errors?: Record<string, string[]>;
}

/** Who presses, and with what. */
export interface PressRoom {
  room: OfficeRoom;
  officer: Officer;
  reason: string;
  context: ActContext;
  specs: readonly FieldSpec[];
  tools: Tools;
}

/** Buttons that a form has at this moment: no other press is done. */
export function pressesOf(specs: readonly FieldSpec[]): string[] {
  return specs.flatMap((spec) =>
    spec.kind === 'group' ? [...(spec.presses ?? []).map((one) => one.press), ...pressesOf(spec.fields)] : [],
  );
}

/** Does what a button inside the form says, without a script: one block more, one less, or a look-up. */
export async function doPress(press: string, typed: Typed, at: PressRoom): Promise<Pressed> {
  const [what, name = '', position = ''] = press.split(':');
  switch (what) {
    case 'add':
      return { typed: { ...typed, [`${name}.count`]: String(countOf(typed, name) + 1) } };
    case 'remove':
      return { typed: without(typed, name, Number(position)) };
    case 'postcode':
      return lookUp(typed, name, at);
    case 'households':
      return { typed: await findHouseholds(typed, name, at) };
    case 'former':
      return findFormer(typed, name, at);
    case 'ward':
      return askWard(typed, name, at);
    default:
      return { typed };
  }
}

/** The blocks behind the removed one move up. */
function without(typed: Typed, name: string, position: number): Typed {
  const rest: Typed = {};
  for (const [key, value] of Object.entries(typed)) {
    const match = key.startsWith(`${name}.`) ? /^(\d+)\.(.*)$/s.exec(key.slice(name.length + 1)) : null;
    const index = match ? Number(match[1]) : -1;
    if (!match || index < position) rest[key] = value;
    else if (index > position) rest[`${name}.${index - 1}.${match[2]}`] = value;
  }
  return { ...rest, [`${name}.count`]: String(Math.max(1, countOf(typed, name) - 1)) };
}

function lookUp(typed: Typed, name: string, { context, specs }: PressRoom): Pressed {
  const field = `${name}.postcode`;
  const towns = lookUpPostcode(textOf(typed, field));
  const [first] = towns;
  if (!first) return { typed, errors: { [field]: ['この郵便番号の住所は見つかりません。番号を確かめてください。'] } };
  const choosesTown = leavesOf(specs).some((leaf) => leaf.name === `${name}.municipality`);
  const here = towns.filter((one) => choosesTown || one.municipalityCode === context.town.code);
  if (here.length === 0) {
    return {
      typed,
      errors: { [field]: [`この郵便番号は${first.municipality}です。転出届か、番号を確かめてください。`] },
    };
  }
  const names = [...new Set(here.map((one) => one.town))];
  const filled: Typed = {
    ...typed,
    ...(choosesTown ? { [`${name}.municipality`]: `${first.prefecture}${first.municipality}` } : {}),
    ...(names.length === 1 ? { [`${name}.town`]: names[0] ?? '' } : {}),
  };
  if (names.length === 1) return { typed: filled };
  return {
    typed: filled,
    errors: { [`${name}.town`]: [`町名を選んで入れてください：${names.slice(0, 8).join('、')}`] },
  };
}

/** 世帯の候補: by 宛名番号 or name of somebody in it, else at the address that was typed. */
async function findHouseholds(typed: Typed, name: string, at: PressRoom): Promise<Typed> {
  const { room, officer, reason, context, tools } = at;
  const search = textOf(typed, `${name}.search`).trim();
  const lot = `${textOf(typed, 'newAddress.town')}${textOf(typed, 'newAddress.lot')}`.trim();
  const own = context.household?.address;
  const address = lot || `${own?.town ?? ''}${own?.lot ?? ''}`;
  const query =
    search === '' ? { address } : /^\d{5,15}$/.test(search) ? { addresseeNumber: search } : { name: search };
  const access = room.access(officer, reason);
  const { residents } = await room.juki.findResidents(query, access);
  const numbers = [...new Set(residents.map((resident) => resident.householdNumber))];
  const others = numbers.filter((number) => number !== context.household?.householdNumber).slice(0, 10);
  const households = await Promise.all(others.map((number) => room.juki.findHousehold(number, access)));
  const found = households.flatMap((one) => (one ? [offeredHousehold(one)] : []));
  return {
    ...typed,
    [`${name}.found`]: tools.seal(found),
    [`${name}.searched`]: 'yes',
    [`${name}.number`]: found.length === 1 ? (found[0]?.number ?? '') : '',
  };
}

/** 以前の住民票コードの照会 (住民基本台帳法第30条の3) at J-LIS, by name or 振り仮名, day of birth and sex. */
async function findFormer(typed: Typed, name: string, at: PressRoom): Promise<Pressed> {
  const { room, officer, reason, tools } = at;
  const full = textOf(typed, `${name}.full`).trim();
  const kana = textOf(typed, `${name}.kana`).trim();
  const bornOn = parseDate(textOf(typed, `${name}.bornOn`));
  const sex = Sex.safeParse(textOf(typed, `${name}.sex`));
  const errors = {
    ...(full === '' && kana === '' ? { [`${name}.full`]: ['照会する方の氏名か振り仮名を入れてください。'] } : {}),
    ...(bornOn ? {} : { [`${name}.bornOn`]: ['照会する方の生年月日を入れてください。'] }),
    ...(sex.success ? {} : { [`${name}.sex`]: ['照会する方の性別を選んでください。'] }),
  };
  if (!bornOn || !sex.success || (full === '' && kana === '')) return { typed, errors };
  const items = { ...(full ? { name: full } : {}), ...(kana ? { kana } : {}), bornOn, sex: sex.data };
  const { persons, more } = await room.juki.findFormerCodes(items, room.access(officer, reason));
  const tooMany = {
    [`${name}.full`]: ['ほかにも候補があります。氏名と振り仮名の両方を入れて、照会し直してください。'],
  };
  const listed = { ...typed, [`${name}.former.found`]: tools.seal(persons), [`${name}.former.asked`]: 'yes' };
  return { typed: listed, ...(more ? { errors: tooMany } : {}) };
}

/** 区間異動の照会: the household of a person, asked of the ward where it lived. */
async function askWard(typed: Typed, name: string, { room, officer, reason, tools }: PressRoom): Promise<Pressed> {
  const number = textOf(typed, `${name}.number`).trim();
  const ward = textOf(typed, `${name}.ward`);
  if (number === '' || ward === '') {
    const missing = number === '' ? 'number' : 'ward';
    const sentence = number === '' ? '宛名番号を入れてください。' : '前に住んでいた区を選んでください。';
    return { typed, errors: { [`${name}.${missing}`]: [sentence] } };
  }
  const answer = await room.juki.requestWardRecord(number, ward, room.access(officer, reason));
  switch (answer.result) {
    case 'answered':
      return { typed: { ...typed, [`${name}.found`]: tools.seal(answer.record) } };
    case 'unavailable':
      return { typed, errors: { [`${name}.number`]: [answer.reason] } };
    case 'silent':
      return {
        typed,
        errors: { [`${name}.ward`]: ['前の区の応答がありません。しばらくしてからもう一度照会してください。'] },
      };
  }
}
