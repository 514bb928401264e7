import { describe, expect, test } from 'vitest';
import type { Accepted } from '#app/juki/core/decision.ts';
import { CHOFU, familyOfFour, NEW_ADDRESS, noticeOf, Register, YOKOHAMA_NAKA } from './family.ts';
import {
  beforeTheNightRun,
  cancelledBefore,
  died,
  inOrder,
  nobodyLeaves,
  onPaper,
  overdue,
  planned,
  removed,
  type Story,
  told,
  withdrawnBy,
} from './leaving-stories.ts';

const ELSEWHERE = { toMunicipality: '141046', newAddress: YOKOHAMA_NAKA };
const OTHER_HOUSE = { ...NEW_ADDRESS, lot: '200番地' };

/** What a row expects of the head of the family, of J-LIS and the planned town, and of the 要対応 list. */
interface Outcome {
  status: 'resident' | 'movedOut' | 'deceased';
  removedOn?: string;
  confirmed?: { movedInOn: string; lot: string | undefined };
  /** Day that J-LIS is told for the 消除; none = J-LIS is told no 消除. */
  removalTold?: string;
  /** 転入通知の受理通知 to J-LIS (施行令第13条第3項). */
  received?: boolean;
  withdrawnFrom?: string;
  work?: string;
}

const LOT = NEW_ADDRESS.lot;
const QUIET = { received: false } as const;

/** Left on the day, with the confirmed values of the notice beside the planned ones. */
function left(removedOn: string, movedInOn: string, more: Partial<Outcome> = {}): Outcome {
  return { status: 'movedOut', removedOn, confirmed: { movedInOn, lot: LOT }, received: true, ...more };
}

type Row = [situation: string, article: string, story: Story, notice: Parameters<typeof noticeOf>[2], outcome: Outcome];

const ROWS: Row[] = [
  [
    '予定日より前に転入し、消除の前に届いた',
    '標準仕様書1.1.5',
    planned,
    { movedInOn: '2026-11-28' },
    left('2026-11-28', '2026-11-28', { removalTold: '2026-11-28' }),
  ],
  [
    '予定日より前に転入し、消除の後に届いた',
    '施行令第30条の5',
    removed,
    { movedInOn: '2026-11-28' },
    left('2026-11-28', '2026-11-28', { removalTold: '2026-11-28' }),
  ],
  [
    '予定日に転入し、その日の夜間処理より前に届いた',
    '標準仕様書1.1.5',
    beforeTheNightRun,
    { movedInOn: '2026-12-01' },
    left('2026-12-01', '2026-12-01', { removalTold: '2026-12-01' }),
  ],
  [
    '予定日に転入し、消除の後に届いた',
    '標準仕様書1.1.5',
    removed,
    { movedInOn: '2026-12-01' },
    left('2026-12-01', '2026-12-01'),
  ],
  ['予定日より後に転入した', '標準仕様書1.1.5', removed, { movedInOn: '2026-12-03' }, left('2026-12-01', '2026-12-03')],
  [
    '30日を過ぎて転入した',
    '標準仕様書4.1.3.1.4',
    overdue,
    { movedInOn: '2027-01-15', notifiedOn: '2027-01-18' },
    left('2026-12-01', '2027-01-15'),
  ],
  [
    '予定と違う住所に転入した',
    '施行令第13条第2項',
    removed,
    { newAddress: OTHER_HOUSE },
    left('2026-12-01', '2026-12-01', { confirmed: { movedInOn: '2026-12-01', lot: OTHER_HOUSE.lot } }),
  ],
  [
    '予定と違う市区町村に転入した',
    '法第24条の2第3項',
    removed,
    ELSEWHERE,
    left('2026-12-01', '2026-12-01', {
      withdrawnFrom: '142051',
      confirmed: { movedInOn: '2026-12-01', lot: YOKOHAMA_NAKA.lot },
    }),
  ],
  [
    '予定と違う市区町村に、予定日より前に転入した',
    '法第24条の2第3項',
    planned,
    { ...ELSEWHERE, movedInOn: '2026-11-28' },
    left('2026-11-28', '2026-11-28', {
      removalTold: '2026-11-28',
      withdrawnFrom: '142051',
      confirmed: { movedInOn: '2026-11-28', lot: YOKOHAMA_NAKA.lot },
    }),
  ],
  [
    '転出証明書（紙）で予定と違う市区町村に転入した：取り消す事前通知がない',
    '施行令第23条',
    onPaper,
    ELSEWHERE,
    left('2026-12-01', '2026-12-01', { confirmed: { movedInOn: '2026-12-01', lot: YOKOHAMA_NAKA.lot } }),
  ],
  [
    '訂正：早い日から予定日より後の日へ',
    '標準仕様書4.1.3.1.2',
    inOrder(removed, told({ movedInOn: '2026-11-28' })),
    { revision: 2, movedInOn: '2026-12-02' },
    left('2026-12-01', '2026-12-02', { removalTold: '2026-12-01' }),
  ],
  [
    '訂正：予定日より前の日へ',
    '標準仕様書4.1.3.1.2',
    inOrder(removed, told({ movedInOn: '2026-12-02' })),
    { revision: 2, movedInOn: '2026-11-27' },
    left('2026-11-27', '2026-11-27', { removalTold: '2026-11-27' }),
  ],
  [
    '訂正：住所だけ',
    '標準仕様書4.1.3.1.2',
    inOrder(removed, told()),
    { revision: 2, newAddress: OTHER_HOUSE },
    left('2026-12-01', '2026-12-01', { confirmed: { movedInOn: '2026-12-01', lot: OTHER_HOUSE.lot } }),
  ],
  [
    '同じ通知が二度届いた',
    '標準仕様書4.1.3.1.2',
    inOrder(removed, told()),
    {},
    left('2026-12-01', '2026-12-01', { received: false }),
  ],
  [
    '訂正の後に、訂正前の通知が届いた',
    '標準仕様書4.1.3.1.2',
    inOrder(removed, told({ revision: 2, movedInOn: '2026-12-02' })),
    { movedInOn: '2026-11-28' },
    left('2026-12-01', '2026-12-02', { received: false }),
  ],
  [
    '文字化けした通知',
    '標準仕様書4.1.3.1.2',
    removed,
    { householder: '試験\uFFFD太郎' },
    { status: 'movedOut', removedOn: '2026-12-01', ...QUIET, work: 'garbledNotice' },
  ],
  [
    '転入日が今日より後の通知',
    '標準仕様書4.1.3.1.2',
    planned,
    { movedInOn: '2026-12-01' },
    { status: 'resident', ...QUIET, work: 'garbledNotice' },
  ],
  [
    '転出届のない住民の通知（未届転入の最終登録住所地）',
    '標準仕様書4.1.1.4',
    nobodyLeaves,
    { movingOutId: undefined },
    { status: 'resident', ...QUIET, work: 'noMovingOutNotification' },
  ],
  [
    '死亡などで消除した方の通知',
    '施行令第8条',
    died,
    { movingOutId: undefined },
    { status: 'deceased', removedOn: '2026-12-02', ...QUIET, work: 'conflictingNotice' },
  ],
  [
    '転出取消の後に届いた',
    '標準仕様書4.6.0.1',
    cancelledBefore,
    {},
    { status: 'resident', ...QUIET, work: 'cancelledMovingOut' },
  ],
  [
    '別の市区町村の通知を受理した後に届いた',
    '法第9条第1項',
    inOrder(removed, told()),
    ELSEWHERE,
    left('2026-12-01', '2026-12-01', { received: false, work: 'conflictingNotice' }),
  ],
  [
    '転入地が取り消した後に、別の市区町村から届いた',
    '標準仕様書4.6.0.1',
    inOrder(removed, told(), withdrawnBy('142051')),
    { ...ELSEWHERE, movedInOn: '2026-12-03' },
    left('2026-12-01', '2026-12-03', {
      withdrawnFrom: '142051',
      confirmed: { movedInOn: '2026-12-03', lot: YOKOHAMA_NAKA.lot },
    }),
  ],
  [
    '転入地が取り消した後に、同じ市区町村から改めて届いた',
    '標準仕様書4.6.0.1',
    inOrder(removed, told(), withdrawnBy('142051')),
    { movedInOn: '2026-12-03' },
    left('2026-12-01', '2026-12-03'),
  ],
];

function outcomeOf(register: Register, { messages, followUps }: Accepted): Outcome {
  const { status, removed: gone, movingOut: leaving, addresseeNumber } = register.person(1);
  const own = messages.filter(({ about }) => 'addresseeNumber' in about && about.addresseeNumber === addresseeNumber);
  const told = own.find((one) => one.type === 'IdentityInformationNotice');
  const taken = messages.find((one) => one.type === 'MovingOutCertificateWithdrawn');
  const work = followUps.find((one) => one.kind === 'work');
  const { movedInOn, address } = leaving?.confirmed ?? {};
  return {
    status: status as Outcome['status'],
    ...(gone ? { removedOn: gone.on } : {}),
    ...(movedInOn && address ? { confirmed: { movedInOn, lot: address.lot } } : {}),
    ...(told?.type === 'IdentityInformationNotice' ? { removalTold: told.content.effectiveOn } : {}),
    received: own.some((one) => one.type === 'MovingInNoticeReceived'),
    ...(taken ? { withdrawnFrom: taken.to } : {}),
    ...(work ? { work: work.work } : {}),
  };
}

describe('転入通知の受理の一覧（住民基本台帳法第9条第1項）', () => {
  test.each(ROWS)('%s（%s）', (_, __, story, notice, outcome) => {
    const register = new Register(CHOFU).migrate(familyOfFour());
    story(register);
    const persons = outcome.status === 'deceased' || outcome.work === 'noMovingOutNotification' ? [1] : [1, 2, 3, 4];
    const decision = register.do(noticeOf(register, persons, notice));
    expect(outcomeOf(register, decision)).toEqual(outcome);
    if (outcome.confirmed) expect(register.person(1).movingOut?.plannedAddress).toEqual(NEW_ADDRESS);
    const again = register.slice;
    const repeated = register.do(noticeOf(register, persons, notice));
    expect(register.slice).toBe(again);
    expect(repeated.messages).toEqual([]);
  });
});
