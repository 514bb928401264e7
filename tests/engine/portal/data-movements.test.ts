import { describe, expect, it } from 'vitest';
import type { Hop } from '#app/portal/applications/applications.ts';
import { movementsOf } from '#app/portal/my-data/data-movements.ts';

const AT = '2026-11-24T00:00:00.000Z';
const hop = (object: Hop['object'], step: string) => ({ object, step, at: AT });
const words = (hops: Parameters<typeof movementsOf>[0]) =>
  movementsOf(hops).map(({ from, to, kind }) => `${from} → ${to}: ${kind}`);

describe('私の情報がどの機関の間を動いたか', () => {
  it('届出の経過から、動いた順に並ぶ', () => {
    const steps = [
      hop('portal', 'filed'),
      hop('portal', 'sent'),
      hop('portal', 'announced'),
      hop('application', 'arrived'),
      hop('visit', 'prepared'),
      hop('application', 'movedIn'),
    ];
    expect(words(steps)).toEqual([
      'portal → oldTown: application',
      'portal → newTown: visit',
      'oldTown → portal: status',
      'oldTown → newTown: certificate',
      'newTown → portal: status',
      'newTown → oldTown: movingInNotice',
      'oldTown → portal: status',
    ]);
    expect(movementsOf(steps).every(({ at }) => at === AT)).toBe(true);
  });

  it('取下げと来庁の取消しも動きになり、サイトの中のことは動きではない', () => {
    expect(words([hop('portal', 'withdrawalRequested'), hop('portal', 'portalWithdrew')])).toEqual([
      'portal → oldTown: withdrawal',
      'portal → newTown: visitCancelled',
    ]);
    expect(words([hop('portal', 'awaitingValidation'), hop('portal', 'resubmitted')])).toEqual([]);
  });
});
