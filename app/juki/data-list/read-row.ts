import { isLongerThan } from '#app/vocabulary/characters.ts';
import { isCalendarDate } from '#app/vocabulary/dates.ts';
import { hasNumberCheckDigit, MunicipalityCode, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { DateOfRecord, RegisteredDomicile, Sex } from '#app/vocabulary/persons.ts';
import type { ChangeReason } from '../core/change-reasons.ts';
import type { Resident } from '../core/register.ts';
import { OTHER_REASON, reasonOf, statusOf } from './codes.ts';
import { type Cells, COLUMNS } from './columns.ts';
import { readDay } from './days.ts';
import { readAddress, readForeignStatus, readName, readQualifications, readRelationshipOf } from './read-items.ts';
import { readMovingOut, readRemoval } from './read-removal.ts';
import { type ListNote, type Reader, readerOf } from './reading.ts';

/** Whose row it is: enough to hold a household together even if the rest of the row cannot be read. */
export interface RowKeys {
  addresseeNumber: string;
  householdNumber: string;
  historyNumber: number;
  branch: number;
  latest: boolean;
}

/** One row as the register understands it. */
export interface RowReading {
  keys: RowKeys;
  notes: ListNote[];
  /** Undefined if there is an error among the notes. */
  resident?: Resident;
  /** 異動事由 that the former system gave, where it is understood. */
  reason?: ChangeReason;
}

/** The town that takes over; `today` stands in for a missing 処理年月日. */
export interface ListTown {
  code: string;
  today: string;
}

/** 標本の団体コード of official sample data. */
const SAMPLE_TOWNS = ['999999', '999998'];

const NUMBER = /^[0-9A-Za-z]{1,15}$/;

/** The keys of a row, if it has at least those; they stand at fixed places. */
export function keysOf(cells: Cells): RowKeys | undefined {
  const [, addresseeNumber = '', history = '', branch = '', latest = '', , householdNumber = ''] = cells;
  if (!NUMBER.test(addresseeNumber) || !NUMBER.test(householdNumber) || !/^\d{1,9}$/.test(history)) return undefined;
  return {
    addresseeNumber,
    householdNumber,
    historyNumber: Number(history),
    branch: /^\d{1,9}$/.test(branch) ? Number(branch) : 0,
    latest: latest === '1',
  };
}

/** 基本データリストの一行 → 住民票の一行. What the register does not model stays in the row that is kept beside it. */
export function readRow(cells: Cells, keys: RowKeys, town: ListTown): RowReading {
  const reader = readerOf(cells);
  if (cells.length !== COLUMNS.length) {
    reader.error('', `列が${COLUMNS.length}ではなく${cells.length}あります。`);
    return { keys, notes: reader.notes };
  }
  checkTown(reader, town);
  checkKeys(reader, keys);
  const reason = readReason(reader);
  const resident = readResident(reader, keys, town, reason);
  const failed = !resident || reader.notes.some((note) => note.level === 'error');
  return { keys, notes: reader.notes, ...(failed ? {} : { resident }), ...(reason ? { reason } : {}) };
}

function checkTown(reader: Reader, town: ListTown): void {
  const code = reader.cell('市区町村コード');
  if (SAMPLE_TOWNS.includes(code))
    reader.note('市区町村コード', '標本の団体コードです。この市区町村の行として読みます。');
  else if (code !== town.code) reader.error('市区町村コード', 'ほかの市区町村の行です。');
}

/** 標準仕様書 1.1.13: only new numbers have check digits, the old ones stay as they are. */
function checkKeys(reader: Reader, keys: RowKeys): void {
  if (!['0', '1'].includes(reader.cell('最新フラグ'))) reader.error('最新フラグ', '0でも1でもありません。');
  if (!hasNumberCheckDigit(keys.addresseeNumber))
    reader.note('宛名番号', '検査数字が合いません。旧番号のまま使います。');
  if (!hasNumberCheckDigit(keys.householdNumber))
    reader.note('世帯番号', '検査数字が合いません。旧番号のまま使います。');
}

function readReason(reader: Reader): ChangeReason | undefined {
  const code = reader.cell('異動事由');
  const reason = reasonOf(code);
  if (!reason && code !== OTHER_REASON && code !== '')
    reader.note('異動事由', '表にないコードです。データ移行として扱います。');
  return reason;
}

function readResident(reader: Reader, keys: RowKeys, town: ListTown, reason?: ChangeReason): Resident | undefined {
  const status = statusOf(reader.cell('住民状態'));
  const kind = { '1': 'japanese', '2': 'foreign' }[reader.cell('住民種別')] as Resident['kind'] | undefined;
  if (!status) reader.error('住民状態', '1、2、3、9のどれでもありません。');
  if (!kind) reader.error('住民種別', '1でも2でもありません。');
  if (!status || !kind) return undefined;
  const current = keys.latest && status === 'resident';
  const residentRecordCode = readCode(reader, current);
  const bornOn = requiredDay(reader, '生年月日', reader.cell('生年月日_元号'), kind === 'foreign');
  const becameResidentOn = readBecameResident(reader, kind);
  if (!bornOn || !becameResidentOn) return undefined;
  const { relationship, householder } = readRelationshipOf(reader, current);
  const address = readAddress(reader, '住所', SAMPLE_TOWNS, town.code);
  if (reader.cell('住所_市区郡町村名') === '') reader.error('住所_市区郡町村名', '住所がありません。');
  if (address?.municipalityCode !== town.code)
    reader.error('住所_市区町村コード', 'この市区町村の住所ではありません。');
  if (!address) return undefined;
  const previousAddress = readAddress(reader, '転入前住所', SAMPLE_TOWNS);
  const foreignStatus = kind === 'foreign' ? readForeignStatus(reader) : undefined;
  const registeredDomicile = kind === 'japanese' ? readDomicile(reader) : undefined;
  const removed = status === 'resident' ? undefined : readRemoval(reader, status, reason);
  const movingOut = readMovingOut(reader);
  const since = optionalDay(reader, '住所を定めた年月日');
  const changedOn = calendarDay(reader, '異動年月日');
  const notifiedOn = calendarDay(reader, '異動届出年月日');
  const noticeOn = calendarDay(reader, '転入通知年月日');
  return {
    addresseeNumber: keys.addresseeNumber,
    historyNumber: 0,
    householdNumber: keys.householdNumber,
    kind,
    status,
    ...(residentRecordCode ? { residentRecordCode } : {}),
    name: readName(reader, kind),
    bornOn,
    sex: readSex(reader),
    relationship,
    householder,
    orderInHousehold: readOrder(reader),
    address,
    becameResidentOn,
    addressSince: since ?? becameResidentOn,
    ...(previousAddress ? { previousAddress } : {}),
    ...(registeredDomicile ? { registeredDomicile } : {}),
    ...(foreignStatus ? { foreignStatus } : {}),
    qualifications: readQualifications(reader),
    ...(movingOut ? { movingOut } : {}),
    ...(removed ? { removed } : {}),
    lastChange: {
      reason: 'dataMigration',
      ...(changedOn ? { changedOn } : {}),
      ...(notifiedOn ? { notifiedOn } : {}),
      ...(noticeOn ? { noticeOn } : {}),
      processedOn: calendarDay(reader, '処理年月日') ?? town.today,
    },
  };
}

/** 標準仕様書 1.1.6: empty only in a 除票. */
function readCode(reader: Reader, current: boolean): string | undefined {
  const code = reader.given('住民票コード');
  if (!code) {
    if (current) reader.error('住民票コード', '住民票コードがありません。');
    return undefined;
  }
  if (!/^\d{11}$/.test(code)) reader.error('住民票コード', '11桁の数字ではありません。');
  else if (!ResidentRecordCode.safeParse(code).success)
    reader.note('住民票コード', '検査数字が合いません。書かれたまま保ちますが、住基ネットに通知する異動はできません。');
  return code;
}

function readSex(reader: Reader): Sex {
  const sex = reader.cell('性別');
  if (sex === '1' || sex === '2') return sex;
  if (sex !== '0') reader.note('性別', '1でも2でもありません。不明として扱います。');
  return '0';
}

function readOrder(reader: Reader): number {
  const order = reader.cell('記載順位');
  if (/^\d{1,3}$/.test(order)) return Number(order);
  reader.note('記載順位', '数字ではありません。最後に置きます。');
  return 99;
}

function requiredDay(reader: Reader, column: string, era = '', western = false): DateOfRecord | undefined {
  const text = reader.cell(column);
  const day = readDay(text, reader.cell(`${column}_不詳フラグ`), era, western);
  if (!day) reader.error(column, text === '' ? '日付がありません。' : '日付として読めません。');
  else if (era && day.on && !matchesEra(day, era)) reader.note(`${column}_元号`, '元号が日付と合いません。');
  return day;
}

function matchesEra(day: DateOfRecord, era: string): boolean {
  const names = { '1': '明治', '2': '大正', '3': '昭和', '4': '平成', '5': '令和' } as Record<string, string>;
  const usual = day.on ? exactDate(day.on).text : day.text;
  return day.text.startsWith(names[era] ?? '　') || usual.startsWith(names[era] ?? '　');
}

/** A foreign resident counts from 外国人住民となった年月日 (法第30条の45). */
function readBecameResident(reader: Reader, kind: Resident['kind']): DateOfRecord | undefined {
  const asForeigner = kind === 'foreign' && reader.cell('外国人住民となった年月日') !== '';
  return requiredDay(reader, asForeigner ? '外国人住民となった年月日' : '住民となった年月日');
}

function optionalDay(reader: Reader, column: string): DateOfRecord | undefined {
  const text = reader.cell(column);
  if (text === '') return undefined;
  const day = readDay(text, reader.cell(`${column}_不詳フラグ`));
  if (!day) reader.note(column, '日付として読めません。');
  return day;
}

/** A day on which something was done: only a day of the calendar. */
function calendarDay(reader: Reader, column: string): string | undefined {
  const text = reader.cell(column);
  if (text === '' || isCalendarDate(text)) return text || undefined;
  reader.note(column, '暦にある日付ではありません。');
  return undefined;
}

/** 戸籍の表示: who has none (無籍) is noted. */
function readDomicile(reader: Reader): RegisteredDomicile | undefined {
  const place = reader.cell('本籍');
  const headOfRegister = reader.cell('戸籍_筆頭者');
  if (place === '' || headOfRegister === '') reader.note('本籍', '本籍または筆頭者がありません。');
  if (place === '') return undefined;
  const lot = reader.cell('本籍_地番号または、街区符号');
  const address = place.endsWith(lot) ? place : place + lot;
  if (isLongerThan(address, 200) || isLongerThan(headOfRegister, 100)) reader.error('本籍', '長すぎます。');
  const municipalityCode = reader.cell('本籍_市区町村コード');
  const isKnown = MunicipalityCode.safeParse(municipalityCode).success;
  if (municipalityCode !== '' && !isKnown) reader.note('本籍_市区町村コード', '団体コードの検査数字が合いません。');
  return { address, ...(isKnown ? { municipalityCode } : {}), headOfRegister };
}
