import type { AddressRenaming, LeftOutHousehold, LeftOutPage, RenamingExample, RenamingRun } from '#app/juki/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';
import { leftOutCsv, leftOutOf } from './renaming-words.ts';

const REASON = '住所一括変更';

/** 住所一括変更の画面: a run, and what its stage has to show. */
export interface RenamingPage {
  run: RenamingRun;
  examples: RenamingExample[];
  /** Without those under 支援措置, of which there is a number only. */
  leftOut: LeftOutHousehold[];
  protectedLeftOut: number;
  /** How many more were left out than this page tells of. */
  moreLeftOut: number;
}

/** 住所一括変更の一覧. */
export async function renamingList(room: OfficeRoom, officer: Officer): Promise<RenamingRun[]> {
  room.permit(officer, 'renameAddresses');
  return room.juki.renamingRuns(room.access(officer, REASON));
}

/** 事前確認. */
export async function previewRenaming(
  room: OfficeRoom,
  officer: Officer,
  renaming: AddressRenaming,
): Promise<Outcome<RenamingRun>> {
  room.permit(officer, 'renameAddresses');
  return room.juki.previewRenaming(renaming, room.access(officer, REASON));
}

/** 実施; pressed twice, it is one run. */
export async function startRenaming(room: OfficeRoom, officer: Officer, runId: string): Promise<Outcome<RenamingRun>> {
  room.permit(officer, 'renameAddresses');
  return room.juki.startRenaming(runId, room.access(officer, REASON));
}

/** 一件の画面. While it runs only numbers are read, so that looking at the progress again and again opens no record. */
export async function renamingPage(room: OfficeRoom, officer: Officer, runId: string): Promise<RenamingPage> {
  room.permit(officer, 'renameAddresses');
  const access = room.access(officer, REASON);
  const run = await room.juki.findRenaming(runId, access);
  if (!run) throw new NotFoundHereError(runId);
  const total = leftOutOf(run);
  const showsLeft = run.state !== 'running' && total > 0;
  const { households } = showsLeft ? await room.juki.leftOutOfRenaming(runId, access) : { households: [] };
  const leftOut = households.filter((one) => one.householdNumber !== undefined);
  return {
    run,
    examples: run.state === 'previewed' ? await room.juki.examplesOfRenaming(runId, access) : [],
    leftOut,
    protectedLeftOut: households.length - leftOut.length,
    moreLeftOut: showsLeft ? total - households.length : 0,
  };
}

/** 変更しない世帯の全部 as CSV; of those under 支援措置 only that there is one. */
export async function renamingLeftOut(room: OfficeRoom, officer: Officer, runId: string): Promise<string> {
  room.permit(officer, 'renameAddresses');
  const access = room.access(officer, REASON);
  if (!(await room.juki.findRenaming(runId, access))) throw new NotFoundHereError(runId);
  const rows: LeftOutHousehold[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { households, next }: LeftOutPage = await room.juki.leftOutOfRenaming(runId, access, after);
    rows.push(...households);
    after = next;
  }
  return leftOutCsv(rows);
}
