import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisterCommand } from '#app/juki/door.ts';
import { birth, newborn, relocating } from '#tests/engine/juki/acts.ts';
import { Register, CHOFU as TOWN } from '#tests/engine/juki/family.ts';
import { CHOFU, familyOf, numbersOf, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

describe('出生から符号の取得まで（番号法第7条、第8条、施行令第20条）', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function carryThrough(command: RegisterCommand) {
    const { juki } = townOf(world, CHOFU);
    const access = world.access(CHOFU, '届出の処理');
    const draft = await juki.draft(command, access);
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    await juki.review(draft.value.draftId, access);
    await juki.approve(draft.value.draftId, access);
    const done = await juki.register(draft.value.draftId, access);
    if (!done.accepted) throw new Error(done.refusal.sentence);
    return { alerts: draft.value.alerts, ...done.value };
  }

  test('コードを選び、個人番号が届き、九つの段階がひとりでに済む', async () => {
    const { juki } = townOf(world, CHOFU);
    const access = world.access(CHOFU, '出生届の受付');
    const [head = ''] = numbersOf(familyOf('sato'));
    const householdNumber = (await juki.findResident(head, access))?.householdNumber ?? '';
    const command = birth(new Register(TOWN), [newborn()], { householdNumber });
    const { alerts, addresseeNumbers } = await carryThrough(command);
    expect(alerts).toEqual([]);
    const [child = ''] = addresseeNumbers;
    await world.settle();

    const { steps } = await juki.numberingOf(child, access);
    expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      '宛名番号の付番 done',
      '住民票コードの記載 done',
      '個人番号の指定の請求 done',
      '個人番号の記載 done',
      '本人確認情報の通知 done',
      '団体内統合宛名番号の付番 done',
      '団体内統合宛名番号の通知 done',
      '符号の取得 done',
      '世帯情報の副本登録 done',
    ]);
    expect(steps[1]?.masked).toMatch(/^\*{3}-\*{4}-\d{4}$/);
    expect(steps[3]?.masked).toMatch(/^\*{4}-\*{4}-\d{4}$/);
    expect(steps[5]?.masked).toMatch(/^\*{11}\d{4}$/);
    expect(steps[7]).toMatchObject({ from: '情報提供ネットワークシステム', to: '中間サーバー' });
    expect(steps[7]).not.toHaveProperty('masked');
    expect(steps.slice(1).every(({ at }) => at)).toBe(true);
    const changes = await juki.changesOf(child, access);
    expect(changes.map((one) => one.reason)).toEqual(['出生', '個人番号の職権記載']);
    const gauge = await juki.codePool(access);
    expect(gauge).toMatchObject({ left: 499, lowMark: 100, waiting: 0, averageUse: 1 / 30, daysLeft: 14970 });
    expect(gauge.requestedAt).toBeUndefined();
  });

  test('二人目からは登録と同時にコードが付き、転居すればJ-LISの住所も変わる（法第23条、第30条の6）', async () => {
    const { juki } = townOf(world, CHOFU);
    const access = world.access(CHOFU, '転居届の受付');
    const [head = ''] = numbersOf(familyOf('sato'));
    const householdNumber = (await juki.findResident(head, access))?.householdNumber ?? '';
    const child = newborn({ name: { full: '試験　樹', kana: 'シケン　イツキ', kanaConfirmed: true }, sex: '1' });
    const { alerts } = await carryThrough(birth(new Register(TOWN), [child], { householdNumber }));
    expect(alerts).toEqual([]);
    await world.settle();
    const household = await juki.findHousehold(householdNumber, access);
    const movers = household?.members.map((one) => one.addresseeNumber) ?? [];
    await carryThrough({ ...relocating(new Register(TOWN), []), householdNumber, movers });
    await world.settle();
    for (const member of (await juki.findHousehold(householdNumber, access))?.members ?? []) {
      expect(member.address.town).toBe('布田一丁目');
      const { steps } = await juki.numberingOf(member.addresseeNumber, access);
      expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
    }
    for (const { mailroom } of world.towns) expect(await mailroom.deadLetters()).toEqual([]);
  });

  test('国外転出した方が戻れば、以前の住民票コードが見つかり、同じ個人番号が戻る（法第30条の3、番号法第7条）', async () => {
    const { juki } = townOf(world, CHOFU);
    const access = world.access(CHOFU, '国外転出・国外転入の受付');
    const movers = numbersOf(familyOf('sato'));
    const [head = ''] = movers;
    const before = await juki.findResident(head, access);
    if (!before) throw new Error('no 佐藤');
    const { name, bornOn, sex, householdNumber, address } = before;
    const destination = { municipality: '大韓民国' };
    await carryThrough({
      kind: 'RegisterMovingOut',
      householdNumber,
      movers,
      notifiedOn: '2026-11-24',
      plannedOn: '2026-11-24',
      destination,
      channel: 'counter',
      special: false,
      cardHolders: [],
    });
    await world.settle();
    expect(await juki.findResident(head, access)).toMatchObject({
      status: 'movedOut',
      removed: { reason: '国外転出' },
    });

    const born = { bornOn: bornOn.on ?? '', sex };
    const { persons: found } = await juki.findFormerCodes({ name: name.full, ...born }, access);
    expect(found).toMatchObject([{ matched: 'name', name: { full: name.full }, removedOn: '2026-11-24' }]);
    const { persons: byKana } = await juki.findFormerCodes({ kana: name.kana ?? '', ...born }, access);
    expect(byKana.map((one) => [one.residentRecordCode, one.matched])).toEqual([
      [found[0]?.residentRecordCode, 'kana'],
    ]);
    const { addresseeNumbers } = await carryThrough({
      kind: 'RegisterMovingIn',
      from: 'abroad',
      persons: [
        {
          name,
          bornOn,
          sex,
          kind: 'japanese',
          relationship: '世帯主',
          householder: true,
          residentRecordCode: found[0]?.residentRecordCode ?? '',
        },
      ],
      household: { kind: 'new' },
      movedInOn: '2026-11-24',
      notifiedOn: '2026-11-24',
      newAddress: address,
      previousAddress: destination,
      identification: { visitor: 'filer', document: '旅券', authority: '本人' },
    });
    await world.settle();
    // 再転入は宛名番号を保つ（標準仕様書4.1.1.2）
    expect(addresseeNumbers).toEqual([head]);
    const after = await juki.findResident(head, access);
    expect(after).toMatchObject({ status: 'resident', maskedIndividualNumber: before.maskedIndividualNumber });
    const historyNumber = after?.historyNumber ?? 0;
    await carryThrough({ kind: 'CancelChange', addresseeNumber: head, historyNumber, reason: '誤って登録したため' });
    await world.settle();
    expect(await juki.findResident(head, access)).toMatchObject({
      status: 'movedOut',
      removed: { reason: '国外転出' },
    });
    for (const { mailroom } of world.towns) expect(await mailroom.deadLetters()).toEqual([]);
  });
});
