import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '#app/juki/core/events.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE } from '#app/juki/core/register.ts';
import { HEADER } from '#app/juki/index.server.ts';
import { residentFrom } from '#app/juki/shell/register-rows.server.ts';
import { sampleRow } from '#tests/engine/data-list/sample.ts';
import { codeOf, movingIn, NEW_ADDRESS, RECEIPT, TODAY } from '#tests/engine/juki/family.ts';
import { pgliteStores } from '#tests/support/stores.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeAll(async () => {
  world = await createJukiWorld({}, pgliteStores());
});
afterAll(() => world.close());

test('PostgreSQLでも同じ引越しが進み、二人が同時に本登録しても一度だけ行われる', async () => {
  const { chofu, fujisawa } = world;
  const family = await settle(world);
  const draft = await chofu.juki.draft(
    {
      kind: 'RegisterMovingOut',
      householdNumber: family.householdNumber,
      movers: family.all,
      notifiedOn: TODAY,
      plannedOn: '2026-12-01',
      destination: NEW_ADDRESS,
      channel: 'online',
      special: true,
      receiptNumber: RECEIPT,
      cardHolders: [family.head],
    },
    chofu.as('reception', 'a'),
  );
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  const { draftId } = draft.value;
  await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
  await chofu.juki.approve(draftId, chofu.as('approver', 'c'));
  const both = await Promise.all(['a', 'x'].map((id) => chofu.juki.register(draftId, chofu.as('reception', id))));
  expect(both[0]).toEqual(both[1]);
  expect(chofu.outbox).toHaveLength(1);

  await world.carry();
  world.clock.today = '2026-12-02';
  expect(await chofu.juki.runDaily()).toEqual({ removed: 4, lapsed: 0 });
  const certificate = await fujisawa.juki.openAdvanceNotice(codeOf(1), fujisawa.as('counter'));
  if (!certificate) throw new Error('no 事前通知');
  await carryThrough(fujisawa, movingIn(certificate));
  await world.carry();
  const head = await chofu.juki.findResident(family.head, chofu.as('reviewer'));
  expect(head).toMatchObject({ status: 'movedOut', movingOut: { confirmed: { movedInOn: '2026-12-01' } } });

  for (const town of [chofu, fujisawa]) {
    const { changes, residents } = await town.store.read(async ({ db, t }) => ({
      changes: (await db.select().from(t.ledger).orderBy(t.ledger.position)).map(
        (row): Change => JSON.parse(town.cipher.decrypt(row.body)),
      ),
      residents: (await db.select().from(t.residents)).map((row) => residentFrom(row, town.cipher)),
    }));
    const replayed = changes.reduce(evolve, EMPTY_SLICE);
    expect(new Map(residents.map((one) => [one.addresseeNumber, one]))).toEqual(replayed.residents);
  }
});

test('PostgreSQLでも、基本データリストを取り込み、二度目は何も変えず、同じファイルが出る', async () => {
  const { dataList } = world.fujisawa.juki;
  const rows = ['1', '2', '12'].map((number) =>
    sampleRow({ 宛名番号: number, 住民票コード: `9990000000${number.slice(-1)}`, 世帯番号: number }),
  );
  const file = `${[HEADER, ...rows.map((cells) => cells.join(','))].join('\n')}\n`;
  const take = () =>
    dataList.import({
      async *bytes() {
        yield new TextEncoder().encode(file);
      },
    });
  expect(await take()).toMatchObject({ residents: 2, refused: 1, unchanged: 0 });
  expect(await take()).toMatchObject({ residents: 0, refused: 1, unchanged: 2 });
  let text = '';
  const sink = async (part: string) => {
    text += part;
  };
  await dataList.export(sink, world.fujisawa.as('registryManager'));
  const lines = text.trimEnd().split('\n');
  expect(
    file
      .trimEnd()
      .split('\n')
      .filter((line) => lines.includes(line)),
  ).toHaveLength(3);
});
