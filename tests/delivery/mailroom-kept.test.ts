import { readdirSync, readFileSync } from 'node:fs';
import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyMessageLog } from '#app/messages/message-log.server.ts';
import { seal } from '#app/messages/seal.server.ts';
import { residentRecordCodeCheckDigit } from '#app/vocabulary/identifiers.ts';
import { createMailWorld, type MailWorld, postWithdrawal } from './mail-world.ts';
import { CHOFU, FUJISAWA, withdrawal } from './organisations.ts';

let world: MailWorld;

beforeEach(async () => {
  world = await createMailWorld();
});
afterEach(() => world.close());

const post = (subject: string, codes?: string[]) =>
  postWithdrawal(world.chofu, world.store.chofu, FUJISAWA, subject, codes);
const statesAt = async (name: 'chofu' | 'fujisawa') => (await world[name].log(50)).map(({ id, state }) => [id, state]);

describe('読めない電文', () => {
  async function handIn(sealed: string): Promise<void> {
    world.carrier.boxes.set(FUJISAWA, [{ id: '01890000-0000-7000-8000-00000000bbbb', sealed }]);
    await world.fujisawa.pull();
  }

  it.each([
    ['一バイト変わった電文', 'badSignature'],
    ['ほかの組織に宛てた電文', 'wrongAddressee'],
    ['差出人を偽った電文', 'wrongSender'],
    ['電文でないもの', 'malformed'],
  ])('%s は効かずに、理由とともに取り置かれ、受領は知らされる', async (_, reason) => {
    const { organisations } = world;
    const receiver = await organisations.directory().get(FUJISAWA);
    const genuine = await seal(withdrawal(), organisations.chofu, receiver);
    const letters: Record<string, () => Promise<string>> = {
      badSignature: async () => genuine.slice(0, -20) + (genuine.at(-20) === 'A' ? 'B' : 'A') + genuine.slice(-19),
      wrongAddressee: () => seal(withdrawal({ to: 'portal' }), organisations.chofu, receiver),
      wrongSender: () => seal(withdrawal(), organisations.portal, receiver),
      malformed: async () => '\u0000<html>',
    };
    const sealed = await letters[reason]?.();
    await handIn(sealed ?? '');
    expect(world.applied).toEqual([]);
    expect(await world.fujisawa.unreadable()).toMatchObject([{ reason }]);
    expect(world.carrier.boxes.get(FUJISAWA)).toEqual([]);
    await handIn(sealed ?? '');
    expect(await world.fujisawa.unreadable()).toHaveLength(1);
  });

  it('同じ順序番号を使い回した電文は取り置かれる', async () => {
    const receiver = await world.organisations.directory().get(FUJISAWA);
    await handIn(await seal(withdrawal(), world.organisations.chofu, receiver));
    await handIn(await seal(withdrawal(), world.organisations.chofu, receiver));
    expect(world.applied).toHaveLength(1);
    expect(await world.fujisawa.unreadable()).toMatchObject([{ reason: 'malformed', claimedSender: CHOFU }]);
  });

  it('取り置かれた電文は、読めるようになればやり直せて、そのとき効く', async () => {
    const { organisations } = world;
    const newcomer = await organisations.ca.issue('122033', '市川市');
    const sealed = await seal(withdrawal({ from: '122033' }), newcomer, await organisations.directory().get(FUJISAWA));
    await handIn(sealed);
    const [kept] = await world.fujisawa.unreadable();
    expect(kept).toMatchObject({ reason: 'untrusted', claimedSender: '122033' });
    expect(await world.fujisawa.retry(kept?.id ?? '')).toBe(true);
    expect(await world.fujisawa.unreadable()).toHaveLength(1);
    organisations.listed.push({
      code: '122033',
      name: '市川市',
      signing: newcomer.signing.chain,
      encryption: newcomer.encryption.chain,
    });
    expect(await world.fujisawa.retry(kept?.id ?? '')).toBe(true);
    expect(world.applied).toHaveLength(1);
    expect(await world.fujisawa.unreadable()).toEqual([]);
  });
});

describe('保存された電文', () => {
  const code = `9876543210${residentRecordCodeCheckDigit('9876543210')}`;

  it('住民票コードはどのデータベースのファイルにも読める形で残らない', async () => {
    await post('a', [code]);
    world.carrier.answers = [0];
    await world.chofu.deliver();
    await world.chofu.deliver();
    await world.fujisawa.pull();
    expect(JSON.stringify(world.applied)).toContain(code);
    const folder = world.stores.folder ?? '';
    const files = readdirSync(folder);
    expect(files).toContain('fujisawa.db');
    expect(files.filter((file) => readFileSync(`${folder}/${file}`).includes(code))).toEqual([]);
  });

  it('電文記録は連鎖し、差出人と宛先の記録は同じ要約を持ち、改ざんは見つかる', async () => {
    const id = await post('a');
    world.chofu.start(60_000);
    await vi.waitFor(async () => expect(await statesAt('chofu')).toEqual([[id, 'sent']]), { timeout: 5_000 });
    await world.chofu.stop();
    await world.fujisawa.pull();
    const logOf = (name: 'chofu' | 'fujisawa') =>
      world.store[name].read(({ db, t }) => db.select().from(t.messageLog).orderBy(asc(t.messageLog.position)));
    const [[sent], [received]] = [await logOf('chofu'), await logOf('fujisawa')];
    expect(sent?.digest).toBe(received?.digest);
    expect(await verifyMessageLog(world.store.chofu)).toMatchObject({ entries: 1, unsealed: 0 });
    expect(await verifyMessageLog(world.store.fujisawa)).toMatchObject({ entries: 0, unsealed: 1 });
    await world.store.chofu.write(({ db, t }) => db.update(t.messageLog).set({ receiver: '999999' }).returning());
    expect(await verifyMessageLog(world.store.chofu)).toMatchObject({ brokenAt: 1 });
  });
});
