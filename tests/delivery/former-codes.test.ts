import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FormerCodes } from '#app/messages/contracts/identity.ts';
import type { AdoptedPerson } from '#mocks/jlis/register.ts';
import { codeOf } from '#tests/engine/juki/family.ts';
import { HANAKO, noticeOf } from './nation-messages.ts';
import { CHOFU, createNationWorld, FUJISAWA, type NationWorld, type Organisation } from './nation-world.ts';

let world: NationWorld;
let chofu: Organisation;
let fujisawa: Organisation;
beforeEach(async () => {
  world = await createNationWorld();
  chofu = await world.organisation(CHOFU);
  fujisawa = await world.organisation(FUJISAWA);
});
afterEach(() => world.close());

/** A person of 調布市, and whether she went abroad. */
async function lived(serial: number, full: string, kana: string | undefined, more: Partial<AdoptedPerson> = {}) {
  const name = { full, ...(kana ? { kana } : {}) };
  const person = { ...HANAKO, residentRecordCode: codeOf(serial), name, ...more };
  await world.nation.adoptPersons([person]);
  return {
    goAbroad: async () => {
      const { residentRecordCode, bornOn, sex } = person;
      const content = noticeOf('removed', CHOFU, '2026-11-20', { residentRecordCode, name, bornOn, sex });
      await chofu.send({ type: 'IdentityInformationNotice', to: 'jlis', subject: `person-${serial}`, content });
      await chofu.settle();
    },
  };
}

const BORN = { bornOn: '1988-04-05', sex: '2' } as const;

async function find(items: Record<string, string>, by = fujisawa): Promise<FormerCodes> {
  const { content } = await by.mailroom.inquire<FormerCodes>('jlis', 'FormerCodeInquiry', { ...BORN, ...items });
  return content;
}

const found = async (items: Record<string, string>) =>
  (await find(items)).persons.map(({ residentRecordCode, matched }) => [residentRecordCode, matched]);

describe('以前の住民票コードの照会（住民基本台帳法第30条の3）', () => {
  test('氏名が変わっていても振り仮名で、振り仮名がなくても氏名で見つかる', async () => {
    await (await lived(1, '調布　花子', 'チョウフ　ハナコ')).goAbroad();
    await (await lived(2, '調布　華子', undefined)).goAbroad();
    expect(await found({ name: 'SMITH HANAKO', kana: 'チヨウフ ハナコ' })).toEqual([[codeOf(1), 'kana']]);
    expect(await found({ name: '調布華子', kana: 'チョウフ　ハナコ' })).toEqual([
      [codeOf(2), 'name'],
      [codeOf(1), 'kana'],
    ]);
  });

  test('何人か当てはまれば、氏名も振り仮名も同じ方を先に、最後の住所と消除の日を添えて全員を答える', async () => {
    await (await lived(3, '調布　花子', 'チョウブ　ハナゴ')).goAbroad();
    await (await lived(4, '調布　花子', 'フツカ　ハルコ')).goAbroad();
    await (await lived(5, '長府　葉那子', 'チョウフ　ハナコ')).goAbroad();
    const { persons, more } = await find({ name: '調布　花子', kana: 'チョウフ　ハナコ' });
    expect(persons.map(({ residentRecordCode, matched }) => [residentRecordCode, matched])).toEqual([
      [codeOf(3), 'both'],
      [codeOf(4), 'name'],
      [codeOf(5), 'kana'],
    ]);
    expect(persons[0]).toMatchObject({
      name: { full: '調布　花子', kana: 'チョウブ　ハナゴ' },
      lastAddress: { municipality: '調布市' },
      removedOn: '2026-11-20',
    });
    expect(more).toBeUndefined();
  });

  test('生年月日か性別が違う方、どこかに住民票のある方は答えない', async () => {
    await (await lived(6, '調布　花子', 'チョウフ　ハナコ', { sex: '1' })).goAbroad();
    await lived(7, '調布　花子', 'チョウフ　ハナコ');
    expect(await found({ name: '調布　花子', kana: 'チョウフ　ハナコ' })).toEqual([]);
  });

  test('20人を超えれば、ほかにもいることを答える', async () => {
    for (let serial = 10; serial < 31; serial += 1)
      await (await lived(serial, `調布　${serial}`, 'チョウフ　ハナコ')).goAbroad();
    const { persons, more } = await find({ kana: 'チョウフ　ハナコ' });
    expect(persons).toHaveLength(20);
    expect(more).toBe(true);
  });

  test('氏名も振り仮名もない照会、市区町村でない者の照会は受け付けない', async () => {
    await expect(find({})).rejects.toThrow();
    await expect(find({ kana: 'チョウフ　ハナコ' }, await world.organisation('portal'))).rejects.toThrow();
  });
});
