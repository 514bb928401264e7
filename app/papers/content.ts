import type { CalendarDate } from '#app/vocabulary/persons.ts';

/** 帳票の種類: what the town hands out, and the forms that a resident fills in. */
export type PaperKind =
  | 'residentRecordCopy'
  | 'removedRecordCopy'
  | 'residentRecordItems'
  | 'movingOutCertificate'
  | 'movingOutEquivalent'
  | 'residentRecordCodeNotice'
  | 'headChangeNotice'
  | 'headChangeRequest'
  | 'filingReceivedNotice'
  | 'movingInForm'
  | 'visitGuide'
  | 'cardReceipt'
  | 'inspectionList'
  | 'filingReceipt'
  | 'postalMovingOutForm';

/** 帳票の名称, as it stands on the paper. */
export const PAPER_TITLES: Readonly<Record<PaperKind, string>> = {
  residentRecordCopy: '住民票の写し',
  removedRecordCopy: '除票の写し',
  residentRecordItems: '住民票記載事項証明書',
  movingOutCertificate: '転出証明書',
  movingOutEquivalent: '転出証明書に準ずる証明書',
  residentRecordCodeNotice: '住民票コード通知票',
  headChangeNotice: '世帯主変更通知書',
  headChangeRequest: '世帯主変更依頼通知書',
  filingReceivedNotice: '住民異動届受理通知',
  movingInForm: '転入届（住民異動届）',
  visitGuide: '来庁のご案内',
  cardReceipt: 'カードの手続の受付票',
  inspectionList: '閲覧用リスト',
  filingReceipt: '転入届の受付票',
  postalMovingOutForm: '郵送による転出届',
};

/** 帳票の始まり: its name follows from its kind, and the persons of the simulation are invented. */
export function paperOfKind(kind: PaperKind): Pick<PaperContent, 'kind' | 'title' | 'specimen'> {
  return { kind, title: PAPER_TITLES[kind], specimen: true };
}

/** One entry of a form: a label in a shaded cell, and what is written beside it. */
export interface PaperItem {
  label: string;
  value: string;
}

/** A part of a paper, from top to bottom. */
export type PaperBlock =
  | { block: 'heading'; text: string }
  | { block: 'lines'; lines: readonly string[]; align?: 'left' | 'right'; small?: boolean }
  | { block: 'points'; points: readonly string[] }
  /** 表: every row is as wide as the page; the entries of a row share it. */
  | { block: 'form'; rows: readonly (readonly PaperItem[])[] }
  /** 一覧: a head and one row for each person. `shares` say how the width is divided. */
  | { block: 'list'; shares: readonly number[]; head: readonly string[]; rows: readonly (readonly string[])[] };

/** 認証 (住民基本台帳法第12条, 施行令第15条): the words, the day and who gives them. */
export interface Attestation {
  words: string;
  on: CalendarDate;
  /** 市区町村長 with the name. */
  mayor: string;
}

/** 帳票の内容: everything that one paper says, before it has a shape. */
export interface PaperContent {
  kind: PaperKind;
  title: string;
  /** 発行番号; forms that a resident fills in have none. */
  number?: string;
  /** 団体 that issues it. */
  issuer?: { code: string; name: string };
  /** 宛て: lines above the title. */
  to?: readonly string[];
  blocks: readonly PaperBlock[];
  attestation?: Attestation;
  /** Persons and records of the simulation are invented: every paper shows it. */
  specimen: boolean;
  /** 透かし: words below everything on every page, that say who holds the paper. */
  mark?: string;
}

/** How often the words of the 透かし stand on a page: rows, and characters of a row that they fill. */
const MARK_ROWS = 12;
const MARK_LENGTH = 44;

/** 透かしの行: the same on every page, so that no part of a page is without the words. */
export function markRows(mark: string): string[] {
  const times = Math.max(1, Math.floor(MARK_LENGTH / (mark.length + 2)));
  return Array.from({ length: MARK_ROWS }, () => Array.from({ length: times }, () => mark).join('　　'));
}

/** 発行番号 and page, below every page (住民記録システム標準仕様書 5.5). */
export function footerOf(number: string | undefined, page: number, pages: number): string {
  return `${number ? `${number}　` : ''}${page}/${pages}`;
}

/** Stands across every page. */
export const SPECIMEN_MARK = '見本';

/** Every text of a paper, for checks of its characters. */
export function textsOf(content: PaperContent): string[] {
  const { title, number, to = [], attestation, mark } = content;
  return [
    title,
    ...(mark ? [mark] : []),
    ...(number ? [number] : []),
    ...to,
    ...content.blocks.flatMap(textsOfBlock),
    ...(attestation ? [attestation.words, attestation.mayor] : []),
  ];
}

function textsOfBlock(block: PaperBlock): string[] {
  if (block.block === 'heading') return [block.text];
  if (block.block === 'lines') return [...block.lines];
  if (block.block === 'points') return [...block.points];
  if (block.block === 'form') return block.rows.flat().flatMap(({ label, value }) => [label, value]);
  return [...block.head, ...block.rows.flat()];
}
