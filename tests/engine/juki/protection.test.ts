import { describe, expect, test } from 'vitest';
import { evolve } from '#app/juki/core/evolve.ts';
import { extensionOpensOn, protectionTerm } from '#app/juki/core/protection-terms.ts';
import { EMPTY_SLICE } from '#app/juki/core/register.ts';
import type { ProtectionMeasure } from '#app/juki/protection.ts';
import { CHOFU, cancelling, MOVING_OUT_ID, movingOut, protectedFamily, Register, TODAY } from './family.ts';
import { APPLICATION, confirmedMeasure, Desk, MEASURE_ID, refusedWith } from './protection-desk.ts';

describe('支援措置の期間（住民基本台帳事務処理要領 第5-10）', () => {
  test.each([
    ['2020-04-01', '2021-03-31'],
    ['2026-11-24', '2027-11-23'],
    ['2024-02-29', '2025-02-28'],
    ['2023-03-01', '2024-02-29'],
  ])('%s に始まれば、応当日の前日の %s に終わる', (from, until) => {
    expect(protectionTerm(from)).toEqual({ from, until });
  });

  test('延長は終了の1か月前から受け付け、新しい期間は元の終了日の翌日に始まる', () => {
    expect(extensionOpensOn('2021-03-31')).toBe('2021-03-01');
    const desk = confirmedMeasure();
    desk.register.today = '2027-10-23';
    expect(desk.act({ kind: 'ExtendProtection', requestedOn: '2027-10-23' })).toMatchObject(
      refusedWith('1か月前からです'),
    );
    desk.register.today = '2027-10-24';
    expect(desk.act({ kind: 'ExtendProtection', requestedOn: '2027-10-24' })).toMatchObject({ accepted: true });
    expect(desk.measure).toMatchObject({ from: '2027-11-24', until: '2028-11-23' });
    expect(desk.register.person(2).protection).toMatchObject({ until: '2028-11-23' });
  });

  test('期間が過ぎても制限は続き、過ぎた後の延長も翌日から始まる。1年を超えれば新しい申出', () => {
    const desk = confirmedMeasure();
    desk.register.today = '2028-01-10';
    expect(desk.register.try(movingOut(desk.register, [2], { notifiedOn: '2028-01-10' }))).toMatchObject({
      refusal: { code: 'E08' },
    });
    const late = confirmedMeasure();
    late.register.today = '2028-11-24';
    expect(late.act({ kind: 'ExtendProtection', requestedOn: '2028-11-24' })).toMatchObject(
      refusedWith('新しい申出として'),
    );
    desk.act({ kind: 'ExtendProtection', requestedOn: '2028-01-10' });
    expect(desk.measure).toMatchObject({ from: '2027-11-24', until: '2028-11-23' });
  });
});

describe('支援措置の処理', () => {
  test('申出を受け付けると仮支援措置になり、必要性を確認すると1年の支援措置になる', () => {
    const desk = new Desk();
    expect(desk.enter()).toMatchObject({ accepted: true, result: { addresseeNumbers: desk.register.numbers(2, 3) } });
    expect(desk.register.person(2).protection).toMatchObject({ kind: 'provisional' });
    desk.register.today = '2026-12-01';
    desk.act({ kind: 'ConfirmProtection', confirmedOn: '2026-12-01', opinion: '支援が必要' });
    expect(desk.measure).toMatchObject({ state: 'full', from: '2026-12-01', until: '2027-11-30', version: 2 });
    expect(desk.register.person(3).protection).toMatchObject({ kind: 'full', until: '2027-11-30' });
    expect(desk.register.person(1).protection).toBeUndefined();
  });

  test('異動履歴には何も残らず、台帳を読み直すと今の登録になる', () => {
    const desk = confirmedMeasure();
    expect([1, 2, 3, 4].map((serial) => desk.register.person(serial).historyNumber)).toEqual([1, 1, 1, 1]);
    const replayed = desk.register.ledger.reduce(
      (slice, change) => evolve(slice, JSON.parse(JSON.stringify(change))),
      EMPTY_SLICE,
    );
    expect(replayed).toEqual(desk.register.slice);
  });

  test('担当職員でなければ、対象者でもそうでない方でも、同じ文で断る（E08）', () => {
    const { register } = confirmedMeasure();
    const enter = (serial: number) =>
      register.try({
        kind: 'EnterProtection',
        receivedOn: TODAY,
        applicant: register.numbers(serial)[0] ?? '',
        coApplicants: [],
        application: APPLICATION,
      });
    const blocked = register.try(movingOut(register, [1]));
    expect(enter(2)).toEqual(enter(4));
    expect(enter(2)).toEqual(blocked);
    expect(JSON.stringify(blocked)).not.toContain('支援');
  });

  test('断る：二重の支援措置、知らない方、先の日付、古い画面、状態に合わない処理', () => {
    const desk = confirmedMeasure();
    expect(desk.enter([3])).toMatchObject(refusedWith('すでに支援措置'));
    expect(desk.enter([4, 4])).toMatchObject(refusedWith('二度'));
    expect(desk.enter([4], '2026-11-25')).toMatchObject(refusedWith('今日より後'));
    const stale = { kind: 'EndProtection' as const, measureId: MEASURE_ID, version: 1, endedOn: TODAY, reason: '申出' };
    expect(desk.register.try(stale, { ...desk.as('p1'), measure: desk.measure })).toMatchObject(
      refusedWith('この画面を開いたあとで'),
    );
    expect(desk.act({ kind: 'ConfirmProtection', confirmedOn: TODAY, opinion: '再' })).toMatchObject(
      refusedWith('いまの状態では'),
    );
    expect(desk.act({ kind: 'EndProtection', endedOn: TODAY, reason: ' ' })).toMatchObject(refusedWith('理由'));
    expect(desk.act({ kind: 'DeclineProtection', reason: 'x' })).toMatchObject(refusedWith('いまの状態では'));
  });

  test('終了は担当職員が行い、対象者の制限がなくなる', () => {
    const desk = confirmedMeasure();
    desk.act({ kind: 'EndProtection', endedOn: TODAY, reason: '本人の申出' });
    expect(desk.measure?.state).toBe('ended');
    expect(desk.register.person(2).protection).toBeUndefined();
    expect(desk.register.try(movingOut(desk.register, [2, 3]))).toMatchObject({ accepted: true });
  });

  test('転出届の後に申し出ても、転出先は隠れる。転出取消で支援措置は消えない', () => {
    const desk = new Desk();
    desk.register.do(movingOut(desk.register, [2, 3]));
    expect(desk.register.person(2).movingOut?.destinationHidden).toBeUndefined();
    desk.enter();
    desk.act({ kind: 'ConfirmProtection', confirmedOn: TODAY, opinion: '支援が必要' });
    for (const serial of [2, 3]) expect(desk.register.person(serial).movingOut?.destinationHidden).toBe(true);
    expect(desk.register.slice.movingOuts.get(MOVING_OUT_ID)?.destinationHidden).toBe(true);
    desk.register.today = '2026-12-01';
    desk.register.do({ kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID });
    expect(desk.register.person(2).protection?.kind).toBe('provisional');
    desk.register.do(cancelling(desk.register, [2, 3]), { roles: ['protectionOfficer'] });
    expect(desk.register.person(2)).toMatchObject({ status: 'resident', protection: { until: '2027-11-23' } });
  });

  test('消除の後に延長や終了をしても、転出取消で元に戻らない', () => {
    const register = new Register(CHOFU).migrate(protectedFamily());
    register.do(movingOut(register, [2, 3], { plannedOn: TODAY }), { roles: ['protectionOfficer'] });
    const [wife = ''] = register.numbers(2);
    const measure: ProtectionMeasure = {
      measureId: MEASURE_ID,
      version: 1,
      state: 'full',
      receivedOn: '2026-04-01',
      from: '2026-04-01',
      until: '2027-03-31',
      applicant: wife,
      coApplicants: [],
      application: APPLICATION,
      forwardedTo: [],
    };
    const desk = new Desk(register);
    desk.measure = measure;
    desk.act({ kind: 'EndProtection', endedOn: TODAY, reason: '本人の申出' });
    register.do(cancelling(register, [2, 3]));
    expect(register.person(2).protection).toBeUndefined();
  });
});

describe('一時解除（標準仕様書3.1）', () => {
  const NOON = `${TODAY}T03:00:00.000Z`;
  const ask = { kind: 'RequestRelease' as const, minutes: 30, reason: '本人の来庁による写しの交付' };

  test('申請した職員とは別の担当者が承認し、時間が過ぎるとひとりでに戻る', () => {
    const desk = confirmedMeasure();
    desk.act(ask, 'p1', NOON);
    expect(desk.register.person(2).protection?.releasedUntil).toBeUndefined();
    expect(desk.act({ kind: 'ApproveRelease' }, 'p1', NOON)).toMatchObject(refusedWith('別の支援措置の担当者'));
    expect(desk.act({ kind: 'ApproveRelease' }, 'p2', NOON)).toMatchObject({ accepted: true, messages: [] });
    const command = movingOut(desk.register, [2, 3]);
    const at = (now: string) => desk.register.try(command, { now }).accepted;
    expect(at(`${TODAY}T03:30:00.000Z`)).toBe(false);
    expect(at(`${TODAY}T03:29:59.000Z`)).toBe(true);
    // The destination stays hidden all the same.
    expect(desk.register.person(2).movingOut?.destinationHidden).toBe(true);
  });

  test('承認の前後に取りやめられる。長さには限りがあり、二つは重ならない', () => {
    const desk = confirmedMeasure();
    expect(desk.act({ ...ask, minutes: 121 }, 'p1', NOON)).toMatchObject(refusedWith('5分から120分'));
    expect(desk.act({ kind: 'ApproveRelease' }, 'p2', NOON)).toMatchObject(refusedWith('申請がありません'));
    desk.act(ask, 'p1', NOON);
    expect(desk.act(ask, 'p2', NOON)).toMatchObject(refusedWith('すでにあります'));
    desk.act({ kind: 'ApproveRelease' }, 'p2', NOON);
    desk.act({ kind: 'EndRelease' }, 'p1', NOON);
    expect(desk.register.person(2).protection?.releasedUntil).toBeUndefined();
    expect(desk.act(ask, 'p2', NOON)).toMatchObject({ accepted: true });
  });
});
