import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEADER } from '#app/juki/index.server.ts';
import { sampleRow } from '#tests/engine/data-list/sample.ts';
import { codeOf, protectedFamily } from '#tests/engine/juki/family.ts';
import { createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

const work = async (role: Parameters<JukiWorld['chofu']['as']>[0] = 'registryManager') =>
  (await world.chofu.juki.workItems(world.chofu.as(role))).map(({ kind, addresseeNumber, sentence, workId }) => ({
    kind,
    addresseeNumber,
    sentence,
    workId,
  }));
const kinds = async (role?: Parameters<typeof work>[0]) => (await work(role)).map(({ kind }) => kind);

async function take(rows: string[][]) {
  const bytes = new TextEncoder().encode(`${[HEADER, ...rows.map((cells) => cells.join(','))].join('\n')}\n`);
  return world.chofu.juki.dataList.import({
    async *bytes() {
      yield bytes;
    },
  });
}

describe('支援措置の期間の終了の案内（A10、標準仕様書1.1.16）', () => {
  test('終了の1か月前と終了の後に一度ずつ要対応に載り、担当職員にだけ見える。延長すれば済む', async () => {
    const { chofu } = world;
    const { wife } = await settle(world, protectedFamily());
    await chofu.juki.runDaily();
    expect(await kinds('protectionOfficer')).toEqual([]);
    world.clock.today = '2027-03-01';
    await chofu.juki.runDaily();
    await chofu.juki.runDaily();
    const [soon, ...more] = await work('protectionOfficer');
    expect(more).toEqual([]);
    expect(soon).toMatchObject({ kind: 'protectionDue', addresseeNumber: wife });
    expect(soon?.sentence).toContain('1か月以内に終わります');
    expect(await kinds()).toEqual([]);
    // Nobody else can put it aside either.
    await chofu.juki.finishWork(soon?.workId ?? '', chofu.as('registryManager'));
    expect(await kinds('protectionOfficer')).toEqual(['protectionDue']);
    await chofu.juki.finishWork(soon?.workId ?? '', chofu.as('protectionOfficer'));
    world.clock.today = '2027-03-20';
    await chofu.juki.runDaily();
    expect(await kinds('protectionOfficer')).toEqual([]);
    world.clock.today = '2027-04-01';
    await chofu.juki.runDaily();
    expect((await work('protectionOfficer')).map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('期間が過ぎています'),
    ]);
    const list = await chofu.juki.protections(chofu.as('protectionOfficer'));
    const [measure] = list.accepted ? list.value : [];
    const { measureId = '', version = 0 } = measure ?? {};
    const extend = { kind: 'ExtendProtection' as const, measureId, version, requestedOn: '2027-04-01' };
    expect(await chofu.juki.protect(extend, chofu.as('protectionOfficer'))).toMatchObject({ accepted: true });
    expect(await kinds('protectionOfficer')).toEqual([]);
    world.clock.today = '2028-03-01';
    await chofu.juki.runDaily();
    expect(await kinds('protectionOfficer')).toEqual(['protectionDue']);
  });
});

/** A code whose check digit is one too high. */
function wrongCode(serial: number): string {
  const code = codeOf(100 + serial);
  return code.slice(0, 10) + String((Number(code.at(-1)) + 1) % 10);
}

describe('データ移行の要対応（標準仕様書1.2.1）', () => {
  const planned = { 転出届出年月日: '2026-11-10', 転出予定年月日: '2026-11-26' };

  test('検査数字の合わない住民票コードと転出予定の方は、取込と同時に要対応に載る。二度取り込んでも増えない', async () => {
    const rows = [
      sampleRow(),
      sampleRow({ 宛名番号: '12', 世帯番号: '200', 住民票コード: codeOf(5), ...planned }),
      sampleRow({ 宛名番号: '13', 世帯番号: '300', 住民票コード: codeOf(6) }),
    ];
    expect(await take(rows)).toMatchObject({ residents: 3, refused: 0 });
    expect((await work()).map(({ kind, addresseeNumber }) => `${kind} ${addresseeNumber}`).toSorted()).toEqual([
      'codeNotUsable 1',
      'movingOutTakenOver 12',
    ]);
    await take(rows);
    expect(await work()).toHaveLength(2);
  });

  test('転出予定日が来ても消除できない方は、黙って残らず要対応に載り、消除できれば済む', async () => {
    const { chofu } = world;
    await take([
      sampleRow({ ...planned }),
      sampleRow({ 宛名番号: '12', 世帯番号: '200', 住民票コード: codeOf(5), ...planned }),
    ]);
    world.clock.today = '2026-11-26';
    expect(await chofu.juki.runDaily()).toMatchObject({ removed: 1 });
    await chofu.juki.runDaily();
    const [refused, ...more] = (await work()).filter(({ kind }) => kind === 'removalRefused');
    expect(more).toEqual([]);
    expect(refused).toMatchObject({
      addresseeNumber: '1',
      sentence: expect.stringMatching(/消除できません（E04）.*職権記載/),
    });
    const access = chofu.as('registryManager');
    const entry = {
      kind: 'RegisterCodeChange' as const,
      addresseeNumber: '1',
      basis: 'exOfficio' as const,
      requestedOn: '2026-11-26',
      ground: 'J-LISの回答',
      residentRecordCode: codeOf(7),
    };
    const draft = await chofu.juki.draft(entry, access);
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    await chofu.juki.review(draft.value.draftId, chofu.as('reviewer', 'b'));
    await chofu.juki.approve(draft.value.draftId, chofu.as('approver', 'c'));
    expect(await chofu.juki.register(draft.value.draftId, access)).toMatchObject({ accepted: true });
    expect(await chofu.juki.runDaily()).toMatchObject({ removed: 1 });
    expect(await kinds()).not.toContain('removalRefused');
  });

  test('検査数字の合わない世帯が何百あっても、一覧はそれで埋まらず、ほかにもあることを知らせる', async () => {
    const rows = Array.from({ length: 310 }, (_, index) =>
      sampleRow({
        宛名番号: String(1000 + index),
        世帯番号: String(5000 + index),
        住民票コード: wrongCode(index),
      }),
    );
    expect(await take(rows)).toMatchObject({ residents: 310, refused: 0 });
    const listed = await work();
    expect(listed).toHaveLength(301);
    expect(listed.filter(({ addresseeNumber }) => !addresseeNumber)).toMatchObject([
      { sentence: expect.stringContaining('ほかにもあります') },
    ]);
  });
});
