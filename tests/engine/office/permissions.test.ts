import { describe, expect, it } from 'vitest';
import { APPLICATION_STAGE_ORDER, effectOfWithdrawal } from '#app/office/applications/application-stages.ts';
import { ARRIVAL_STAGE_ORDER } from '#app/office/arrivals/arrival-stages.ts';
import { OFFICE_LIMITS } from '#app/office/office-limits.ts';
import {
  ACT_ROLES,
  type ActName,
  APPLICATION_RULES,
  type ApplicationAct,
  ARRIVAL_RULES,
  type ArrivalAct,
  mayActOnApplication,
  mayActOnArrival,
  mayDo,
  mayDoFor,
  mayFileAct,
  ROOM_RULES,
  type RoomAct,
} from '#app/office/permissions.ts';
import { Role } from '#app/vocabulary/roles.ts';
import { CHOFU } from '#db/fixtures/towns.ts';

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
    const may = (act: RoomAct, roles: Role[]) => mayDo(act, { roles, officeCode: 'honcho' }, CHOFU);
    for (const role of Role.options) expect(may('seeAudit', [role])).toBe(role === 'auditor');
    for (const act of Object.keys(ROOM_RULES) as RoomAct[]) expect(may(act, [])).toBe(false);
  });
});

describe('庁舎 × 役割 × 処理', () => {
  const at = (officeCode: string) => ({ roles: [...Role.options], officeCode });

  it.each(Object.entries(OFFICE_LIMITS))('%s（%s）を、支所の職員はどの役割でも町全体について行えない', (act, limit) => {
    if (act in ACT_ROLES) {
      expect(mayFileAct(act as ActName, at('honcho'), CHOFU)).toBe(true);
      expect(mayFileAct(act as ActName, at('jindai'), CHOFU)).toBe(false);
    } else {
      expect(mayDo(act as RoomAct, at('honcho'), CHOFU)).toBe(true);
      expect(mayDo(act as RoomAct, at('jindai'), CHOFU)).toBe(limit === 'ownOffice');
      expect(mayDoFor(act as RoomAct, at('jindai'), CHOFU, 'honcho')).toBe(false);
      expect(mayDoFor(act as RoomAct, at('jindai'), CHOFU, 'jindai')).toBe(limit === 'ownOffice');
      expect(mayDoFor(act as RoomAct, at('honcho'), CHOFU, 'jindai')).toBe(true);
    }
  });

  it('町にない庁舎の職員は、本庁の処理を行えない', () => {
    expect(mayDo('reconcile', at('nowhere'), CHOFU)).toBe(false);
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
