/** A record longer than this is no row of the list: an open quote would swallow the rest of the file. */
const LONGEST_RECORD = 64 * 1024;

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

/** 一行分のバイト列 with the number of the line on which it begins (from 1) and without the line feed. */
export interface RawRecord {
  line: number;
  bytes: Uint8Array;
}

/** Splits a file into records while it is read. */
export interface RecordSplitter {
  push(chunk: Uint8Array): RawRecord[];
  /** What is left when the file ends without a line feed. */
  end(): RawRecord[];
}

/**
 * RFC 4180 over bytes: a record ends at a line feed outside quotes. Neither quote nor line feed occurs inside a character of
 * several bytes, so the borders of chunks do not matter. A quote that is never closed ends with its line.
 */
export function createRecordSplitter(): RecordSplitter {
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;

  /** One record from the start of `bytes`, or undefined if more is needed to know where it ends. */
  function take(bytes: Uint8Array, from: number, complete: boolean): { end: number; lines: number } | undefined {
    const firstEnd = bytes.indexOf(LINE_FEED, from);
    let end = firstEnd;
    let quotes = 0;
    let counted = from;
    for (let lines = 1; end >= 0 && end - from <= LONGEST_RECORD; lines += 1) {
      quotes += quotesIn(bytes.subarray(counted, end));
      if (quotes % 2 === 0) return { end, lines };
      counted = end + 1;
      end = bytes.indexOf(LINE_FEED, counted);
    }
    // The last record may lack its line feed: its quotes close before the file ends.
    if (complete) quotes += quotesIn(bytes.subarray(counted));
    if (complete && end < 0 && quotes % 2 === 0) return undefined;
    const isHopeless = complete || bytes.length - from > LONGEST_RECORD;
    return isHopeless && firstEnd >= 0 ? { end: firstEnd, lines: 1 } : undefined;
  }

  function split(bytes: Uint8Array, complete: boolean): RawRecord[] {
    const records: RawRecord[] = [];
    let from = 0;
    for (let found = take(bytes, from, complete); found; found = take(bytes, from, complete)) {
      records.push({ line, bytes: bytes.subarray(from, found.end) });
      line += found.lines;
      from = found.end + 1;
    }
    rest = bytes.slice(from);
    return records;
  }

  return {
    push: (chunk) => {
      const bytes = new Uint8Array(rest.length + chunk.length);
      bytes.set(rest);
      bytes.set(chunk, rest.length);
      return split(bytes, false);
    },
    end: () => {
      const records = split(rest, true);
      return rest.length > 0 ? [...records, { line, bytes: rest }] : records;
    },
  };
}

function quotesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) count += 1;
  return count;
}

/** Cells of one record; undefined where quotes do not fit. A carriage return at the end belongs to the line end. */
export function parseRecord(record: string): string[] | undefined {
  const text = record.endsWith('\r') ? record.slice(0, -1) : record;
  if (!text.includes('"')) return text.split(',');
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let cell = '';
      let from = at + 1;
      let close = text.indexOf('"', from);
      while (close >= 0 && text[close + 1] === '"') {
        cell += text.slice(from, close + 1);
        from = close + 2;
        close = text.indexOf('"', from);
      }
      if (close < 0) return undefined;
      cells.push(cell + text.slice(from, close));
      at = close + 1;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const cell = text.slice(at, end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      at = end;
    }
    if (at >= text.length) return cells;
    if (text[at] !== ',') return undefined;
    at += 1;
  }
}

/** One record without its line end: cells are quoted only where they have to be. */
export function formatRecord(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
