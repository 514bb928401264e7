/**
 * QRコード (JIS X 0510, ISO/IEC 18004): bytes as a square of dark and light modules. Byte mode, error correction level M,
 * versions 1 to 10 (213 bytes): enough for what the portal shows, and small enough to be read here.
 */

/** Error correction level M: per version the check bytes of a block, and how many blocks of how many data bytes. */
const BLOCKS: readonly { check: number; groups: readonly (readonly [count: number, data: number])[] }[] = [
  { check: 10, groups: [[1, 16]] },
  { check: 16, groups: [[1, 28]] },
  { check: 26, groups: [[1, 44]] },
  { check: 18, groups: [[2, 32]] },
  { check: 24, groups: [[2, 43]] },
  { check: 16, groups: [[4, 27]] },
  { check: 18, groups: [[4, 31]] },
  {
    check: 22,
    groups: [
      [2, 38],
      [2, 39],
    ],
  },
  {
    check: 22,
    groups: [
      [3, 36],
      [2, 37],
    ],
  },
  {
    check: 26,
    groups: [
      [4, 43],
      [1, 44],
    ],
  },
];

/** Centres of the alignment patterns by version. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

const LEVEL_M = 0;

/** Powers of 2 in GF(256) with the polynomial 0x11d. */
const EXP: number[] = [];
const LOG: number[] = [];
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  LOG[value] = power;
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d;
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index}`);
  return value;
}

function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : at(EXP, (at(LOG, a) + at(LOG, b)) % 255);
}

/** Reed-Solomon check bytes of one block. */
function checkBytes(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let power = 0; power < count; power += 1) {
    const next = new Array<number>(generator.length + 1).fill(0);
    for (const [index, factor] of generator.entries()) {
      next[index] = at(next, index) ^ factor;
      next[index + 1] = at(next, index + 1) ^ multiply(factor, at(EXP, power));
    }
    generator = next;
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let index = 0; index < data.length; index += 1) {
    const lead = at(rest, index);
    for (const [offset, factor] of generator.entries()) {
      rest[index + offset] = at(rest, index + offset) ^ multiply(factor, lead);
    }
  }
  return rest.slice(data.length);
}

function capacityOf(version: number): number {
  return at(BLOCKS, version - 1).groups.reduce((sum, [count, data]) => sum + count * data, 0);
}

/** Mode, length, bytes, terminator and padding as data bytes. */
function dataBytes(bytes: readonly number[], version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  const capacity = capacityOf(version);
  push(0b0100, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  push(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 > 0) bits.push(0);
  const packed: number[] = [];
  for (let first = 0; first < bits.length; first += 8) {
    packed.push(bits.slice(first, first + 8).reduce((byte, bit) => byte * 2 + bit, 0));
  }
  for (let pad = 0xec; packed.length < capacity; pad = pad === 0xec ? 0x11 : 0xec) packed.push(pad);
  return packed;
}

/** Data and check bytes of all blocks, interleaved. */
function codewords(data: readonly number[], version: number): number[] {
  const { check, groups } = at(BLOCKS, version - 1);
  const blocks: number[][] = [];
  let first = 0;
  for (const [count, length] of groups) {
    for (let block = 0; block < count; block += 1, first += length) blocks.push(data.slice(first, first + length));
  }
  const checks = blocks.map((block) => checkBytes(block, check));
  const interleave = (rows: readonly number[][]) =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) =>
      rows.flatMap((row) => (column < row.length ? [at(row, column)] : [])),
    ).flat();
  return [...interleave(blocks), ...interleave(checks)];
}

/** The remainder of a value by a generator polynomial, appended to it. */
function withRemainder(value: number, generator: number, bits: number): number {
  let rest = value << bits;
  const degree = bits;
  for (let bit = 31 - Math.clz32(rest); bit >= degree; bit = 31 - Math.clz32(rest)) rest ^= generator << (bit - degree);
  return (value << bits) | rest;
}

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

type Grid = (boolean | undefined)[][];

/** Finder, timing and alignment patterns, the dark module, version information; the format's place is kept free. */
function patterns(version: number): Grid {
  const size = version * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  const set = (row: number, column: number, dark: boolean) => {
    const line = grid[row];
    if (line && column >= 0 && column < size) line[column] = dark;
  };
  for (const [top, left] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    for (let row = -1; row <= 7; row += 1) {
      for (let column = -1; column <= 7; column += 1) {
        const ring = Math.max(Math.abs(row - 3), Math.abs(column - 3));
        set(top + row, left + column, ring !== 2 && ring !== 4);
      }
    }
  }
  const centres = at(ALIGNMENT, version - 1);
  for (const row of centres) {
    for (const column of centres) {
      if (grid[row]?.[column] !== undefined) continue;
      for (let y = -2; y <= 2; y += 1) {
        for (let x = -2; x <= 2; x += 1) set(row + y, column + x, Math.max(Math.abs(y), Math.abs(x)) !== 1);
      }
    }
  }
  for (let index = 8; index < size - 8; index += 1) {
    set(6, index, index % 2 === 0);
    set(index, 6, index % 2 === 0);
  }
  set(size - 8, 8, true);
  if (version >= 7) {
    const information = withRemainder(version, 0b1111100100101, 12);
    for (let bit = 0; bit < 18; bit += 1) {
      const dark = ((information >> bit) & 1) === 1;
      set(Math.floor(bit / 3), size - 11 + (bit % 3), dark);
      set(size - 11 + (bit % 3), Math.floor(bit / 3), dark);
    }
  }
  return grid;
}

/** Where the format information stands: both copies, from its highest bit on. */
function formatPlaces(size: number): (readonly [row: number, column: number])[][] {
  const around = [0, 1, 2, 3, 4, 5, 7, 8];
  return [
    [...around.map((column) => [8, column] as const), ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const)],
    [
      ...Array.from({ length: 7 }, (_, index) => [size - 1 - index, 8] as const),
      ...Array.from({ length: 8 }, (_, index) => [8, size - 8 + index] as const),
    ],
  ];
}

function drawFormat(grid: Grid, mask: number): void {
  const information = withRemainder((LEVEL_M << 3) | mask, 0b10100110111, 10) ^ 0b101010000010010;
  for (const places of formatPlaces(grid.length)) {
    for (const [index, [row, column]] of places.entries()) {
      const line = grid[row];
      if (line) line[column] = ((information >> (14 - index)) & 1) === 1;
    }
  }
}

/** Puts the bits into the free modules, upwards and downwards in columns of two from the right. */
function drawData(grid: Grid, bytes: readonly number[], mask: number): void {
  const size = grid.length;
  const covers = at(MASKS, mask);
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const upwards = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const line = grid[row];
        if (!line || line[column] !== undefined) continue;
        const dark = (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        line[column] = dark !== covers(row, column);
        bit += 1;
      }
    }
  }
}

const RUN_LIKE_FINDER = /(?=10111010000|00001011101)/g;

/** 失点: how hard a masked symbol would be to read. */
function penalty(grid: readonly (readonly boolean[])[]): number {
  const size = grid.length;
  let points = 0;
  const rows = grid.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  const columns = grid.map((_, column) => grid.map((row) => (row[column] ? '1' : '0')).join(''));
  for (const line of [...rows, ...columns]) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
    points += 40 * [...line.matchAll(RUN_LIKE_FINDER)].length;
  }
  for (let row = 1; row < size; row += 1) {
    for (let column = 1; column < size; column += 1) {
      const dark = grid[row]?.[column];
      const square = [grid[row]?.[column - 1], grid[row - 1]?.[column], grid[row - 1]?.[column - 1]];
      if (square.every((other) => other === dark)) points += 3;
    }
  }
  const darkOnes = rows.join('').replaceAll('0', '').length;
  return points + 10 * Math.floor(Math.abs((darkOnes * 100) / (size * size) - 50) / 5);
}

/** QRコードの図: true is dark. Throws when the text is longer than 213 bytes. */
export function qrMatrix(content: string): boolean[][] {
  const bytes = [...new TextEncoder().encode(content)];
  const version = BLOCKS.findIndex((_, index) => capacityOf(index + 1) >= bytes.length + (index < 9 ? 2 : 3)) + 1;
  if (version === 0) throw new RangeError('too long for a QR code');
  const words = codewords(dataBytes(bytes, version), version);
  const drawn = MASKS.map((_, mask) => {
    const grid = patterns(version);
    drawFormat(grid, mask);
    drawData(grid, words, mask);
    return grid.map((row) => row.map((dark) => dark === true));
  });
  return drawn.reduce((best, grid) => (penalty(grid) < penalty(best) ? grid : best));
}
