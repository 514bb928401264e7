import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Section } from '#app/vocabulary/sections.ts';
import { formerNumberOf } from '#db/fixtures/records.ts';
import { CHOFU, familyOf, fileMovingOut, numbersOf, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await fileMovingOut(world, familyOf('sato'), { plannedOn: '2026-11-26' });
  await world.settle();
}, 60_000);
afterAll(() => world[Symbol.asyncDispose]());

const PERSON = formerNumberOf('sato-kenji');
const access = () => world.access(CHOFU, '転出した方の番号の整理');
const juki = () => townOf(world, CHOFU).juki;
const remove = (addresseeNumber = PERSON) => juki().deleteUnifiedNumber(addresseeNumber, access());

async function sent(type: string): Promise<number> {
  const { addresseeMailroom } = townOf(world, CHOFU);
  return (await addresseeMailroom.log(500)).filter((row) => row.type === type).length;
}

async function acknowledgeAll() {
  for (const section of Section.options) {
    for (let more = true; more; ) {
      const { entries } = await juki().sectionFeed(section, 0, access());
      const last = entries.at(-1);
      if (last) await juki().acknowledgeSection(section, last.position, access());
      more = last !== undefined;
    }
  }
}

describe('団体内統合宛名番号の削除（共通機能標準仕様書）：転出の届出ではなく、どの課も要らなくなってから', () => {
  test('消除の前は断る。権限のない職員も断る', async () => {
    expect(await remove()).toMatchObject({ refusal: { code: 'stillResident' } });
    const counter = { officer: world.officer(CHOFU, 'counter'), reason: '試み' };
    expect(await juki().deleteUnifiedNumber(PERSON, counter)).toMatchObject({ refusal: { code: 'notPermitted' } });
  });

  test('消除の後も、通知を受け取っていない関係課があれば、その課を示して断る', async () => {
    await travelDays(world, 2);
    await world.settle();
    expect(await remove()).toMatchObject({
      refusal: { code: 'sectionWaiting', sentence: expect.stringContaining('選挙人名簿') },
    });
  });

  test('業務台帳に登録のある課は、継続中の事案として番号を保つ', async () => {
    await acknowledgeAll();
    await juki().serveBySection('publicAssistance', PERSON, true, access());
    await juki().serveBySection('publicAssistance', PERSON, true, access());
    expect(await remove()).toMatchObject({ refusal: { code: 'openCase', sentence: expect.stringContaining('009') } });
    await juki().serveBySection('publicAssistance', PERSON, false, access());
  });

  test('済めば削除され、中間サーバーに一度だけ知らされ、整合性確認でも差異にならない。同じ世帯のほかの方はそのまま', async () => {
    expect(await remove()).toEqual({ accepted: true, value: 'deleted' });
    expect(await remove()).toEqual({ accepted: true, value: 'deleted' });
    await world.settle();
    expect(await sent('UnifiedAddresseeDeletion')).toBe(1);
    const numbering = async (addresseeNumber: string) =>
      (await juki().numberingOf(addresseeNumber, access())).steps.map(({ state }) => state);
    const [other = ''] = numbersOf(familyOf('sato')).filter((number) => number !== PERSON);
    expect(await numbering(PERSON)).not.toEqual(await numbering(other));
    await travelDays(world, 1);
    await juki().startReconciliation(access());
    await world.settle();
    const { run, differences } = await juki().reconciliation(access());
    expect(run?.finishedAt).toBeDefined();
    expect(differences).toEqual([]);
    for (const { mailroom, addresseeMailroom } of world.towns) {
      expect(await mailroom.deadLetters()).toEqual([]);
      expect(await addresseeMailroom.deadLetters()).toEqual([]);
    }
  });
});
