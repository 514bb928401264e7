import type { VisitSlotsPublished } from '#app/messages/contracts/visit-slots.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { PortalTables } from '#db/schema/index.ts';
import { COMPLETE } from '#tests/engine/portal/answers.ts';
import { FUJISAWA } from './story.ts';
import type { World } from './world.ts';

/** Somebody in front of the question about the time. */
export interface Sender {
  draft: string;
  cookie: string;
}

/** What everybody wants, and what is free beside it. */
export const WANTED = '2026-12-01/honcho/10:00';
export const BESIDE = '2026-12-01/honcho/10:30';

/** 藤沢市 offers so many places at 10:00 on 1 December, and a few elsewhere. */
export async function offerPlaces(world: World, places: number): Promise<void> {
  const times = (each: number) =>
    ['10:00', '10:30', '11:00'].map((startsAt, index) => ({
      startsAt,
      endsAt: ['10:30', '11:00', '11:30'][index] ?? '',
      places: each,
      wait: 10,
    }));
  const content: VisitSlotsPublished = {
    from: '2026-11-24',
    until: '2027-01-31',
    series: [
      { office: 'honcho', procedure: 'movingIn', days: ['2026-12-01'], times: times(places) },
      { office: 'tsujido', procedure: 'movingIn', days: ['2026-12-01', '2026-12-02'], times: times(2) },
    ],
    lengths: [],
  };
  const mailroom = world.portal.mailroom as Mailroom<PortalTables>;
  const envelope = {
    id: crypto.randomUUID(),
    type: 'VisitSlotsPublished' as const,
    version: 1,
    from: FUJISAWA,
    to: 'portal',
    subject: 'visit-slots',
    sequence: 1,
    sentAt: world.clock.now(),
  };
  await world.portal.store.write((session) =>
    Promise.resolve(mailroom.handlers.VisitSlotsPublished?.({ envelope, content }, session)),
  );
}

/** So many people with an account and a session of their own who have answered everything up to the time. */
export async function peopleAtTimes(world: World, count: number): Promise<Sender[]> {
  const { portal, sessions } = world.services;
  const people: Sender[] = [];
  for (let index = 0; index < count; index += 1) {
    const subject = `rush-${index}`;
    const started = await portal.drafts.start(subject);
    if (!started.accepted) throw new Error('no draft');
    await portal.drafts.change(subject, started.value.id, () => ({
      kind: 'kept',
      answers: { ...COMPLETE, visitOffice: 'honcho' },
    }));
    const cookie = (await sessions.resident.commit({ subject })).split(';')[0] ?? '';
    people.push({ draft: started.value.id, cookie });
  }
  return people;
}
