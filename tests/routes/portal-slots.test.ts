import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TimeChoice } from '#app/portal/visit-choice.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Fields, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

vi.setConfig({ testTimeout: 60_000 });

const FUJISAWA = '142051';
const SLOT = { on: '2026-12-01', office: 'honcho', startsAt: '10:00' };
const ALONE: Record<string, Fields> = {
  ...WHOLE_FAMILY,
  movers: { movers: 'h0' },
  'remaining-householder': { remainingChoice: 'unknown' },
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // The night's run publishes the times.
  await world.runDaily();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Everything is answered up to the question of the time, or to the end. */
async function begin(key: string, until: 'visit-time' | 'end' = 'end'): Promise<{ visitor: Visitor; draft: string }> {
  const visitor = visitorOf(world, key);
  await visitor.signIn();
  const draft = await visitor.startDraft();
  await visitor.readProfile(draft);
  if (until === 'end') {
    await visitor.answer(draft, ALONE);
  } else {
    const { 'visit-time': _, ...answers } = ALONE;
    await expect(visitor.answer(draft, answers)).rejects.toThrow('visit-time');
  }
  return { visitor, draft };
}

async function taken(): Promise<number> {
  const board = await world.services.portal.visits.board(
    { municipality: FUJISAWA, procedure: 'movingIn' },
    { first: SLOT.on, last: SLOT.on },
  );
  const slots = board.find(({ office }) => office === SLOT.office)?.slots;
  return slots?.find(({ startsAt }) => startsAt === SLOT.startsAt)?.taken ?? -1;
}

describe('来庁の時間枠', () => {
  it('市区町村が公開した日・窓口・時間から選び、30分間取っておかれ、届出と同時に予約になる', async () => {
    const { visitor, draft } = await begin('sato-kenji', 'visit-time');
    const days = (await visitor.get(`/moving/drafts/${draft}/visit-day`)).data.visitDays;
    expect(days[0]).toMatchObject({ on: '2026-11-30', free: expect.any(Number) });
    const offices = (await visitor.get(`/moving/drafts/${draft}/visit-office`)).data.offices;
    expect(offices.map((office: { code: string }) => office.code)).toEqual(['honcho', 'tsujido', 'shonandai']);
    const page = (await visitor.get(`/moving/drafts/${draft}/visit-time`)).data.visitTimes;
    expect(page.minutes).toBeGreaterThan(0);
    const times: TimeChoice[] = page.times;
    expect(times.map(({ startsAt }) => startsAt)).toContain('10:00');
    // Lunch is worst, so early hours are calm and say by how much.
    expect(times.find(({ startsAt }) => startsAt === '09:00')?.saves).toBeGreaterThanOrEqual(10);
    expect(times.find(({ startsAt }) => startsAt === '11:30')?.saves).toBeUndefined();
    const empty = await visitor.post(`/moving/drafts/${draft}/visit-time`, {});
    expect(empty).toMatchObject({ status: 400, data: { errors: { visitSlot: '窓口に行く時間を選んでください。' } } });
    await visitor.post(`/moving/drafts/${draft}/visit-time`, ALONE['visit-time']);
    expect(await taken()).toBe(1);
    await visitor.answer(draft, ALONE);
    const { location } = await visitor.sign(draft);
    const receipt = /\d{19}/.exec(location)?.[0] ?? '';
    const { view } = (await visitor.get(`/moving/applications/${receipt}`)).data;
    expect(view.visit).toMatchObject({ on: SLOT.on, office: SLOT.office, startsAt: SLOT.startsAt });
    expect(view.form.visit.startsAt).toBe(SLOT.startsAt);
    expect(await taken()).toBe(1);
  });
});
