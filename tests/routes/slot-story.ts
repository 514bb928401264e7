import { and, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { FUJISAWA } from '#tests/support/story.ts';
import type { World } from '#tests/support/world.ts';
import { type Fields, type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

/** What everybody chooses unless told otherwise. */
export const SLOT = { on: '2026-12-01', office: 'honcho', startsAt: '10:00' };

export const ALONE: Record<string, Fields> = {
  ...WHOLE_FAMILY,
  movers: { movers: 'h0' },
  'remaining-householder': { remainingChoice: 'unknown' },
};

/** Residents in front of the times of 藤沢市. */
export function slotStory(world: World) {
  /** Everything is answered up to the question of the time, or to the end. */
  async function begin(
    key: string,
    until: 'visit-time' | 'end' = 'end',
    startsAt = SLOT.startsAt,
  ): Promise<{ visitor: Visitor; draft: string }> {
    const visitor = visitorOf(world, key);
    await visitor.signIn();
    const draft = await visitor.startDraft();
    await visitor.readProfile(draft);
    if (until === 'end') {
      await visitor.answer(draft, { ...ALONE, 'visit-time': { visitSlot: `2026-12-01/honcho/${startsAt}` } });
    } else {
      const { 'visit-time': _, ...answers } = ALONE;
      await expect(visitor.answer(draft, answers)).rejects.toThrow('visit-time');
    }
    return { visitor, draft };
  }

  async function file(key: string, startsAt: string): Promise<{ visitor: Visitor; receipt: string }> {
    const { visitor, draft } = await begin(key, 'end', startsAt);
    const { location } = await visitor.sign(draft);
    return { visitor, receipt: /\d{19}/.exec(location)?.[0] ?? location };
  }

  const view = async ({ visitor, receipt }: { visitor: Visitor; receipt: string }) =>
    (await visitor.get(`/moving/applications/${receipt}`)).data.view;

  async function taken(startsAt = SLOT.startsAt): Promise<number> {
    const board = await world.services.portal.visits.board(
      { municipality: FUJISAWA, procedure: 'movingIn' },
      { first: SLOT.on, last: SLOT.on },
    );
    const slots = board.find(({ office }) => office === SLOT.office)?.slots;
    return slots?.find((slot) => slot.startsAt === startsAt)?.taken ?? -1;
  }

  /** Somebody else takes every free place of the slot. */
  async function fill(startsAt: string): Promise<void> {
    await world.portal.store.write(async ({ db, t }) => {
      const table = t.portalVisitPlaces;
      const rows = await db
        .select()
        .from(table)
        .where(and(eq(table.visitOn, SLOT.on), eq(table.office, SLOT.office), eq(table.startsAt, startsAt)));
      const used = new Set(rows.map(({ place }) => place));
      for (const place of [1, 2, 3, 4].filter((one) => !used.has(one))) {
        await db.insert(table).values({
          id: crypto.randomUUID(),
          municipality: FUJISAWA,
          procedure: 'movingIn',
          office: SLOT.office,
          visitOn: SLOT.on,
          startsAt,
          place,
          holder: `receipt:${crypto.randomUUID()}`,
        });
      }
    });
  }

  return { begin, file, view, taken, fill };
}
