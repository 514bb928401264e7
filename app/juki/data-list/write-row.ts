import type { Address } from '#app/vocabulary/addresses.ts';
import type { DateOfRecord, ForeignStatus, PersonName } from '#app/vocabulary/persons.ts';
import { relationshipCodes } from '#app/vocabulary/relationships.ts';
import { toFullWidth } from '#app/vocabulary/width.ts';
import { CHANGE_REASONS, type ChangeReason } from '../core/change-reasons.ts';
import type { Resident } from '../core/register.ts';
import { CATEGORY_CODES, reasonCode, residenceStatusCode, STATUS_CODES } from './codes.ts';
import { type Cells, COLUMNS, placeOf } from './columns.ts';
import { writeDay } from './days.ts';
import { UNKNOWN_DESTINATION } from './read-removal.ts';

/** What a row says besides the 住民票 itself. */
export interface RowSetting {
  townCode: string;
  latest: boolean;
  /** 世帯主氏名, where it is known. */
  headName?: string;
  /** 異動事由, where it is another than that of the last change. */
  reason?: ChangeReason;
  /** 選挙人名簿に登録された旨, where this register knows it. */
  isElector?: boolean | undefined;
  /** The row of the same person that was taken over: it says what the register does not model. */
  base?: Cells;
}

/** 異動区分: an assumption, for no table is published. */
const GROUP_CODES = { entry: '1', removal: '2', correction: '3' } as const;

/** What an empty row of the list says. */
const USUAL: Readonly<Record<string, string>> = {
  個人履歴番号_枝番号: '1',
  改製番号: '1',
  記載等の種別: '99',
  成年被後見人_該当有無: '0',
  履歴選択不可フラグ: '0',
  改製記載年月日_不詳フラグ: '0',
  選挙人名簿登録有無: '0',
  統合宛名フラグ: '0',
  他業務参照不可フラグ: '0',
  業務ID: '01',
  削除フラグ: '0',
};

const USUAL_ROW: readonly string[] = COLUMNS.map((column) => USUAL[column] ?? '');

/** 住民票の一行 → 基本データリストの一行: what the register models, the rest from the row that was taken over. */
export function writeRow(resident: Resident, setting: RowSetting): string[] {
  const row = setting.base ? [...setting.base] : [...USUAL_ROW];
  const put = (items: Items): void => {
    for (const column in items) row[placeOf(column)] = items[column] ?? '';
  };
  put(keyItems(resident, setting));
  put(personItems(resident, setting));
  put(nameItems(resident.name, resident.kind === 'foreign'));
  put(addressItems('住所', resident.address));
  put(addressItems('転入前住所', resident.previousAddress));
  put(dayItems('住民となった年月日', resident.becameResidentOn));
  put(dayItems('住所を定めた年月日', resident.addressSince));
  put(domicileItems(resident));
  put(qualificationItems(resident, setting.base));
  if (setting.isElector !== undefined) put({ 選挙人名簿登録有無: flagOf(setting.isElector) });
  put(leavingItems(resident));
  if (resident.movingOut?.confirmed || setting.base) put(destinationItems(resident));
  if (resident.foreignStatus) put(foreignItems(resident, resident.foreignStatus));
  return row;
}

type Items = Record<string, string>;

/** 有無. */
export function flagOf(held: boolean): string {
  return held ? '1' : '0';
}

function keyItems(resident: Resident, { townCode, latest, reason }: RowSetting): Items {
  const { lastChange, status } = resident;
  const why = reason ?? lastChange.reason;
  return {
    市区町村コード: townCode,
    宛名番号: resident.addresseeNumber,
    個人履歴番号: String(resident.historyNumber),
    個人履歴番号_枝番号: '1',
    最新フラグ: latest ? '1' : '0',
    世帯番号: resident.householdNumber,
    住民種別: resident.kind === 'japanese' ? '1' : '2',
    住民状態: STATUS_CODES[status],
    住民票コード: resident.residentRecordCode ?? '',
    異動年月日: lastChange.changedOn ?? '',
    異動年月日_不詳フラグ: '0',
    異動届出年月日: lastChange.notifiedOn ?? '',
    異動事由: reasonCode(why),
    異動区分: GROUP_CODES[CHANGE_REASONS[why].group],
    処理年月日: lastChange.processedOn,
    除票フラグ: status === 'resident' ? '0' : '1',
  };
}

function personItems(resident: Resident, { headName }: RowSetting): Items {
  const { name, bornOn, relationship, sex } = resident;
  const { day, flag, era } = writeDay(bornOn);
  return {
    性別: sex,
    性別表記: { '0': '', '1': '男', '2': '女' }[sex],
    生年月日_元号: era,
    生年月日: day,
    生年月日_不詳フラグ: flag,
    続柄コード1: relationshipCodes(relationship)?.[0] ?? '',
    続柄表記: relationship,
    世帯主氏名: headName ?? (resident.householder ? name.full : ''),
    記載順位: String(resident.orderInHousehold),
  };
}

/** 氏 and 名 are apart where one full-width space parts them. */
function nameItems(name: PersonName, foreign: boolean): Items {
  const parts = (text: string) => (foreign || text.split('　').length !== 2 ? ['', ''] : text.split('　'));
  const [surname = '', given = ''] = parts(name.full);
  const [surnameKana = '', givenKana = ''] = parts(name.kana ?? '');
  return {
    氏名: foreign ? (name.kanji ?? name.full) : name.full,
    氏_日本人: surname,
    名_日本人: given,
    氏名_外国人ローマ字: foreign ? name.full : '',
    氏名_フリガナ: name.kana ?? '',
    氏_日本人_フリガナ: surnameKana,
    名_日本人_フリガナ: givenKana,
    氏名_フリガナ確認状況: name.kanaConfirmed ? '1' : '0',
  };
}

const ADDRESS_GROUPS = {
  住所: addressColumns('住所'),
  転入前住所: addressColumns('転入前住所'),
  '転出先住所（確定）': addressColumns('転出先住所（確定）'),
};

/** Names of the columns of one address. */
function addressColumns(group: string) {
  return {
    code: `${group}_市区町村コード`,
    prefecture: `${group}_都道府県`,
    municipality: `${group}_市区郡町村名`,
    town: `${group}_町字`,
    lot: `${group}_番地号表記`,
    building: group === '転入前住所' ? undefined : `${group}_方書`,
    postcode: `${group}_郵便番号`,
  };
}

function addressItems(group: keyof typeof ADDRESS_GROUPS, address: Address | undefined): Items {
  const columns = ADDRESS_GROUPS[group];
  return {
    [columns.code]: address?.municipalityCode ?? '',
    [columns.prefecture]: address?.prefecture ?? '',
    [columns.municipality]: address?.municipality ?? '',
    [columns.town]: address?.town ?? '',
    [columns.lot]: address?.lot ?? '',
    ...(columns.building ? { [columns.building]: address?.building ?? '' } : {}),
    [columns.postcode]: address?.postcode ? toFullWidth(address.postcode) : '',
  };
}

function dayItems(column: string, date: DateOfRecord): Items {
  const { day, flag } = writeDay(date);
  return { [column]: day, [`${column}_不詳フラグ`]: flag };
}

function domicileItems({ registeredDomicile }: Resident): Items {
  const head = registeredDomicile?.headOfRegister ?? '';
  const [surname = '', given = ''] = head.split('　').length === 2 ? head.split('　') : [];
  return {
    本籍: registeredDomicile?.address ?? '',
    本籍_町字: '',
    '本籍_地番号または、街区符号': '',
    本籍_市区町村コード: registeredDomicile?.municipalityCode ?? '',
    戸籍_筆頭者: head,
    戸籍_筆頭者_氏: surname,
    戸籍_筆頭者_名: given,
  };
}

function qualificationItems({ qualifications }: Resident, base: Cells | undefined): Items {
  const { nationalHealthInsurance, lateElderlyInsurance, longTermCareInsurance, childAllowance } = qualifications;
  const { pensionClass } = qualifications;
  // A class outside the table (99) is not the register's to change.
  const unread = base?.[placeOf('年金資格種別')] ?? '';
  const keeps = !pensionClass && !['', '1', '2', '3'].includes(unread);
  return {
    国保資格有無: flagOf(nationalHealthInsurance),
    後期高齢資格有無: flagOf(lateElderlyInsurance),
    介護資格有無: flagOf(longTermCareInsurance),
    ...(keeps ? {} : { 年金資格有無: flagOf(pensionClass !== undefined), 年金資格種別: pensionClass ?? '' }),
    基礎年金番号: qualifications.basicPensionNumber ?? '',
    児童手当資格区分: flagOf(childAllowance),
  };
}

function leavingItems({ removed, movingOut, lastChange }: Resident): Items {
  const { confirmed } = movingOut ?? {};
  const unknown = removed?.dayOfRecord && writeDay(removed.dayOfRecord);
  return {
    消除の事由: removed ? reasonCode(removed.reason) : '',
    消除の届出年月日: removed ? (movingOut?.notifiedOn ?? lastChange.notifiedOn ?? '') : '',
    消除の異動年月日: unknown?.day ?? removed?.on ?? '',
    消除の異動年月日_不詳フラグ: removed ? (unknown?.flag ?? '0') : '',
    転出届出年月日: movingOut?.notifiedOn ?? '',
    転出予定年月日: movingOut?.plannedOn ?? '',
    '転出年月日（確定）': confirmed?.movedInOn ?? '',
    転入通知年月日: confirmed?.noticeOn ?? '',
  };
}

function destinationItems({ movingOut }: Resident): Items {
  const { confirmed } = movingOut ?? {};
  return addressItems('転出先住所（確定）', confirmed && known(confirmed.address));
}

function known(address: Address): Address | undefined {
  return address.municipality === UNKNOWN_DESTINATION ? undefined : address;
}

function foreignItems({ becameResidentOn }: Resident, foreignStatus: ForeignStatus): Items {
  const { nationality, category, residenceStatus, periodOfStay = '', expiresOn, cardNumber } = foreignStatus;
  const count = (unit: string) => new RegExp(`(\\d+)${unit}`).exec(periodOfStay)?.[1] ?? (periodOfStay ? '0' : '');
  return {
    ...dayItems('外国人住民となった年月日', becameResidentOn),
    在留カード等番号: cardNumber ?? '',
    国籍名等: nationality,
    第30条45規定区分: CATEGORY_CODES[category],
    ...(residenceStatus ? { 在留資格等コード: residenceStatusCode(residenceStatus) } : {}),
    在留期間等コード_年: count('年'),
    在留期間等コード_月: count('月'),
    在留期間等コード_日: count('日'),
    在留期間の満了の日: expiresOn ?? '',
  };
}
