import type { PaperKind } from '#app/papers/content.ts';

/** 一人の画面から作る帳票. */
export const PERSON_PAPERS = [
  'residentRecordCopy',
  'residentRecordItems',
  'removedRecordCopy',
  'movingOutCertificate',
  'residentRecordCodeNotice',
  'filingReceivedNotice',
  'headChangeRequest',
  'headChangeNotice',
] as const satisfies readonly PaperKind[];
export type PersonPaper = (typeof PERSON_PAPERS)[number];

/** 請求者の別 (住民基本台帳法第12条, 第12条の2, 第12条の3). */
export const REQUESTERS = {
  self: '本人・同じ世帯の方',
  proxy: '代理人（委任状あり）',
  official: '国・地方公共団体の機関（公用）',
  thirdParty: '本人等以外の方（第三者）',
} as const;

/** 請求により記載する事項 (住民基本台帳法第12条第5項・第12条の3第7項): left out unless asked for. */
export const COPY_ITEMS = {
  kana: '氏名の振り仮名',
  relationship: '世帯主の氏名・続柄',
  domicile: '本籍・筆頭者',
  foreignItems: '国籍・在留資格など（外国人住民）',
  previousAddress: '前住所',
  residentRecordCode: '住民票コード',
  individualNumber: '個人番号',
  electoralRoll: '選挙人名簿に登録された旨（選ばなければ、欄も作りません）',
} as const;
export type CopyItem = keyof typeof COPY_ITEMS;

/** 帳票のきっかけ: the case from which a paper is begun, as the audit says it. */
export const PAPER_ORIGINS = {
  application: '転出届の処理に伴う帳票の交付',
  act: '異動の処理に伴う帳票の交付',
  arrival: '転入の手続に伴う帳票の交付',
} as const;
export type PaperOrigin = keyof typeof PAPER_ORIGINS;

/** 交付の方法. */
export const DELIVERIES = { counter: '窓口で渡す', post: '本人の住所へ郵送する' } as const;

/** Papers that say something of the record to whoever asked; the others are notices of the town itself. */
export const ON_REQUEST: ReadonlySet<PaperKind> = new Set<PaperKind>([
  'residentRecordCopy',
  'residentRecordItems',
  'removedRecordCopy',
  'movingOutCertificate',
]);

/** Papers on which items can be chosen. */
export const WITH_ITEMS: ReadonlySet<PaperKind> = new Set<PaperKind>([
  'residentRecordCopy',
  'residentRecordItems',
  'removedRecordCopy',
]);

export { PAPER_TITLES } from '#app/papers/content.ts';
