import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordSplitter, formatRecord, parseRecord, type RawRecord } from '#app/juki/data-list/csv.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Signs that break parsers: quotes, line ends, surrogates, 異体字セレクタ, characters of three bytes. */
const sign = fc.constantFrom(
  '"',
  ',',
  '\n',
  '\r',
  '\r\n',
  'a',
  '　',
  '𠮷',
  '葛󠄀',
  '辻󠄀',
  '邉',
  'ﾊﾟ',
  '\u{E0100}',
  ' ',
  '\uFEFF',
);
const cell = fc.oneof(fc.string({ unit: sign, maxLength: 8 }), fc.string({ unit: 'grapheme', maxLength: 6 }));
const row = fc.array(cell, { minLength: 1, maxLength: 6 });

/** Reads a file that comes in pieces of these sizes. */
function read(bytes: Uint8Array, sizes: readonly number[]): RawRecord[] {
  const splitter = createRecordSplitter();
  const records: RawRecord[] = [];
  let at = 0;
  for (const size of sizes) {
    records.push(...splitter.push(bytes.subarray(at, at + size)).map(copy));
    at += size;
  }
  records.push(...splitter.push(bytes.subarray(at)).map(copy), ...splitter.end().map(copy));
  return records;
}

const copy = ({ line, bytes }: RawRecord): RawRecord => ({ line, bytes: bytes.slice() });
const textOf = ({ bytes }: RawRecord) => decoder.decode(bytes);

describe('CSV (RFC 4180)', () => {
  it('書いた行を読むと、どの文字も元のまま戻る', () => {
    fc.assert(
      fc.property(row, (cells) => {
        expect(parseRecord(formatRecord(cells))).toEqual(cells);
      }),
      { numRuns: 1000 },
    );
  });

  it('どこで切れて届いても、文字の途中でも、行は同じに読める', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }),
        fc.boolean(),
        (rows, sizes, endsWithLineFeed) => {
          // A row of one empty cell is an empty line: the list has none.
          const kept = rows.filter((cells) => formatRecord(cells) !== '');
          const text = kept.map(formatRecord).join('\n') + (endsWithLineFeed && kept.length > 0 ? '\n' : '');
          const records = read(encoder.encode(text), sizes);
          expect(records.map((record) => parseRecord(textOf(record)))).toEqual(kept);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('行の番号は、改行を含むセルの後も、ファイルの行のままである', () => {
    const records = read(encoder.encode('a,b\n"c\nd",e\n\nf\n'), []);
    expect(records.map((record) => [record.line, textOf(record)])).toEqual([
      [1, 'a,b'],
      [2, '"c\nd",e'],
      [4, ''],
      [5, 'f'],
    ]);
  });

  it('CRLFの復帰文字はセルに入らず、行には残る', () => {
    const records = read(encoder.encode('a,b\r\n"c",d\r\n'), []);
    expect(records.map(textOf)).toEqual(['a,b\r', '"c",d\r']);
    expect(records.map((record) => parseRecord(textOf(record)))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it.each(['a"b', '"a"b', '"a', '"a""'])('引用符が合わない %s は読まない', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });

  it('閉じない引用符は、その行で終わり、残りの行は読める', () => {
    const rest = Array.from({ length: 4000 }, (_, index) => `行,${index},終わりまで読める`);
    const records = read(encoder.encode(`"開いたまま,a\n${rest.join('\n')}\n`), [1000, 70_000]);
    expect(records.map(textOf)).toEqual(['"開いたまま,a', ...rest]);
  });
});
