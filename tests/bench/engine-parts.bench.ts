import Database from 'better-sqlite3';
import { offerCodes, takeCodes } from '#app/juki/shell/code-pool.server.ts';
import { offerNumbers, takeNumbers } from '#app/juki/shell/numbering.server.ts';
import { openRoom } from '#app/juki/shell/room.server.ts';
import { sealAudit, verifyAudit } from '#db/audit.server.ts';
import { type BenchTown, newFolder, openTown, removeFolder, settleFile } from './bench-town.ts';
import { type Figure, figure, median, processorTime } from './figures.ts';
import { adoptPool } from './hot-acts.ts';

const NUMBERS = 500;
const ENTRIES = 100_000;
const ROUNDS = 5;

/** 付番 inside an act, and the check of the chained logs: both only compute. */
export async function benchParts(): Promise<Figure[]> {
  const folder = newFolder('memory');
  try {
    const file = `${folder}/town.db`;
    const numbers = await assignNumbers(file);
    return [numbers, await verifyLog(file)];
  } finally {
    removeFolder(folder);
  }
}

/** 住民票コード from the pool, 宛名番号 and 世帯番号 of one person, as an act takes them. */
async function assignNumbers(file: string): Promise<Figure> {
  const town = await openTown(file, 'memory');
  await adoptPool(town, NUMBERS * (ROUNDS + 1) + 1_000);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const time = await processorTime(() => town.store.write((session) => assign(town, session)));
    if (round > 0) times.push(time);
  }
  await town.close();
  const rate = NUMBERS / (median(times) / 1000);
  return figure('parts.numbers', '番号の払出し（住民票コード、宛名番号、世帯番号）', '人/s', rate, { atLeast: 2_000 });
}

type TownSession = Parameters<Parameters<BenchTown['store']['write']>[0]>[0];

async function assign(town: BenchTown, session: TownSession): Promise<void> {
  const idle = async () => {};
  const room = openRoom(town.means, { advance: idle, sagas: idle, refill: idle, reconcile: idle });
  for (let at = 0; at < NUMBERS; at += 1) {
    await takeCodes(room, session, await offerCodes(room, session, 1));
    await takeNumbers(session, 'addressee', await offerNumbers(session, 'addressee', 1), 1);
    await takeNumbers(session, 'household', await offerNumbers(session, 'household', 1), 1);
  }
}

async function verifyLog(file: string): Promise<Figure> {
  settleFile(file);
  fillAudit(file);
  const town = await openTown(file, 'memory');
  await sealAudit(town.store);
  const times: number[] = [];
  let entries = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(
      await processorTime(async () => {
        const state = await verifyAudit(town.store);
        if (state.brokenAt !== undefined) throw new Error('an untouched log does not verify');
        entries = state.entries;
      }),
    );
  }
  await town.close();
  const rate = entries / (median(times) / 1000);
  return figure('parts.verification', '操作ログの検査', '件/s', rate, { atLeast: 100_000 });
}

function fillAudit(file: string): void {
  const client = new Database(file);
  const insert = client.prepare(
    'INSERT INTO audit_entries (at, officer_id, officer_name, town_code, act, subjects, reason, case_id, number_accessed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  client.transaction(() => {
    for (let at = 0; at < ENTRIES; at += 1) {
      const subjects = JSON.stringify([String(100_000_000_000_000 + at)]);
      const act = at % 3 === 0 ? 'registerRegisterMovingOut' : 'findResident';
      const caseId = at % 3 === 0 ? `2026112409${String(at).padStart(9, '0')}` : null;
      insert.run(
        '2026-11-24T00:00:00.000Z',
        'desk-132080',
        '窓口　花子',
        '132080',
        act,
        subjects,
        '届出の処理',
        caseId,
        1,
      );
    }
  })();
  client.close();
}
