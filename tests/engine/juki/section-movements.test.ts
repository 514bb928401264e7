import { describe, expect, test } from 'vitest';
import type { ChangeReason } from '#app/juki/core/change-reasons.ts';
import type { Resident } from '#app/juki/core/register.ts';
import { movementsOf } from '#app/juki/core/section-movements.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { NEARBY } from './acts.ts';
import { CHOFU, familyOfFour, NEW_ADDRESS, Register, TODAY, YOKOHAMA_NAKA } from './family.ts';

const WARD = { ...CHOFU, code: '141038', city: { code: '141003', name: '横浜市', wards: ['141038', '141046'] } };
const facts = { town: CHOFU, today: TODAY };

function stamped(row: Resident, reason: ChangeReason, changedOn?: string): Resident {
  return { ...row, lastChange: { reason, processedOn: TODAY, ...(changedOn ? { changedOn } : {}) } };
}

const HERE = stamped(new Register(CHOFU).migrate(familyOfFour()).person(1), 'dataMigration');
const PLAN: NonNullable<Resident['movingOut']> = {
  movingOutId: 'm1',
  plannedOn: '2026-12-01',
  plannedAddress: NEW_ADDRESS,
  notifiedOn: TODAY,
  channel: 'counter',
  special: true,
};
const PLANNED: Resident = { ...HERE, movingOut: PLAN };

function gone(status: 'movedOut' | 'deceased' | 'removed', reason: ChangeReason, more: Partial<Resident> = {}) {
  return stamped({ ...HERE, status, removed: { reason, on: '2026-11-20' }, ...more }, reason, '2026-11-20');
}

const LEFT = gone('movedOut', 'domesticMovingOut', { movingOut: PLAN });

describe('一人の異動が、関係課にとって何であるか', () => {
  test.each<[string, Resident | undefined, Resident, [string, string, string][]]>([
    ['データ移行は何も知らせない', undefined, HERE, []],
    [
      '国内転入は転入',
      undefined,
      stamped(HERE, 'domesticMovingIn', '2026-11-20'),
      [['confirmed', 'entry', '2026-11-20']],
    ],
    ['異動日のない記載は今日から', undefined, stamped(HERE, 'exOfficioEntry'), [['confirmed', 'entry', TODAY]]],
    [
      '生まれた日に住民となれば出生',
      undefined,
      stamped({ ...HERE, becameResidentOn: HERE.bornOn }, 'birth', '2026-11-18'),
      [['confirmed', 'birth', '2026-11-18']],
    ],
    [
      '区間異動の転入',
      undefined,
      stamped(HERE, 'wardMovingIn', '2026-11-20'),
      [['confirmed', 'wardEntry', '2026-11-20']],
    ],
    ['再転入は、除票があっても転入', LEFT, stamped(HERE, 'domesticMovingIn', TODAY), [['confirmed', 'entry', TODAY]]],
    [
      '消除の後の転出取消は、消除の日に遡って取り消す',
      LEFT,
      stamped(HERE, 'cancellationAdding', TODAY),
      [['withdrawn', 'leaving', '2026-11-20']],
    ],
    [
      '職権回復は消除を取り消す',
      gone('removed', 'exOfficioRemoval'),
      stamped(HERE, 'exOfficioRestoration', TODAY),
      [['withdrawn', 'removal', '2026-11-20']],
    ],
    ['転出届は予定', HERE, stamped(PLANNED, 'domesticMovingOut'), [['planned', 'leaving', '2026-12-01']]],
    ['消除の前の転出取消', PLANNED, stamped(HERE, 'cancellationCorrecting'), [['withdrawn', 'leaving', '2026-12-01']]],
    [
      '転居',
      HERE,
      stamped({ ...HERE, address: NEARBY, addressSince: exactDate('2026-11-20') }, 'relocation', '2026-11-20'),
      [['confirmed', 'relocation', '2026-11-20']],
    ],
    [
      '住居表示では、住所を定めた日は変わらず、住所の表示の変更',
      HERE,
      stamped({ ...HERE, address: NEARBY }, 'minorCorrection', '2026-11-20'),
      [['confirmed', 'notation', '2026-11-20']],
    ],
    [
      '転居の取消しは、転居の日に遡る',
      { ...HERE, address: NEARBY, addressSince: exactDate('2026-11-20') },
      stamped(HERE, 'cancellationCorrecting', TODAY),
      [['withdrawn', 'relocation', '2026-11-20']],
    ],
    [
      '日の分からない転居の取消しは、取消しの日から',
      { ...HERE, address: NEARBY, addressSince: { text: '令和8年春', kind: 'unknown' } },
      stamped(HERE, 'cancellationCorrecting', TODAY),
      [['withdrawn', 'relocation', TODAY]],
    ],
    [
      '住所の表示の取消しは、取消しの日から',
      { ...HERE, address: NEARBY },
      stamped(HERE, 'cancellationCorrecting', TODAY),
      [['withdrawn', 'notation', TODAY]],
    ],
    [
      '異動日のない世帯主の変更は今日から',
      HERE,
      stamped({ ...HERE, householder: false }, 'headChange'),
      [['confirmed', 'household', TODAY]],
    ],
    [
      '世帯分離',
      HERE,
      stamped({ ...HERE, householdNumber: '9' }, 'householdSplit', '2026-11-20'),
      [['confirmed', 'household', '2026-11-20']],
    ],
    [
      '住民票コードの変更は、どの課にも関わらない',
      HERE,
      stamped({ ...HERE, residentRecordCode: '1' }, 'codeChanged'),
      [],
    ],
    ['死亡', HERE, gone('deceased', 'death'), [['confirmed', 'death', '2026-11-20']]],
    [
      '転出予定の方の死亡は、予定も取り消す',
      PLANNED,
      gone('deceased', 'death'),
      [
        ['withdrawn', 'leaving', '2026-12-01'],
        ['confirmed', 'death', '2026-11-20'],
      ],
    ],
    ['予定どおりの転出は、予定を取り消さない', PLANNED, LEFT, [['confirmed', 'leaving', '2026-11-20']]],
    ['失踪宣告は死亡と同じ', HERE, gone('removed', 'disappearance'), [['confirmed', 'death', '2026-11-20']]],
    ['職権消除', HERE, gone('removed', 'exOfficioRemoval'), [['confirmed', 'removal', '2026-11-20']]],
    [
      '記載の取消しは、記載を取り消す',
      HERE,
      gone('removed', 'cancellationReducing'),
      [['withdrawn', 'entry', '2026-11-20']],
    ],
    [
      '消除の日の訂正は、新しい日で知らせる',
      LEFT,
      { ...LEFT, removed: { reason: 'movingInNoticeAccepted', on: '2026-11-15' } },
      [['confirmed', 'leaving', '2026-11-15']],
    ],
    ['除票に番号が加わっても、何も知らせない', LEFT, stamped({ ...LEFT, individualNumber: '1' }, 'codeEntered'), []],
    ['知らない方の除票では、何も知らせない', undefined, LEFT, []],
  ])('%s', (_, was, is, expected) => {
    expect(movementsOf(was, is, facts).map(({ phase, movement, on }) => [phase, movement, on])).toEqual(expected);
  });

  test.each<[string, Partial<Resident>]>([
    ['氏名', { name: { ...HERE.name, full: '改名　太郎' } }],
    ['振り仮名', { name: { ...HERE.name, kana: 'カイメイ　タロウ' } }],
    ['旧氏', { name: { ...HERE.name, formerSurname: '旧氏' } }],
    ['通称', { name: { ...HERE.name, alias: '通称' } }],
    ['生年月日', { bornOn: exactDate('1985-04-13') }],
    ['性別', { sex: '2' }],
    ['国籍', { kind: 'foreign' }],
  ])('%sの変更は、氏名等の変更', (_, changed) => {
    expect(movementsOf(HERE, stamped({ ...HERE, ...changed }, 'exOfficioCorrection', TODAY), facts)).toEqual([
      { phase: 'confirmed', movement: 'identity', on: TODAY },
    ]);
  });

  test('転出先は、転入通知で分かった所。団体コードがなければ国外、同じ市の区なら区間異動', () => {
    const leaving = (movingOut: Resident['movingOut'], town = CHOFU) =>
      movementsOf(HERE, gone('movedOut', 'domesticMovingOut', { movingOut }), { town, today: TODAY })[0]?.movement;
    const abroad = { municipality: 'フランス' };
    const confirmed = (address: typeof NEW_ADDRESS) => ({
      ...PLAN,
      confirmed: { movedInOn: TODAY, noticeOn: TODAY, address },
    });
    expect(leaving(PLAN)).toBe('leaving');
    expect(leaving({ ...PLAN, plannedAddress: abroad })).toBe('abroad');
    expect(leaving({ ...confirmed(NEW_ADDRESS), plannedAddress: abroad })).toBe('leaving');
    expect(leaving(undefined)).toBe('abroad');
    const ward = { ...WARD, city: { ...WARD.city, serials: { first: 1, last: 2 } } };
    expect(leaving({ ...PLAN, plannedAddress: YOKOHAMA_NAKA }, ward)).toBe('wardLeaving');
    expect(leaving({ ...confirmed(YOKOHAMA_NAKA) }, ward)).toBe('wardLeaving');
    expect(leaving(PLAN, ward)).toBe('leaving');
  });
});
