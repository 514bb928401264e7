import type { Role } from './roles.ts';

/** 番号の種類: what may be revealed of a person; 団体内統合宛名番号 and 符号 never are. */
export type PersonalNumberKind = 'individualNumber' | 'residentRecordCode';

/** 特定個人情報名 that are exchanged here. The real list of codes is not public: the shape is real, the number our own. */
export const HOUSEHOLD_INFORMATION = { code: 'TM00000000000013', title: '住民票関係情報（世帯情報）' } as const;

/**
 * 個人番号利用事務 (番号法第9条, 別表): a 事務 for which a number may be used, by which roles of a town, and which 特定個人情報 may be
 * asked for it over the network (番号法第19条第8号, 情報連携に係る主務省令).
 */
export interface NumberPurpose {
  id: string;
  title: string;
  article: string;
  /** Who of a town's officers may see which number in full; empty = a section that has no seat in this office. */
  roles: readonly Role[];
  numbers: readonly PersonalNumberKind[];
  /** Kind of institution that may ask, and for what. */
  inquirer?: 'municipality' | 'portal';
  informationNames: readonly string[];
}

const HOUSEHOLD_ONLY = [HOUSEHOLD_INFORMATION.code];
const BOTH = ['individualNumber', 'residentRecordCode'] as const;

/** A section of a town that uses the number by 番号法第9条第1項 and may ask for 世帯情報. */
function section(id: string, title: string): NumberPurpose {
  return {
    id,
    title,
    article: '番号法第9条第1項・別表',
    roles: [],
    numbers: ['individualNumber'],
    inquirer: 'municipality',
    informationNames: HOUSEHOLD_ONLY,
  };
}

/** 利用事務の一覧: who names none of these is given no number and no 特定個人情報. */
export const NUMBER_PURPOSES: readonly NumberPurpose[] = [
  {
    id: 'residentRecord',
    title: '住民票の記載・訂正',
    article: '住民基本台帳法第7条第8号の2・第13号',
    roles: ['reviewer', 'approver', 'registryManager', 'protectionOfficer'],
    numbers: BOTH,
    informationNames: [],
  },
  {
    id: 'numberAssignment',
    title: '個人番号の指定・通知・変更',
    article: '番号法第7条',
    roles: ['registryManager', 'protectionOfficer'],
    numbers: BOTH,
    informationNames: [],
  },
  {
    id: 'identityInformation',
    title: '本人確認情報の通知・整合性の確認',
    article: '住民基本台帳法第30条の6',
    roles: ['registryManager', 'protectionOfficer'],
    numbers: BOTH,
    informationNames: [],
  },
  {
    id: 'codeNotice',
    title: '住民票コードの通知・変更',
    article: '住民基本台帳法第30条の3・第30条の4',
    roles: ['counter', 'registryManager', 'protectionOfficer'],
    numbers: ['residentRecordCode'],
    informationNames: [],
  },
  {
    id: 'cardIssue',
    title: '個人番号カードの交付・記載事項の変更',
    article: '番号法第17条',
    roles: ['counter', 'registryManager', 'protectionOfficer'],
    numbers: ['individualNumber'],
    informationNames: [],
  },
  {
    id: 'paperIssue',
    title: '住民票の写し・転出証明書などの交付',
    article: '住民基本台帳法第12条第5項・施行令第23条',
    roles: ['counter', 'registryManager', 'protectionOfficer'],
    numbers: BOTH,
    informationNames: [],
  },
  section('localTax', '地方税の賦課・徴収'),
  section('nationalHealthInsurance', '国民健康保険の給付・保険料の徴収'),
  section('lateElderlyInsurance', '後期高齢者医療の給付・保険料の徴収'),
  section('longTermCareInsurance', '介護保険の給付・保険料の徴収'),
  section('nationalPension', '国民年金の資格・保険料'),
  section('childAllowance', '児童手当の支給'),
  section('publicAssistance', '生活保護の決定・実施'),
  section('vaccination', '予防接種の実施'),
  {
    id: 'selfInformation',
    title: '自己情報の提供（マイナポータル）',
    article: '番号法附則第6条第3項',
    roles: [],
    numbers: [],
    inquirer: 'portal',
    informationNames: HOUSEHOLD_ONLY,
  },
];

/** 利用事務 by its id. */
export function findPurpose(id: string): NumberPurpose | undefined {
  return NUMBER_PURPOSES.find((purpose) => purpose.id === id);
}

/** 番号の利用 (番号法第9条): the 事務 for which somebody with these roles may see this number. */
export function purposesOf(roles: readonly Role[], number?: PersonalNumberKind): NumberPurpose[] {
  return NUMBER_PURPOSES.filter(
    (purpose) =>
      purpose.roles.some((role) => roles.includes(role)) && (number === undefined || purpose.numbers.includes(number)),
  );
}

/** 照会の可否 (番号法第19条第8号): may this kind of institution ask for this 特定個人情報 in this 事務? */
export function mayInquire(purpose: NumberPurpose, inquirer: 'municipality' | 'portal', informationName: string) {
  return purpose.inquirer === inquirer && purpose.informationNames.includes(informationName);
}
