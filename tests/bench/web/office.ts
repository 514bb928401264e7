import { createReadStream, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { launchBrowser, newVisitor, PHONE } from '#tests/support/browser.ts';
import { type DemoServer, startDemo } from '#tests/support/demo-server.ts';
import { fileApplication, signIn } from '#tests/support/resident.ts';
import { type Desk, newOfficer, openApplication } from '#tests/support/states/officers.ts';
import { until } from '#tests/support/states/walker.ts';
import { TOWN } from '../bench-town.ts';
import { type Figure, figure, median, percentile } from '../figures.ts';
import { LARGE, registerOf } from '../register.ts';
import { FILING } from './site.ts';

/** 繁忙期の申請管理. */
const APPLICATIONS = 10_000;
/** Pages of each kind that are opened, after as many that only warm up. */
const TRIES = 200;
const WARM_UP = 40;
const OFFICE = `/office/${TOWN.code}`;

/** The key of the invented town, so that the server reads what the import wrote. */
const ENVIRONMENT = { DATA_KEY: Buffer.alloc(32, 7).toString('base64'), SESSION_SECRET: 'bench'.repeat(10) };

/** One filing of the demo's family, received and looked at by the machine; its receipt number. */
async function receiveOne(server: DemoServer): Promise<string> {
  const browser = await launchBrowser();
  try {
    const { page } = await newVisitor(browser, { viewport: PHONE });
    await signIn(page, server.origin, FILING.person);
    const { receiptNumber } = await fileApplication(page, FILING);
    await openApplication(await newOfficer(server.origin, TOWN.code), receiptNumber);
    return receiptNumber;
  } finally {
    await browser.close();
  }
}

/**
 * The inbox of a busy day: the received filing as often as wanted, each of another resident of the town, on ten days of visits, in
 * two stages. Everything that is sealed is the original's, so that opening one costs what it always costs.
 */
function fillInbox(file: string, original: string): string[] {
  const client = new Database(file);
  const columns = (client.pragma('table_info(applications)') as { name: string }[]).map(({ name }) => name);
  const own: Record<string, string> = {
    receipt_number: "substr(a.receipt_number, 1, 8) || '090000' || printf('%05d', r.place)",
    addressee_number: 'r.addressee_number',
    household_number: 'r.household_number',
    stage: "CASE WHEN r.place % 4 = 0 THEN 'underReview' ELSE 'arrived' END",
    visit_on: "date(a.visit_on, '+' || (r.place % 10) || ' days')",
    moving_out_id: 'NULL',
    draft_id: 'NULL',
    // The machine has looked at all of them.
    retry_after: 'NULL',
  };
  const values = columns.map((name) => own[name] ?? `a.${name}`);
  client
    .prepare(
      `INSERT INTO applications (${columns.join(', ')})
       SELECT ${values.join(', ')} FROM applications AS a
       JOIN (SELECT addressee_number, household_number, 10000 + row_number() OVER (ORDER BY addressee_number) AS place
             FROM residents ORDER BY addressee_number LIMIT ?) AS r
       WHERE a.receipt_number = ?`,
    )
    .run(APPLICATIONS, original);
  const rows = client.prepare('SELECT receipt_number AS receipt FROM applications WHERE receipt_number <> ?');
  const receipts = rows.all(original) as { receipt: string }[];
  client.close();
  return receipts.map(({ receipt }) => receipt);
}

/** フリガナ and 生年月日 of people of the town, as somebody at a counter says them: from all parts of the list. */
async function sayings(list: string, residents: number): Promise<string[]> {
  const lines = createInterface({ input: createReadStream(list, 'utf8') });
  const step = Math.max(1, Math.floor(residents / (TRIES + WARM_UP)));
  const found: string[] = [];
  let places: { kana: number; bornOn: number } | undefined;
  let row = 0;
  for await (const line of lines) {
    const cells = line.replace(/^\u{FEFF}/u, '').split(',');
    if (!places) {
      places = { kana: cells.indexOf('氏名_フリガナ'), bornOn: cells.indexOf('生年月日') };
      continue;
    }
    row += 1;
    const { kana = '', bornOn = '' } = { kana: cells[places.kana], bornOn: cells[places.bornOn] };
    if (row % step === 0 && kana !== '' && bornOn !== '') found.push(`${kana} ${bornOn}`);
  }
  if (found.length === 0) throw new Error('nobody of the list can be searched for');
  return found;
}

/** Milliseconds of each page, one after the other: the whole answer of the server over the line of this machine. */
async function open(desk: Desk, paths: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const [place, path] of paths.entries()) {
    const start = performance.now();
    const page = await desk.walker.open(path);
    if (page.status !== 200) throw new Error(`${path}: ${page.status}`);
    if (place >= WARM_UP) times.push(performance.now() - start);
  }
  return times;
}

async function searches(desk: Desk, words: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const one of words) {
    const found = await desk.walker.post(`${OFFICE}/residents?index`, { reason: '窓口での申出', words: one });
    const { pathname, search } = new URL(found.url);
    if (!search.includes('lookup=')) throw new Error(`no search for ${one}`);
    paths.push(`${pathname}${search}`);
  }
  return paths;
}

/** Every so many of a list, as many as are opened. */
function spread<T>(all: readonly T[], count = TRIES + WARM_UP): T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, place) => place % step === 0).slice(0, count);
}

const personOf = /href="(\/office\/\d+\/residents\/\d+\?lookup=[^"]+)"/;

/** 申請管理と住民の照会 of a large town with a full inbox: server time with rendering and the entry in the audit. */
export async function benchOffice(): Promise<Figure[]> {
  const register = await registerOf(LARGE);
  const dataDir = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), 'moving-oss-office-bench-'));
  const file = join(dataDir, `town-${TOWN.code}.db`);
  renameSync(register.file, file);
  let server = await startDemo({ dataDir, environment: ENVIRONMENT });
  try {
    const original = await receiveOne(server);
    await server.stop();
    const receipts = fillInbox(file, original);
    server = await startDemo({ dataDir, environment: ENVIRONMENT });
    const desk = await newOfficer(server.origin, TOWN.code);
    await until('the server is at rest', async () => (await desk.walker.open(`${OFFICE}/applications`)).status === 200);
    const inbox = await open(
      desk,
      Array.from({ length: TRIES + WARM_UP }, () => `${OFFICE}/applications`),
    );
    const cases = await open(
      desk,
      spread(receipts).map((receipt) => `${OFFICE}/applications/${receipt}`),
    );
    const lookups = await searches(desk, await sayings(join(dirname(register.file), 'list.csv'), register.residents));
    const found = await open(desk, lookups);
    const people: string[] = [];
    for (const path of lookups) {
      const person = personOf.exec((await desk.walker.open(path)).body)?.[1]?.replaceAll('&amp;', '&');
      if (person) people.push(person);
    }
    const persons = await open(desk, people);
    const size = `${register.residents.toLocaleString('en')} residents`;
    const rows = (id: string, what: string, times: readonly number[], atMost: number) => [
      figure(`office.${id}`, `${what}, ${size}, p95`, 'ms', percentile(times, 0.95), { atMost }),
      figure(`office.${id}.median`, `${what}, ${size}, median`, 'ms', median(times), 'reported'),
    ];
    return [
      ...rows('search', '住民の照会 by フリガナ and date of birth', found, 50),
      ...rows('person', '住民の画面', persons, 100),
      ...rows('case', `one of ${APPLICATIONS} applications`, cases, 100),
      ...rows('inbox', `inbox of ${APPLICATIONS} applications`, inbox, 100),
    ];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
