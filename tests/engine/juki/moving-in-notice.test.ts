import { describe, expect, test } from 'vitest';
import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import {
  CHOFU,
  cancelling,
  codeOf,
  familyOfFour,
  MOVING_OUT_ID,
  movingOut,
  NEW_ADDRESS,
  noticeOf,
  Register,
  YOKOHAMA_NAKA,
} from './family.ts';

const REMOVE = { kind: 'RemoveDueMovers', movingOutId: MOVING_OUT_ID } as const;

/** Everybody leaves on 2026-12-01; `night` = the night run of that day has been. */
function leaving(today: string, options: { night: boolean; movers?: number[] }): Register {
  const register = new Register(CHOFU).migrate(familyOfFour());
  register.do(movingOut(register, options.movers ?? [1, 2, 3, 4]));
  register.today = '2026-12-01';
  if (options.night) register.do(REMOVE);
  register.today = today;
  return register;
}

function types(decision: { messages: { type: string }[] }): string[] {
  return decision.messages.map((message) => message.type);
}

describe('転入通知の受理（住民基本台帳法第9条第1項）', () => {
  test('標準仕様書1.1.5 転出予定日より前に転入した方は、実際の日でただちに消除する', () => {
    const register = leaving('2026-11-29', { night: false });
    const decision = register.do(noticeOf(register, [1, 2, 3, 4], { movedInOn: '2026-11-28' }));
    expect(register.person(1)).toMatchObject({
      status: 'movedOut',
      removed: { on: '2026-11-28' },
      movingOut: {
        plannedOn: '2026-12-01',
        plannedAddress: NEW_ADDRESS,
        confirmed: { movedInOn: '2026-11-28', address: NEW_ADDRESS, noticeOn: '2026-11-29' },
      },
      lastChange: { reason: 'movingInNoticeAccepted' },
      historyNumber: 3,
    });
    expect(types(decision)).toEqual([
      ...Array.from({ length: 4 }, () => 'IdentityInformationNotice'),
      ...Array.from({ length: 4 }, () => 'MovingInNoticeReceived'),
    ]);
    expect(decision.messages[0]?.content).toMatchObject({ event: 'removed', effectiveOn: '2026-11-28' });
    expect(decision.followUps).toEqual([
      { kind: 'movedOut', receiptNumber: expect.any(String), on: '2026-11-28' },
      { kind: 'movedIn', receiptNumber: expect.any(String), movedInOn: '2026-11-28', toMunicipality: '142051' },
    ]);
  });

  test.each([
    ['同じ日', '2026-12-01'],
    ['後の日', '2026-12-03'],
  ])('標準仕様書1.1.5 %sの転入は、消除日を転出予定日のまま確定値を加える', (_, movedInOn) => {
    const register = leaving('2026-12-04', { night: true });
    const decision = register.do(noticeOf(register, [1, 2, 3, 4], { movedInOn }));
    expect(register.person(1)).toMatchObject({
      removed: { on: '2026-12-01' },
      movingOut: { confirmed: { movedInOn } },
    });
    expect(new Set(types(decision))).toEqual(new Set(['MovingInNoticeReceived']));
  });

  test('夜間処理より先に届いた当日の転入通知は、その場で消除する', () => {
    const register = leaving('2026-12-01', { night: false });
    register.do(noticeOf(register, [1, 2, 3, 4]));
    expect(register.person(1).removed?.on).toBe('2026-12-01');
    expect(register.do(REMOVE).events).toEqual([]);
  });

  test('施行令第30条の5 消除の後に早い転入日が届けば、消除日を直してJ-LISに知らせる', () => {
    const register = leaving('2026-12-02', { night: true });
    const decision = register.do(noticeOf(register, [1, 2, 3, 4], { movedInOn: '2026-11-28' }));
    expect(register.person(1).removed?.on).toBe('2026-11-28');
    expect(decision.messages[0]).toMatchObject({
      type: 'IdentityInformationNotice',
      content: { event: 'removed', effectiveOn: '2026-11-28' },
    });
  });

  test('法第24条の2第3項 予定と違う市区町村に転入したら、予定地の事前通知を取り消す', () => {
    const register = leaving('2026-12-04', { night: true });
    const elsewhere = { toMunicipality: '141046', newAddress: YOKOHAMA_NAKA };
    const decision = register.do(noticeOf(register, [1, 2, 3, 4], elsewhere));
    expect(decision.messages).toContainEqual({
      type: 'MovingOutCertificateWithdrawn',
      to: '142051',
      about: { movingOutId: MOVING_OUT_ID },
      content: { movingOutId: MOVING_OUT_ID, reason: 'registeredElsewhere', residentRecordCodes: [] },
    });
    expect(register.person(1).movingOut).toMatchObject({
      plannedAddress: NEW_ADDRESS,
      confirmed: { address: YOKOHAMA_NAKA },
    });
  });

  test('一部の方だけが別の市区町村に転入したら、その方だけを取り消す', () => {
    const register = leaving('2026-12-04', { night: true });
    const elsewhere = { toMunicipality: '141046', newAddress: YOKOHAMA_NAKA };
    const decision = register.do(noticeOf(register, [2], elsewhere));
    const withdrawn = decision.messages.find((message) => message.type === 'MovingOutCertificateWithdrawn');
    expect(withdrawn?.content).toMatchObject({ residentRecordCodes: [codeOf(2)] });
    const rest = register.do(noticeOf(register, [1, 3, 4]));
    expect(types(rest)).not.toContain('MovingOutCertificateWithdrawn');
  });

  test('標準仕様書4.1.3.1.2 同じ通知が二度届いても何も起きない', () => {
    const register = leaving('2026-12-04', { night: true });
    register.do(noticeOf(register, [1, 2, 3, 4]));
    const before = register.slice;
    const again = register.do(noticeOf(register, [1, 2, 3, 4]));
    expect(again).toMatchObject({ events: [], messages: [], followUps: [] });
    expect(register.slice).toBe(before);
  });

  test('標準仕様書4.1.3.1.2 訂正の通知は前の通知を直し、古い版は無視する', () => {
    const register = leaving('2026-12-04', { night: true });
    register.do(noticeOf(register, [1, 2, 3, 4], { movedInOn: '2026-11-28' }));
    register.do(noticeOf(register, [1, 2, 3, 4], { revision: 2, movedInOn: '2026-12-02' }));
    expect(register.person(1)).toMatchObject({
      removed: { on: '2026-12-01' },
      movingOut: { confirmed: { movedInOn: '2026-12-02' } },
    });
    register.do(noticeOf(register, [1, 2, 3, 4], { movedInOn: '2026-11-28' }));
    expect(register.person(1).movingOut?.confirmed?.movedInOn).toBe('2026-12-02');
  });

  test('一部の方の早い転入では、残る方は予定日まで住民のまま', () => {
    const register = leaving('2026-11-29', { night: false });
    const decision = register.do(noticeOf(register, [2], { movedInOn: '2026-11-28' }));
    expect(register.person(2).status).toBe('movedOut');
    expect(register.person(1)).toMatchObject({ status: 'resident', householder: true });
    expect(decision.followUps.map((one) => one.kind)).toEqual(['movedIn']);
    register.today = '2026-12-01';
    register.do(REMOVE);
    expect(register.person(1).removed?.on).toBe('2026-12-01');
  });
});

describe('そのままでは処理できない転入通知（標準仕様書4.1.3.1.2、7.1.1.1）', () => {
  test('知らない方は要対応に載り、失われない', () => {
    const register = leaving('2026-12-04', { night: true });
    const command = noticeOf(register, [1]);
    const [known] = command.notice.movers;
    if (!known) throw new Error('one mover');
    const movers = [known, { ...known, residentRecordCode: codeOf(77) }];
    const decision = register.do({ ...command, notice: { ...command.notice, movers } });
    expect(decision.followUps).toContainEqual(expect.objectContaining({ work: 'unknownPerson' }));
    expect(register.person(1).movingOut?.confirmed).toBeDefined();
  });

  test('転出届のない住民は要対応に載り、住民のまま', () => {
    const register = new Register(CHOFU, '2026-12-04').migrate(familyOfFour());
    const decision = register.do(noticeOf(register, [1]));
    expect(decision.followUps).toEqual([
      expect.objectContaining({ work: 'noMovingOutNotification', addresseeNumber: register.person(1).addresseeNumber }),
    ]);
    expect(register.person(1).status).toBe('resident');
  });

  test('転出取消と行き違った通知は要対応に載り、住民のまま', () => {
    const register = leaving('2026-12-04', { night: false });
    register.do(cancelling(register, [1, 2, 3, 4]));
    const decision = register.do(noticeOf(register, [1]));
    expect(decision.followUps).toEqual([expect.objectContaining({ work: 'cancelledMovingOut' })]);
    expect(register.person(1).status).toBe('resident');
  });

  test('二つの市区町村から来た通知は、後のものが要対応に載る', () => {
    const register = leaving('2026-12-04', { night: true });
    register.do(noticeOf(register, [1]));
    const other = { toMunicipality: '141046', newAddress: YOKOHAMA_NAKA };
    const decision = register.do(noticeOf(register, [1], other));
    expect(decision.followUps).toEqual([expect.objectContaining({ work: 'conflictingNotice' })]);
    expect(register.person(1).movingOut?.confirmed?.address).toEqual(NEW_ADDRESS);
  });

  const flaws: [string, (notice: MovingInNotice) => Partial<MovingInNotice>][] = [
    ['文字化け', (n) => ({ householder: '試験�太郎', movers: n.movers })],
    ['氏名がない', (n) => ({ movers: n.movers.map((mover) => ({ ...mover, name: ' ' })) })],
    ['住所が転入地の外', () => ({ newAddress: YOKOHAMA_NAKA })],
    ['転入日が今日より後', () => ({ movedInOn: '2026-12-05' })],
    ['住民となった日より前', () => ({ movedInOn: '2015-03-31' })],
    ['同じ方が二度', (n) => ({ movers: [...n.movers, ...n.movers] })],
    [
      '生年月日が合わない',
      (n) => ({ movers: n.movers.map((m) => ({ ...m, bornOn: { ...m.bornOn, on: '1999-01-01' } })) }),
    ],
    ['性別が合わない', (n) => ({ movers: n.movers.map((m) => ({ ...m, sex: '2' as const })) })],
  ];
  test.each(flaws)('%sの通知は取込エラー一覧に載り、誰の記録も変えない', (_, flaw) => {
    const register = leaving('2026-12-04', { night: true });
    const before = register.slice;
    const command = noticeOf(register, [1]);
    const decision = register.do({ ...command, notice: { ...command.notice, ...flaw(command.notice) } });
    expect(decision.followUps).toEqual([expect.objectContaining({ work: 'garbledNotice' })]);
    expect(decision.messages).toEqual([]);
    expect(register.slice).toBe(before);
  });

  test('他の市区町村を名乗る通知は取込エラー一覧に載る', () => {
    const register = leaving('2026-12-04', { night: true });
    const decision = register.do({ ...noticeOf(register, [1]), from: '141046' });
    expect(decision.followUps).toEqual([expect.objectContaining({ work: 'garbledNotice' })]);
  });
});
