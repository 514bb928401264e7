import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { type BenchTown, copyOf, newFolder, openTown, removeFolder, settleFile } from './bench-town.ts';
import { TODAY } from './families.ts';
import { type Figure, figure, median, percentile, processorTime, timed } from './figures.ts';
import { approved, movingOutOf, type ReadyAct, type Settled, settleHouseholds } from './hot-acts.ts';
import { LARGE, registerOf, SMALL } from './register.ts';

/** Counters that work at the same time. */
const COUNTERS = 16;
const ACTS = 320;
const ROUNDS = 6;
const SEARCHES = 300;
const HISTORY = 200;

/** データリストの取込: rate and memory of a whole town. */
export async function benchImport(): Promise<Figure[]> {
  const { residents, rows, seconds, peakMiB } = await registerOf(LARGE);
  const what = `基本データリスト取込、${residents.toLocaleString()}人`;
  return [
    figure('import.rate', what, '行/s', rows / seconds, 'reported'),
    figure('import.seconds', '　所要時間', 's', seconds, 'reported'),
    figure('import.memory', '　最大メモリ', 'MiB', peakMiB, { atMost: 1024 }),
  ];
}

/** 台帳の大きさ: the same acts at a small and at a large register, then what is read from the large one. */
export async function benchRegister(): Promise<Figure[]> {
  const folder = newFolder('disk');
  const towns: BenchTown[] = [];
  try {
    for (const [at, residents] of [SMALL, LARGE].entries()) {
      const { file } = await registerOf(residents);
      settleFile(file);
      towns.push(await openTown(copyOf(file, folder, `town-${at}`), 'disk'));
    }
    const [small, large] = towns;
    if (!small || !large) throw new Error('two registers are compared');
    return [...(await compareSizes(small, large)), await search(large), ...(await openPerson(large))];
  } finally {
    for (const town of towns) await town.close();
    removeFolder(folder);
  }
}

async function compareSizes(small: BenchTown, large: BenchTown): Promise<Figure[]> {
  const acts = { small: await movingOuts(small), large: await movingOuts(large) };
  const rates: Record<'small' | 'large', number[]> = { small: [], large: [] };
  const costsOfProcessor: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = [round * ACTS, (round + 1) * ACTS] as const;
    rates.small.push(await rateOf(small, acts.small.slice(...part)));
    const work = async () => rates.large.push(await rateOf(large, acts.large.slice(...part)));
    costsOfProcessor.push((await processorTime(work)) / ACTS);
  }
  // The first round only warms up.
  const atSmall = median(rates.small.slice(1));
  const atLarge = median(rates.large.slice(1));
  const costs = rates.large.slice(1).map((rate, at) => (rates.small[at + 1] ?? 0) / rate);
  return [
    figure('register.rate.small', `一人の転出 本登録、${SMALL.toLocaleString()}人の台帳`, '件/s', atSmall, {
      atLeast: 1500,
    }),
    figure('register.rate.large', `一人の転出 本登録、${LARGE.toLocaleString()}人の台帳`, '件/s', atLarge, {
      atLeast: 1500,
    }),
    figure('register.cpu', '　処理装置の時間 一件', 'µs', median(costsOfProcessor.slice(1)) * 1000, 'reported'),
    figure('register.cost', '　一件の費用の比', '', median(costs), { atMost: 1.2 }),
  ];
}

async function movingOuts(town: BenchTown): Promise<ReadyAct[]> {
  const households = await settleHouseholds(town, new Array<number>(ACTS * ROUNDS).fill(1), 1);
  const acts: ReadyAct[] = [];
  for (let at = 0; at < households.length; at += COUNTERS) {
    const some = households.slice(at, at + COUNTERS).map((one) => approved(town, movingOutOf(one, '2026-12-01')));
    acts.push(...(await Promise.all(some)));
  }
  return acts;
}

/** Acts per second with all counters busy. */
async function rateOf(town: BenchTown, acts: readonly ReadyAct[]): Promise<number> {
  const left = [...acts];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: COUNTERS }, async () => {
      for (let act = left.pop(); act; act = left.pop()) await act(town);
    }),
  );
  return acts.length / ((performance.now() - start) / 1000);
}

interface Sought {
  addresseeNumber: string;
  kana: string;
  bornOn: string;
}

async function search(town: BenchTown): Promise<Figure> {
  const times: number[] = [];
  for (const { addresseeNumber, kana, bornOn } of somePersons(town.file)) {
    let found: string[] = [];
    const time = await timed(async () => {
      const { residents } = await town.juki.findResidents({ kana: carelessly(kana), bornOn }, town.as());
      found = residents.map((one) => one.addresseeNumber);
    });
    if (!found.includes(addresseeNumber)) throw new Error('somebody was not found');
    times.push(time);
  }
  return figure('register.search', 'フリガナと生年月日での検索（表記ゆれ）p95', 'ms', percentile(times, 0.95), {
    atMost: 10,
  });
}

function somePersons(file: string): Sought[] {
  const client = new Database(file, { readonly: true });
  const { last } = client.prepare('SELECT max(rowid) AS last FROM residents').get() as { last: number };
  const byPlace = client.prepare(
    "SELECT addressee_number AS addresseeNumber, record, born_on AS bornOn FROM residents WHERE rowid >= ? AND status = 'resident' LIMIT 1",
  );
  const places = Array.from({ length: SEARCHES }, (_, at) => 1 + Math.floor((last * 0.99 * at) / SEARCHES));
  const persons = places.flatMap((place) => {
    const row = byPlace.get(place) as { addresseeNumber: string; record: string; bornOn: string } | undefined;
    if (!row || !/^\d{4}-\d{2}-\d{2}$/.test(row.bornOn)) return [];
    const { name } = JSON.parse(row.record) as { name: { kana?: string } };
    return name.kana ? [{ addresseeNumber: row.addresseeNumber, kana: name.kana, bornOn: row.bornOn }] : [];
  });
  client.close();
  return persons;
}

/** As somebody types who hears the name: hiragana, without spaces and without voicing marks. */
function carelessly(kana: string): string {
  const plain = kana
    .normalize('NFD')
    .replace(/[\u3099\u309a\s\u3000]/g, '')
    .normalize('NFC');
  return plain.replace(/[ァ-ヶ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60));
}

/** 異動履歴 of 200 rows beside one of a single row. */
async function openPerson(town: BenchTown): Promise<Figure[]> {
  const [long, short] = await settleHouseholds(town, [1, 1], 50_000);
  if (!long || !short) throw new Error('nobody lives here');
  for (let row = 1; row < HISTORY; row += 1) await (await approved(town, correction(long, row)))(town);
  await (await approved(town, correction(short, 1)))(town);
  const times: number[] = [];
  const sizes: Record<'long' | 'short', number> = { long: 0, short: 0 };
  for (let round = 0; round < 200; round += 1) {
    times.push(
      await timed(async () => {
        sizes.long = await sizeOf(town, long);
      }),
    );
    sizes.short = await sizeOf(town, short);
  }
  return [
    figure('register.open', `履歴${HISTORY}行の方を開く`, 'ms', median(times), { atMost: 5 }),
    figure('register.payload', '　応答の大きさ ÷ 履歴2行の方', '', sizes.long / sizes.short, { atMost: 1.05 }),
  ];
}

async function sizeOf(town: BenchTown, { addresseeNumbers }: Settled): Promise<number> {
  const found = await town.juki.findResident(addresseeNumbers[0] ?? '', town.as());
  return JSON.stringify(found).length;
}

function correction({ householdNumber, addresseeNumbers, from }: Settled, row: number) {
  return {
    kind: 'RegisterCorrection' as const,
    basis: 'minor' as const,
    minorGround: 'commonCharacter' as const,
    householdNumber,
    corrections: addresseeNumbers.map((addresseeNumber) => ({
      addresseeNumber,
      items: { name: { full: `${from.members[0]?.name.full ?? ''}${row % 2 === 0 ? '郎' : '朗'}` } },
    })),
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '常用漢字への修正の申出',
  };
}
