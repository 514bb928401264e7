import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAudit } from '#db/audit.server.ts';
import { TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
let family: Awaited<ReturnType<typeof settle>>;

beforeAll(async () => {
  world = await createJukiWorld();
  family = await settle(world);
}, 60_000);
afterAll(() => world.close());

function rename(full: string) {
  return carryThrough(world.chofu, {
    kind: 'RegisterCorrection',
    basis: 'exOfficio',
    householdNumber: family.householdNumber,
    corrections: [{ addresseeNumber: family.head, items: { name: { full } } }],
    correctedOn: TODAY,
    notifiedOn: TODAY,
    ground: '戸籍の届出',
  });
}

const errors = async () =>
  (await world.chofu.juki.workItems(world.chofu.as('registryManager'))).filter(
    ({ kind }) => kind === 'characterNotConvertible',
  );

async function told(): Promise<unknown> {
  await world.carry();
  const { content } = world.arrived.filter(({ type }) => type === 'IdentityInformationNotice').at(-1) ?? {};
  return (content as { name: { full: string } }).name.full;
}

describe('住基ネットの文字（標準仕様書7.1.1.1）', () => {
  it.each(['髙橋　邉', '𠮷田　葛\u{E0102}', '辻\u{E0102}　一'])(
    '「%s」は台帳に入れたまま残り、J-LISにも同じ字形で届く',
    async (full) => {
      await rename(full);
      const access = world.chofu.as('reception');
      expect((await world.chofu.juki.findResident(family.head, access))?.name.full).toBe(full);
      expect(await told()).toBe(full);
      expect(await errors()).toEqual([]);
    },
  );

  it('符号のない文字は文字エラーの一覧に載り、職員が済ませるまで残る', async () => {
    await rename('試験　\u{3134A}');
    expect(await told()).toBe('試験　\u{3134A}');
    const [error, ...more] = await errors();
    expect(more).toEqual([]);
    expect(error).toMatchObject({ addresseeNumber: family.head, sentence: expect.stringContaining('外字') });
    const shown = await world.chofu.store.read((session) => findAudit(session, { subject: family.head, limit: 5 }));
    expect(shown[0]).toMatchObject({ act: 'workItems' });
    await world.chofu.juki.finishWork(error?.workId ?? '', world.chofu.as('registryManager'));
    expect(await errors()).toEqual([]);
  });
});
