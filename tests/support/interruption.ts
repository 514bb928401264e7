import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { verifyMessageLog } from '#app/messages/message-log.server.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import { verifyAudit } from '#db/audit.server.ts';
import { openStore } from '#db/open.server.ts';
import { addresseeTables, portalTables, townTables } from '#db/schema/index.ts';
import { DESK, launchBrowser, newVisitor, PHONE } from './browser.ts';
import { type Clerk, signInOfficer } from './clerk.ts';
import { copyTemplate, type DemoServer, type PowerCut, portsOf, startDemo } from './demo-server.ts';
import { CHOFU, FUJISAWA } from './story.ts';

/** Databases of organisations that write to each other. */
const MAIL = /^(portal|town|addressee)\b.*\.db$/;
/** Towns in which something happens. */
const OF_THE_STORY = new RegExp(`^town-(${CHOFU}|${FUJISAWA})\\.db$`);

/** 停電: a demo whose process dies at a chosen commit and comes back at the same addresses; browsers stay open. */
export interface Interruption extends AsyncDisposable {
  dataDir: string;
  origin: string;
  resident(): Promise<Page>;
  clerk(town: string): Promise<Clerk>;
  /** Does what makes the process die, and waits until it is dead. */
  cutOff(act: () => Promise<unknown>): Promise<void>;
  /** The process again, at the same ports on the same databases. */
  restart(powerCut?: PowerCut): Promise<void>;
  /** Rows of a query on one database, read without touching it. */
  rows(database: string, sql: string, ...values: unknown[]): Record<string, unknown>[];
  /** The one number that a query counts. */
  count(database: string, from: string, ...values: unknown[]): number;
  /** Latest legal time that anybody may have been told. */
  reservedTime(): string;
  /** Time that passes while the process is down. */
  sleepUntil(instant: Instant): void;
  /** Ends browsers and process and looks at everything that they have left. */
  expectSound(): Promise<void>;
}

/** More rows than there are now: the commit that adds one is where the process ends. */
export function oneMore({ count }: Pick<Interruption, 'count'>, database: string, from: string): PowerCut {
  return { database, condition: `SELECT 1 WHERE (SELECT count(*) FROM ${from}) > ${count(database, from)}` };
}

/** Starts the demo on a copy of the seeded databases; `prepare` may change them before, and says where to cut. */
export async function beginInterruption(
  prepare: (databases: Pick<Interruption, 'dataDir' | 'rows' | 'count'>) => Promise<PowerCut | undefined>,
): Promise<Interruption> {
  const copy = copyTemplate();
  const { dataDir } = copy;

  function rows(database: string, sql: string, ...values: unknown[]): Record<string, unknown>[] {
    const client = new Database(join(dataDir, database), { readonly: true, fileMustExist: true });
    try {
      return client.prepare<unknown[], Record<string, unknown>>(sql).all(...values);
    } finally {
      client.close();
    }
  }
  const count = (database: string, from: string, ...values: unknown[]) =>
    Number(rows(database, `SELECT count(*) AS n FROM ${from}`, ...values)[0]?.n);

  const powerCut = await prepare({ dataDir, rows, count });
  let server: DemoServer | undefined = await startDemo({ dataDir, ...(powerCut ? { powerCut } : {}) });
  const { origin } = server;
  const ports = portsOf(server);
  const browser = await launchBrowser();
  const visit = async (viewport: { width: number; height: number }) => (await newVisitor(browser, { viewport })).page;

  return {
    dataDir,
    origin,
    rows,
    count,
    resident: () => visit(PHONE),
    clerk: async (town) => signInOfficer(await visit(DESK), origin, town),
    async cutOff(act) {
      // The browser is left with a broken connection; what it makes of that is not the point.
      const done = act().then(
        () => undefined,
        () => undefined,
      );
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error(`the process lives on:\n${server?.log()}`)), 25_000).unref();
      });
      await Promise.race([server?.gone(), late]);
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 1_000))]);
      server = undefined;
    },
    async restart(next) {
      server = await startDemo({ dataDir, ports, ...(next ? { powerCut: next } : {}) });
    },
    reservedTime: () => String(rows('demo.db', 'SELECT reserved_until AS t FROM demo_clock')[0]?.t),
    sleepUntil(instant) {
      const client = new Database(join(dataDir, 'demo.db'), { fileMustExist: true });
      client.prepare('UPDATE demo_clock SET reserved_until = ?').run(instant);
      client.close();
    },
    async expectSound() {
      const databases = readdirSync(dataDir).filter((file) => MAIL.test(file));
      const unsent = () => databases.filter((file) => count(file, "outbox WHERE state = 'pending'") > 0);
      await expect.poll(unsent, { timeout: 15_000 }).toEqual([]);
      // Else the server would wait for connections that Chromium keeps open without saying anything.
      await browser.close();
      await server?.stop();
      server = undefined;
      await expectSoundDatabases(dataDir, rows);
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await server?.stop();
      copy.dispose();
    },
  };
}

/** Entries told an earlier time than their predecessor; within a second two writers may overtake each other. */
function goesBack(log: string): string {
  const pairs = `SELECT at, lag(at) OVER (ORDER BY position) AS before FROM ${log}`;
  return `SELECT * FROM (${pairs}) WHERE (julianday(before) - julianday(at)) * 86400 > 1`;
}

/** 改ざんの検査: whole files, unbroken chains, and no message that was given up or could not be applied or read. */
async function expectSoundDatabases(dataDir: string, rows: Interruption['rows']): Promise<void> {
  const files = readdirSync(dataDir).filter((file) => file.endsWith('.db'));
  for (const file of files) {
    expect(rows(file, 'PRAGMA integrity_check'), file).toEqual([{ integrity_check: 'ok' }]);
    const organisation = MAIL.exec(file)?.[1] as 'portal' | 'town' | 'addressee' | undefined;
    if (!organisation) continue;
    expect(rows(file, "SELECT type, error FROM outbox WHERE state = 'dead'"), file).toEqual([]);
    expect(rows(file, "SELECT type, error FROM inbox WHERE state <> 'applied'"), file).toEqual([]);
    expect(rows(file, 'SELECT reason, detail FROM unreadable'), file).toEqual([]);
    for (const log of ['message_log', 'audit_entries']) expect(rows(file, goesBack(log)), file).toEqual([]);
    const tables = { portal: portalTables, town: townTables, addressee: addresseeTables }[organisation];
    const store = await openStore(tables as typeof addresseeTables, { sqlite: join(dataDir, file) }, organisation);
    try {
      const log = await verifyMessageLog(store);
      const audit = await verifyAudit(store);
      expect([log.brokenAt, audit.brokenAt], file).toEqual([undefined, undefined]);
      if (OF_THE_STORY.test(file)) expect(Math.min(log.entries, audit.entries), file).toBeGreaterThan(0);
    } finally {
      await store.close();
    }
  }
}
