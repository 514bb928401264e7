import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** The query builder. Both engines are driven through the SQLite types; `.get/.all/.run` do not exist on PostgreSQL. */
export type Db = Omit<BetterSQLite3Database, 'run' | 'all' | 'get' | 'values' | 'transaction'>;

/** An open read or write: the query builder and the tables of the engine at hand. */
export interface Session<T> {
  db: Db;
  /** Tables of this engine; never import tables from db/schema for a query. */
  t: T;
  /** Runs after the commit, outside the transaction; dropped on rollback. Only in `write`. */
  afterCommit(job: () => void): void;
}

/** One database of one organisation. */
export interface Store<T> {
  /** Sees only committed data. */
  read<R>(job: (session: Session<T>) => Promise<R>): Promise<R>;
  /**
   * All or nothing; jobs of one database run one after the other. May await only database calls. Is run again from the beginning
   * when it was rolled back through no fault of its own.
   */
  write<R>(job: (session: Session<T>) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}
