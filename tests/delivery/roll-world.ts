import type { RollElection, RollRun } from '#app/juki/door.ts';
import type { TestTown } from './juki-world.ts';

/** An officer of the 選挙管理委員会. */
export function clerkOf(town: TestTown, id = 'senkyo-1') {
  const { officer } = town.as('section', id);
  return { officer: { ...officer, sections: ['electoralRoll' as const] }, reason: '選挙人名簿の事務' };
}

/** Works until the run waits for its confirmation or is done. */
export async function finishRun(town: TestTown, runId: string): Promise<RollRun> {
  for (let turn = 0; turn < 20; turn += 1) {
    await town.juki.advance();
    const run = await town.juki.findRollRun(runId, clerkOf(town));
    if (run?.state === 'proposed' || run?.state === 'done') return run;
  }
  throw new Error('the run does not end');
}

/** The inquiry, to its end: of the 定時登録, or of an election. */
export async function inquireRoll(town: TestTown, election?: RollElection): Promise<RollRun> {
  const started = election
    ? await town.juki.startElectionRun(election, clerkOf(town))
    : await town.juki.startRollRun(clerkOf(town));
  if (!started.accepted) throw new Error(started.refusal.sentence);
  return finishRun(town, started.value.runId);
}

/** Inquiry by one officer, confirmation by another. */
export async function registerRoll(town: TestTown, election?: RollElection): Promise<RollRun> {
  const { runId } = await inquireRoll(town, election);
  const confirmed = await town.juki.confirmRollRun(runId, clerkOf(town, 'senkyo-2'));
  if (!confirmed.accepted) throw new Error(confirmed.refusal.sentence);
  return finishRun(town, runId);
}
