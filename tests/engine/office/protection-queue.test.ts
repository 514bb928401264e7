import { describe, expect, it, test } from 'vitest';
import type { ProtectionDue, ProtectionView } from '#app/juki/door.ts';
import { protectionQueue, STEP_ORDER, stepCounts } from '#app/office/protection/protection-queue.ts';
import { PROTECTION_DUE } from '#app/office/protection/protection-words.ts';

const view = (changes: Partial<ProtectionView> = {}): ProtectionView => ({
  measureId: 'm1',
  version: 1,
  state: 'full',
  receivedOn: '2026-11-20',
  from: '2026-11-20',
  until: '2027-11-19',
  applicant: '1',
  coApplicants: [],
  application: {
    ground: 'stalking',
    abusers: [],
    papers: ['currentAddress'],
    formerAddress: '',
    registeredDomicile: '',
    consulted: '調布警察署',
    opinion: '',
  },
  forwardedTo: [],
  persons: [{ addresseeNumber: '1', name: '試験　花子', status: 'resident', role: 'applicant' }],
  due: [],
  formerAddress: false,
  released: false,
  extensionOpensOn: '2027-10-20',
  ...changes,
});
const asked = {
  requestedBy: { id: 'p1', name: '沖' },
  requestedAt: '2026-11-24T00:05:00.000Z',
  reason: '来庁',
  minutes: 30,
};
const rowOf = (changes: Partial<ProtectionView>, officer = 'p9') => protectionQueue([view(changes)], officer)[0];

describe('支援措置の担当の一覧（住民基本台帳事務処理要領 第5-10、標準仕様書 3.1）', () => {
  it('担当者がすることは、どれも急ぐ順のどこかにある', () => {
    expect([...STEP_ORDER].toSorted()).toEqual(Object.keys(PROTECTION_DUE).toSorted());
  });

  test.each<[ProtectionDue, Partial<ProtectionView>, string, string]>([
    ['needToConfirm', { state: 'provisional' }, 'ConfirmProtection', '令和8年11月20日に受付'],
    ['receivedToCheck', { state: 'received' }, 'TakeProtection', '令和8年11月20日に受付'],
    ['endsSoon', {}, 'ExtendProtection', '令和9年11月19日まで'],
    ['hasEnded', {}, 'ExtendProtection', '令和9年11月19日に期間が終わった'],
    ['newsToSee', {}, 'NoteProtectionNews', ''],
    ['toForward', {}, 'ForwardProtection', ''],
    ['releaseToApprove', { release: asked }, 'ApproveRelease', '令和8年11月24日 9時05分に申請、30分間'],
  ])('%s の次にすることは、その書式につながる', (step, changes, act, when) => {
    expect(rowOf({ ...changes, due: [step] })?.next).toEqual({ label: PROTECTION_DUE[step], act, when });
  });

  it('自分の申請した一時解除は、ほかの担当者の承認を待つ（二人で行う）', () => {
    const changes = { release: asked, due: ['releaseToApprove' as const] };
    expect(rowOf(changes, 'p1')?.next).toEqual({
      label: 'ほかの担当者の承認を待つ',
      when: '令和8年11月24日 9時05分に申請、30分間',
    });
    expect(rowOf(changes, 'p2')?.next.act).toBe('ApproveRelease');
  });

  it('することがなくても、次に何が来るかを言う', () => {
    expect(rowOf({})?.next).toEqual({ label: '待つ', when: '令和9年10月20日から延長を受け付ける' });
    const until = '2026-11-24T00:35:00.000Z';
    expect(rowOf({ released: true, release: { ...asked, until } })?.next).toEqual({
      label: '一時解除中',
      when: '令和8年11月24日 9時35分に元に戻る',
    });
    expect(rowOf({ formerAddress: true, state: 'provisional', extensionOpensOn: undefined })).toMatchObject({
      state: '前住所地（仮支援措置）',
      next: { label: '待つ', when: '' },
    });
  });

  it('急ぐ順に並び、同じ急ぎなら期間の終わりが先。することの件数で絞り込める', () => {
    const rows = protectionQueue(
      [
        view({ measureId: 'quiet' }),
        view({ measureId: 'later', due: ['endsSoon'], until: '2026-12-20' }),
        view({ measureId: 'sooner', due: ['endsSoon'], until: '2026-12-10' }),
        view({ measureId: 'both', due: ['toForward', 'needToConfirm'] }),
        view({ measureId: 'late', due: ['hasEnded'] }),
        view({ measureId: 'waiting', due: ['releaseToApprove'], release: asked }),
      ],
      'p2',
    );
    expect(rows.map((row) => row.measureId)).toEqual(['waiting', 'late', 'both', 'sooner', 'later', 'quiet']);
    expect(rows[2]).toMatchObject({ next: { act: 'ConfirmProtection' }, also: ['求められた市区町村に転送する'] });
    expect(stepCounts(rows).map(({ step, count }) => [step, count])).toEqual([
      ['releaseToApprove', 1],
      ['hasEnded', 1],
      ['needToConfirm', 1],
      ['toForward', 1],
      ['endsSoon', 2],
    ]);
  });
});
