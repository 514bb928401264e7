import { createPublicKey } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkEvidence, type EvidencedLog } from '#app/messages/log-evidence.server.ts';
import { readStatement } from '#app/messages/log-receipt.server.ts';
import { createCipher } from '#db/cipher.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { type Visitor, visitorOf, WHOLE_FAMILY } from './portal-visitor.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

const CHOFU = '132080';
const PAGE = '/moving/records';

let world: World;
let kenji: Visitor;
let misaki: Visitor;
beforeAll(async () => {
  world = await openWorld();
  kenji = await signedIn('sato-kenji');
  misaki = await signedIn('sato-misaki');
});
afterAll(() => world[Symbol.asyncDispose]());

async function signedIn(key: string): Promise<Visitor> {
  const visitor = visitorOf(world, key);
  await visitor.signIn();
  return visitor;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the page was given.
async function ask(visitor: Visitor, town = CHOFU): Promise<any> {
  const asked = visitor.post(PAGE, { town });
  await vi.waitFor(async () => {
    await world.settle();
    const { answers } = (await visitor.get(PAGE)).data;
    if (!answers.some((one: { state: string }) => one.state !== 'waiting')) throw new Error('no answer yet');
  }, 20_000);
  expect((await asked).location).toBe(PAGE);
  const { answers } = (await visitor.get(PAGE)).data;
  return answers.find((one: { town: { code: string } }) => one.town.code === town);
}

const juki = () => {
  const town = world.services.towns.get(CHOFU);
  if (!town) throw new Error('no 調布市');
  return town.juki;
};

function log(): EvidencedLog {
  const town = world.towns.find((one) => one.town.code === CHOFU);
  const [store] = town?.stores ?? [];
  if (!town || !store) throw new Error('no 調布市');
  const cipher = createCipher(world.services.config.dataKey);
  return { code: CHOFU, store, cipher, key: createPublicKey(town.keys.signing.privateKey) };
}

describe('だれが私の記録を見たか（個人情報の保護に関する法律第76条）', () => {
  let receipt = '';

  it('聞く市区町村を選ばなければ400で、知らない市区町村にも聞かない', async () => {
    expect(await kenji.post(PAGE)).toMatchObject({ status: 400, data: { errors: { town: expect.any(String) } } });
    expect((await kenji.post(PAGE, { town: '011002' })).status).toBe(400);
    expect((await kenji.get(PAGE)).data).toMatchObject({ answers: [], unidentified: false });
  });

  it('職員が見たことが、種類と目的で出て、打った言葉・職員の名前・番号は出ない', async () => {
    const access = world.access(CHOFU, '窓口の届出のため（離婚の相談）');
    await juki().findResident(formerNumberOf('sato-kenji'), access);
    const answer = await ask(kenji);
    expect(answer).toMatchObject({ state: 'provided', town: { name: '調布市' } });
    const [newest] = answer.records;
    expect(newest).toMatchObject({ act: 'read', purpose: 'counter', byMachine: false, at: world.clock.now() });
    receipt = newest.receipt;
    const shown = JSON.stringify([
      answer,
      answer.records.map((one: { receipt: string }) => readStatement(one.receipt)),
    ]);
    expect(shown).not.toMatch(/離婚|佐藤|職員/);
    expect(shown).not.toContain(access.officer.name);
    expect(shown).not.toContain(formerNumberOf('sato-kenji'));
  });

  it('家族を見たこと、家族と一緒に見たこと、支援措置の仕事、捜査の照会は出ない', async () => {
    const before = (await ask(kenji)).records.length;
    const [number, spouse] = [formerNumberOf('sato-kenji'), formerNumberOf('sato-misaki')];
    await juki().findResident(spouse, world.access(CHOFU, '窓口の届出のため'));
    const resident = await juki().findResident(number, world.access(CHOFU, '支援措置の相談'));
    await juki().findHousehold(resident?.householdNumber ?? '', world.access(CHOFU, '窓口の届出のため'));
    await juki().findResident(number, world.access(CHOFU, '捜査関係事項照会'));
    expect((await ask(kenji)).records).toHaveLength(before);
    expect((await ask(misaki)).records.length).toBeGreaterThan(0);
  });

  it('自分の届出の審査は、一緒に引っ越す成年の家族にも出る', async () => {
    const draft = await kenji.startDraft();
    await kenji.readProfile(draft);
    await kenji.answer(draft, WHOLE_FAMILY);
    await kenji.sign(draft);
    await world.settle();
    const mine = (await ask(misaki)).records.filter((one: { purpose: string }) => one.purpose === 'movingOut');
    expect(mine.length).toBeGreaterThan(0);
  });

  it('二度聞いても、答えを待つ間は一度だけ聞く', async () => {
    const asked = [kenji.post(PAGE, { town: '142051' }), kenji.post(PAGE, { town: '142051' })];
    await Promise.all(asked);
    const rows = await world.portal.store.read(({ db, t }) =>
      db.select().from(t.outbox).where(eq(t.outbox.type, 'AccessRecordRequest')),
    );
    expect(rows.filter(({ receiver }) => receiver === '142051')).toHaveLength(1);
  });

  it.each([
    ['支援措置の世帯の本人', 'nishimura-rika'],
    ['支援措置の世帯の加害者', 'kuroki-takashi'],
    ['支援措置の世帯の被害者', 'kuroki-tomoko'],
  ])('%sには、知らない人と同じ答えが返る', async (_, key) => {
    const one = await signedIn(key);
    const { answeredAt, askedAt, ...hidden } = await ask(one);
    const stranger = await signedIn('hashimoto-hideki');
    const { answeredAt: at, askedAt: since, ...unknown } = await ask(stranger, '142051');
    expect({ ...hidden, town: '' }).toEqual({ ...unknown, town: '' });
    expect(hidden).toMatchObject({ state: 'notProvided', records: [] });
    expect([answeredAt, askedAt, at, since].every(Boolean)).toBe(true);
  });

  it('控えは本物と確かめられ、一文字でも変わると確かめられない', async () => {
    const check = (text: string) => kenji.post(`${PAGE}/receipt`, { receipt: text });
    expect((await check(receipt)).data.check).toMatchObject({ kind: 'genuine', town: '調布市' });
    for (const place of [0, 7, Math.floor(receipt.length / 2), receipt.length - 1]) {
      const other = receipt[place] === 'A' ? 'B' : 'A';
      const changed = receipt.slice(0, place) + other + receipt.slice(place + 1);
      expect((await check(changed)).data.check, `${place}`).toEqual({ kind: 'notGenuine' });
    }
    expect((await check(receipt.slice(1))).data.check).toEqual({ kind: 'notGenuine' });
    expect(await check(' ')).toMatchObject({ status: 400, data: { errors: { receipt: expect.any(String) } } });
  });

  it('ログインしていなければ、ログインして戻ってくる', async () => {
    expect((await visitorOf(world, 'sato-kenji').get(PAGE)).location).toBe(
      `/sign-in?returnTo=${encodeURIComponent(PAGE)}`,
    );
  });

  describe('市区町村の記録との照合（npm run verify）', () => {
    const heads = async () =>
      (await world.portal.store.read(({ db, t }) => db.select().from(t.portalLogHeads)))
        .filter(({ municipality }) => municipality === CHOFU)
        .map(({ token }) => token);

    it('手を付けていなければ、署名された先頭も控えもすべて合う', async () => {
      const tokens = [...(await heads()), receipt];
      expect(tokens.length).toBeGreaterThan(2);
      expect(await checkEvidence(log(), tokens)).toEqual({ fitting: tokens.length, faults: [] });
    });

    it('別の市区町村の控え、壊れた控えは合わない', async () => {
      const changed = `${receipt.slice(0, -1)}${receipt.endsWith('A') ? 'B' : 'A'}`;
      expect((await checkEvidence({ ...log(), code: '142051' }, [receipt])).faults).toEqual([
        '1件目：別の市区町村の控え',
      ]);
      expect((await checkEvidence(log(), [changed, 'x'])).faults).toEqual([
        '1件目：署名が合わない',
        '2件目：控えとして読めない',
      ]);
    });

    it.each(['at', 'officerId', 'officerName', 'act', 'subjects', 'reason'] as const)(
      '控えの記録の%sを一文字変えると、見つかる',
      async (column) => {
        const statement = readStatement(receipt);
        if (statement?.kind !== 'accessReceipt') throw new Error('no receipt');
        const { store } = log();
        const { auditEntries } = await store.read(async ({ t }) => t);
        const here = eq(auditEntries.position, statement.position);
        const [row] = await store.read(({ db }) => db.select().from(auditEntries).where(here));
        const was = row?.[column] ?? '';
        await store.write(({ db }) =>
          db
            .update(auditEntries)
            .set({ [column]: `${was} ` })
            .where(here),
        );
        expect((await checkEvidence(log(), [receipt])).faults).toHaveLength(1);
        await store.write(({ db }) =>
          db
            .update(auditEntries)
            .set({ [column]: was })
            .where(here),
        );
        expect((await checkEvidence(log(), [receipt])).faults).toEqual([]);
      },
    );

    it('記録を消して連鎖を作り直しても、外に残った先頭で見つかる', async () => {
      const statement = readStatement(receipt);
      if (statement?.kind !== 'accessReceipt') throw new Error('no receipt');
      await log().store.write(({ db, t }) =>
        db
          .update(t.auditSeals)
          .set({ hash: 'f'.repeat(64) })
          .where(eq(t.auditSeals.position, statement.seal)),
      );
      const { faults } = await checkEvidence(log(), [...(await heads()), receipt]);
      expect(faults.at(-1)).toContain('封の値が、署名したときと違う');
    });
  });
});
