import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Envelope } from '#app/messages/envelope.ts';
import { birth, newborn } from '#tests/engine/juki/acts.ts';
import { Register, CHOFU as TOWN } from '#tests/engine/juki/family.ts';
import { carryThrough, codeOf, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(async () => {
  await world.close();
});

async function blockArrives(codes: string[], id: string): Promise<void> {
  const { chofu } = world;
  const envelope = { id, type: 'CodeBlock', from: 'jlis', to: chofu.town.code } as Envelope;
  await chofu.store.write((session) => chofu.juki.receive({ envelope, content: { codes } }, session));
}

test('未使用の住民票コードが空でも出生は登録でき、払出しが届いたときに付く（施行規則第14条）', async () => {
  const { chofu } = world;
  const { householdNumber } = await settle(world);
  const command = birth(new Register(TOWN), [newborn()], { householdNumber });
  const { draft, registered } = await carryThrough(chofu, command);
  expect(draft.alerts.map((one) => one.code)).toEqual(['A05']);
  const [child = ''] = registered.addresseeNumbers;
  await expect.poll(() => chofu.outbox.map((one) => one.outgoing.type)).toEqual(['CodeBlockRequest']);
  const access = chofu.as('reviewer');
  expect(await chofu.juki.codePool(access)).toMatchObject({ left: 0, waiting: 1, requestedAt: expect.any(String) });
  await chofu.juki.runDaily();
  expect(chofu.outbox.filter((one) => one.outgoing.type === 'CodeBlockRequest')).toHaveLength(1);

  // A code that a resident has already is never given again.
  await blockArrives([codeOf(1), codeOf(701), codeOf(702)], '01990000-0000-7000-8000-00000000f001');
  await blockArrives([codeOf(1), codeOf(702)], '01990000-0000-7000-8000-00000000f002');
  expect(await chofu.juki.codePool(access)).toMatchObject({ left: 1, waiting: 0 });
  const request = chofu.outbox.find((one) => one.outgoing.type === 'IndividualNumberRequest');
  expect([codeOf(701), codeOf(702)]).toContain(
    (request?.outgoing.content as { residentRecordCode: string } | undefined)?.residentRecordCode,
  );
  const waiting = (await chofu.juki.numberingOf(child, access)).steps.filter((one) => one.state === 'waiting');
  expect(waiting[0]).toMatchObject({ name: '個人番号の記載', waitsFor: 'J-LISの回答を待っています' });
});
