import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealMessageLog, verifyMessageLog } from '#app/messages/message-log.server.ts';
import { pgliteStores, postgresStores, type TestStores } from '#tests/support/stores.ts';
import { createMailWorld, type MailWorld, postWithdrawal } from './mail-world.ts';
import { FUJISAWA } from './organisations.ts';

const { POSTGRES_URL } = process.env;
const ENGINES: [string, () => TestStores][] = [
  ['PGlite', pgliteStores],
  ...(POSTGRES_URL ? [['PostgreSQL', () => postgresStores(POSTGRES_URL)] as [string, () => TestStores]] : []),
];

describe.each(ENGINES)('%s の上の電文の発着', (_, stores) => {
  let world: MailWorld;
  beforeEach(async () => {
    world = await createMailWorld(stores());
  });
  afterEach(() => world.close());
  const post = (subject: string) => postWithdrawal(world.chofu, world.store.chofu, FUJISAWA, subject);

  it('同時に書かれた電文も、件ごとに番号の順に届き、一度だけ効く', async () => {
    // Effects may run in transactions that are rolled back and done again: only what was committed counts.
    const committed: string[] = [];
    world.fujisawa.onApplied = ({ id }) => void committed.push(id);
    await Promise.all(Array.from({ length: 24 }, (_unused, i) => post(`subject ${i % 4}`)));
    expect(await world.chofu.deliver()).toBe(24);
    world.carrier.tamper = (mail) => [...mail.toReversed(), ...mail];
    world.carrier.forgetsAcks = true;
    await world.fujisawa.pull();
    await world.fujisawa.pull();
    expect(committed).toHaveLength(24);
    const rows = await world.fujisawa.log(100);
    for (let subject = 0; subject < 4; subject += 1) {
      const own = rows.filter((row) => row.subject === `subject ${subject}`);
      const bySequence = own.toSorted((a, b) => a.sequence - b.sequence).map(({ id }) => id);
      expect(committed.filter((id) => bySequence.includes(id))).toEqual(bySequence);
    }
    await Promise.all([sealMessageLog(world.store.fujisawa), sealMessageLog(world.store.fujisawa)]);
    expect(await verifyMessageLog(world.store.fujisawa)).toMatchObject({ entries: 24, unsealed: 0 });
  });

  it('拒まれた電文、失敗した効果、読めない電文、引き取られる電文が SQLite と同じに扱われる', async () => {
    world.carrier.answers = [422];
    const dead = await post('a');
    await post('a');
    await world.chofu.deliver();
    expect((await world.chofu.deadLetters()).map(({ id }) => id)).toEqual([dead]);
    expect(await world.chofu.retry(dead)).toBe(true);
    expect(await world.chofu.deliver()).toBe(2);

    const fujisawa = world.restart('fujisawa', { handlers: {} });
    await fujisawa.pull();
    expect((await fujisawa.waiting()).map(({ state }) => state).sort()).toEqual(['failed', 'waiting']);
    const applied: string[] = [];
    fujisawa.handlers.MovingOutCertificateWithdrawn = async ({ envelope }) => void applied.push(envelope.id);
    expect(await fujisawa.retry(dead)).toBe(true);
    expect(applied).toHaveLength(2);

    world.carrier.boxes.set(FUJISAWA, [{ id: dead, sealed: 'x' }]);
    await fujisawa.pull();
    expect(await fujisawa.unreadable()).toMatchObject([{ reason: 'malformed' }]);

    await postWithdrawal(world.portal, world.store.portal, FUJISAWA, 'b');
    await fujisawa.pull();
    expect(applied).toHaveLength(3);
    expect((await world.portal.log(1))[0]?.state).toBe('sent');
  });
});
