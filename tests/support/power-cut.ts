// Loaded before the server in kill tests: ends the process without warning right after the commit that makes the
// condition true, as a power cut would. The application knows nothing of it.
import Database from 'better-sqlite3';
import type { PowerCut } from './demo-server.ts';

const cut: PowerCut | null = JSON.parse(process.env.POWER_CUT ?? 'null');

const originalPrepare: (this: Database.Database, sql: string) => Database.Statement = Database.prototype.prepare;

function check(database: Database.Database, { database: file, condition }: PowerCut): void {
  if (!database.name.endsWith(file) || database.inTransaction) return;
  if (originalPrepare.call(database, condition).get() !== undefined) process.kill(process.pid, 'SIGKILL');
}

if (cut) {
  // The store compiles COMMIT once per connection and runs it again and again.
  Database.prototype.prepare = function prepare(this: Database.Database, sql: string) {
    const statement = originalPrepare.call(this, sql);
    if (!/^\s*commit/i.test(sql)) return statement;
    const run = statement.run.bind(statement);
    statement.run = (...values: unknown[]) => {
      const result = run(...values);
      check(this, cut);
      return result;
    };
    return statement;
  } as typeof Database.prototype.prepare;
}
