import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOST_INSPECTED } from '#app/juki/core/inspection.ts';
import type { InspectionOrder, InspectionRange } from '#app/juki/inspection.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { findAudit } from '#db/audit.server.ts';
import { familyOfFour, member, OLD_ADDRESS, protectedFamily } from '#tests/engine/juki/family.ts';
import { createJukiWorld, type JukiWorld } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld({ soleDecision: true });
});
afterEach(() => world.close());

const access = () => ({ ...world.chofu.as('counter'), reason: '台帳の閲覧', caseId: 'inspection-1' });

async function list(range: Partial<InspectionRange>, by: InspectionOrder['by'] = 'applicant') {
  const order = { by, range: { towns: ['小島町'], every: 1, most: 1000, ...range } };
  const outcome = await world.chofu.juki.makeInspectionList(order, access());
  if (!outcome.accepted) throw new Error(outcome.refusal.sentence);
  return outcome.value;
}

const living = (first: number, lot: string, members: number, town = OLD_ADDRESS.town) => ({
  ...familyOfFour(),
  address: { ...OLD_ADDRESS, lot, town },
  members: Array.from({ length: members }, (_, at) =>
    member(first + at, at === 0 ? {} : { relationship: '同居人', householder: false }),
  ),
});

const entriesOf = (act: string) => world.chofu.store.read((session) => findAudit(session, { act, limit: 100 }));

describe('閲覧用リストの作成（住民基本台帳法第11条、第11条の2）', () => {
  it('4項目だけを住所の順に載せ、範囲の外の方は載せない', async () => {
    await world.chofu.juki.migrate(
      [living(11, '9番地', 1), living(12, '10番地', 1, '布田'), living(13, '35番地1', 1)],
      {
        alreadyNumbered: true,
      },
    );
    const { entries, subjects } = await list({});
    expect(entries.map((one) => one.address)).toEqual([
      '東京都調布市小島町二丁目35番地1',
      '東京都調布市小島町二丁目9番地',
    ]);
    expect(entries[0]).toEqual({
      name: '試験　太郎13',
      bornOn: exactDate('1985-04-12'),
      sex: '1',
      address: '東京都調布市小島町二丁目35番地1',
    });
    expect(subjects).toHaveLength(2);
    expect((await list({ towns: ['小島町三丁目'] })).entries).toEqual([]);
  });

  it('支援措置の方の世帯は一人も載せず、抽出にも間を空けない（事務処理要領 第5-10）', async () => {
    const { juki } = world.chofu;
    const plain = await juki.migrate([living(31, '1番地', 3), living(41, '99番地', 3)], { alreadyNumbered: true });
    const before = await list({ every: 2 });
    const hidden = await juki.migrate([{ ...protectedFamily(21), address: { ...OLD_ADDRESS, lot: '50番地' } }], {
      alreadyNumbered: true,
    });
    expect(await list({ every: 2 })).toEqual(before);
    const { subjects } = await list({});
    expect(subjects.toSorted()).toEqual(plain.households.flatMap((one) => one.addresseeNumbers).toSorted());
    const numbers = hidden.households[0]?.addresseeNumbers ?? [];
    expect(numbers).toHaveLength(4);
    const logged = await entriesOf('inspectByApplicant');
    expect(logged.flatMap((one) => one.subjects).filter((one) => numbers.includes(one))).toEqual([]);
  });

  it('一時解除のあいだも、支援措置の世帯は載らない（標準仕様書 3.1）', async () => {
    const { juki } = world.chofu;
    await juki.migrate([protectedFamily(21)], { alreadyNumbered: true });
    const officer = (id: string) => world.chofu.as('protectionOfficer', id);
    const found = await juki.protections(officer('p1'));
    const measureId = (found.accepted && found.value[0]?.measureId) || '';
    await juki.protect({ kind: 'RequestRelease', minutes: 30, reason: '来庁', measureId, version: 1 }, officer('p1'));
    const released = await juki.protect({ kind: 'ApproveRelease', measureId, version: 2 }, officer('p2'));
    expect(released.accepted).toBe(true);
    expect((await list({})).entries).toEqual([]);
    await juki.protect(
      { kind: 'EndProtection', endedOn: '2026-11-24', reason: '本人の申出', measureId, version: 3 },
      officer('p1'),
    );
    expect((await list({})).entries).toHaveLength(4);
  });

  it('人数の上限で止まり、百人ごとに記録して、載せた全員が索引に残る', async () => {
    await world.chofu.juki.migrate(
      Array.from({ length: 26 }, (_, at) => living(101 + at * 5, `${at + 1}番地`, 5)),
      { alreadyNumbered: true },
    );
    expect((await list({ most: 7 })).entries).toHaveLength(7);
    const { subjects } = await list({}, 'organ');
    expect(subjects).toHaveLength(130);
    const logged = await entriesOf('inspectByOrgan');
    expect(logged.map((one) => one.subjects.length).toSorted((a, b) => a - b)).toEqual([30, 100]);
    expect(new Set(logged.flatMap((one) => one.subjects))).toEqual(new Set(subjects));
    expect(logged[0]).toMatchObject({ reason: '台帳の閲覧', caseId: 'inspection-1', numberAccessed: false });
  });

  it('一度に見る住民の数には限りがあり、超えると断って何も記録しない', async () => {
    const { juki, store } = world.chofu;
    await juki.migrate([living(11, '1番地', 1)], { alreadyNumbered: true });
    await store.write(async ({ db, t }) => {
      const [row] = await db.select().from(t.residents).limit(1);
      if (!row) throw new Error('nobody');
      const numbers = Array.from({ length: MOST_INSPECTED }, (_, at) => `x${at}`);
      for (let at = 0; at < numbers.length; at += 500) {
        const some = numbers.slice(at, at + 500);
        await db.insert(t.residents).values(some.map((addresseeNumber) => ({ ...row, addresseeNumber })));
        await db
          .insert(t.residentKeys)
          .values(some.map((addresseeNumber) => ({ kind: 'address', key: '小島町2-1番地', addresseeNumber })));
      }
    });
    const order: InspectionOrder = { by: 'applicant', range: { towns: ['小島町'], sex: '2', every: 1, most: 10 } };
    expect(await juki.makeInspectionList(order, access())).toMatchObject({
      accepted: false,
      refusal: { code: 'E42', sentence: expect.stringContaining('町字') },
    });
    expect(await entriesOf('inspectByApplicant')).toEqual([]);
    // Who is found early is found without looking further.
    expect((await list({ most: 3 })).entries).toHaveLength(3);
  });

  it('だれも載らない一覧も、作ったことは記録に残る', async () => {
    expect((await list({ towns: ['存在しない町'] })).entries).toEqual([]);
    expect(await entriesOf('inspectByApplicant')).toMatchObject([{ subjects: [] }]);
  });

  it('ほかの市の職員は作れない', async () => {
    const order: InspectionOrder = { by: 'organ', range: { towns: ['小島町'], every: 1, most: 10 } };
    await expect(world.chofu.juki.makeInspectionList(order, world.fujisawa.as('counter'))).rejects.toThrow();
  });
});
