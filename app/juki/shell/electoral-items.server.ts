import { and, asc, eq, inArray } from 'drizzle-orm';
import { preparedForKeys } from '#db/prepared.ts';
import { type RollStep, rollItemOn } from '../core/roll-item.ts';
import type { ResidentView } from '../door.ts';
import type { TownSession } from './room.server.ts';

/** Few rows a person: by the index on the person, whatever the size of the roll. */
const stepsOfPersons = preparedForKeys(({ db, t }: TownSession, keys) => {
  const { electoralChanges: changes } = t;
  return db
    .select({ addresseeNumber: changes.addresseeNumber, kind: changes.kind, at: changes.at })
    .from(changes)
    .where(
      and(
        inArray(changes.addresseeNumber, keys),
        eq(changes.state, 'done'),
        inArray(changes.kind, ['register', 'remove']),
      ),
    )
    .orderBy(asc(changes.position));
});

/** 選挙人名簿の登録・抹消 of these persons, by 宛名番号. */
export async function rollStepsOf(session: TownSession, numbers: readonly string[]): Promise<Map<string, RollStep[]>> {
  const byPerson = new Map<string, RollStep[]>();
  for (const { addresseeNumber, kind, at } of await stepsOfPersons(session, numbers)) {
    if (kind !== 'register' && kind !== 'remove') continue;
    byPerson.set(addresseeNumber, [...(byPerson.get(addresseeNumber) ?? []), { kind, at }]);
  }
  return byPerson;
}

/** 住民票 with 選挙人名簿に登録された旨 as of the moment: one read for all of them, none for foreign residents. */
export async function withRollItems(
  session: TownSession,
  views: readonly ResidentView[],
  moment: { on: string; knownAt?: string | undefined },
): Promise<ResidentView[]> {
  const citizens = views.filter(({ kind }) => kind === 'japanese').map(({ addresseeNumber }) => addresseeNumber);
  const steps = await rollStepsOf(session, citizens);
  return views.map((view) => {
    const closedOn = view.status === 'resident' ? undefined : view.removed?.on;
    const since = rollItemOn(steps.get(view.addresseeNumber) ?? [], { ...moment, closedOn });
    return since ? { ...view, electorSince: since } : view;
  });
}
