// Loaded before the server in kill tests: ends the process without warning right after the commit that makes the
// condition true, as a power cut would. The application knows nothing of it.
import Database from 'better-sqlite3';
import type { PowerCut } from './demo-server.ts';

const cut: PowerCut | null = JSON.parse(process.env.POWER_CUT ?? 'null');

const originalPrepare: (this: Database.Database, sql: string) => Database.Statement = Database.prototype.prepare;
const originalExec = Database.prototype.exec;

function check(database: Database.Database, { database: file, condition }: PowerCut): void {
  if (!database.name.endsWith(file) || database.inTransaction) return;
  if (originalPrepare.call(database, condition).get() !== undefined) process.kill(process.pid, 'SIGKILL');
}

if (cut) {
  Database.prototype.exec = function exec(this: Database.Database, sql: string) {
    const result = originalExec.call(this, sql);
    if (/^\s*commit/i.test(sql)) check(this, cut);
    return result;
  };
}
