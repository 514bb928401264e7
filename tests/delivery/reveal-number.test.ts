import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NumberToReveal } from '#app/juki/door.ts';
import type { Role } from '#app/vocabulary/roles.ts';
import { familyOfFour } from '#tests/engine/juki/family.ts';
import { codeOf, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
let head: string;
beforeEach(async () => {
  world = await createJukiWorld();
  ({ head } = await settle(world));
});
afterEach(() => world.close());

function reveal(role: Role, request: Partial<NumberToReveal> = {}) {
  const { juki, as } = world.chofu;
  return juki.revealNumber(
    { addresseeNumber: head, number: 'residentRecordCode', purpose: 'codeNotice', ...request },
    as(role),
  );
}

const lastEntry = async () => {
  const rows = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
  return rows.at(-1);
};

describe('番号の表示（番号法第9条）', () => {
  test('利用事務を示した担当の職員にだけ、全桁を見せ、事務の名とともに記録する', async () => {
    expect(await reveal('registryManager')).toEqual({
      accepted: true,
      value: { number: 'residentRecordCode', value: codeOf(1), purpose: '住民票コードの通知・変更' },
    });
    expect(await lastEntry()).toMatchObject({
      act: 'revealResidentRecordCode',
      reason: '住民票コードの通知・変更：届出の処理',
      numberAccessed: true,
    });
    const number = await reveal('counter', { number: 'individualNumber', purpose: 'cardIssue' });
    expect(number).toMatchObject({ accepted: true, value: { value: expect.stringMatching(/^\d{12}$/) } });
    expect(await lastEntry()).toMatchObject({ act: 'revealIndividualNumber', numberAccessed: true });
  });

  test.each([
    ['事務を示さない', 'registryManager', { purpose: '' }, 'purposeMissing'],
    ['一覧にない事務', 'registryManager', { purpose: 'curiosity' }, 'purposeMissing'],
    ['事務のない役割', 'reception', {}, 'purposeNotAllowed'],
    ['監査の役割', 'auditor', {}, 'purposeNotAllowed'],
    [
      'ほかの課の事務',
      'registryManager',
      { number: 'individualNumber', purpose: 'childAllowance' },
      'purposeNotAllowed',
    ],
    ['コードの事務で個人番号', 'counter', { number: 'individualNumber' }, 'purposeNotAllowed'],
    ['いない人', 'registryManager', { addresseeNumber: '000000000000000' }, 'unknownPerson'],
  ] as const)('%sなら、照会そのものが断り、断ったことを記録する', async (_title, role, request, code) => {
    const answer = await reveal(role, request);
    expect(answer).toMatchObject({ accepted: false, refusal: { code } });
    expect(JSON.stringify(answer)).not.toContain(codeOf(1));
    expect(await lastEntry()).toMatchObject({ act: 'revealRefused', numberAccessed: false });
  });

  test('支援措置の世帯の番号は、支援措置の担当職員だけが見られる', async () => {
    await world.close();
    world = await createJukiWorld();
    const family = familyOfFour();
    const protectiveMeasure = { from: '2026-04-01', until: '2027-03-31' };
    const members = family.members.map((one, index) => (index === 1 ? { ...one, protectiveMeasure } : one));
    ({ head } = await settle(world, { ...family, members }));
    expect(await reveal('registryManager')).toMatchObject({ accepted: false, refusal: { code: 'E08' } });
    expect(await reveal('protectionOfficer')).toMatchObject({ accepted: true });
  });

  test('ほかの市の職員には、尋ねることもできない', async () => {
    const { fujisawa, chofu } = world;
    await expect(
      chofu.juki.revealNumber(
        { addresseeNumber: head, number: 'residentRecordCode', purpose: 'codeNotice' },
        fujisawa.as('registryManager'),
      ),
    ).rejects.toThrow('does not belong');
  });
});
