import { randomInt } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { type AddresseePort, createJuki, type JukiDeps, type JukiEngine } from '#app/juki/index.server.ts';
import { createDirectory } from '#app/messages/directory.server.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import { createMailroom } from '#app/messages/mailroom.server.ts';
import type { Access, Role } from '#app/vocabulary/roles.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { type Cipher, createCipher } from '#db/cipher.ts';
import { openStore } from '#db/open.server.ts';
import { type TownTables, townTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { createOrganisationCa } from '#mocks/organisation-ca.server.ts';
import { codeOf, TODAY } from './families.ts';

/** 調布市 with 専決: the steps before 本登録 are not what is measured. */
export const TOWN: Town = {
  code: '132080',
  name: '調布市',
  prefecture: '東京都',
  mayor: '調布市長',
  offices: [{ code: 'honcho', name: '本庁', address: '', phone: '', opensAt: '08:30', closesAt: '17:00' }],
  rules: { soleDecision: true, certificateTimeoutMs: 300, cardlessMoversWithAnyCard: true },
};

export const NEIGHBOUR: Town = { ...TOWN, code: '142051', name: '藤沢市', prefecture: '神奈川県', mayor: '藤沢市長' };

/** Where a database lies: on the disk with commits that wait for it, or in memory without waiting. */
export type Medium = 'disk' | 'memory';

export function newFolder(medium: Medium): string {
  const parent = medium === 'memory' ? '/dev/shm' : (process.env.BENCH_DIR ?? tmpdir());
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'moving-bench-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The engine of one town on one database file, with a real outbox that nobody empties. */
export interface BenchTown {
  town: Town;
  file: string;
  store: Store<TownTables>;
  cipher: Cipher;
  juki: JukiEngine;
  /** What the engine was made of. */
  means: JukiDeps;
  as(role?: Role): Access;
  close(): Promise<void>;
}

let keys: Promise<OrganisationKeys> | undefined;

/** Certificates cost time that belongs to no figure. */
function keysOfBench(): Promise<OrganisationKeys> {
  keys ??= createOrganisationCa().then((ca) => ca.issue(TOWN.code, TOWN.name));
  return keys;
}

export const BENCH_CIPHER = createCipher(Buffer.alloc(32, 7));

/** The sagas wait for an 宛名 system that does not answer: what they do afterwards has figures of its own. */
const SILENT = new Proxy({}, { get: () => () => new Promise(() => {}) }) as AddresseePort;

/** Takes everything at once; for work that goes on only when the 宛名 system has answered. */
export const READY = new Proxy({}, { get: () => async () => undefined }) as AddresseePort;

export async function openTown(
  file: string,
  medium: Medium,
  town: Town = TOWN,
  addressee: AddresseePort = SILENT,
): Promise<BenchTown> {
  const store = await openStore(townTables, { sqlite: file }, 'town', { durable: medium === 'disk' });
  const now = tokyoInstant(TODAY, '09:00');
  const clock = { now: () => now };
  const mailroom = createMailroom<TownTables>({
    self: town.code,
    store,
    cipher: BENCH_CIPHER,
    keys: await keysOfBench(),
    directory: createDirectory({ load: async () => ({ organisations: [] }), trust: { roots: [] }, clock }),
    clock,
    newId,
    routeOf: () => 'http://nobody.invalid',
    mailboxes: [],
  });
  const means: JukiDeps = {
    town,
    store,
    cipher: BENCH_CIPHER,
    clock,
    newId,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    mailroom,
    addressee,
    onError: (error) => console.error(error),
  };
  const juki = createJuki(means);
  return {
    town,
    file,
    store,
    cipher: BENCH_CIPHER,
    juki,
    means,
    as: (role = 'reviewer') => ({
      officer: { id: `${role}-1`, name: '計測　一郎', townCode: town.code, officeCode: 'honcho', roles: [role] },
      reason: '届出の処理',
    }),
    close: () => store.close(),
  };
}

/** Unused codes of a range that no resident has. */
export function poolCodes(count: number): string[] {
  return Array.from({ length: count }, (_, at) => codeOf(900_000_000 + at));
}

/** A database file without its journal, so that a copy is the whole of it. */
export function settleFile(file: string): void {
  const client = new Database(file);
  client.pragma('wal_checkpoint(TRUNCATE)');
  client.close();
}

export function copyOf(file: string, folder: string, name: string): string {
  const copy = join(folder, `${name}.db`);
  copyFileSync(file, copy);
  return copy;
}
