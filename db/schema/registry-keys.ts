import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * 検索キー: forms of names and addresses in which 清濁, variants, width and spaces make no difference, searched from their
 * beginning. A table of its own: an act that changes neither name nor address does not touch it.
 */
export const residentKeys = sqliteTable(
  'resident_keys',
  {
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    addresseeNumber: text('addressee_number').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key, t.addresseeNumber] })],
);

/** 世帯員: everybody who ever carried the number of a household, for the household as of a day of the past. */
export const householdMembers = sqliteTable(
  'household_members',
  {
    householdNumber: text('household_number').notNull(),
    addresseeNumber: text('addressee_number').notNull(),
  },
  (t) => [primaryKey({ columns: [t.householdNumber, t.addresseeNumber] })],
);
