import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { isSame } from '#app/vocabulary/sameness.ts';
import { isSameCity, type Town } from '#app/vocabulary/towns.ts';
import type { Movement, NoticePhase } from '../sections.ts';
import type { ChangeReason } from './change-reasons.ts';
import { type Resident, sameAddress } from './register.ts';

/** 一人の異動 as the sections hear of it. */
export interface PersonMovement {
  phase: NoticePhase;
  movement: Movement;
  on: CalendarDate;
}

const TAKEN_BACK: readonly ChangeReason[] = ['cancellationAdding', 'exOfficioRestoration'];

/** 異動の内容: what one change did to one person, read from the rows before and after it; nothing for データ移行. */
export function movementsOf(
  was: Resident | undefined,
  is: Resident,
  { town, today }: { town: Town; today: CalendarDate },
): PersonMovement[] {
  const { reason } = is.lastChange;
  if (reason === 'dataMigration') return [];
  const wasHere = was?.status === 'resident';
  const isHere = is.status === 'resident';
  if (was && wasHere && isHere) return stayed(was, is, town, today);
  if (isHere) {
    if (was?.removed && TAKEN_BACK.includes(reason))
      return [{ phase: 'withdrawn', movement: leavingOf(was, town), on: was.removed.on }];
    return [{ phase: 'confirmed', movement: entryOf(is), on: is.lastChange.changedOn ?? today }];
  }
  if (was && wasHere) return left(was, is, town, today);
  const corrected = was?.removed && is.removed && was.removed.on !== is.removed.on ? is.removed.on : undefined;
  return corrected ? [{ phase: 'confirmed', movement: leavingOf(is, town), on: corrected }] : [];
}

function stayed(was: Resident, is: Resident, town: Town, today: CalendarDate): PersonMovement[] {
  const movements: PersonMovement[] = [];
  const { reason } = is.lastChange;
  const phase = reason === 'cancellationCorrecting' ? 'withdrawn' : 'confirmed';
  const on = is.lastChange.changedOn ?? today;
  if (!was.movingOut && is.movingOut)
    movements.push({ phase: 'planned', movement: leavingOf(is, town), on: is.movingOut.plannedOn });
  if (was.movingOut && !is.movingOut)
    movements.push({ phase: 'withdrawn', movement: leavingOf(was, town), on: was.movingOut.plannedOn });
  if (!sameAddress(was.address, is.address)) {
    const moved = was.addressSince.text !== is.addressSince.text;
    movements.push({
      phase,
      movement: moved ? 'relocation' : 'notation',
      on: phase === 'withdrawn' && moved ? (was.addressSince.on ?? on) : on,
    });
  }
  if (!isSame(identityOf(was), identityOf(is))) movements.push({ phase, movement: 'identity', on });
  if (was.householdNumber !== is.householdNumber || was.householder !== is.householder)
    movements.push({ phase, movement: 'household', on });
  return movements;
}

function identityOf({ name: { full, kana, formerSurname, alias }, bornOn, sex, kind }: Resident): unknown[] {
  return [full, kana, formerSurname, alias, bornOn.text, sex, kind];
}

/** Who dies or is removed no longer moves out as planned. */
function left(was: Resident, is: Resident, town: Town, today: CalendarDate): PersonMovement[] {
  const on = is.removed?.on ?? today;
  if (is.lastChange.reason === 'cancellationReducing') {
    return [{ phase: 'withdrawn', movement: entryOf(was), on }];
  }
  const planned: PersonMovement[] =
    was.movingOut && is.status !== 'movedOut'
      ? [{ phase: 'withdrawn', movement: leavingOf(was, town), on: was.movingOut.plannedOn }]
      : [];
  return [...planned, { phase: 'confirmed', movement: leavingOf(is, town), on }];
}

function entryOf(resident: Resident): Movement {
  if (resident.lastChange.reason === 'wardMovingIn') return 'wardEntry';
  return resident.becameResidentOn.text === resident.bornOn.text ? 'birth' : 'entry';
}

function leavingOf({ status, movingOut, removed }: Resident, town: Town): Movement {
  if (status === 'deceased') return 'death';
  if (status === 'removed') return removed?.reason === 'disappearance' ? 'death' : 'removal';
  const to = movingOut?.confirmed?.address.municipalityCode ?? movingOut?.plannedAddress.municipalityCode;
  if (!to) return 'abroad';
  return isSameCity(town, to) ? 'wardLeaving' : 'leaving';
}
