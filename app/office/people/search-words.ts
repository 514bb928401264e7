import { IndividualNumber, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { formatJapaneseDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { digitsOf, plainHyphens, toHalfWidth } from '#app/vocabulary/width.ts';

/** What words of one box can be taken for, besides numbers and days. */
export type TextKind = 'name' | 'kana' | 'address';

/** 検索の条件 as read from one box (住民記録システム標準仕様書 2.1.1). */
export interface WordsQuery {
  name?: string;
  kana?: string;
  address?: string;
  bornOn?: string;
  /** 宛名番号 or 世帯番号: both are numbers of the town. */
  ownNumber?: string;
  residentRecordCode?: string;
  individualNumber?: string;
}

/** One part of what was typed, and what it was taken for; a secret number is told by its length alone. */
export interface Understood {
  label: string;
  text: string;
  /** Text that could be something else too. */
  kind?: TextKind;
}

/** 読み取り: a query with its explanation, or the reason why the words cannot be searched for. */
export interface WordsRead {
  query: WordsQuery;
  understood: Understood[];
  problem?: string;
}

const LABELS: Record<TextKind, string> = { name: '氏名', kana: '振り仮名', address: '住所' };

/** More is no search. */
const LONGEST = 200;

const ERA = '(?:明治|大正|昭和|平成|令和|[MTSHRmtshr])';
const WRITTEN_DAY = new RegExp(
  `(?:${ERA}\\s?(?:元|\\d{1,2})|(?<!\\d)\\d{4})\\s?[年./-]\\s?\\d{1,2}\\s?[月./-]\\s?\\d{1,2}(?!\\d)\\s?日?(?:生まれ|生)?`,
);
const ERA_WITHOUT_DAY = new RegExp(`^${ERA}(?:元|\\d{1,2})(?:年(?:\\d{1,2}月)?)?(?:生まれ|生)?$`);

const KANA = /^[\u3041-\u309F\u30A0-\u30FF\uFF66-\uFF9F]+$/;
const BUILDING = /マンション|アパート|ハイツ|ハイム|コーポ|メゾン|レジデンス|団地|.(?:ビル|荘|寮)(?:\d|$)/;
const LOT = /(?:丁目|番地|番\d|\d番|\d号|\d-\d)/;
// 木村, 古市 and 正道 are names.
const PLACE = /^..+[市区町郡県]$|^大字/;
const DIGITS = /^\d+(?:-\d+)*$/;

interface Reading extends WordsRead {
  text: Map<TextKind, string[]>;
}

/** Takes a day out of the words; the rest keeps its places. */
function takeDay(words: string, into: Reading): string {
  const found = WRITTEN_DAY.exec(words);
  if (!found) return words;
  const day = parseDate(found[0].replace(/(?:生まれ|生)$/, ''));
  if (!day) {
    into.problem = `「${found[0].trim()}」は、暦にない日です。`;
    return words;
  }
  into.query.bornOn = day;
  into.understood.push({ label: '生年月日', text: formatJapaneseDate(day) });
  return `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`;
}

/** Groups of four that belong to one number: 1234 5678 9012. */
function withoutGaps(words: string): string {
  return words.replace(/(?<!\d)\d{4}[ -]\d{4}[ -]\d{3,4}(?!\d)/g, (number) => number.replace(/[ -]/g, ''));
}

function readNumber(token: string, into: Reading): void {
  const { query, understood } = into;
  const digits = digitsOf(token);
  if (query.individualNumber || query.residentRecordCode || query.ownNumber) {
    into.problem = '番号は、ひとつずつ入れてください。';
  } else if (/^\d{3}-\d{4}$/.test(token)) {
    into.problem = '郵便番号では探せません。町名を入れてください。';
  } else if (digits.length === 12) {
    if (!IndividualNumber.safeParse(digits).success)
      into.problem = '個人番号の検査数字が合いません。12桁を確かめてください。';
    query.individualNumber = digits;
    understood.push({ label: '個人番号', text: '12桁（表示しません）' });
  } else if (digits.length === 11) {
    if (!ResidentRecordCode.safeParse(digits).success)
      into.problem = '住民票コードの検査数字が合いません。11桁を確かめてください。';
    query.residentRecordCode = digits;
    understood.push({ label: '住民票コード', text: '11桁（表示しません）' });
  } else if (digits.length === 8 && parseDate(digits) && !query.bornOn) {
    query.bornOn = parseDate(digits);
    understood.push({ label: '生年月日', text: formatJapaneseDate(query.bornOn ?? '') });
  } else if (digits.length > 15) {
    into.problem = '16桁以上の番号では探せません。受付番号は、申請管理で探してください。';
  } else {
    query.ownNumber = digits;
    understood.push({ label: '宛名番号または世帯番号', text: digits });
  }
}

/** 氏名, 振り仮名 or 住所, by the signs of the word; a label in front (住所:本町) decides. */
function kindOf(plain: string, town: { prefecture: string; name: string }): TextKind {
  if (plain.startsWith(town.prefecture) || plain.startsWith(town.name)) return 'address';
  if (BUILDING.test(plain) || LOT.test(plainHyphens(plain)) || /\d/.test(plain)) return 'address';
  if (KANA.test(plain)) return 'kana';
  return PLACE.test(plain) ? 'address' : 'name';
}

function readToken(token: string, town: { prefecture: string; name: string }, into: Reading): void {
  const labelled = /^(氏名|振り仮名|ふりがな|住所)[:：](.+)$/.exec(token);
  const plain = toHalfWidth(labelled?.[2] ?? token);
  const compact = plainHyphens(plain);
  if (!labelled && ERA_WITHOUT_DAY.test(plain)) {
    into.problem = '生年月日は、昭和60年4月1日のように、日まで入れてください。';
    return;
  }
  const groups = compact.split('-');
  const isLot = groups.length > 1 && groups.every((group) => group.length <= 3);
  if (!labelled && DIGITS.test(compact) && !isLot) {
    readNumber(compact, into);
    return;
  }
  const wanted = { 氏名: 'name', 住所: 'address', 振り仮名: 'kana', ふりがな: 'kana' } as const;
  const label = labelled?.[1] as keyof typeof wanted | undefined;
  const kind = label ? wanted[label] : kindOf(plain, town);
  into.text.set(kind, [...(into.text.get(kind) ?? []), labelled?.[2] ?? token]);
}

/**
 * 一つの欄の検索 (住民記録システム標準仕様書 2.1.1, 2.1.2): name, kana, day of birth in any notation, address and any number, each
 * recognised by its shape; says what it understood.
 */
export function readSearchWords(typed: string, town: { prefecture: string; name: string }): WordsRead {
  const into: Reading = { query: {}, understood: [], text: new Map() };
  const words = typed.slice(0, LONGEST);
  if (typed.length > LONGEST) into.problem = `${LONGEST}文字までで入れてください。`;
  const half = withoutGaps(takeDay(plainSpaces(words), into));
  for (const token of half.split(/[\s、，,]+/).filter((one) => one !== '')) readToken(token, town, into);
  for (const [kind, parts] of into.text) {
    const text = parts.join(kind === 'address' ? ' ' : '　');
    // A space behind the only word says that the 氏 ends there.
    const ends = parts.length === 1 && kind !== 'address' && /[\s\u3000]$/.test(words);
    into.query[kind] = ends ? `${text}　` : text;
    into.understood.push({ label: LABELS[kind], text: ends ? `${text}（氏はここまで）` : text, kind });
  }
  const { query, understood, problem } = into;
  return { query, understood, ...(problem ? { problem } : {}) };
}

/** Spaces and digits in half width, sign for sign; names keep their own signs. */
function plainSpaces(words: string): string {
  return words.replace(/[\s\u3000０-９／．－]/g, (sign) => {
    const half = toHalfWidth(sign);
    return /\s/.test(half) ? ' ' : half;
  });
}

/** 読み替え: the same words with one part taken for another kind; nothing where a number was typed, which is not repeated. */
export function otherReadings(read: WordsRead): { label: string; words: string }[] {
  const { query, understood } = read;
  if (query.individualNumber || query.residentRecordCode) return [];
  return understood.flatMap((part) => {
    const to = part.kind && OTHER_KINDS[part.kind];
    if (!to) return [];
    const words = understood.map((one) => {
      const text = one.text.replace('（氏はここまで）', '');
      if (one === part) return labelled(to, text);
      return one.kind ? labelled(one.kind, text) : text;
    });
    return [{ label: `「${part.text}」を${LABELS[to]}として探す`, words: words.join(' ') }];
  });
}

const OTHER_KINDS: Partial<Record<TextKind, TextKind>> = { name: 'address', address: 'name' };

function labelled(kind: TextKind, text: string): string {
  return text
    .split(/[\s\u3000]+/)
    .map((word) => `${LABELS[kind]}:${word}`)
    .join(' ');
}
