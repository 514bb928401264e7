import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisterCommand } from '#app/juki/door.ts';
import { CHOFU, familyOf, numbersOf, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

describe('個人番号と住民票コードの変更（番号法第7条第2項、住民基本台帳法第30条の4）', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const access = () => world.access(CHOFU, '番号の変更の受付');

  async function carryThrough(command: RegisterCommand): Promise<void> {
    const { juki } = townOf(world, CHOFU);
    const draft = await juki.draft(command, access());
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    await juki.review(draft.value.draftId, access());
    await juki.approve(draft.value.draftId, access());
    const done = await juki.register(draft.value.draftId, access());
    if (!done.accepted) throw new Error(done.refusal.sentence);
  }

  async function noDeadLetters(): Promise<void> {
    for (const { mailroom, addresseeMailroom } of world.towns) {
      expect(await mailroom.deadLetters()).toEqual([]);
      expect(await addresseeMailroom.deadLetters()).toEqual([]);
    }
  }

  test('J-LISだけが新しい個人番号を作り、宛名システムは同じ番号のまま引き継ぎ、世帯情報の照会は続けて使える', async () => {
    const { juki, addressee } = townOf(world, CHOFU);
    const [head = ''] = numbersOf(familyOf('sato'));
    const before = await juki.findResident(head, access());
    const unified = await addressee.maskedNumber(head);
    await carryThrough({
      kind: 'RegisterIndividualNumberChange',
      addresseeNumber: head,
      basis: 'request',
      requestedOn: '2026-11-24',
      ground: '個人番号を記載した書類を盗まれた',
    });
    const waiting = await juki.numberingOf(head, access());
    expect(waiting.steps.filter(({ state }) => state !== 'done').map(({ name }) => name)).toEqual([
      '変更後の個人番号の記載',
    ]);
    await world.settle();

    const after = await juki.findResident(head, access());
    expect(after?.maskedIndividualNumber).not.toBe(before?.maskedIndividualNumber);
    expect(after?.maskedResidentRecordCode).toBe(before?.maskedResidentRecordCode);
    expect(await addressee.maskedNumber(head)).toBe(unified);
    const { steps } = await juki.numberingOf(head, access());
    expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
    expect(steps.map(({ name }) => name)).toContain('団体内統合宛名の個人番号の更新');
    const changes = await juki.changesOf(head, access());
    expect(changes.slice(-2).map((one) => one.reason)).toEqual(['個人番号の変更請求（受理）', '個人番号の変更請求']);
    await noDeadLetters();
  });

  test('もう一度変えても、前の番号に戻ることはない（番号法施行令第3条）', async () => {
    const { juki } = townOf(world, CHOFU);
    const [head = ''] = numbersOf(familyOf('sato'));
    const seen = new Set([(await juki.findResident(head, access()))?.maskedIndividualNumber]);
    for (const ground of ['二度目', '三度目']) {
      await carryThrough({
        kind: 'RegisterIndividualNumberChange',
        addresseeNumber: head,
        basis: 'exOfficio',
        requestedOn: '2026-11-24',
        ground,
      });
      await world.settle();
      seen.add((await juki.findResident(head, access()))?.maskedIndividualNumber);
    }
    expect(seen.size).toBe(3);
    await noDeadLetters();
  });

  test('住民票コードを変えると、J-LISは前のコードの方と分かり、通知票が要対応になり、その後の異動も届く', async () => {
    const { juki } = townOf(world, CHOFU);
    const [head = ''] = numbersOf(familyOf('sato'));
    const before = await juki.findResident(head, access());
    if (!before) throw new Error('no 佐藤');
    await carryThrough({
      kind: 'RegisterCodeChange',
      addresseeNumber: head,
      basis: 'request',
      requestedOn: '2026-11-24',
    });
    await world.settle();
    const after = await juki.findResident(head, access());
    expect(after?.maskedResidentRecordCode).not.toBe(before.maskedResidentRecordCode);
    expect(after?.maskedIndividualNumber).toBe(before.maskedIndividualNumber);
    const work = await juki.workItems(access());
    expect(work.filter((one) => one.kind === 'codeNoticeDue').map((one) => one.addresseeNumber)).toEqual([head]);
    expect((await juki.numberingOf(head, access())).steps[1]?.from).toBe('払出しのあった未使用のコード');

    await carryThrough({
      kind: 'RegisterIndividualNumberChange',
      addresseeNumber: head,
      basis: 'request',
      requestedOn: '2026-11-24',
      ground: '番号が漏れた',
    });
    await world.settle();
    expect((await juki.numberingOf(head, access())).steps.filter(({ state }) => state !== 'done')).toEqual([]);
    await noDeadLetters();
  });

  test('帰化・改製の二行は、保存した履歴でも一つの異動として残り、J-LISに届く', async () => {
    const { juki } = townOf(world, CHOFU);
    const [head = ''] = numbersOf(familyOf('sato'));
    const person = await juki.findResident(head, access());
    if (!person) throw new Error('no 佐藤');
    const { householdNumber, name } = person;
    await carryThrough({
      kind: 'RegisterRewriting',
      manner: 'renewal',
      householdNumber,
      persons: [head],
      rewrittenOn: '2026-11-24',
      ground: '記載が多くなったため',
    });
    await carryThrough({
      kind: 'RegisterNationalityChange',
      change: 'loss',
      householdNumber,
      persons: [
        {
          addresseeNumber: head,
          name: { full: 'SATO TARO', kanaConfirmed: false },
          foreignStatus: { nationality: 'カナダ', category: 'transitional' },
        },
      ],
      happenedOn: '2026-11-20',
      notifiedOn: '2026-11-24',
      ground: '国籍喪失届',
    });
    await world.settle();
    const changes = await juki.changesOf(head, access());
    expect(changes.slice(-4).map((one) => one.reason)).toEqual([
      '改製',
      '改製',
      '職権消除（国籍喪失）',
      '職権記載（国籍喪失）',
    ]);
    expect(changes.map((one) => one.historyNumber)).toEqual(changes.map((_, index) => index + 1));
    const historyNumber = changes.length;
    await carryThrough({ kind: 'CancelChange', addresseeNumber: head, historyNumber, reason: '誤って登録したため' });
    await world.settle();
    expect(await juki.findResident(head, access())).toMatchObject({ kind: 'japanese', name });
    await noDeadLetters();
  });
});
