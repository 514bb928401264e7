import { addDays } from '#app/vocabulary/dates.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { type BenchTown, copyOf, newFolder, openTown, READY, removeFolder, settleFile, TOWN } from './bench-town.ts';
import { TODAY } from './families.ts';
import { type Figure, figure, timed } from './figures.ts';
import { LARGE, registerOf, SMALL } from './register.ts';

/** An election for which one may register today. */
const ELECTION = {
  name: '計測の選挙',
  asOf: TODAY,
  announcedOn: addDays(TODAY, 1),
  pollingOn: addDays(TODAY, 12),
};

interface Cost {
  /** µs for each 住民票 that is looked at. */
  inquiry: number;
  /** µs for each person that is registered. */
  registration: number;
}

/** 選挙時登録 of a small and of a large town, from nobody on the roll to everybody: a person costs the same. */
export async function benchRoll(): Promise<Figure[]> {
  const small = await runOf(SMALL);
  const large = await runOf(LARGE);
  const of = (residents: number) => `、${residents.toLocaleString()}人の台帳`;
  return [
    figure('roll.inquiry.small', `選挙人名簿の調査 一人${of(SMALL)}`, 'µs', small.inquiry, 'reported'),
    figure('roll.inquiry.large', `選挙人名簿の調査 一人${of(LARGE)}`, 'µs', large.inquiry, 'reported'),
    figure('roll.inquiry.cost', '　一人の費用の比', '', large.inquiry / small.inquiry, { atMost: 1.3 }),
    figure('roll.register.small', `選挙人名簿の登録 一人${of(SMALL)}`, 'µs', small.registration, 'reported'),
    figure('roll.register.large', `選挙人名簿の登録 一人${of(LARGE)}`, 'µs', large.registration, 'reported'),
    figure('roll.register.cost', '　一人の費用の比', '', large.registration / small.registration, { atMost: 1.3 }),
  ];
}

async function runOf(residents: number): Promise<Cost> {
  const { file } = await registerOf(residents);
  settleFile(file);
  const folder = newFolder('disk');
  const town = await openTown(copyOf(file, folder, 'roll'), 'disk', TOWN, READY);
  try {
    return await costOf(town);
  } finally {
    await town.close();
    removeFolder(folder);
  }
}

function clerk(town: BenchTown, id: string): Access {
  const { officer, reason } = town.as('section');
  return { reason, officer: { ...officer, id, sections: ['electoralRoll'] } };
}

async function costOf(town: BenchTown): Promise<Cost> {
  const [first, second] = [clerk(town, 'senkyo-1'), clerk(town, 'senkyo-2')];
  let runId = '';
  const inquired = await timed(async () => {
    const started = await town.juki.startElectionRun(ELECTION, first);
    if (!started.accepted) throw new Error(started.refusal.sentence);
    runId = started.value.runId;
    await until(town, runId, 'proposed');
  });
  const registered = await timed(async () => {
    await town.juki.confirmRollRun(runId, second);
    await until(town, runId, 'done');
  });
  const run = await town.juki.findRollRun(runId, first);
  const persons = run?.counts.register?.done ?? 0;
  if (!run || persons === 0 || run.total !== persons) throw new Error(`${run?.total} of ${persons} are on the roll`);
  return { inquiry: (inquired * 1000) / run.looked, registration: (registered * 1000) / persons };
}

async function until(town: BenchTown, runId: string, state: 'proposed' | 'done'): Promise<void> {
  while ((await town.juki.findRollRun(runId, clerk(town, 'senkyo-1')))?.state !== state) await town.juki.advance();
}
