import { z } from 'zod';
import { toFullWidth, toHalfWidth } from './width.ts';

/**
 * 続柄コード: the two-digit codes of 続柄コード1–4. 02, 11, 12, 20, 51, 52, 74, 96 and 99 are those of official sample data,
 * the others follow their pattern: no complete table is published.
 */
const CODES: Readonly<Record<string, string>> = {
  世帯主: '02',
  夫: '11',
  妻: '12',
  '夫（未届）': '13',
  '妻（未届）': '14',
  子: '20',
  '子（子の夫）': '21',
  '子（子の妻）': '22',
  父: '51',
  母: '52',
  兄: '71',
  姉: '72',
  弟: '74',
  妹: '75',
  縁故者: '96',
  同居人: '99',
};

/** These stand alone and never in a chain. */
const ALONE = new Set(['世帯主', '縁故者', '同居人']);

/** Longer words first, so that 子（子の妻） is not read as 子. */
const LINKS = Object.keys(CODES)
  .filter((word) => !ALONE.has(word))
  .sort((a, b) => b.length - a.length);

/** 続柄 may have at most four links; a fifth makes 縁故者. */
const MOST_LINKS = 4;

/** Words of everyday language that no register has, and how they are written instead. */
const EVERYDAY_WORDS: Readonly<Record<string, string>> = {
  本人: '世帯主',
  筆頭者: '世帯主',
  配偶者: '夫または妻',
  内縁の夫: '夫（未届）',
  内縁の妻: '妻（未届）',
  長男: '子',
  長女: '子',
  二男: '子',
  次男: '子',
  二女: '子',
  次女: '子',
  三男: '子',
  三女: '子',
  息子: '子',
  娘: '子',
  養子: '子',
  嫁: '子の妻',
  婿: '子の夫',
  孫: '子の子',
  曾孫: '子の子の子',
  ひ孫: '子の子の子',
  玄孫: '子の子の子の子',
  祖父: '父の父または母の父',
  祖母: '父の母または母の母',
  義父: '夫の父または妻の父',
  義母: '夫の母または妻の母',
  義兄: '夫の兄、妻の兄または姉の夫',
  義姉: '夫の姉、妻の姉または兄の妻',
  義弟: '夫の弟、妻の弟または妹の夫',
  義妹: '夫の妹、妻の妹または弟の妻',
  おじ: '父の兄、父の弟、母の兄または母の弟',
  伯父: '父の兄または母の兄',
  叔父: '父の弟または母の弟',
  おば: '父の姉、父の妹、母の姉または母の妹',
  伯母: '父の姉または母の姉',
  叔母: '父の妹または母の妹',
  おい: '兄の子、弟の子、姉の子または妹の子',
  甥: '兄の子、弟の子、姉の子または妹の子',
  めい: '兄の子、弟の子、姉の子または妹の子',
  姪: '兄の子、弟の子、姉の子または妹の子',
  いとこ: '父の兄の子など',
  家事使用人: '同居人',
};

/** 続柄 that was read: its words from the head outwards, and the codes of 続柄コード1–4. */
export interface RelationshipReading {
  text: string;
  links: string[];
  codes: string[];
}

/** What is wrong with a 続柄, as a sentence beside the field. */
export interface RelationshipError {
  sentence: string;
}

function links(text: string): string[] | undefined {
  if (ALONE.has(text)) return [text];
  const found: string[] = [];
  let rest = text;
  while (rest !== '') {
    const link = LINKS.find((word) => rest.startsWith(word));
    if (link === undefined) return undefined;
    found.push(link);
    rest = rest.slice(link.length);
    if (rest === '') return found;
    if (!rest.startsWith('の')) return undefined;
    rest = rest.slice(1);
  }
  return undefined;
}

function normalized(text: string): string {
  return toFullWidth(toHalfWidth(text.slice(0, 80)).replace(/\s/g, ''));
}

/**
 * 続柄 (住民基本台帳法第7条第4号, 住民記録システム標準仕様書 1.1.11): reads a chain of at most four words joined by の.
 * 孫 and its like do not exist in a register; the sentence says what to write.
 */
export function readRelationship(
  text: string,
): { valid: true; value: RelationshipReading } | ({ valid: false } & RelationshipError) {
  const plain = normalized(text);
  if (plain === '') return { valid: false, sentence: '続柄を選んでください。' };
  const everyday = EVERYDAY_WORDS[plain];
  if (everyday !== undefined) {
    return { valid: false, sentence: `「${plain}」は続柄に使えません。「${everyday}」と書いてください。` };
  }
  const found = links(plain);
  if (found === undefined) {
    const word = Object.keys(EVERYDAY_WORDS).find((one) => plain.split('の').includes(one));
    const hint = word === undefined ? '' : `「${word}」は「${EVERYDAY_WORDS[word]}」と書きます。`;
    return { valid: false, sentence: `続柄を「妻」「子」「子の子」「妻の母」のように書いてください。${hint}` };
  }
  if (found.length > MOST_LINKS) {
    return {
      valid: false,
      sentence: '続柄は「の」でつないで4つまでです。5つ以上になる方は「縁故者」と書いてください。',
    };
  }
  return { valid: true, value: { text: plain, links: found, codes: found.map((link) => CODES[link] ?? '') } };
}

/** 続柄 (住民基本台帳法第7条第4号): the text of a valid 続柄, parentheses in full width. */
export const Relationship = z.string().transform((text, context) => {
  const reading = readRelationship(text);
  if (reading.valid) return reading.value.text;
  context.addIssue({ code: 'custom', message: reading.sentence });
  return z.NEVER;
});
export type Relationship = z.infer<typeof Relationship>;

/** 続柄コード1–4 of a valid 続柄; undefined for anything else. */
export function relationshipCodes(text: string): string[] | undefined {
  const reading = readRelationship(text);
  return reading.valid ? reading.value.codes : undefined;
}

/** 続柄 of a single 続柄コード, with or without its leading zero; undefined for a code that is not in the table. */
export function relationshipOfCode(code: string): string | undefined {
  return Object.keys(CODES).find((word) => CODES[word] === code.padStart(2, '0'));
}

/** 続柄 that a select offers; other chains are typed. */
const OFFERED = [
  '夫',
  '妻',
  '子',
  '父',
  '母',
  '兄',
  '姉',
  '弟',
  '妹',
  '夫（未届）',
  '妻（未届）',
  '子の夫',
  '子の妻',
  '子の子',
  '夫の子',
  '妻の子',
  '夫の父',
  '夫の母',
  '妻の父',
  '妻の母',
  '父の父',
  '父の母',
  '母の父',
  '母の母',
  '縁故者',
  '同居人',
] as const;

/** Options of a select, with everyday words where the official word is not clear by itself. */
export function relationshipOptions(options: { withHead: boolean }): { value: string; label: string }[] {
  const everyday: Readonly<Record<string, string>> = {
    子の子: '子の子（孫）',
    父の父: '父の父（祖父）',
    父の母: '父の母（祖母）',
    母の父: '母の父（祖父）',
    母の母: '母の母（祖母）',
    縁故者: '縁故者（その他の親族）',
    同居人: '同居人（親族でない人）',
  };
  const values: readonly string[] = options.withHead ? ['世帯主', ...OFFERED] : OFFERED;
  return values.map((value) => ({ value, label: everyday[value] ?? value }));
}
