import type { Term } from '#app/vocabulary/glossary.ts';

/** An exported type of the domain and what its comment begins with. */
interface DomainType {
  term: string;
  comment: string;
  file: string;
}

const DOMAIN = /^app\/(?:vocabulary\/|messages\/contracts\/|juki\/core\/|juki\/(?:door|acts)\.ts)/;

/** A comment that begins with Japanese names a word of the law or of the office. */
const JAPANESE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function domainTypes(files: ReadonlyMap<string, string>): DomainType[] {
  return Array.from(files)
    .filter(([file]) => DOMAIN.test(file))
    .flatMap(([file, text]) =>
      Array.from(
        text.matchAll(
          /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^export (?:interface ([A-Z]\w*)|type ([A-Z]\w*)|const ([A-Z][a-z]\w*) = z\b)/gm,
        ),
        (match) => ({
          file,
          term: match[2] ?? match[3] ?? match[4] ?? '',
          comment: (match[1] ?? '').replace(/\s*\n\s*\* ?/g, ' ').trim(),
          isInferred: match[3] !== undefined && text.includes(`export const ${match[3]} = z`),
        }),
      ).filter(({ isInferred }) => !isInferred),
    );
}

/** What is wrong between the glossary and the code; each line says what to do. */
export function glossaryGaps(files: ReadonlyMap<string, string>, glossary: readonly Term[]): string[] {
  const terms = new Map(glossary.map((term) => [term.term, term]));
  const types = domainTypes(files);
  return [
    ...types.flatMap(({ term, comment, file }) => {
      if (comment === '') return [`${file}: ${term} has no comment that says what it is`];
      const entry = terms.get(term);
      if (entry === undefined && JAPANESE.test(comment)) {
        const japanese = /^[^ (（:.,]+/u.exec(comment)?.[0] ?? '';
        const basis = / \(([^)]*)\)/.exec(comment.slice(0, 120))?.[1] ?? '';
        return [`add to the glossary: ${JSON.stringify({ term, japanese, basis, where: file })}`];
      }
      return entry && JAPANESE.test(comment) && entry.where === file && !comment.startsWith(entry.japanese)
        ? [`${file}: ${term} is called ${entry.japanese} in the glossary, its comment begins otherwise`]
        : [];
    }),
    ...glossary.flatMap(({ term, japanese, where }) => {
      if (!JAPANESE.test(japanese)) return [`glossary: ${term} has no Japanese name`];
      const text = files.get(where);
      if (text === undefined) return [`glossary: ${term} is said to be in ${where}, which does not exist`];
      return new RegExp(`\\b${term}\\b`).test(text) ? [] : [`glossary: ${term} is not in ${where}`];
    }),
    ...glossary.map(({ term }) => term).filter((term, index, all) => all.indexOf(term) !== index),
  ];
}
