import { createHash } from 'node:crypto';
import { eq, ne } from 'drizzle-orm';
import { preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Room, TownSession } from '../shell/room.server.ts';
import { HEADER } from './columns.ts';
import { createRecordSplitter, parseRecord, type RawRecord } from './csv.ts';
import { keysOf, readRow } from './read-row.ts';
import type { ListNote } from './reading.ts';

/** A file of the list; it is read twice, first for its hash. */
export interface ListFile {
  bytes(): AsyncIterable<Uint8Array>;
}

/** 取込結果の一行: with the line of the file, and without any value of it. */
export interface LineNote extends ListNote {
  line: number;
}

/** Who follows an import. */
export interface ListWatch {
  /** Bytes that were staged, or rows that were committed, so far. */
  progress?(phase: 'staging' | 'committing', done: number): void;
  /** Before anything else: is it the rest of an interrupted import? */
  begun?(resumed: boolean): Promise<void> | void;
  /** Rows that will be committed. */
  rows?(count: number): void;
  /** Called in the order of the lines while staging; what befalls a household comes later. */
  report?(notes: readonly LineNote[]): Promise<void> | void;
}

/** Rows of one transaction. */
const BATCH = 640;

/** ファイルの同一性: only the town's key can tell. */
export async function fileHash(room: Room, file: ListFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.bytes()) hash.update(chunk);
  return room.cipher.lookup(`data-list:${hash.digest('hex')}`);
}

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The decoder of one record: bytes that are no UTF-8 make the row unreadable, not the file. */
export function decodeRecord(bytes: Uint8Array): string | undefined {
  try {
    return DECODER.decode(bytes);
  } catch {
    return undefined;
  }
}

const insertRow = preparedInsert((t: TownTables) => t.dataListRows);

async function save(session: TownSession, rows: readonly StagedRow[]): Promise<void> {
  for (const row of rows) await insertRow(session, row);
}

interface StagedRow {
  line: number;
  addresseeNumber: string;
  groupNumber: string | null;
  unreadable: boolean;
  body: string;
}

/** 取込の第一段階: every row is read, reported and set aside, encrypted. Starting again replaces what was staged. */
export async function stage(room: Room, file: ListFile, hash: string, watch: ListWatch): Promise<void> {
  await begin(room, hash);
  const splitter = createRecordSplitter();
  let opening = '';
  let rows: StagedRow[] = [];
  let notes: LineNote[] = [];
  let bytes = 0;
  let count = 0;

  async function take(record: RawRecord): Promise<void> {
    if (record.line === 1) {
      opening = openingOf(record, notes);
      if (opening) return;
    }
    const row = stagedRow(room, record, notes);
    if (row) rows.push(row);
    if (rows.length >= BATCH || notes.length >= BATCH) await flush();
  }

  async function flush(): Promise<void> {
    const batch = rows;
    const said = notes;
    rows = [];
    notes = [];
    count += batch.length;
    if (said.length > 0) await watch.report?.(said);
    if (batch.length > 0) await room.store.write((session) => save(session, batch));
    watch.progress?.('staging', bytes);
  }

  for await (const chunk of file.bytes()) {
    for (const record of splitter.push(chunk)) await take(record);
    bytes += chunk.length;
  }
  for (const record of splitter.end()) await take(record);
  await flush();
  await room.store.write(async ({ db, t }) => {
    await db
      .update(t.dataListImports)
      .set({ state: 'committing', rows: count, opening })
      .where(eq(t.dataListImports.fileHash, hash));
  });
}

async function begin(room: Room, hash: string): Promise<void> {
  await room.store.write(async ({ db, t }) => {
    await db.delete(t.dataListRows);
    // What another file had staged is gone: it has to be read again.
    await db.update(t.dataListImports).set({ state: 'abandoned' }).where(ne(t.dataListImports.state, 'done'));
    const fresh = { state: 'staging', cursor: '', startedAt: room.clock.now(), finishedAt: null, rows: 0, opening: '' };
    await db
      .insert(t.dataListImports)
      .values({ fileHash: hash, ...fresh })
      .onConflictDoUpdate({ target: t.dataListImports.fileHash, set: fresh });
  });
}

/** The header as it stands, or empty if the first line is none. */
function openingOf(record: RawRecord, notes: LineNote[]): string {
  const text = decodeRecord(record.bytes) ?? '';
  if (text.replace(/^\uFEFF/, '').replace(/\r$/, '') === HEADER) return `${text}\n`;
  const sentence = '見出しが基本データリストの122列と一致しません。';
  notes.push({ line: record.line, level: 'note', column: '', sentence });
  // A header of another list is no row; a row without a header is one.
  return /^\uFEFF?\d/.test(text) ? '' : `${HEADER}\n`;
}

function stagedRow(room: Room, { line, bytes }: RawRecord, notes: LineNote[]): StagedRow | undefined {
  if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 0x0d)) return undefined;
  const decoded = decodeRecord(bytes);
  const text = line === 1 ? decoded?.replace(/^\uFEFF/, '') : decoded;
  if (text === undefined) return lost(room, line, bytes, 'UTF-8として読めない文字があります。', notes);
  const cells = parseRecord(text);
  if (!cells) return lost(room, line, bytes, '引用符が合いません。', notes);
  const keys = keysOf(cells);
  if (!keys) {
    const sentence = '宛名番号、個人履歴番号または世帯番号が読めません。この行は取り込みません。';
    notes.push({ line, level: 'error', column: '', sentence });
    return undefined;
  }
  const reading = readRow(cells, keys, { code: room.town.code, today: room.today() });
  for (const note of reading.notes) notes.push({ line, ...note });
  return {
    line,
    addresseeNumber: keys.addresseeNumber,
    groupNumber: keys.latest || !reading.resident ? keys.householdNumber : null,
    unreadable: false,
    body: room.seal(text),
  };
}

/** A row that is no text at all may still say to which household it belongs: that household is not taken. */
function lost(room: Room, line: number, bytes: Uint8Array, sentence: string, notes: LineNote[]): StagedRow | undefined {
  notes.push({ line, level: 'error', column: '', sentence });
  const text = new TextDecoder().decode(bytes);
  const keys = keysOf(text.split(','));
  if (!keys) return undefined;
  return {
    line,
    addresseeNumber: keys.addresseeNumber,
    groupNumber: keys.householdNumber,
    unreadable: true,
    body: room.seal(text),
  };
}
