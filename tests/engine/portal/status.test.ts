import { describe, expect, it } from 'vitest';
import {
  APPLICATION_RULES,
  APPLICATION_STATES,
  afterResident,
  afterTownReport,
  afterValidation,
  isOpen,
  movesByItself,
  VISIT_RULES,
  VISIT_STATES,
  visitAfterPortal,
  visitAfterResident,
  visitAfterTownReport,
} from '#app/portal/applications/status.ts';
import { hasText } from '#app/portal/texts/text.ts';

describe('転出届の状態', () => {
  it('ふつうの道: 送信済み → 受付 → 審査中 → 完了 → 転出済み → 転入済み', () => {
    let state = afterTownReport('sent', 'arrived');
    expect(state).toBe('arrived');
    for (const [report, next] of [
      ['underReview', 'underReview'],
      ['completed', 'completed'],
      ['movedOut', 'movedOut'],
      ['movedIn', 'movedIn'],
    ] as const) {
      state = state && afterTownReport(state, report);
      expect(state).toBe(next);
    }
  });

  it('予定より早い転入では、消除より先に転入の知らせが来てもよい', () => {
    expect(afterTownReport('completed', 'movedIn')).toBe('movedIn');
    expect(afterTownReport('movedIn', 'movedOut')).toBeUndefined();
  });

  it('完了の後に遅れて届いた受付・審査中の知らせは、状態を戻さない', () => {
    for (const late of ['arrived', 'underReview', 'correctionRequested', 'refused', 'withdrawn'] as const) {
      expect(afterTownReport('completed', late)).toBeUndefined();
    }
  });

  it('完了の前は取下げ、後は転出取消の申出', () => {
    for (const state of ['sent', 'arrived', 'underReview', 'correctionRequested'] as const) {
      expect(afterResident(state, 'withdraw')).toBe(state);
      expect(afterResident(state, 'askForCancellation')).toBeUndefined();
    }
    expect(afterResident('completed', 'withdraw')).toBeUndefined();
    expect(afterResident('completed', 'askForCancellation')).toBe('completed');
    expect(afterResident('awaitingValidation', 'withdraw')).toBe('withdrawn');
  });

  it('転入の後は、住民は何も取り消せない', () => {
    expect(APPLICATION_RULES.movedIn.resident).toEqual({});
  });

  it('再申請は訂正を求められたときだけ', () => {
    expect(APPLICATION_STATES.filter((state) => afterResident(state, 'resubmit'))).toEqual(['correctionRequested']);
  });

  it('取下げできないという返事では状態が変わらない', () => {
    for (const state of ['sent', 'arrived', 'underReview', 'correctionRequested', 'completed', 'movedOut'] as const) {
      expect(afterTownReport(state, 'withdrawalRefused')).toBe(state);
    }
  });

  it('証明書の確認待ちは、確認できれば送信済み、できなければ却下', () => {
    expect(afterValidation('awaitingValidation', 'validated')).toBe('sent');
    expect(afterValidation('awaitingValidation', 'notValid')).toBe('refused');
    expect(afterValidation('sent', 'validated')).toBeUndefined();
  });

  it('終わった届出からは、どの道も出ない', () => {
    for (const state of ['resubmitted', 'refused', 'withdrawn', 'cancelled'] as const) {
      expect(APPLICATION_RULES[state]).toEqual({ resident: {}, oldTown: {}, portal: {} });
      expect(isOpen(state)).toBe(false);
    }
  });
});

describe('転入予約の状態', () => {
  it('ふつうの道: 連絡 → 準備完了 → 来庁 → 転入完了', () => {
    expect(visitAfterPortal('planned', 'announce')).toBe('announced');
    expect(visitAfterTownReport('announced', 'arrived')).toBe('announced');
    expect(visitAfterTownReport('announced', 'prepared')).toBe('prepared');
    expect(visitAfterTownReport('prepared', 'visited')).toBe('visited');
    expect(visitAfterTownReport('visited', 'registered')).toBe('registered');
  });

  it('窓口で手続きできなければ、日を決め直せる', () => {
    expect(visitAfterTownReport('visited', 'sentBack')).toBe('sentBack');
    expect(visitAfterResident('sentBack', 'planAgain', 'completed')).toBe('announced');
  });

  it('届出が終わっていれば、予定も変えられない', () => {
    expect(visitAfterResident('cancelled', 'planAgain', 'withdrawn')).toBeUndefined();
    expect(visitAfterResident('announced', 'changeVisit', 'refused')).toBeUndefined();
  });

  it('来庁の後に届いた取消しは、来庁をなかったことにしない', () => {
    expect(visitAfterPortal('visited', 'withdraw')).toBeUndefined();
    expect(visitAfterPortal('registered', 'withdraw')).toBeUndefined();
  });
});

describe('どの状態にも言葉がある', () => {
  it.each(APPLICATION_STATES.map((state) => [state]))('転出届 %s', (state) => {
    expect(hasText(`state.${state}`)).toBe(true);
    expect(hasText(`now.${state}`)).toBe(true);
    for (const report of Object.keys(APPLICATION_RULES[state].oldTown)) {
      expect(hasText(`hop.application.${report}`), report).toBe(true);
    }
  });

  it.each(VISIT_STATES.map((state) => [state]))('転入予約 %s', (state) => {
    expect(hasText(`visit.${state}`)).toBe(true);
    for (const report of Object.keys(VISIT_RULES[state].newTown)) {
      expect(hasText(`hop.visit.${report}`), report).toBe(true);
    }
  });

  it('住民が待つだけの状態は、ページが自分で新しくなる', () => {
    expect(movesByItself('sent', 'announced')).toBe(true);
    expect(movesByItself('correctionRequested', 'prepared')).toBe(false);
    expect(movesByItself('movedIn', 'registered')).toBe(false);
  });
});
