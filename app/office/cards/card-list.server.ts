import type { Officer } from '#app/vocabulary/roles.ts';
import type { OfficeRoom } from '../room.server.ts';
import { type SilentNation, silentNation } from './card-line.server.ts';
import type { CardTaskState } from './card-task.ts';
import { unfinishedCardTasks } from './card-tasks.server.ts';

/** カードの手続の残りの一行. */
export interface UnfinishedCard {
  taskId: string;
  caseId: string;
  holder: string;
  state: CardTaskState;
  note?: string;
  dueOn: string;
  queuedAt?: string;
}

/** カードの手続の残り: nobody's card is forgotten after the visit. */
export interface UnfinishedCards {
  cards: UnfinishedCard[];
  /** There are more than are shown. */
  more: boolean;
  silent: SilentNation[];
}

const SHOWN = 200;

/** The cards of registered movers whose 継続利用 is still to be done, the nearest limit first; the look is audited. */
export async function unfinishedCards(room: OfficeRoom, officer: Officer): Promise<UnfinishedCards> {
  room.permit(officer, 'seeArrivals');
  return room.store.write(async (session) => {
    const found = await unfinishedCardTasks(room, session, room.today(), SHOWN + 1);
    const shown = found.slice(0, SHOWN);
    await room.recordAct(session, officer, {
      act: 'listUnfinishedCards',
      subjects: shown.map(({ addresseeNumber }) => addresseeNumber),
      reason: 'カードの手続の残りの確認',
    });
    return {
      cards: shown.flatMap(({ id, caseId, card, state, note, dueOn, queuedAt }) =>
        dueOn
          ? [
              {
                taskId: id,
                caseId,
                holder: card.holder,
                state,
                dueOn,
                ...(note ? { note } : {}),
                ...(queuedAt ? { queuedAt } : {}),
              },
            ]
          : [],
      ),
      more: found.length > SHOWN,
      silent: silentNation(room),
    };
  });
}
