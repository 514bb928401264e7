/** 文字と字形の対応表: which characters and which 異体字 a font has; read from the font's own `cmap` table. */
export interface CharacterMap {
  has(codePoint: number): boolean;
  /** The font has a form of its own for this character with this selector, or says that its usual form is meant. */
  hasVariant(codePoint: number, selector: number): boolean;
}

const CMAP = 0x63_6d_61_70;
const LAST_OF_BMP = 0xff_ff;

/** Reads formats 4, 12 and 14 of OpenType. Throws when the font has no table of Unicode characters. */
export function readCharacterMap(font: Uint8Array): CharacterMap {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const start = cmapOf(view);
  const tables = Array.from({ length: view.getUint16(start + 2) }, (_, index) => {
    const record = start + 4 + index * 8;
    const offset = start + view.getUint32(record + 4);
    return { platform: view.getUint16(record), offset, format: view.getUint16(offset) };
  });
  const full = tables.find(({ format }) => format === 12);
  const basic = tables.find(({ format, platform }) => format === 4 && platform !== 1);
  const variants = tables.find(({ format }) => format === 14);
  if (!full && !basic) throw new Error('the font has no table of Unicode characters');
  const has = (codePoint: number): boolean => {
    if (full) return inGroups(view, full.offset, codePoint);
    return basic !== undefined && codePoint <= LAST_OF_BMP && inSegments(view, basic.offset, codePoint);
  };
  return {
    has,
    hasVariant: (codePoint, selector) =>
      variants !== undefined && inVariants(view, variants.offset, codePoint, selector),
  };
}

function cmapOf(view: DataView): number {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16;
    if (view.getUint32(record) === CMAP) return view.getUint32(record + 8);
  }
  throw new Error('the file is no font');
}

/** The first of `count` sorted entries whose end is not before the wanted one. */
function search(count: number, endOf: (index: number) => number, wanted: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Format 12: groups of start, end and first glyph. */
function inGroups(view: DataView, offset: number, codePoint: number): boolean {
  const count = view.getUint32(offset + 12);
  const group = (index: number) => offset + 16 + index * 12;
  const found = search(count, (index) => view.getUint32(group(index) + 4), codePoint);
  if (found >= count || view.getUint32(group(found)) > codePoint) return false;
  return view.getUint32(group(found) + 8) + codePoint - view.getUint32(group(found)) !== 0;
}

/** Format 4: segments of 16 bits; glyph 0 = none. */
function inSegments(view: DataView, offset: number, codePoint: number): boolean {
  const doubled = view.getUint16(offset + 6);
  const ends = offset + 14;
  const [starts, deltas, ranges] = [ends + doubled + 2, ends + 2 * doubled + 2, ends + 3 * doubled + 2];
  const found = search(doubled / 2, (index) => view.getUint16(ends + 2 * index), codePoint);
  const first = view.getUint16(starts + 2 * found);
  if (found >= doubled / 2 || first > codePoint) return false;
  const range = view.getUint16(ranges + 2 * found);
  const delta = view.getUint16(deltas + 2 * found);
  if (range === 0) return ((codePoint + delta) & LAST_OF_BMP) !== 0;
  return view.getUint16(ranges + 2 * found + range + 2 * (codePoint - first)) !== 0;
}

const uint24 = (view: DataView, at: number) => (view.getUint16(at) << 8) | view.getUint8(at + 2);

/** Format 14: for each selector the characters that keep their usual form, and those with another one. */
function inVariants(view: DataView, offset: number, codePoint: number, selector: number): boolean {
  const count = view.getUint32(offset + 6);
  const record = (index: number) => offset + 10 + index * 11;
  const found = search(count, (index) => uint24(view, record(index)), selector);
  if (found >= count || uint24(view, record(found)) !== selector) return false;
  const usual = view.getUint32(record(found) + 3);
  const other = view.getUint32(record(found) + 7);
  return (
    (usual !== 0 && inRanges(view, offset + usual, codePoint)) ||
    (other !== 0 && inMappings(view, offset + other, codePoint))
  );
}

function inRanges(view: DataView, offset: number, codePoint: number): boolean {
  const count = view.getUint32(offset);
  const range = (index: number) => offset + 4 + index * 4;
  const end = (index: number) => uint24(view, range(index)) + view.getUint8(range(index) + 3);
  const found = search(count, end, codePoint);
  return found < count && uint24(view, range(found)) <= codePoint;
}

function inMappings(view: DataView, offset: number, codePoint: number): boolean {
  const count = view.getUint32(offset);
  const mapping = (index: number) => offset + 4 + index * 5;
  const found = search(count, (index) => uint24(view, mapping(index)), codePoint);
  return found < count && uint24(view, mapping(found)) === codePoint;
}
