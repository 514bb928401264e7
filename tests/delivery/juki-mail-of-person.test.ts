import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAudit } from '#db/audit.server.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import {
  CHOFU,
  DESTINATIONS,
  FUJISAWA,
  familyOf,
  fileMovingOut,
  numbersOf,
  today,
  townOf,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const isCertificate = ({ title }: { title: string }) => title.startsWith('転出証明書情報');

describe('本人に係る電文', () => {
  it('その方とその方の転出の電文が、相手と状態とともに並ぶ。読んだことは操作ログに残る', async () => {
    const { juki } = townOf(world, CHOFU);
    const family = familyOf('sato');
    const [kenji = '', misaki = ''] = numbersOf(family);
    await fileMovingOut(world, family, { plannedOn: today(world), movers: [misaki], cardHolders: [misaki] });
    await world.settle();
    const access = world.access(CHOFU, '電文の確認');
    const mail = await juki.mailOf(misaki, access);
    expect(mail.find(isCertificate)).toMatchObject({ direction: 'out', peer: FUJISAWA, state: 'sent' });
    expect(mail.map(({ title }) => title)).toContain('本人確認情報の通知');
    // Of those who stayed, nothing of the move.
    expect((await juki.mailOf(kenji, access)).some(isCertificate)).toBe(false);
    expect(await juki.mailOf('000000000000000', access)).toEqual([]);
    const [store] = townOf(world, CHOFU).stores;
    const entries = await store?.read((session) => findAudit(session, { act: 'mailOf', subject: misaki, limit: 1 }));
    expect(entries?.[0]).toMatchObject({ subjects: [misaki], reason: '電文の確認' });
  });

  it('支援措置の方の転出先は、電文の相手としても出ない（標準仕様書 1.1.16）', async () => {
    const { juki } = townOf(world, CHOFU);
    const family = familyOf('nishimura');
    const movers = numbersOf(family);
    const access = { officer: world.officer(CHOFU, 'protection'), reason: '転出届の処理' };
    const draft = await juki.draft(
      {
        kind: 'RegisterMovingOut',
        householdNumber: formerNumberOf(family.key),
        movers,
        notifiedOn: today(world),
        plannedOn: today(world),
        destination: DESTINATIONS[FUJISAWA],
        channel: 'counter',
        special: true,
        cardHolders: movers,
      },
      access,
    );
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    const { draftId } = draft.value;
    await juki.review(draftId, access);
    await juki.approve(draftId, access);
    expect(await juki.register(draftId, access)).toMatchObject({ accepted: true });
    await world.settle();
    const [rika = ''] = movers;
    const mail = await juki.mailOf(rika, world.access(CHOFU, '電文の確認'));
    expect(mail.find(isCertificate)).toBeDefined();
    expect(mail.find(isCertificate)).not.toHaveProperty('peer');
    expect(mail.some(({ peer }) => peer === 'jlis')).toBe(true);
    expect(JSON.stringify(mail)).not.toContain(FUJISAWA);
  });
});
