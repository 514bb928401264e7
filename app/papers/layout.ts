import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { create } from 'qrcode';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { footerOf, markRows, type PaperBlock, type PaperContent, SPECIMEN_MARK } from './content.ts';
import type { Run } from './runs.ts';

/** Splits a text into stretches of one face each; throws when a character is in none. */
type SplitRuns = (text: string) => Run[];

/** Names of the faces in the printer. */
export const FACES = { base: 'base', names: 'names' } as const;

/** Below the QRコード. */
export const SEAL_CAPTION = '電子公印（偽造を見分けるための符号）';
/** In the square of the 公印. */
export const SEAL_WORDS = '公印見本';

const INK = '#1a1a1a';
const LINE = '#4d4d4d';
const SHADE = '#efefef';
const SEAL_RED = '#c22121';
const MARK_GREY = '#d9d9d9';
/** Label and value, three times: rows with fewer entries span the rest. */
const FORM_WIDTHS = [84, 112, 56, '*', 34, '*'];
/** Millimetres in points. */
const MM = 72 / 25.4;
const QR_SIDE = 40 * MM;

const LINES = {
  hLineWidth: () => 0.6,
  vLineWidth: () => 0.6,
  hLineColor: () => LINE,
  vLineColor: () => LINE,
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

/** 帳票の体裁: A4 portrait, tables with shaded labels, 認証文 with seal and code at the end. `code` = what the QRコード says. */
export function layOut(content: PaperContent, runs: SplitRuns, code?: string): TDocumentDefinitions {
  const text = (words: string) =>
    runs(words).map(({ text: stretch, face }) => ({
      text: stretch,
      ...(face === 'names' ? { font: FACES.names } : {}),
    }));
  return {
    pageSize: 'A4',
    pageMargins: [20 * MM, 18 * MM, 20 * MM, 20 * MM],
    language: 'ja',
    // Nothing of a person stands in the properties of the file.
    info: { title: content.title, producer: 'moving-oss', creator: 'moving-oss' },
    displayTitle: true,
    defaultStyle: { font: FACES.base, fontSize: 10.5, lineHeight: 1.15, color: INK },
    ...(content.specimen
      ? {
          watermark: {
            text: SPECIMEN_MARK,
            color: '#9a9a9a',
            opacity: 0.16,
            angle: -35,
            fontSize: 150,
            font: FACES.base,
          },
        }
      : {}),
    ...(content.mark ? { background: () => markOf(content.mark ?? '', text) } : {}),
    footer: (page: number, pages: number): Content => ({
      text: text(footerOf(content.number, page, pages)),
      fontSize: 8.5,
      alignment: 'right',
      margin: [20 * MM, 6 * MM, 20 * MM, 0],
    }),
    content: bodyOf(content, text, code),
  };
}

type Text = (words: string) => { text: string }[];

/** 透かし in the faces of the paper: a name that only the second one has is not left out. */
function markOf(mark: string, text: Text): Content {
  return markRows(mark).map((row, at) => ({
    text: text(row),
    fontSize: 11,
    color: MARK_GREY,
    noWrap: true,
    absolutePosition: { x: (at % 2 === 0 ? 14 : 26) * MM, y: (14 + at * 23) * MM },
  }));
}

function bodyOf(content: PaperContent, text: Text, code: string | undefined): Content[] {
  return [
    ...(content.to ?? []).map((line): Content => ({ text: text(line), fontSize: 11 })),
    {
      text: text(content.title),
      fontSize: 18,
      bold: true,
      alignment: 'center',
      characterSpacing: content.title.length < 9 ? 4 : 1,
      margin: [0, content.to ? 12 : 0, 0, 12],
    },
    ...content.blocks.map((block) => blockOf(block, text)),
    ...(content.attestation || code ? [endOf(content, text, code)] : []),
  ];
}

function blockOf(block: PaperBlock, text: Text): Content {
  switch (block.block) {
    case 'heading':
      return { text: text(block.text), bold: true, fontSize: 12, margin: [0, 8, 0, 4] };
    case 'lines':
      return {
        stack: block.lines.map((line) => ({ text: text(line) })),
        alignment: block.align ?? 'left',
        fontSize: block.small ? 9 : 10.5,
        margin: [0, 3, 0, 5],
      };
    case 'points':
      return {
        stack: block.points.map((point) => ({
          text: text(`・${point}`),
          margin: [10.5, 1, 0, 1],
          leadingIndent: -10.5,
        })),
        margin: [0, 2, 0, 6],
      };
    case 'form':
      return {
        table: { widths: FORM_WIDTHS, dontBreakRows: true, body: block.rows.map((row) => formRow(row, text)) },
        layout: LINES,
        // One person's entries stay together.
        unbreakable: true,
        margin: [0, 0, 0, 8],
      };
    case 'list':
      return {
        table: {
          widths: block.shares.map((share) => (share === 0 ? '*' : share)),
          dontBreakRows: true,
          body: [
            block.head.map((head) => labelCell(head, text)),
            ...block.rows.map((row) => row.map((cell) => ({ text: text(cell) }))),
          ],
        },
        layout: LINES,
        fontSize: 9.5,
        margin: [0, 0, 0, 8],
      };
  }
}

const labelCell = (label: string, text: Text): TableCell => ({
  text: text(label),
  fontSize: 9,
  fillColor: SHADE,
  margin: [0, 1, 0, 0],
});

/** Cells of a row: the last value takes what is left of the six columns. */
function formRow(row: readonly { label: string; value: string }[], text: Text): TableCell[] {
  return row.flatMap(({ label, value }, index): TableCell[] => {
    const isLast = index === row.length - 1;
    const span = isLast ? FORM_WIDTHS.length - 2 * index - 1 : 1;
    return [
      labelCell(label, text),
      { text: text(value), ...(span > 1 ? { colSpan: span } : {}) },
      ...Array.from({ length: span - 1 }, (): TableCell => ({})),
    ];
  });
}

/** 認証文, 公印 and the QRコード: never torn apart by the end of a page. */
function endOf({ attestation }: PaperContent, text: Text, code: string | undefined): Content {
  const words: Content = attestation
    ? {
        stack: [
          { text: text(attestation.words), margin: [0, 0, 0, 10] },
          { text: text(formatJapaneseDate(attestation.on)), margin: [0, 0, 0, 8] },
          {
            columns: [
              { width: '*', text: text(attestation.mayor), fontSize: 13, margin: [0, 14, 6, 0], alignment: 'right' },
              { width: 48, ...sealBox(text) },
            ],
          },
        ],
      }
    : { text: '' };
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    columns: [
      ...(code ? [{ width: QR_SIDE + 14, stack: [qrOf(code), { text: text(SEAL_CAPTION), fontSize: 6.5 }] }] : []),
      { width: '*', ...words },
    ],
  };
}

/** 公印: of an invented mayor, so that nobody takes it for a real one. */
function sealBox(text: Text): { table: { widths: number[]; heights: number; body: TableCell[][] }; layout: object } {
  return {
    table: {
      widths: [36],
      heights: 40,
      body: [
        [
          {
            text: text(SEAL_WORDS),
            color: SEAL_RED,
            fontSize: 11,
            alignment: 'center',
            margin: [6, 7, 6, 0],
            lineHeight: 1.05,
          },
        ],
      ],
    },
    layout: { hLineWidth: () => 1.6, vLineWidth: () => 1.6, hLineColor: () => SEAL_RED, vLineColor: () => SEAL_RED },
  };
}

/** Dark modules of a row that touch are one rectangle. */
function qrOf(code: string): Content {
  const { modules } = create(code, { errorCorrectionLevel: 'L' });
  const side = QR_SIDE / modules.size;
  const bars: { type: 'rect'; x: number; y: number; w: number; h: number; color: string; lineWidth: number }[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    let start: number | undefined;
    for (let column = 0; column <= modules.size; column += 1) {
      const dark = column < modules.size && modules.data[row * modules.size + column] === 1;
      if (dark) start ??= column;
      else if (start !== undefined) {
        const w = (column - start) * side;
        bars.push({ type: 'rect', x: start * side, y: row * side, w, h: side, color: '#000000', lineWidth: 0 });
        start = undefined;
      }
    }
  }
  return { canvas: bars, margin: [0, 0, 0, 4] };
}
