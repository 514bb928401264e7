import terms from './data/glossary.json' with { type: 'json' };

/** 用語集: one word of the law or of the office and its name in the code. A test holds it against the code. */
export interface Term {
  /** The identifier in the code. */
  term: string;
  japanese: string;
  /** Law, order or standard; empty where the word belongs to the trade and not to the law. */
  basis: string;
  /** The file that defines the word. */
  where: string;
}

/** 用語集, in the order of the identifiers. */
export const GLOSSARY: readonly Term[] = terms;
