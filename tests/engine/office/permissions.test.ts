import { describe, expect, it } from 'vitest';
import { APPLICATION_STAGE_ORDER, effectOfWithdrawal } from '#app/office/application-stages.ts';
import { ARRIVAL_STAGE_ORDER } from '#app/office/arrival-stages.ts';
import {
  APPLICATION_RULES,
  type ApplicationAct,
  ARRIVAL_RULES,
  type ArrivalAct,
  mayActOnApplication,
  mayActOnArrival,
  mayDo,
  ROOM_RULES,
  type RoomAct,
} from '#app/office/permissions.ts';
import { Role } from '#app/vocabulary/roles.ts';

const SOLE = { soleDecision: true, certificateTimeoutMs: 2000, cardlessMoversWithAnyCard: true };
const THREE = { ...SOLE, soleDecision: false };

describe('状態 × 役割 × 処理', () => {
  it('システム管理と監査の職員は、どの段階でも申請と転入を処理できない', () => {
    for (const role of ['administrator', 'auditor'] as const) {
      for (const rules of [SOLE, THREE]) {
        for (const act of Object.keys(APPLICATION_RULES) as ApplicationAct[]) {
          for (const stage of APPLICATION_STAGE_ORDER)
            expect(mayActOnApplication(act, [role], stage, rules)).toBe(false);
        }
        for (const act of Object.keys(ARRIVAL_RULES) as ArrivalAct[]) {
          for (const stage of ARRIVAL_STAGE_ORDER) expect(mayActOnArrival(act, [role], stage, rules)).toBe(false);
        }
      }
    }
  });

  it('決裁は、専決のない市では決裁者だけが行う（標準仕様書 4.0.8）', () => {
    const may = Role.options.filter((role) => mayActOnApplication('approve', [role], 'reviewed', THREE));
    expect(may).toEqual(['approver']);
  });

  it('専決の市でだけ、決裁者がひとりで受理できる', () => {
    expect(mayActOnApplication('accept', ['approver'], 'underReview', SOLE)).toBe(true);
    expect(mayActOnApplication('accept', ['approver'], 'underReview', THREE)).toBe(false);
    expect(mayActOnApplication('accept', ['reception'], 'underReview', SOLE)).toBe(false);
    expect(mayActOnApplication('accept', ['reception'], 'underReview', THREE)).toBe(true);
  });

  it('終わった申請には、どの役割にも処理がない', () => {
    for (const stage of [
      'refused',
      'withdrawn',
      'corrected',
      'cancelled',
      'completed',
      'correctionRequested',
    ] as const) {
      for (const act of Object.keys(APPLICATION_RULES) as ApplicationAct[]) {
        expect(mayActOnApplication(act, Role.options, stage, SOLE)).toBe(false);
      }
    }
  });

  it('開いている申請には、必ず処理できる役割がある', () => {
    for (const stage of APPLICATION_STAGE_ORDER) {
      const acts = (Object.keys(APPLICATION_RULES) as ApplicationAct[]).filter((act) =>
        mayActOnApplication(act, Role.options, stage, THREE),
      );
      const open = !['refused', 'withdrawn', 'corrected', 'cancelled', 'completed', 'correctionRequested'].includes(
        stage,
      );
      expect([stage, acts.length > 0]).toEqual([stage, open]);
    }
  });

  it('操作ログは監査の職員だけが見る', () => {
    for (const role of Role.options) expect(mayDo('seeAudit', [role])).toBe(role === 'auditor');
    for (const act of Object.keys(ROOM_RULES) as RoomAct[]) expect(mayDo(act, [])).toBe(false);
  });
});

describe('取下げの効果', () => {
  it.each([
    ['arrived', 'withdraw'],
    ['underReview', 'withdraw'],
    ['correctionRequested', 'withdraw'],
    ['provisional', 'discardDraft'],
    ['approved', 'discardDraft'],
    ['completed', 'cancelMovingOut'],
    ['cancelRequested', 'cancelMovingOut'],
    ['refused', 'alreadyEnded'],
    ['cancelled', 'alreadyEnded'],
  ] as const)('%s のときは %s', (stage, effect) => {
    expect(effectOfWithdrawal(stage)).toBe(effect);
  });
});
