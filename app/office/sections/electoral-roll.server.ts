import type { RollChange, RollChangeKind, RollElection, RollOverview, RollRun } from '#app/juki/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { mayDo, type RoomAct } from '../permissions.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom } from '../room.server.ts';
import { ROLL_KINDS } from './electoral-roll-words.ts';

/** 登録の一回の画面. */
export interface RollRunPage {
  run: RollRun;
  kind: RollChangeKind;
  changes: RollChange[];
  /** Position behind which the next page begins. */
  next?: number;
  mayConfirm: boolean;
}

/** Of the sections only that of the 選挙管理委員会, whatever the role. */
export function enterRoll(room: OfficeRoom, officer: Officer, act: RoomAct): Access {
  room.permit(officer, act);
  if (!officer.sections?.includes('electoralRoll')) throw new NotPermittedError(officer, act);
  return room.access(officer, '選挙人名簿の登録');
}

/** 選挙人名簿の概要と登録の一覧. */
export async function rollPage(room: OfficeRoom, officer: Officer): Promise<RollOverview> {
  return room.juki.electoralRoll(enterRoll(room, officer, 'seeElectoralRoll'));
}

/** 調査の開始, also again for a run that waits for its confirmation. */
export async function startRoll(room: OfficeRoom, officer: Officer): Promise<Outcome<RollRun>> {
  return room.juki.startRollRun(enterRoll(room, officer, 'inquireElectors'));
}

/** 選挙時登録の調査の開始. */
export async function startElection(
  room: OfficeRoom,
  officer: Officer,
  election: RollElection,
): Promise<Outcome<RollRun>> {
  return room.juki.startElectionRun(election, enterRoll(room, officer, 'inquireElectors'));
}

/** 登録の確認 by the second officer. */
export async function confirmRoll(room: OfficeRoom, officer: Officer, runId: string): Promise<Outcome<RollRun>> {
  return room.juki.confirmRollRun(runId, enterRoll(room, officer, 'registerElectors'));
}

/** 取りやめ. */
export async function discardRoll(room: OfficeRoom, officer: Officer, runId: string): Promise<Outcome<RollRun>> {
  return room.juki.discardRollRun(runId, enterRoll(room, officer, 'inquireElectors'));
}

/** 一回の画面. While it runs only numbers are read, so that looking at the progress opens no record. */
export async function rollRunPage(
  room: OfficeRoom,
  officer: Officer,
  runId: string,
  { kind, after }: { kind: RollChangeKind; after: number },
): Promise<RollRunPage> {
  const access = enterRoll(room, officer, 'seeElectoralRoll');
  const run = await room.juki.findRollRun(runId, access);
  if (!run) throw new NotFoundHereError(runId);
  const isReady = run.state === 'proposed' || run.state === 'done';
  const { changes, next } = isReady ? await room.juki.rollChanges(runId, kind, after, access) : { changes: [] };
  const mayConfirm = mayDo('registerElectors', officer, room.town) && officer.id !== run.startedBy.id;
  return { run, kind, changes, mayConfirm, ...(next === undefined ? {} : { next }) };
}

/** 全員の一覧, for a file: of a run whose inquiry has ended. */
export async function rollFile(
  room: OfficeRoom,
  officer: Officer,
  runId: string,
): Promise<{ run: RollRun; changes: RollChange[] }> {
  const access = enterRoll(room, officer, 'seeElectoralRoll');
  const run = await room.juki.findRollRun(runId, access);
  if (!run) throw new NotFoundHereError(runId);
  const changes: RollChange[] = [];
  for (const kind of Object.keys(ROLL_KINDS) as RollChangeKind[]) {
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page: { changes: RollChange[]; next?: number } = await room.juki.rollChanges(runId, kind, after, access);
      changes.push(...page.changes);
      after = page.next;
    }
  }
  return { run, changes };
}
