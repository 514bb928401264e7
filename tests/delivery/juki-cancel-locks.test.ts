import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CancelChange, RegisterHouseholdChange } from '#app/juki/door.ts';
import { familyOfFour, OLD_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
let left: string;
let joined: string;
let cancel: CancelChange;

/** The wife and the child of one household join another one at the same address; the change is to be cancelled. */
beforeEach(async () => {
  world = await createJukiWorld();
  const family = await settle(world);
  left = family.householdNumber;
  const { households } = await world.chofu.juki.migrate([{ ...familyOfFour(11), address: OLD_ADDRESS }]);
  joined = households[0]?.householdNumber ?? '';
  const transfer: RegisterHouseholdChange = {
    kind: 'RegisterHouseholdChange',
    change: 'transfer',
    householdNumber: left,
    members: [family.wife, family.child],
    into: joined,
    standings: [family.wife, family.child].map((addresseeNumber) => ({
      addresseeNumber,
      relationship: '縁故者',
      householder: false,
    })),
    changedOn: TODAY,
    notifiedOn: TODAY,
  };
  await carryThrough(world.chofu, transfer);
  cancel = { kind: 'CancelChange', addresseeNumber: family.wife, historyNumber: 2, reason: '誤って登録したため' };
});
afterEach(() => world.close());

describe('異動の取消しの排他制御（標準仕様書4.6.0.1、10.3）', () => {
  test.each([
    ['出た世帯', () => left],
    ['入った世帯', () => joined],
  ])('同僚が%sを処理していれば、断る', async (_, household) => {
    const { juki, as } = world.chofu;
    await juki.lockHousehold(household(), as('reception', '受付の鈴木'));
    expect(await juki.draft(cancel, as('reception', '田中'))).toMatchObject({
      refusal: { code: 'E09', sentence: expect.stringContaining('受付の鈴木さん') },
    });
  });

  test('仮登録の間は、異動が触れたどの世帯も同僚に渡さず、終われば渡す', async () => {
    const { juki, as } = world.chofu;
    const draft = await juki.draft(cancel, as('reception', '田中'));
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    for (const household of [left, joined]) {
      expect(await juki.lockHousehold(household, as('reception', '受付の鈴木'))).toMatchObject({
        refusal: { code: 'E09' },
      });
    }
    await juki.discard(draft.value.draftId, as('reception', '田中'));
    for (const household of [left, joined]) {
      expect(await juki.lockHousehold(household, as('reception', '受付の鈴木'))).toMatchObject({ accepted: true });
    }
  });

  test('仮登録のあとに、出た世帯の残った方が変われば、古い仮登録として断る', async () => {
    const { juki, as } = world.chofu;
    const draft = await juki.draft(cancel, as('reception', '田中'));
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    const { draftId } = draft.value;
    await juki.review(draftId, as('reviewer', 'b'));
    await juki.approve(draftId, as('approver', 'c'));
    world.clock.now = () => `${TODAY}T06:00:00.000Z`;
    const [head = ''] =
      (await juki.findHousehold(left, as('reviewer')))?.members.map((one) => one.addresseeNumber) ?? [];
    await carryThrough(world.chofu, {
      kind: 'RegisterCorrection',
      basis: 'exOfficio',
      householdNumber: left,
      corrections: [{ addresseeNumber: head, items: { name: { kana: 'シケン　タロオ', kanaConfirmed: true } } }],
      correctedOn: TODAY,
      notifiedOn: TODAY,
      ground: '職権記録書第1号',
    });
    expect(await juki.register(draftId, as('reception', '田中'))).toMatchObject({ refusal: { code: 'E41' } });
  });
});
