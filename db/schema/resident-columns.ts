import { type SQL, sql } from 'drizzle-orm';
import { type AnySQLiteColumn, integer, text } from 'drizzle-orm/sqlite-core';

/** Columns of one 住民票 or 除票, in the register and in the store of old 除票. */
export function residentColumns() {
  return {
    addresseeNumber: text('addressee_number').primaryKey(),
    householdNumber: text('household_number').notNull(),
    historyNumber: integer('history_number').notNull(),
    status: text('status').notNull(),
    /** The rows of `residentKeys` as one text, so that they are read with the person and rewritten only when they differ. */
    searchKeys: text('search_keys').notNull(),
    /** The day, or the text of an unknown day. */
    bornOn: text('born_on').notNull(),
    sex: text('sex').notNull(),
    movingOutId: text('moving_out_id'),
    /** Null while the person waits for a code. */
    codeHash: text('code_hash'),
    numberHash: text('number_hash'),
    /** Everything but the secret numbers. */
    record: text('record', { mode: 'json' }).notNull(),
    /** Encrypted JSON: 住民票コード, 個人番号, 基礎年金番号, 在留カード番号. */
    secrets: text('secrets').notNull(),
    /** From when the years of a 除票 count (標準仕様書 1.1.5). */
    removedOn: text('removed_on'),
  };
}

/**
 * 生年月日の不詳: a day has a hyphen at the fifth place, no text of an unknown day has. The query says it word for word, so that the partial
 * index is used.
 */
export function isBornUnclear(bornOn: AnySQLiteColumn): SQL {
  return sql`substr(${bornOn}, 5, 1) <> '-'`;
}
