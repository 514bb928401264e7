import { expect, test } from 'vitest';
import { beginJourney } from '#tests/support/journey.ts';
import { rowsOf } from '#tests/support/resident-refusal.ts';
import { offerPlaces, peopleAtTimes, type Sender, WANTED } from '#tests/support/slot-rush.ts';

const PEOPLE = 500;
const PLACES = 20;

test('20枠に500のブラウザから同時に送っても、20人が取れ、480人は近い時間のページを見て、エラーは一つもない', async () => {
  await using journey = await beginJourney();
  let people: Sender[] = [];
  await journey.whileDown(async (world) => {
    await world.settle();
    await offerPlaces(world, PLACES);
    people = await peopleAtTimes(world, PEOPLE);
  });
  const { origin } = journey.server;
  const answers = await Promise.all(
    people.map(async ({ draft, cookie }) => {
      const response = await fetch(`${origin}/moving/drafts/${draft}/visit-time`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin },
        body: new URLSearchParams({ visitSlot: WANTED }),
      });
      return { status: response.status, location: response.headers.get('location'), page: await response.text() };
    }),
  );
  const won = answers.filter(({ status }) => status === 302);
  const late = answers.filter(({ status }) => status === 409);
  expect([won.length, late.length]).toEqual([PLACES, PEOPLE - PLACES]);
  for (const { location } of won) expect(location).toMatch(/\/(visitor|check-answers)$/);
  for (const { page } of late) {
    expect(page).toContain('ほかの人が先に予約しました');
    expect(page).toContain('value="2026-12-01/honcho/10:30"');
    expect(page).toContain('value="2026-12-01/tsujido/10:00"');
    expect(page).not.toContain(`value="${WANTED}"`);
  }
  const places = rowsOf(journey.server, 'portal.db', 'SELECT place, holder FROM portal_visit_places') as {
    place: number;
    holder: string;
  }[];
  expect(places.map(({ place }) => place).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: PLACES }, (_, index) => index + 1),
  );
  expect(new Set(places.map(({ holder }) => holder)).size).toBe(PLACES);
});
