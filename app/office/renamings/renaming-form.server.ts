import { z } from 'zod';
import type { AddressRenaming } from '#app/juki/door.ts';
import { isLongerThan } from '#app/vocabulary/characters.ts';
import { normalizePostcode } from '#app/vocabulary/width.ts';
import { check, type Misread, sentence, type Typed, writtenDay } from '../drafts/forms.server.ts';

/** Bytes of a table of lot numbers: far more than a town has. */
const LARGEST_FILE = 2_000_000;

/** 住所一括変更の入力. */
const RenamingForm = z.object({
  ground: z.enum(['residenceIndication', 'townName', 'lotNumber'], { error: '変更の種類を選んでください。' }),
  on: writtenDay('施行日は、令和8年11月24日のように入れてください。'),
  notice: sentence('根拠の告示を書いてください。', 100),
  fromTown: sentence('今の町字を書いてください。', 120),
  toTown: sentence('新しい町字を書いてください。', 120),
  postcode: z
    .string()
    .default('')
    .refine((text) => text.trim() === '' || normalizePostcode(text) !== undefined, '郵便番号は7桁で入れてください。')
    .transform((text) => normalizePostcode(text)),
  lots: z.enum(['keep', 'listed'], { error: '番地の扱いを選んでください。' }),
});

type Pairs = { from: string; to: string }[];

/** 番地の対応表: one pair a line, with a comma or a tab between; a first line of headings is passed over. */
export function readPairs(text: string): { pairs: Pairs } | { error: string } {
  const pairs: Pairs = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const cells = line.split(/[,，、\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [from = '', to = ''] = cells;
    if (pairs.length === 0 && from === '旧番地' && to === '新番地') continue;
    if (cells.length !== 2 || from === '' || to === '')
      return { error: `${index + 1}行目を読めません。「旧番地,新番地」の形で書いてください。` };
    if (isLongerThan(from, 50) || isLongerThan(to, 50))
      return { error: `${index + 1}行目の番地が長すぎます（50文字まで）。` };
    if (seen.has(from)) return { error: `${index + 1}行目の旧番地が、前の行と重なっています。` };
    seen.add(from);
    pairs.push({ from, to });
  }
  return pairs.length > 0 ? { pairs } : { error: '番地の対応表を貼り付けるか、ファイルを選んでください。' };
}

/** CSV as it is: UTF-8, or the Shift_JIS in which spreadsheets save it. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

/** 住所一括変更の入力を読む: a file stands in for what was typed, and its lines are kept in the form like everything else. */
export async function readRenaming(request: Request): Promise<{ read: AddressRenaming; typed: Typed } | Misread> {
  const form = await request.formData();
  const typed: Typed = {};
  for (const [name, value] of form.entries()) if (typeof value === 'string') typed[name] = value;
  const file = form.get('file');
  const errors: Record<string, string[]> = {};
  if (file && typeof file !== 'string' && file.size > LARGEST_FILE)
    errors.file = ['ファイルが大きすぎます（2MBまで）。'];
  else if (file && typeof file !== 'string' && file.size > 0) typed.pairs = decode(await file.arrayBuffer());
  const main = check(RenamingForm, typed);
  if ('errors' in main) Object.assign(errors, main.errors);
  const listed = typed.lots === 'listed' ? readPairs(String(typed.pairs ?? '')) : { pairs: [] };
  if ('error' in listed && !errors.file) errors.pairs = [listed.error];
  if (typed.lots === 'keep' && typed.fromTown && String(typed.fromTown).trim() === String(typed.toTown ?? '').trim())
    errors.toTown = ['今の町字と同じです。番地だけが変わるときは、対応表を使ってください。'];
  if ('errors' in main || 'error' in listed || Object.keys(errors).length > 0) return { errors, typed };
  const { lots, postcode, ...rest } = main.read;
  return {
    typed,
    read: {
      ...rest,
      ...(postcode ? { postcode } : {}),
      lots: lots === 'keep' ? { kind: 'keep' } : { kind: 'listed', pairs: listed.pairs },
    },
  };
}
