import { createHash } from 'node:crypto';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { footerOf, markRows, type PaperBlock, type PaperContent, SPECIMEN_MARK } from './content.ts';
import { drawnText } from './drawn-text.server.ts';
import { SEAL_CAPTION, SEAL_WORDS } from './layout.ts';

/** 帳票の取り違え: the file shows something else than what was asked for. No byte of it may leave. */
export class CrossedPaperError extends Error {
  override readonly name = 'CrossedPaperError';
}

/** Fonts draw these with one form: what is read back may be the other one. */
const ALIKE: readonly [RegExp, string][] = [
  [/[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, ''],
  [/[\u002D\u2010-\u2015\u2212\u2500\u30FC\uFE63\uFF0D]/g, '-'],
  [/[\u301C\u223C\uFF5E~]/g, '~'],
  [/[\u2022\u30FB\u00B7\uFF65]/g, '・'],
  [/\s/g, ''],
];

/** Text without what a font may change: spaces, selectors of forms, signs that look alike. */
export function plainText(text: string): string {
  return ALIKE.reduce((folded, [pattern, by]) => folded.replace(pattern, by), text.normalize('NFKC'));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** 内容の要約値: of everything that the paper says, in the order in which it is drawn. */
export function contentSum(content: PaperContent, sealed: boolean): string {
  const { attestation } = content;
  const parts = [
    ...(content.to ?? []),
    content.title,
    ...content.blocks.flatMap(drawnOf),
    ...(sealed ? [SEAL_CAPTION] : []),
    ...(attestation ? [attestation.words, formatJapaneseDate(attestation.on), attestation.mayor, SEAL_WORDS] : []),
  ];
  return sha256(plainText(parts.join('')));
}

function drawnOf(block: PaperBlock): string[] {
  switch (block.block) {
    case 'heading':
      return [block.text];
    case 'lines':
      return [...block.lines];
    case 'points':
      return block.points.map((point) => `・${point}`);
    case 'form':
      return block.rows.flat().flatMap(({ label, value }) => [label, value]);
    case 'list':
      return [...block.head, ...block.rows.flat()];
  }
}

/** 描かれた内容の要約値: read back from the file itself. Throws when a page lacks its number or one of its marks. */
export function drawnSum(pdf: Buffer, number: string | undefined, specimen: boolean, mark?: string): string {
  const pages = drawnText(pdf).map(plainText);
  const under = mark ? plainText(markRows(mark).join('')) : '';
  const bodies = pages.map((page, index) => {
    const below = plainText(footerOf(number, index + 1, pages.length)) + (specimen ? SPECIMEN_MARK : '');
    if (!page.endsWith(below)) throw new CrossedPaperError('a page has not its own number');
    if (!page.startsWith(under)) throw new CrossedPaperError('a page has not the mark of its reader');
    return page.slice(under.length, -below.length);
  });
  return sha256(bodies.join(''));
}

/** 出力時の照合: the file says exactly what this content says, and carries its number on every page. */
export function checkBinding(pdf: Buffer, content: PaperContent, sealed: boolean): void {
  if (drawnSum(pdf, content.number, content.specimen, content.mark) !== contentSum(content, sealed)) {
    throw new CrossedPaperError('the file shows another content');
  }
}
