import type { ProtectionCommand, ProtectionView } from '#app/juki/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom } from '../room.server.ts';

const REASON = '支援措置の処理';

function permitted<T>(officer: Officer, outcome: Outcome<T>): T {
  if (!outcome.accepted) throw new NotPermittedError(officer, 'seeProtection');
  return outcome.value;
}

/** 支援措置の一覧: what is due comes first. */
export async function protectionList(room: OfficeRoom, officer: Officer): Promise<ProtectionView[]> {
  room.permit(officer, 'seeProtection');
  return permitted(officer, await room.juki.protections(room.access(officer, REASON)));
}

/** 支援措置の一件. */
export async function protectionPage(room: OfficeRoom, officer: Officer, measureId: string): Promise<ProtectionView> {
  room.permit(officer, 'seeProtection');
  const found = permitted(officer, await room.juki.findProtection(measureId, room.access(officer, REASON)));
  if (!found) throw new NotFoundHereError(measureId);
  return found;
}

/** 支援措置の処理; the engine says what is possible. */
export function actOnProtection(room: OfficeRoom, officer: Officer, command: ProtectionCommand) {
  room.permit(officer, 'seeProtection');
  return room.juki.protect(command, room.access(officer, REASON));
}

/** サインアウト: gives back every household that the officer was at work on. */
export async function leaveDesk(room: OfficeRoom, officer: Officer): Promise<void> {
  await room.juki.unlockAll(room.access(officer, 'サインアウト'));
}
