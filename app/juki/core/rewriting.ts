import type { RegisterRewriting } from '../acts.ts';
import type { ChangeReason } from './change-reasons.ts';
import { type ErrorName, refusal } from './checks.ts';
import { accept, type Decision, type Facts, reject } from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { whyNotInside } from './inside-checks.ts';
import type { RegisterSlice, Resident } from './register.ts';

const REASONS = {
  renewal: { removal: 'renewalRemoval', entry: 'renewalEntry' },
  reconstruction: { removal: 'reconstructionRemoval', entry: 'reconstructionEntry' },
} as const satisfies Record<RegisterRewriting['manner'], { removal: ChangeReason; entry: ChangeReason }>;

/**
 * 改製・再製 (住民基本台帳法施行令第16条, 標準仕様書 1.1.4): only by hand, never because a page is full.
 *
 * Command: `RegisterRewriting`. Events: `RecordsSetAside`, `RecordsEnteredAgain`: two history rows per person, 消除 and 記載, of one act;
 * the 改製番号 counts. No message: nothing of what others know has changed.
 */
export function decideRewriting(command: RegisterRewriting, slice: RegisterSlice, facts: Facts): Decision {
  const reason = whyNot(command, slice, facts);
  if (reason) return reject(refusal(reason));
  const { manner, persons, rewrittenOn: on, ground, householdNumber } = command;
  const residents = persons.flatMap((number) => slice.residents.get(number) ?? []);
  return accept({
    events: replacing(
      residents.map((one) => ({ ...one, rewritingNumber: (one.rewritingNumber ?? 0) + 1 })),
      { ...REASONS[manner], on, ground },
    ),
    result: { householdNumber, addresseeNumbers: persons },
  });
}

/** 消除と記載の組: the records close and begin again, in one act, as these rows are. */
export function replacing(
  residents: Resident[],
  pair: { removal: ChangeReason; entry: ChangeReason; on: string; notifiedOn?: string; ground: string },
): RegisterEvent[] {
  const { removal, entry, on, notifiedOn, ground } = pair;
  const persons = residents.map((one) => one.addresseeNumber);
  return [
    { kind: 'RecordsSetAside', persons, reason: removal, on, notifiedOn, ground },
    { kind: 'RowsCompleted' },
    { kind: 'RecordsEnteredAgain', residents, reason: entry, on, notifiedOn },
  ];
}

function whyNot(command: RegisterRewriting, slice: RegisterSlice, facts: Facts): ErrorName | undefined {
  const { kind, householdNumber, persons: members, rewrittenOn } = command;
  const act = { kind, householdNumber, members, changedOn: rewrittenOn, notifiedOn: rewrittenOn };
  const inside = whyNotInside(act, slice, facts);
  if (inside) return inside;
  return command.ground.trim() === '' ? 'missingGround' : undefined;
}
