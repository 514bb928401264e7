import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { PortalTables } from '#db/schema/index.ts';
import { CHOFU } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { slotStory } from './slot-story.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let story: ReturnType<typeof slotStory>;
beforeAll(async () => {
  world = await openWorld();
  story = slotStory(world);
  // The night's run publishes the times.
  await world.runDaily();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('予約した後', () => {
  it('補正した届出は予約を引き継ぎ、時間を変えれば前の枠を空け、取り下げれば空ける', async () => {
    const filed = await story.file('hashimoto-hideki', '13:30');
    expect(await story.taken('13:30')).toBe(1);
    const mailroom = world.portal.mailroom as Mailroom<PortalTables>;
    const report = async (receiptNumber: string, content: { status: string; reason?: string; fields?: string[] }) => {
      const at = world.clock.now();
      const envelope = { id: crypto.randomUUID(), version: 1, from: CHOFU, to: 'portal', subject: 'x', sequence: 1 };
      await world.portal.store.write((session) =>
        Promise.resolve(
          mailroom.handlers.ApplicationStatusReport?.(
            {
              envelope: { ...envelope, type: 'ApplicationStatusReport', sentAt: at },
              content: { ...content, receiptNumber, at },
            },
            session,
          ),
        ),
      );
    };
    const correct = async (receipt: string, fields: string[]) => {
      await report(receipt, { status: 'correctionRequested', reason: '番地を確かめてください。', fields });
      const { location } = await filed.visitor.post(`/moving/applications/${receipt}/correction`);
      return location.split('/')[3] ?? '';
    };
    const first = await correct(filed.receipt, ['newAddress']);
    // The time is booked: it is not asked again.
    expect((await filed.visitor.get(`/moving/drafts/${first}/check-answers`)).data.open).toEqual([
      'postcode',
      'town',
      'lot',
    ]);
    const second = /\d{19}/.exec((await filed.visitor.sign(first)).location)?.[0] ?? '';
    expect((await story.view({ visitor: filed.visitor, receipt: second })).visit.startsAt).toBe('13:30');
    expect(await story.taken('13:30')).toBe(1);

    const draft = await correct(second, ['visit']);
    await filed.visitor.post(`/moving/drafts/${draft}/visit-time`, { visitSlot: '2026-12-01/honcho/16:00' });
    const third = /\d{19}/.exec((await filed.visitor.sign(draft)).location)?.[0] ?? '';
    expect((await story.view({ visitor: filed.visitor, receipt: third })).visit.startsAt).toBe('16:00');
    expect([await story.taken('13:30'), await story.taken('16:00')]).toEqual([0, 1]);
    await report(third, { status: 'withdrawn' });
    expect(await story.taken('16:00')).toBe(0);
  });

  it('前の日に一度だけ知らせる', async () => {
    const filed = await story.file('watanabe-naoki', '14:30');
    const { on } = (await story.view(filed)).visit;
    expect((await filed.visitor.get('/moving')).data.notices).toEqual([]);
    await world.travelTo('2026-11-30T00:00:00.000Z');
    await world.settle();
    expect(on).toBe('2026-12-01');
    const { hops } = await story.view(filed);
    expect(hops.filter(({ step }: { step: string }) => step === 'visitReminder')).toHaveLength(1);
    expect((await filed.visitor.get('/moving')).data.notices).toEqual([
      expect.objectContaining({ title: 'あしたは窓口に行く日です' }),
    ]);
  });
});
