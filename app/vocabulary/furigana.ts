/** A stretch of text, with its reading where it is kanji. */
type RubyPart = readonly [base: string, reading?: string];

/** 読み: words as they are written, with okurigana, and how they are read. */
type Readings = ReadonlyMap<string, string>;

const KANJI = /[\u3400-\u9fff々〆]/;
const KANJI_RUN = /[\u3400-\u9fff々〆]+/g;
const LONGEST_WORD = 24;

/** Days and persons are counted in old words: the digits and the counter are read as one. */
const DAYS: readonly string[] =
  'いちにち ふつか みっか よっか いつか むいか なのか ようか ここのか とおか じゅういちにち じゅうににち じゅうさんにち じゅうよっか じゅうごにち じゅうろくにち じゅうしちにち じゅうはちにち じゅうくにち はつか にじゅういちにち にじゅうににち にじゅうさんにち にじゅうよっか にじゅうごにち にじゅうろくにち にじゅうしちにち にじゅうはちにち にじゅうくにち さんじゅうにち さんじゅういちにち'.split(
    ' ',
  );
const PERSONS: readonly string[] = ['ひとり', 'ふたり'];

/** What stands before or behind decides about the reading. */
const IN_CONTEXT: readonly [RegExp, string][] = [
  [/(?<=\d)年(?:間)?/y, 'ねん'],
  [/(?<=\d)月/y, 'がつ'],
  [/(?<=\dか)月/y, 'げつ'],
  [/(?<=\d)時/y, 'じ'],
  [/(?<=[134680])分/y, 'ぷん'],
  [/(?<=[2579])分/y, 'ふん'],
  [/(?<=\d)人/y, 'にん'],
  [/(?<=\d[日年分])後/y, 'ご'],
  [/(?<=\d[分])間/y, 'かん'],
  [/中(?=\d)/y, 'ちゅう'],
  [/(?<=（)月(?=）)/y, 'げつ'],
  [/(?<=（)火(?=）)/y, 'か'],
  [/(?<=（)水(?=）)/y, 'すい'],
  [/(?<=（)木(?=）)/y, 'もく'],
  [/(?<=（)金(?=）)/y, 'きん'],
  [/(?<=（)土(?=）)/y, 'ど'],
  [/(?<=（)日(?=）)/y, 'にち'],
];

interface Found {
  at: number;
  word: string;
  reading: string;
  /** By what stands around it. */
  inContext?: true;
}

/** 11月24日, 2人: read as a whole. */
function countedAt(text: string, at: number): Found | undefined {
  if (at > 0 && /\d/.test(text.charAt(at - 1))) return undefined;
  const match = /^(\d{1,2})([日人])/.exec(text.slice(at, at + 3));
  if (!match) return undefined;
  const [word, digits, counter] = match;
  const number = Number(digits);
  const first = counter === '日' && number === 1 && text.charAt(at - 1) === '月' ? 'ついたち' : undefined;
  const reading = first ?? (counter === '日' ? DAYS : PERSONS)[number - 1];
  return reading === undefined ? undefined : { at, word, reading };
}

function inContextAt(text: string, at: number): Found | undefined {
  for (const [pattern, reading] of IN_CONTEXT) {
    pattern.lastIndex = at;
    const word = pattern.exec(text)?.[0];
    if (word) return { at, word, reading: word.endsWith('年間') ? `${reading}かん` : reading, inContext: true };
  }
  return undefined;
}

/** The longest word that begins here. */
function wordAt(text: string, at: number, readings: Readings): Found | undefined {
  for (let length = Math.min(LONGEST_WORD, text.length - at); length > 0; length -= 1) {
    const word = text.slice(at, at + length);
    const reading = readings.get(word);
    if (reading !== undefined) return { at, word, reading };
  }
  return undefined;
}

function wordsOf(text: string, readings: Readings): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < text.length; ) {
    const here = /\d/.test(text.charAt(at))
      ? countedAt(text, at)
      : KANJI.test(text.charAt(at))
        ? (inContextAt(text, at) ?? wordAt(text, at, readings))
        : undefined;
    if (here) found.push(here);
    at += here?.word.length ?? 1;
  }
  return found;
}

/** Kanji that stand together and are not all known, or only one by one, may be a name: they stay as they are. */
function isSure(run: { at: number; length: number }, words: readonly Found[]): boolean {
  const end = run.at + run.length;
  const inside = words.filter(({ at, word }) => at < end && at + word.length > run.at);
  let covered = run.at;
  for (const { at, word } of inside) {
    if (at > covered) return false;
    covered = Math.max(covered, at + word.length);
  }
  const singles = inside.filter(({ word, inContext }) => word.length === 1 && !inContext);
  return covered >= end && (singles.length < 2 || singles.length < inside.length);
}

/** Kanji with their own part of the reading; kana inside a word stay below nothing. */
function partsOf({ word, reading }: Found): RubyPart[] {
  const pieces = word.match(/[\u3400-\u9fff々〆\d]+|[^\u3400-\u9fff々〆\d]+/g) ?? [];
  const pattern = pieces
    .map((piece) => (/[\u3400-\u9fff々〆]/.test(piece) ? '(.+?)' : escapeForPattern(piece)))
    .join('');
  const match = new RegExp(`^${pattern}$`).exec(reading);
  if (!match) return [[word, reading]];
  let group = 0;
  return pieces.map((piece): RubyPart => {
    if (!KANJI.test(piece)) return [piece];
    group += 1;
    return [piece, match[group]];
  });
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** 振り仮名: the text in parts, with the readings of what is surely known. */
export function furigana(text: string, readings: Readings): RubyPart[] {
  const words = wordsOf(text, readings);
  const unsure = Array.from(text.matchAll(KANJI_RUN), (run) => ({ at: run.index, length: run[0].length })).filter(
    (run) => !isSure(run, words),
  );
  const parts: RubyPart[] = [];
  let done = 0;
  for (const found of words) {
    const end = found.at + found.word.length;
    if (unsure.some((run) => run.at < end && run.at + run.length > found.at)) continue;
    if (found.at > done) parts.push([text.slice(done, found.at)]);
    parts.push(...partsOf(found));
    done = end;
  }
  if (done < text.length) parts.push([text.slice(done)]);
  return parts;
}
