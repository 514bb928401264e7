import type { RegisterCommand } from '#app/juki/door.ts';
import { birth } from './birth.server.ts';
import { changeCancellation, movingOutCancellation } from './cancellations.server.ts';
import { corrections } from './correction.server.ts';
import type { ActDefinition, Book, WordRow } from './definition.server.ts';
import { forwardedFilings } from './forwarded-filing.server.ts';
import { householdChanges } from './household-change.server.ts';
import { entryExOfficio, movingInFromAbroad, movingInOnPaper, movingInUnregistered } from './moving-in.server.ts';
import { movingInByCard } from './moving-in-by-card.server.ts';
import { movingAbroad, movingOut } from './moving-out.server.ts';
import { nationalityChanges } from './nationality.server.ts';
import { numberActs } from './number-acts.server.ts';
import { relocation } from './relocation.server.ts';
import { removals } from './removal.server.ts';
import { residenceCard } from './residence-card.server.ts';
import { restoration } from './restoration.server.ts';
import { rewritings } from './rewriting.server.ts';
import { wardMove } from './ward-move.server.ts';

/** 異動のすべて, in the order of the menu. A new act is a file in this folder and a line here. */
export const ACTS: readonly ActDefinition[] = [
  movingInByCard,
  movingInOnPaper,
  movingInFromAbroad,
  movingInUnregistered,
  wardMove,
  birth,
  ...forwardedFilings,
  entryExOfficio,
  restoration,
  ...nationalityChanges,
  movingOut,
  movingAbroad,
  ...removals,
  relocation,
  residenceCard,
  ...householdChanges,
  ...corrections,
  ...rewritings,
  ...numberActs,
  movingOutCancellation,
  changeCancellation,
];

/** The act with this name. */
export function findAct(name: string): ActDefinition | undefined {
  return ACTS.find((act) => act.name === name);
}

/** Act and words of a command; every command belongs to one act. */
export function describeCommand(command: RegisterCommand, book: Book): { act: ActDefinition; rows: WordRow[] } {
  for (const act of ACTS) {
    const rows = act.words(command, book);
    if (rows) return { act, rows };
  }
  throw new Error(`no act for ${command.kind}`);
}
