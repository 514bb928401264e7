import type { Elector, Suspension, SuspensionItems } from '#app/juki/door.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { mayDo } from '../permissions.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';
import { enterRoll } from './electoral-roll.server.ts';
import { itemsOf, type SuspensionStep } from './roll-forms.server.ts';

/** 選挙権の停止の一件の画面. */
export interface SuspensionPage {
  suspension: Suspension;
  mayEnter: boolean;
  mayConfirm: boolean;
}

/** 選挙権の停止の一覧: first what waits for a second officer. */
export async function suspensionList(room: OfficeRoom, officer: Officer): Promise<Suspension[]> {
  const all = await room.juki.suspensions(enterRoll(room, officer, 'seeSuspensions'));
  return all.toSorted((a, b) => Number(b.proposal !== undefined) - Number(a.proposal !== undefined));
}

/** 対象の方の検索. */
export async function findElectors(
  room: OfficeRoom,
  officer: Officer,
  who: { name: string; bornOn: CalendarDate },
): Promise<Elector[]> {
  return room.juki.findElectors(who, enterRoll(room, officer, 'enterSuspensions'));
}

/** 選挙権の停止の入力. */
export async function enterSuspension(
  room: OfficeRoom,
  officer: Officer,
  entry: { suspensionId: string; addresseeNumber: string; items: SuspensionItems },
): Promise<Outcome<Suspension>> {
  return room.juki.proposeSuspension(entry, enterRoll(room, officer, 'enterSuspensions'));
}

/** 一件の画面. */
export async function suspensionPage(
  room: OfficeRoom,
  officer: Officer,
  suspensionId: string,
): Promise<SuspensionPage> {
  const suspension = await room.juki.findSuspension(suspensionId, enterRoll(room, officer, 'seeSuspensions'));
  if (!suspension) throw new NotFoundHereError(suspensionId);
  return {
    suspension,
    mayEnter: mayDo('enterSuspensions', officer, room.town),
    mayConfirm: mayDo('confirmSuspensions', officer, room.town) && suspension.proposal?.by.id !== officer.id,
  };
}

/** 変更・取消し by one officer, 確認 by another, 取りやめ. */
export async function stepSuspension(
  room: OfficeRoom,
  officer: Officer,
  suspensionId: string,
  step: SuspensionStep,
): Promise<Outcome<Suspension | 'withdrawn'>> {
  const access = enterRoll(room, officer, step.act === 'confirm' ? 'confirmSuspensions' : 'enterSuspensions');
  switch (step.act) {
    case 'confirm':
      return room.juki.confirmSuspension(suspensionId, access);
    case 'discard':
      return room.juki.discardSuspension(suspensionId, access);
    case 'withdraw':
      return room.juki.proposeSuspensionChange(suspensionId, { kind: 'withdraw', why: step.why }, access);
    case 'change':
      return room.juki.proposeSuspensionChange(suspensionId, { kind: 'change', items: itemsOf(step) }, access);
  }
}
