import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { createCipher } from '#db/cipher.ts';
import { nationalTables } from '#db/schema/index.ts';
import { createNation } from '#mocks/index.ts';
import { interceptOrigins } from '#mocks/msw.ts';
import { pgliteStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { certificateOf, HANAKO, HANAKO_CODE } from './nation-messages.ts';
import { CHOFU, createNationWorld, movableClock, NATIONAL, type NationWorld, SAPPORO } from './nation-world.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Everything that leaves a trace: a person, a move to a played town, 符号, a copy. */
async function wholeStory(world: NationWorld): Promise<string> {
  const [number = ''] = await world.nation.adoptPersons([HANAKO]);
  const chofu = await world.organisation(CHOFU);
  world.nation.otherRegisters.setDefaultPlan('onTime');
  const processingNumber = `${CHOFU}20261124000001`;
  const unifiedAddresseeNumber = '000000000000019';
  const movingOutId = randomUUID();
  const [mover] = certificateOf(movingOutId).movers;
  if (!mover) throw new Error('no mover');
  const outgoing = [
    ['SymbolRequest', 'jlis', { processingNumber, residentRecordCode: HANAKO_CODE }],
    [
      'UnifiedAddresseeRegistration',
      'interlink',
      { processingNumber, unifiedAddresseeNumber, individualNumber: number },
    ],
    ['MovingOutCertificate', SAPPORO, certificateOf(movingOutId, { movers: [{ ...mover, individualNumber: number }] })],
    ['CodeBlockRequest', 'jlis', { count: 5 }],
  ] as const;
  for (const [type, to, content] of outgoing) await chofu.send({ type, to, subject: 'p', content });
  await chofu.settle();
  world.clock.set(tokyoInstant('2026-12-10', '17:00'));
  await chofu.settle();
  await chofu.settle();
  expect(chofu.received.map(({ envelope }) => envelope.type)).toContain('MovingInNotice');
  expect(await world.nation.jlis.personOf(HANAKO_CODE)).toMatchObject({ municipalityCode: SAPPORO });
  return number;
}

describe('国の側の全体', () => {
  test('PostgreSQL の上でも同じ話が通る', async () => {
    const stores = pgliteStores();
    const world = await createNationWorld({ store: await stores.open(nationalTables, 'national') });
    closing.push(world.close, stores.close);
    await wholeStory(world);
    // PostgreSQL in WebAssembly is some ten times slower than the real one.
  }, 90_000);

  test('保存されたどのファイルにも、個人番号と住民票コードは平文で現れない', async () => {
    const world = await createNationWorld();
    closing.push(world.close);
    const number = await wholeStory(world);
    const files = readdirSync(world.folder).map((file) => readFileSync(`${world.folder}/${file}`, 'latin1'));
    expect(files.length).toBeGreaterThan(0);
    for (const text of files) {
      expect(text).not.toContain(number);
      expect(text).not.toContain(HANAKO_CODE);
    }
  });

  test('一つの入口から、どの仕組みにも msw で届く', async () => {
    const stores: TestStores = sqliteStores();
    closing.push(stores.close);
    const nation = await createNation({
      store: await stores.open(nationalTables, 'national'),
      cipher: createCipher(Buffer.alloc(32, 1)),
      clock: movableClock(),
      realTowns: [CHOFU],
      base: NATIONAL,
      clients: [],
      control: true,
    });
    const server = interceptOrigins({ [NATIONAL]: nation.handler });
    server.listen({ onUnhandledRequest: 'error' });
    closing.push(async () => server.close());
    const status = async (path: string, init?: RequestInit) => (await fetch(`${NATIONAL}${path}`, init)).status;
    expect(await status('/jlis/directory')).toBe(200);
    expect(await status('/interlink/mailbox/pull', { method: 'POST', body: 'x' })).toBe(400);
    expect(await status('/auth-app/api/realms/main/.well-known/openid-configuration')).toBe(200);
    expect(await status('/nothing')).toBe(404);
    expect(await status('/control/faults/jlis', { method: 'PUT', body: '{"down":true}' })).toBe(200);
    expect(await status('/jlis/directory')).toBe(503);
    expect(await status('/control/faults/jlis', { method: 'PUT', body: '{"slowMs":"soon"}' })).toBe(400);
    expect(await status('/control/faults/weather', { method: 'DELETE' })).toBe(404);
    expect(await status('/control/faults', { method: 'DELETE' })).toBe(200);
    expect(await status('/jlis/directory')).toBe(200);
  });

  test('遅い応答は遅れて届き、回数を決めた障害は自ら終わる', async () => {
    const world = await createNationWorld();
    closing.push(world.close);
    world.nation.faults.set('jlis', { slowMs: 60, times: 1 });
    const before = Date.now();
    await world.fetch(`${NATIONAL}/jlis/directory`);
    expect(Date.now() - before).toBeGreaterThanOrEqual(55);
    expect(world.nation.faults.of('jlis')).toEqual({});
  });
});
