import { cardTasksOf, filedOn } from '../cards/card-tasks.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { getArrival } from './arrivals.server.ts';
import { type Handout, handoutsFor } from './handouts.ts';

/** 転入後の案内 for a registered case: only what is handed over, no number among it. */
export async function handoutsOf(room: OfficeRoom, caseId: string): Promise<Handout[]> {
  const { found, cards } = await room.store.read(async (session) => ({
    found: await getArrival(room, session, caseId),
    cards: await cardTasksOf(room, session, caseId),
  }));
  const { certificate, said } = found.counter;
  if (!certificate || !said) return [];
  const movers = said.movers.flatMap((index) => certificate.certificate.movers[index] ?? []);
  return handoutsFor(movers, {
    movedInOn: said.movedInOn,
    notifiedOn: filedOn(room, found),
    openCards: cards.some((task) => task.state !== 'confirmed'),
  });
}
