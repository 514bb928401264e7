import { describe, expect, test } from 'vitest';
import { effectiveOn, rowsToRead, stateOn } from '#app/juki/core/as-of.ts';
import type { ChangeReason } from '#app/juki/core/change-reasons.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { NEARBY, relocating } from './acts.ts';
import { CHOFU, cancelling, familyOfFour, movingOut, noticeOf, OLD_ADDRESS, Register, TODAY } from './family.ts';
import { asOf, historiesOf } from './past.ts';

describe('遅れて知られたこと', () => {
  const known = (register: Register, on: string, at?: number) =>
    asOf(historiesOf(register).get(register.numbers(1)[0] ?? '') ?? [], on, at);

  test('転出取消の後は、消除されていたはずの日も住民である。取消しの前に知られていたのは除票', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1], { plannedOn: '2026-11-20', notifiedOn: TODAY }));
    const before = register.ledger.length - 1;
    register.today = '2026-12-05';
    register.do(cancelling(register, [1]));
    expect(known(register, '2026-11-25')).toMatchObject({ status: 'resident' });
    expect(known(register, '2026-11-25', before)).toMatchObject({ status: 'movedOut', removed: { on: '2026-11-20' } });
    expect(known(register, '2026-11-19', before)).toMatchObject({ status: 'resident' });
  });

  test('転入通知の訂正で消除の日が後になれば、その間は住民である', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    register.do(movingOut(register, [1], { plannedOn: '2026-11-20', notifiedOn: TODAY }));
    register.do(noticeOf(register, [1], { movedInOn: '2026-11-10', revision: 1 }));
    const first = register.ledger.length - 1;
    register.do(noticeOf(register, [1], { movedInOn: '2026-11-15', revision: 2 }));
    expect(known(register, '2026-11-12', first)).toMatchObject({ status: 'movedOut', removed: { on: '2026-11-10' } });
    expect(known(register, '2026-11-12')).toMatchObject({ status: 'resident' });
    expect(known(register, '2026-11-15')).toMatchObject({ status: 'movedOut', removed: { on: '2026-11-15' } });
  });

  test('前の日から効く修正は、その日より後の別の異動を消さない', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const [head = ''] = register.numbers(1);
    const { householdNumber, name } = register.person(1);
    const correct = (items: object, correctedOn: string) =>
      register.do({
        kind: 'RegisterCorrection',
        basis: 'exOfficio',
        householdNumber,
        corrections: [{ addresseeNumber: head, items }],
        correctedOn,
        notifiedOn: register.today,
        ground: '調査',
      });
    correct({ bornOn: exactDate('1985-04-13') }, '2026-11-20');
    correct({ name: { ...name, kana: 'シケン　ジロウ' } }, '2026-11-10');
    const state = known(register, '2026-11-15');
    expect(state?.name.kana).toBe('シケン　ジロウ');
    expect(state?.bornOn.on).toBe('1985-04-12');
    expect(known(register, '2026-11-21')?.bornOn.on).toBe('1985-04-13');
    expect(known(register, '2015-03-31')).toBeUndefined();
  });

  test('遅れて届け出た転居は、引っ越した日から住所を変え、その前と後の届出はそのまま残る', () => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    const { householdNumber, name, addresseeNumber } = register.person(1);
    register.do({
      kind: 'RegisterCorrection',
      basis: 'exOfficio',
      householdNumber,
      corrections: [{ addresseeNumber, items: { name: { ...name, kana: 'シケン　ジロウ' } } }],
      correctedOn: '2026-11-22',
      notifiedOn: TODAY,
      ground: '調査',
    });
    register.do(relocating(register, [1, 2, 3, 4], { movedOn: '2026-11-20' }));
    expect(known(register, '2026-11-19')).toMatchObject({ address: OLD_ADDRESS, addressSince: { on: '2015-04-01' } });
    const between = known(register, '2026-11-20');
    expect(between).toMatchObject({
      address: NEARBY,
      addressSince: { on: '2026-11-20' },
      name: { kana: 'シケン　タロウ' },
    });
    expect(known(register, '2026-11-22')).toMatchObject({ address: NEARBY, name: { kana: 'シケン　ジロウ' } });
  });
});

/** A row as far as the day from which it counts depends on it. */
function rowOf(
  reason: ChangeReason,
  days: { changedOn?: string; removed?: string; became?: string; processed?: string } = {},
): Resident {
  const { changedOn, removed, became = '2015-04-01', processed = TODAY } = days;
  return {
    ...new Register(CHOFU).migrate(familyOfFour()).person(1),
    becameResidentOn: exactDate(became),
    lastChange: { reason, processedOn: processed, ...(changedOn ? { changedOn } : {}) },
    ...(removed ? { status: 'movedOut', removed: { reason: 'domesticMovingOut', on: removed } } : {}),
  };
}

describe('効力の生じた日（標準仕様書 1.2.1）', () => {
  const came = rowOf('domesticMovingIn', { changedOn: '2015-04-01', processed: '2015-04-03' });
  const left = rowOf('domesticMovingOut', { changedOn: '2026-11-10', removed: '2026-11-10' });

  test.each<[string, Resident, Resident | undefined, string]>([
    ['異動の日から', rowOf('relocation', { changedOn: '2026-11-20' }), came, '2026-11-20'],
    ['異動日のない行は処理の日から', rowOf('exOfficioCorrection'), came, TODAY],
    [
      '処理より後の異動日（転出予定）は処理の日から',
      rowOf('domesticMovingOut', { changedOn: '2026-12-01' }),
      came,
      TODAY,
    ],
    ['転出取消は消除の日に遡る', rowOf('cancellationAdding', { changedOn: '2026-11-22' }), left, '2026-11-10'],
    ['記載の取消しは記載の日に遡る', rowOf('cancellationReducing'), came, '2015-04-01'],
    [
      '修正の取消しは、その異動の日に遡る',
      rowOf('cancellationCorrecting'),
      rowOf('relocation', { changedOn: '2026-11-20' }),
      '2026-11-20',
    ],
    [
      '消除の日が早まれば新しい日から',
      rowOf('movingInNoticeAccepted', { removed: '2026-11-05', changedOn: '2026-11-05' }),
      left,
      '2026-11-05',
    ],
    ['消除の日が遅くなれば元の日から', rowOf('movingInNoticeAccepted', { removed: '2026-11-15' }), left, '2026-11-10'],
    ['住民となった日が早まれば新しい日から', rowOf('clericalCorrection', { became: '2015-03-01' }), came, '2015-03-01'],
    ['住民となった日が遅くなれば元の日から', rowOf('clericalCorrection', { became: '2016-03-01' }), came, '2015-04-01'],
    ['最初の行は記載の日から', came, undefined, '2015-04-01'],
  ])('%s', (_, row, previous, expected) => {
    expect(effectiveOn(row, previous)).toBe(expected);
  });
});

describe('ある日のために読む行', () => {
  const marks = [
    { historyNumber: 1, effectiveOn: '2015-04-01' },
    { historyNumber: 2, effectiveOn: '2020-05-01' },
    { historyNumber: 3, effectiveOn: '2026-11-20' },
    { historyNumber: 4, effectiveOn: '2018-01-01' },
  ];

  test.each<[string, number[]]>([
    ['2014-01-01', []],
    ['2016-01-01', [1]],
    // Row 4 was recorded late: with the one before it, which says what it changed.
    ['2018-01-01', [1, 3, 4]],
    ['2020-05-01', [2, 3, 4]],
    ['2026-11-20', [4]],
  ])('%sの状態は行%jから読める', (on, expected) => {
    expect(rowsToRead(marks, on)).toEqual(expected);
  });

  test('取り消された項目は、遅れて知られた行からも消える', () => {
    const { card: _, ...bare } = rowOf('domesticMovingIn', { changedOn: '2015-04-01' });
    const withAlias = {
      ...bare,
      historyNumber: 1,
      name: { ...bare.name, alias: '通称' },
      previousAddress: OLD_ADDRESS,
    };
    const later = { ...withAlias, historyNumber: 2, relationship: '子', lastChange: { ...bare.lastChange } };
    const { previousAddress: __, ...without } = { ...later, historyNumber: 3 };
    const rows = new Map<number, Resident>([
      [1, withAlias],
      [2, later],
      [3, without],
    ]);
    const days = [
      { historyNumber: 1, effectiveOn: '2015-04-01' },
      { historyNumber: 2, effectiveOn: '2020-01-01' },
      { historyNumber: 3, effectiveOn: '2016-01-01' },
    ];
    const state = stateOn(days, rows, '2017-01-01');
    expect(state).not.toHaveProperty('previousAddress');
    expect(state).toMatchObject({ relationship: '世帯主', address: OLD_ADDRESS });
    expect(stateOn(days, rows, '2015-06-01')).toMatchObject({ previousAddress: OLD_ADDRESS, relationship: '世帯主' });
    expect(stateOn(days, rows, '2020-01-01')).toMatchObject({ relationship: '子' });
    expect(stateOn(days, rows, '2014-01-01')).toBeUndefined();
  });

  test('住民となる前の日に遡る行が後から知られれば、その行がそのままその日の状態である', () => {
    const later = { ...rowOf('exOfficioEntry', { became: '2020-01-01' }), historyNumber: 1 };
    const earlier = { ...rowOf('clericalCorrection', { became: '2018-01-01' }), historyNumber: 2 };
    const both = [
      { historyNumber: 1, effectiveOn: '2020-01-01' },
      { historyNumber: 2, effectiveOn: '2018-01-01' },
    ];
    const rows = new Map<number, Resident>([
      [1, later],
      [2, earlier],
    ]);
    expect(rowsToRead(both, '2019-01-01')).toEqual([1, 2]);
    expect(stateOn(both, rows, '2019-01-01')).toEqual(earlier);
    const unknown = { ...later, becameResidentOn: { text: '不詳', kind: 'unknown' as const } };
    expect(stateOn([{ historyNumber: 1, effectiveOn: '2020-01-01' }], new Map([[1, unknown]]), '2021-01-01')).toEqual(
      unknown,
    );
  });

  test('遅れて知られた最初の行だけでも、その日から住民である', () => {
    const only = { ...rowOf('exOfficioEntry', { became: '2020-01-01', changedOn: '2020-01-01' }), historyNumber: 1 };
    const marksOfOne = [{ historyNumber: 1, effectiveOn: '2020-01-01' }];
    expect(stateOn(marksOfOne, new Map([[1, only]]), '2020-01-01')).toEqual(only);
    expect(stateOn(marksOfOne, new Map([[1, only]]), '2019-12-31')).toBeUndefined();
    expect(stateOn(marksOfOne, new Map(), '2020-01-01')).toBeUndefined();
  });
});
