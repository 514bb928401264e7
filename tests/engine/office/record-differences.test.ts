import { describe, expect, it } from 'vitest';
import type { RegisterAsOf, ResidentView } from '#app/juki/door.ts';
import { knownStops, validStops } from '#app/office/applications/time-stops.ts';
import { compareRecords } from '#app/office/people/record-differences.ts';

function view(changes: Partial<ResidentView> = {}): ResidentView {
  return {
    addresseeNumber: '1',
    householdNumber: '9',
    historyNumber: 1,
    kind: 'japanese',
    status: 'resident',
    name: { full: '佐藤　健司', kana: 'サトウ　ケンジ' },
    bornOn: { text: '昭和60年4月1日', on: '1985-04-01', kind: 'exact' },
    sex: 'male',
    relationship: '世帯主',
    householder: true,
    orderInHousehold: 1,
    address: { municipality: '調布市', town: '小島町二丁目', lot: '35番地1' },
    becameResidentOn: { text: '平成27年4月1日', on: '2015-04-01', kind: 'exact' },
    addressSince: { text: '平成27年4月1日', on: '2015-04-01', kind: 'exact' },
    qualifications: {},
    protectedPerson: false,
    ...changes,
  } as ResidentView;
}

const asOf = (person?: ResidentView, members: ResidentView[] = []): RegisterAsOf => ({
  moment: { on: '2026-11-24' },
  ...(person ? { person } : {}),
  household: {
    householdNumber: '9',
    address: { municipality: '調布市' },
    headName: '佐藤　健司',
    protectedHousehold: false,
    members,
  },
});

const child = view({ addresseeNumber: '2', name: { full: '佐藤　陽菜' }, relationship: '子' } as Partial<ResidentView>);

describe('二つの時点の違い（標準仕様書 1.2.1）', () => {
  it('変わった、加わった、なくなった、同じを、項目ごとに言う', () => {
    const later = view({
      address: { municipality: '調布市', town: '国領町一丁目', lot: '2番地3' },
      name: { full: '佐藤　健司', kanaConfirmed: false },
    });
    const items = compareRecords(asOf(view()), asOf(later, [child]));
    const of = (item: string) => items.find((one) => one.item === item);
    expect(of('住所')).toMatchObject({ difference: 'changed', after: expect.stringContaining('国領町') });
    expect(of('振り仮名')).toMatchObject({ difference: 'removed', after: '' });
    expect(of('世帯員　佐藤　陽菜')).toEqual({
      item: '世帯員　佐藤　陽菜',
      before: '',
      after: '子',
      difference: 'added',
    });
    expect(of('生年月日')).toMatchObject({ difference: 'same' });
    expect(of('通称')).toBeUndefined();
  });

  it('住民票のない日と比べると、あるものはすべて加わったものになる', () => {
    const items = compareRecords(asOf(), asOf(view()));
    expect(items.length).toBeGreaterThan(8);
    expect(items.every(({ difference }) => difference === 'added')).toBe(true);
  });

  it('支援措置の方の転出先は、違いとしても出ない', () => {
    const movingOut = { plannedOn: '2026-12-01', plannedAddress: { municipality: '隠町' } };
    const later = view({ protectedPerson: true, movingOut } as Partial<ResidentView>);
    expect(JSON.stringify(compareRecords(asOf(view()), asOf(later)))).not.toContain('隠町');
  });
});

describe('つまみの止まる日', () => {
  const changes = [
    { historyNumber: 1, reason: '転入', changedOn: '2026-11-20', processedAt: '2026-11-24T00:10:00.000Z', summary: '' },
    { historyNumber: 2, reason: '転居', changedOn: '2026-11-24', processedAt: '2026-11-24T01:10:00.000Z', summary: '' },
    { historyNumber: 3, reason: '転出', changedOn: '2026-12-31', processedAt: '2026-11-25T01:10:00.000Z', summary: '' },
  ];

  it('有効日は異動日ときょう。先の日には止まらない', () => {
    expect(validStops(changes, '2026-11-26')).toEqual([
      { text: '令和8年11月20日', words: '令和8年11月20日　転入' },
      { text: '令和8年11月24日', words: '令和8年11月24日　転居' },
      { text: '令和8年11月26日', words: '令和8年11月26日　きょう' },
    ]);
  });

  it('登録時点は処理した日と、いま', () => {
    expect(knownStops(changes).map(({ text }) => text)).toEqual(['令和8年11月24日', '令和8年11月25日', '']);
    expect(knownStops(changes)[0]?.words).toBe('令和8年11月24日　転入の登録、転居の登録');
  });
});
