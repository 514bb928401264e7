import { describe, expect, it, test } from 'vitest';
import type { Accepted } from '#app/juki/core/decision.ts';
import { answerWard } from '#app/juki/core/ward-leaving.ts';
import type { RegisterWardMove } from '#app/juki/ward-acts.ts';
import type { WardRecord } from '#app/messages/contracts/wards.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { cancelling, familyOfFour, movingOut, no, protectedFamily, Register, TODAY } from './family.ts';
import { AT_NAKA, AT_NISHI, NAKA, NISHI, wardMove } from './wards.ts';

const atNishi = (family = familyOfFour()) => new Register(NISHI).migrate({ ...family, address: AT_NISHI });

function recordOf(register: Register): WardRecord {
  const { record } = answerWard(register.slice, register.person(1).addresseeNumber, NAKA.code, NISHI);
  if (!record) throw new Error('no record');
  return record;
}

function noticeOf(decision: Accepted) {
  const message = decision.messages.find((one) => one.type === 'WardMoveNotice');
  if (message?.type !== 'WardMoveNotice') throw new Error('no notice');
  return { kind: 'AcceptWardMove' as const, notice: message.content, from: NAKA.code };
}

describe('区間異動（住民基本台帳法第38条、標準仕様書 1.1.13、4.0.2）', () => {
  it('新しい区では、宛名番号と住民となった日はそのまま、世帯番号と住所を定めた日は新しい', () => {
    const old = atNishi();
    const register = new Register(NAKA);
    const decision = register.do(wardMove(recordOf(old)), { numbers: { addressee: [], household: [no(9)] } });
    for (const serial of [1, 2, 3, 4]) {
      expect(register.person(serial)).toMatchObject({
        addresseeNumber: old.person(serial).addresseeNumber,
        individualNumber: old.person(serial).individualNumber,
        householdNumber: no(9),
        historyNumber: 1,
        becameResidentOn: exactDate('2015-04-01'),
        addressSince: exactDate(TODAY),
        previousAddress: AT_NISHI,
        lastChange: { reason: 'wardMovingIn', changedOn: TODAY },
      });
    }
    expect(decision.used).toEqual({ addressee: 0, household: 1 });
    expect(decision.messages.map(({ type, to }) => `${type} ${to}`)).toEqual([
      `WardMoveNotice ${NISHI.code}`,
      ...Array(4).fill('IdentityInformationNotice jlis'),
      ...Array(4).fill('SupplementaryFamilyRegisterNotice 202029'),
    ]);
    expect(decision.messages[1]?.content).toMatchObject({ event: 'entered', reason: 'movingIn', effectiveOn: TODAY });
  });

  it('元の区には除票が残り、消除と転入の確定が一つの履歴になる。繰り返しの通知は何も変えない', () => {
    const old = atNishi();
    const moved = new Register(NAKA).do(wardMove(recordOf(old)));
    const decision = old.do(noticeOf(moved));
    expect(old.person(1)).toMatchObject({
      status: 'movedOut',
      historyNumber: 2,
      removed: { reason: 'domesticMovingOut', on: TODAY },
      movingOut: { plannedAddress: AT_NAKA, confirmed: { movedInOn: TODAY, address: AT_NAKA } },
      lastChange: { reason: 'wardMovingOut', changedOn: TODAY },
    });
    expect(decision.messages.map(({ content }) => content)).toMatchObject(
      Array(4).fill({ event: 'removed', reason: 'movingOut', municipalityCode: NISHI.code }),
    );
    expect(old.do(noticeOf(moved))).toMatchObject({ events: [], messages: [], followUps: [] });
  });

  it('一部の方だけなら、残る世帯の世帯主が決まる（法第25条）', () => {
    const old = atNishi();
    const head = { movers: [{ ...firstOf(recordOf(old)), relationship: '世帯主', householder: true }] };
    const left = old.do(noticeOf(new Register(NAKA).do(wardMove(recordOf(old), [0], head))));
    expect(left.followUps).toMatchObject([{ kind: 'work', work: 'headlessHousehold' }]);
    expect(old.person(2).status).toBe('resident');
    expect(old.person(1).status).toBe('movedOut');
  });

  it('元の区に戻っても同じ宛名番号で、履歴が続く', () => {
    const nishi = atNishi();
    const naka = new Register(NAKA);
    nishi.do(noticeOf(naka.do(wardMove(recordOf(nishi)))));
    const { record } = answerWard(naka.slice, naka.person(1).addresseeNumber, NISHI.code, NAKA);
    if (!record) throw new Error('no record');
    const back = nishi.do(wardMove(record, undefined, { newAddress: AT_NISHI }), {
      numbers: { addressee: [], household: [no(77)] },
    });
    expect(nishi.person(1)).toMatchObject({ status: 'resident', historyNumber: 3, householdNumber: no(77) });
    naka.do({ ...noticeOf(back), from: NISHI.code });
    expect(naka.person(1).status).toBe('movedOut');
  });

  test.each<[string, Partial<RegisterWardMove> | ((record: WardRecord) => Partial<RegisterWardMove>), string]>([
    ['だれも選ばれていない', { movers: [] }, 'E01'],
    [
      '前の区の世帯にいない',
      { movers: [{ addresseeNumber: no(5), relationship: '世帯主', householder: true }] },
      'E01',
    ],
    ['番地がない', { newAddress: { ...AT_NAKA, lot: undefined } }, 'E01'],
    ['区の外の住所', { newAddress: AT_NISHI }, 'E12'],
    ['先の日', { movedOn: '2026-12-01' }, 'E02'],
    ['先の届出日', { notifiedOn: '2026-12-01' }, 'E03'],
    ['住民となる前の日', { movedOn: '2015-03-31' }, 'E07'],
    ['ほかの市', (record) => ({ record: { ...record, fromWard: '132080' } }), 'E16'],
    [
      '世帯主がいない',
      (record) => ({ movers: [{ ...firstOf(record), relationship: '妻', householder: false }] }),
      'E06',
    ],
  ])('受け付けない：%s', (_name, changes, code) => {
    const record = recordOf(atNishi());
    const given = typeof changes === 'function' ? changes(record) : changes;
    const decision = new Register(NAKA).try(wardMove(record, undefined, given));
    expect(decision).toMatchObject({ accepted: false, refusal: { code } });
  });

  it('今も住民である方、番号の合わない方は受け付けない', () => {
    const record = recordOf(atNishi());
    const register = new Register(NAKA);
    register.do(wardMove(record));
    expect(register.try(wardMove(record))).toMatchObject({ accepted: false, refusal: { code: 'E05' } });
    const other = { ...record, residents: record.residents.map((one) => ({ ...one, addresseeNumber: no(4000) })) };
    expect(register.try(wardMove(other, [0]))).toMatchObject({ accepted: false, refusal: { code: 'E04' } });
  });

  it('支援措置はそのまま引き継ぎ、担当職員だけが処理する（標準仕様書 1.1.16）', () => {
    const old = atNishi(protectedFamily());
    const register = new Register(NAKA);
    expect(register.try(wardMove(recordOf(old)))).toMatchObject({ accepted: false, refusal: { code: 'E08' } });
    const moved = register.do(wardMove(recordOf(old)), { roles: ['protectionOfficer'] });
    expect(register.person(2).protection).toEqual({ kind: 'full', from: '2026-04-01', until: '2027-03-31' });
    old.do(noticeOf(moved));
    expect(old.person(2)).toMatchObject({
      protection: { kind: 'provisional' },
      movingOut: { destinationHidden: true },
    });
  });

  it('同じ市の区への転出届は受け付けない', () => {
    const old = atNishi();
    expect(old.try(movingOut(old, [1, 2, 3, 4], { destination: AT_NAKA }))).toMatchObject({
      accepted: false,
      refusal: { code: 'E16', article: '住民基本台帳法第38条' },
    });
  });

  it('新しい区で取り消されると、元の区では転出取消で戻せる', () => {
    const old = atNishi();
    const register = new Register(NAKA);
    old.do(noticeOf(register.do(wardMove(recordOf(old)))));
    const { addresseeNumber, historyNumber } = register.person(1);
    const undone = register.do({ kind: 'CancelChange', addresseeNumber, historyNumber, reason: '誤り' });
    const withdrawals = undone.messages.flatMap((one) => (one.type === 'MovingInNoticeWithdrawn' ? one.content : []));
    expect(withdrawals).toHaveLength(4);
    for (const withdrawn of withdrawals) old.do({ kind: 'AcceptNoticeWithdrawal', withdrawn, from: NAKA.code });
    old.do(cancelling(old, [1, 2, 3, 4]), { roles: ['registryManager'] });
    expect(old.person(1)).toMatchObject({ status: 'resident', lastChange: { reason: 'cancellationAdding' } });
  });

  test.each([
    [
      'ほかの市から',
      (old: Register) => answerWard(old.slice, old.person(1).addresseeNumber, '132080', NISHI),
      'otherCity',
    ],
    ['いない方', (old: Register) => answerWard(old.slice, no(999), NAKA.code, NISHI), 'unknownPerson'],
  ])('照会に答えない：%s', (_name, ask, reason) => {
    expect(ask(atNishi())).toEqual({ reason });
  });

  it('転出届のある方の照会には答えない', () => {
    const old = atNishi();
    old.do(movingOut(old, [1, 2, 3, 4]));
    expect(answerWard(old.slice, old.person(1).addresseeNumber, NAKA.code, NISHI)).toEqual({ reason: 'movingOut' });
  });

  it('通知の方がいなければ、要対応になる', () => {
    const old = atNishi();
    const notice = noticeOf(new Register(NAKA).do(wardMove(recordOf(old))));
    const stranger = new Register(NISHI);
    expect(stranger.do(notice).followUps).toMatchObject(Array(4).fill({ kind: 'work', work: 'unknownPerson' }));
    old.do(movingOut(old, [1, 2, 3, 4]));
    expect(old.do(notice)).toMatchObject({ events: [], followUps: Array(4).fill({ work: 'conflictingNotice' }) });
  });
});

function firstOf(record: WardRecord) {
  const [first] = record.residents;
  if (!first) throw new Error('nobody');
  return { addresseeNumber: first.addresseeNumber };
}
