/**
 * 業務上の拒否: a "no" of the law or of a town's rule, as a value. Malformed input, outages of others and bugs are
 * never expressed this way.
 */
export interface Refusal {
  /** Stable code, e.g. E04 or outsideFilingWindow. */
  code: string;
  /** What happened and what to do, in plain Japanese. */
  sentence: string;
  /** The article of law, e.g. 住民基本台帳法第24条. */
  article: string;
}

/** 確認事項 (アラート): possible but remarkable; shown with its remedy, the work goes on. */
export interface Alert {
  code: string;
  sentence: string;
  remedy: string;
  article?: string;
}

/** The answer of an act: done with a value, or refused with a reason. */
export type Outcome<T> = { accepted: true; value: T } | { accepted: false; refusal: Refusal };
