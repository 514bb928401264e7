import type { ResidentView } from './door.ts';

/**
 * 住民の検索 (住民記録システム標準仕様書 2.1.1, 2.1.2): every field narrows. Names and addresses are searched from the beginning of
 * 氏, 名, 町字 or 方書; 清濁, variants, width and spaces make no difference.
 */
export interface ResidentQuery {
  name?: string;
  kana?: string;
  /** The day, or the text of an unknown day. */
  bornOn?: string;
  address?: string;
  addresseeNumber?: string;
  householdNumber?: string;
  /** By keyed hash, only with a reason, and in the audit as an access to the number. */
  residentRecordCode?: string;
  individualNumber?: string;
  includeRemoved?: boolean;
}

/** 検索の結果 (住民記録システム標準仕様書 2.1.1): never more than an officer reads; `more` says that the search has to be narrowed. */
export interface FoundResidents {
  residents: ResidentView[];
  more: boolean;
}
