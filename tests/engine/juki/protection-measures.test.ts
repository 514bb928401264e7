import { describe, expect, test } from 'vitest';
import { isReleased, protectionDue, protectionOf } from '#app/juki/core/protection-terms.ts';
import type { MeasureCommand, ProtectionDue, ProtectionMeasure } from '#app/juki/protection.ts';
import { movingOut, TODAY } from './family.ts';
import { APPLICATION, confirmedMeasure, Desk, done, MEASURE_ID, received, refusedWith } from './protection-desk.ts';

describe('支援措置の申出と確認（住民基本台帳事務処理要領 第5-10）', () => {
  test('申出の日から1年の仮支援措置として記録する', () => {
    const desk = new Desk();
    const [wife = '', child = ''] = desk.register.numbers(2, 3);
    expect(done(desk.enter([2, 3], '2026-11-20')).events).toMatchObject([{ kind: 'ProtectionChanged' }]);
    expect(desk.measure).toEqual({
      measureId: MEASURE_ID,
      version: 1,
      state: 'provisional',
      receivedOn: '2026-11-20',
      from: '2026-11-20',
      until: '2027-11-19',
      applicant: wife,
      coApplicants: [child],
      application: APPLICATION,
      forwardedTo: [],
    });
  });

  test('転送を求める市区町村は記録に残り、転送すると済む。自分の市区町村は断る（第5-10-コ）', () => {
    const desk = new Desk();
    const [applicant = ''] = desk.register.numbers(2);
    const enter = (forwardTo: string[]) =>
      desk.register.try(
        {
          kind: 'EnterProtection',
          receivedOn: TODAY,
          applicant,
          coApplicants: [],
          application: APPLICATION,
          forwardTo,
        },
        { ...desk.as('p1'), movingOutId: MEASURE_ID },
      );
    expect(enter(['132080'])).toMatchObject(refusedWith('当市区町村には転送できません'));
    const entered = enter(['142051']);
    desk.measure = entered.accepted ? entered.measure : undefined;
    expect(desk.measure?.forwardTo).toEqual(['142051']);
    const forwarded = done(desk.act({ kind: 'ForwardProtection', municipalityCode: '142051' }));
    expect(forwarded.messages).toMatchObject([{ type: 'ProtectionForwarded', to: '142051' }]);
    expect(desk.measure && protectionDue(desk.measure, TODAY)).toEqual(['needToConfirm']);
  });

  test('断る：住民票にも除票にもない方、記録のない支援措置', () => {
    const desk = new Desk();
    const stranger = {
      kind: 'EnterProtection' as const,
      receivedOn: TODAY,
      coApplicants: [],
      application: APPLICATION,
    };
    expect(desk.register.try({ ...stranger, applicant: '9' }, desk.as('p1'))).toMatchObject(
      refusedWith('住民票にも除票にも見つかりません'),
    );
    expect(desk.act({ kind: 'EndProtection', endedOn: TODAY, reason: '申出' })).toMatchObject(
      refusedWith('支援措置の記録が見つかりません'),
    );
  });

  test('確認の日は申出の日から今日まで、相談機関の意見とともに残る', () => {
    const desk = new Desk();
    desk.enter([2, 3], '2026-11-20');
    const confirm = (confirmedOn: string, opinion = '支援が必要') =>
      desk.act({ kind: 'ConfirmProtection', confirmedOn, opinion });
    expect(confirm('2026-11-25')).toMatchObject(refusedWith('今日より後'));
    expect(confirm('2026-11-19')).toMatchObject(refusedWith('申出を受け付けた日より前'));
    expect(confirm('2026-11-20', '　')).toMatchObject(refusedWith('理由'));
    expect(confirm('2026-11-20')).toMatchObject({ accepted: true });
    expect(desk.measure?.application).toEqual({ ...APPLICATION, opinion: '支援が必要' });
  });

  test('延長できるのは、必要性を確認した支援措置だけ。先の日の申出は受け付けない', () => {
    const desk = new Desk();
    desk.enter();
    expect(desk.act({ kind: 'ExtendProtection', requestedOn: TODAY })).toMatchObject(refusedWith('いまの状態では'));
    const full = confirmedMeasure();
    full.register.today = '2027-11-20';
    expect(full.act({ kind: 'ExtendProtection', requestedOn: '2027-11-21' })).toMatchObject(refusedWith('今日より後'));
    full.register.today = '2028-11-23';
    expect(full.act({ kind: 'ExtendProtection', requestedOn: '2028-11-23' })).toMatchObject({ accepted: true });
  });

  test('終了は今日までの日で記録し、一時解除はともに終わる。終わった支援措置は動かない', () => {
    const desk = confirmedMeasure();
    desk.act({ kind: 'RequestRelease', minutes: 30, reason: '来庁' });
    const end = (endedOn: string) => desk.act({ kind: 'EndProtection', endedOn, reason: '本人の申出' });
    expect(end('2026-11-25')).toMatchObject(refusedWith('今日より後'));
    expect(done(end(TODAY)).events).toMatchObject([{ kind: 'ProtectionChanged', protection: null }]);
    expect(desk.measure).toMatchObject({ state: 'ended', ended: { on: TODAY, reason: '本人の申出' } });
    expect(desk.measure).not.toHaveProperty('release');
    expect(end(TODAY)).toMatchObject(refusedWith('いまの状態では'));
    const forward: MeasureCommand = { kind: 'ForwardProtection', municipalityCode: '142051' };
    expect(desk.act(forward)).toMatchObject(refusedWith('いまの状態では'));
    expect(desk.act({ kind: 'RequestRelease', minutes: 30, reason: '来庁' })).toMatchObject(
      refusedWith('いまの状態では'),
    );
  });
});

describe('一時解除の長さと理由（標準仕様書3.1）', () => {
  const NOON = `${TODAY}T03:00:00.000Z`;
  const ask = (minutes: number, reason = '来庁'): MeasureCommand => ({ kind: 'RequestRelease', minutes, reason });

  test.each<[number, boolean]>([
    [4, false],
    [5, true],
    [120, true],
    [121, false],
  ])('%d分の一時解除を申請できるか', (minutes, possible) => {
    expect(confirmedMeasure().act(ask(minutes)).accepted).toBe(possible);
  });

  test('仮支援措置も一時解除できる。理由が要る', () => {
    const desk = new Desk();
    desk.enter();
    expect(desk.act(ask(30, ' '))).toMatchObject(refusedWith('理由'));
    expect(done(desk.act(ask(30), 'p1', NOON)).events).toEqual([]);
    expect(desk.measure?.release).toEqual({
      requestedBy: { id: 'p1', name: 'p1' },
      requestedAt: NOON,
      reason: '来庁',
      minutes: 30,
    });
  });

  test('承認は一度だけ、過ぎた一時解除は取りやめられず、また申請できる', () => {
    const desk = confirmedMeasure();
    desk.act(ask(30), 'p1', NOON);
    const approved = done(desk.act({ kind: 'ApproveRelease' }, 'p2', NOON));
    expect(approved.events).toMatchObject([{ kind: 'ProtectionChanged' }]);
    expect(desk.measure?.release).toMatchObject({
      approvedBy: { id: 'p2', name: 'p2' },
      until: `${TODAY}T03:30:00.000Z`,
    });
    expect(desk.register.person(2).protection?.releasedBy).toEqual({ requested: 'p1', approved: 'p2' });
    expect(desk.act({ kind: 'ApproveRelease' }, 'p3', NOON)).toMatchObject(refusedWith('申請がありません'));
    const after = `${TODAY}T03:30:00.000Z`;
    expect(desk.act({ kind: 'EndRelease' }, 'p1', after)).toMatchObject(refusedWith('申請がありません'));
    expect(desk.act(ask(30), 'p2', after)).toMatchObject({ accepted: true });
    expect(desk.act({ kind: 'EndRelease' }, 'p2', after)).toMatchObject({ accepted: true });
    expect(desk.measure).not.toHaveProperty('release');
  });
});

describe('支援措置の担当者の仕事', () => {
  const measure = (more: Partial<ProtectionMeasure>): ProtectionMeasure => ({
    measureId: MEASURE_ID,
    version: 1,
    state: 'full',
    receivedOn: '2026-04-01',
    from: '2026-04-01',
    until: '2027-03-31',
    applicant: '1',
    coApplicants: [],
    application: APPLICATION,
    forwardedTo: [],
    ...more,
  });
  const release = { requestedBy: { id: 'p1', name: 'p1' }, requestedAt: '', reason: '来庁', minutes: 30 };
  const { origin } = received('full').measure ?? {};

  test.each<[string, Partial<ProtectionMeasure>, string, ProtectionDue[]]>([
    ['転送を受け取った', { state: 'received' }, TODAY, ['receivedToCheck']],
    ['終わった', { state: 'ended', release }, '2027-04-01', []],
    ['実施しない', { state: 'declined', release }, '2027-04-01', []],
    ['仮支援措置', { state: 'provisional' }, '2027-04-01', ['needToConfirm']],
    ['支援措置', {}, '2027-02-28', []],
    ['終わる1か月前', {}, '2027-03-01', ['endsSoon']],
    ['終わる日', {}, '2027-03-31', ['endsSoon']],
    ['過ぎた', {}, '2027-04-01', ['hasEnded']],
    ['一時解除の申請がある', { release }, TODAY, ['releaseToApprove']],
    ['一時解除は承認された', { release: { ...release, approvedBy: { id: 'p2', name: 'p2' } } }, TODAY, []],
    ['転送元が新しいことを言った', origin ? { origin } : {}, TODAY, ['newsToSee']],
    ['転送元の知らせは見た', origin ? { origin: { ...origin, unseen: false } } : {}, TODAY, []],
    ['転送を求められた', { forwardTo: ['142051', '132047'] }, TODAY, ['toForward']],
    [
      '転送を求められた一つに、まだ転送していない',
      { forwardTo: ['142051', '132047'], forwardedTo: [{ municipalityCode: '142051', revision: 1, on: TODAY }] },
      TODAY,
      ['toForward'],
    ],
    [
      '求められたすべてに転送した',
      { forwardTo: ['142051'], forwardedTo: [{ municipalityCode: '142051', revision: 1, on: TODAY }] },
      TODAY,
      [],
    ],
    [
      '仮支援措置でも、転送を求められた',
      { state: 'provisional', forwardTo: ['142051'] },
      TODAY,
      ['needToConfirm', 'toForward'],
    ],
    ['終わったあとは転送しない', { state: 'ended', forwardTo: ['142051'] }, TODAY, []],
    ['期間のない記録', { until: undefined }, TODAY, []],
  ])('%s：%s', (_, more, today, expected) => {
    expect(protectionDue(measure(more), today)).toEqual(expected);
  });

  test('住民票には、種類と期間と、承認された一時解除だけが出る', () => {
    expect(protectionOf(measure({ release }))).toEqual({ kind: 'full', from: '2026-04-01', until: '2027-03-31' });
    expect(protectionOf(measure({ state: 'provisional', from: undefined, until: undefined }))).toEqual({
      kind: 'provisional',
      from: '2026-04-01',
      until: '2026-04-01',
    });
  });

  test('一時解除は、その時刻になれば終わっている', () => {
    const until = '2026-11-24T03:30:00.000Z';
    expect(isReleased({ releasedUntil: until }, '2026-11-24T03:29:59.999Z')).toBe(true);
    expect(isReleased({ releasedUntil: until }, until)).toBe(false);
    expect(isReleased({}, until)).toBe(false);
  });

  test('転出して除票だけになった方の仮支援措置は、期間が変わったときだけ改める', () => {
    const desk = confirmedMeasure();
    desk.register.do(movingOut(desk.register, [2, 3], { plannedOn: TODAY }), desk.as('p1').officer);
    const forwarded = done(desk.act({ kind: 'ForwardProtection', municipalityCode: '142051' }));
    expect(forwarded.events).toEqual([]);
    desk.register.today = '2027-11-01';
    const extended = done(desk.act({ kind: 'ExtendProtection', requestedOn: '2027-11-01' }));
    expect(extended.events).toHaveLength(1);
    expect(desk.register.person(2).protection).toMatchObject({ kind: 'provisional', until: '2028-11-23' });
  });
});
