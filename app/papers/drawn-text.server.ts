import { inflateSync } from 'node:zlib';

/** The file is not one that this printer made. */
export class UnreadablePaperError extends Error {
  override readonly name = 'UnreadablePaperError';
}

const LARGEST_STREAM = 4_000_000;
const MOST_OBJECTS = 5_000;
const MOST_PAGES = 200;

/** 描かれた文字: what the pages of a PDF of this printer show, read back from its glyphs, page by page. */
export function drawnText(pdf: Buffer): string[] {
  const file = openFile(pdf);
  const root = file.dictionary(file.root);
  const pages = file.dictionary(referenceIn(root, 'Pages'));
  const kids = [...between(pages, '/Kids [', ']').matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
  if (kids.length === 0 || kids.length > MOST_PAGES) throw new UnreadablePaperError('no pages');
  const maps = new Map<number, string[]>();
  return kids.map((kid) => {
    const page = file.dictionary(kid);
    const resources = file.dictionary(referenceIn(page, 'Resources'));
    const fonts = new Map<string, string[]>();
    for (const [, name = '', id] of between(resources, '/Font <<', '>>').matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = maps.get(Number(id)) ?? charactersOf(file, Number(id));
      maps.set(Number(id), map);
      fonts.set(name, map);
    }
    return readPage(file.stream(referenceIn(page, 'Contents')).toString('latin1'), fonts);
  });
}

interface PaperFile {
  root: number;
  dictionary(id: number): string;
  stream(id: number): Buffer;
}

/** Objects by the table at the end of the file. */
function openFile(pdf: Buffer): PaperFile {
  const text = pdf.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n?$/.exec(text.slice(-64))?.[1] ?? Number.NaN);
  const table = /^xref\n0 (\d+)\n/.exec(text.slice(start, start + 40));
  if (!table || Number(table[1]) > MOST_OBJECTS) throw new UnreadablePaperError('no table of objects');
  const rows = start + table[0].length;
  const offsets = Array.from({ length: Number(table[1]) }, (_, id) =>
    Number(text.slice(rows + id * 20, rows + id * 20 + 10)),
  );
  const root = Number(/\/Root (\d+) 0 R/.exec(text.slice(rows + offsets.length * 20))?.[1] ?? Number.NaN);
  const dictionary = (id: number): string => {
    const offset = offsets[id];
    const head = `${id} 0 obj\n`;
    if (offset === undefined || !text.startsWith(head, offset)) throw new UnreadablePaperError('no such object');
    const end = text.indexOf('\nendobj', offset);
    const stream = text.indexOf('\nstream\n', offset);
    return text.slice(offset + head.length, stream >= 0 && stream < end ? stream : end);
  };
  return {
    root,
    dictionary,
    stream(id) {
      const described = dictionary(id);
      const begin = (offsets[id] ?? 0) + `${id} 0 obj\n`.length + described.length + '\nstream\n'.length;
      const length = Number(/\/Length (\d+)(?! 0 R)/.exec(described)?.[1] ?? Number.NaN);
      if (!(length >= 0) || !/\/Filter \/FlateDecode/.test(described)) throw new UnreadablePaperError('no stream');
      return inflate(pdf.subarray(begin, begin + length));
    },
  };
}

function inflate(packed: Buffer): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: LARGEST_STREAM });
  } catch {
    throw new UnreadablePaperError('a stream cannot be read');
  }
}

function referenceIn(dictionary: string, name: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? Number.NaN);
}

function between(text: string, before: string, after: string): string {
  const start = text.indexOf(before);
  if (start < 0) return '';
  return text.slice(start + before.length, text.indexOf(after, start + before.length));
}

/** Characters by glyph, from the font's own /ToUnicode. */
function charactersOf(file: PaperFile, font: number): string[] {
  const map = file.stream(referenceIn(file.dictionary(font), 'ToUnicode')).toString('latin1');
  const characters: string[] = [];
  for (const [, first = '0', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first, 16);
    for (const [index, [, units = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      characters[start + index] = String.fromCharCode(...units.split(' ').map((unit) => Number.parseInt(unit, 16)));
    }
  }
  return characters;
}

/** Glyphs in the order in which they are drawn. */
function readPage(drawing: string, fonts: ReadonlyMap<string, string[]>): string {
  let current: string[] = [];
  let drawn = '';
  for (const [, font, glyphs] of drawing.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) current = fonts.get(font) ?? [];
    for (const [, codes = ''] of (glyphs ?? '').matchAll(/<([0-9a-f]+)>/g)) {
      for (let at = 0; at < codes.length; at += 4) {
        const character = current[Number.parseInt(codes.slice(at, at + 4), 16)];
        if (character === undefined) throw new UnreadablePaperError('a glyph without a character');
        drawn += character;
      }
    }
  }
  return drawn;
}
