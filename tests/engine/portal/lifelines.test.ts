import { describe, expect, it, test } from 'vitest';
import type { MovingForm } from '#app/messages/contracts/application.ts';
import { LifelineCompany, LifelineRequest } from '#app/national/contracts/lifelines.ts';
import { movingForm } from '#app/portal/filing/form.ts';
import { LIFELINE_QUESTIONS, readPlan, requestOf } from '#app/portal/lifelines/plans.ts';
import {
  afterReceipt,
  afterRefusedWithdrawal,
  afterWithdrawal,
  LIFELINE_STATES,
  mayAskAgain,
  waitsForCompany,
} from '#app/portal/lifelines/states.ts';
import { lifelineItems } from '#app/portal/screens/lifeline-items.ts';
import { hasText } from '#app/portal/texts/text.ts';
import { COMPLETE, TODAY } from './answers.ts';

function formOf(changes: Partial<MovingForm> = {}): MovingForm {
  const facts = { receiptNumber: '2026112409000000001', filedOn: TODAY, office: 'honcho' };
  const form = movingForm(COMPLETE, facts);
  if (!form) throw new Error('the answers are complete');
  return { ...form, ...changes };
}

const day = (name: string, on = '28') => ({
  [`${name}.year`]: ['2026'],
  [`${name}.month`]: ['11'],
  [`${name}.day`]: [on],
});
const DAYS = { ...day('stopOn'), ...day('startOn'), ...day('movedOn'), ...day('forwardFrom') };
const CONSENT = { id: '01890000-0000-7000-8000-000000000001', at: '2026-11-24T00:00:00.000Z' };
const ID = '01890000-0000-7000-8000-000000000002';

function requestTo(company: LifelineCompany, form = formOf(), values: Record<string, string[]> = {}): LifelineRequest {
  const read = readPlan(company, form, { ...DAYS, ...values });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return requestOf(read.plan, ID, CONSENT);
}

const PERSONAL = ['company', 'requestId', 'consent', 'name', 'phone', 'oldAddress', 'newAddress'];

describe('事業者に送る項目', () => {
  test.each<[LifelineCompany, string[]]>([
    ['power', ['kana', 'stopOn', 'startOn']],
    ['gas', ['kana', 'stopOn', 'startOn']],
    ['water', ['stopOn', 'startOn']],
    ['broadcasting', ['movedOn']],
    ['post', ['members', 'forwardFrom']],
    ['internet', ['startOn']],
  ])('%s には、決まった項目だけが渡る', (company, more) => {
    expect(Object.keys(requestTo(company)).toSorted()).toEqual([...PERSONAL, ...more].toSorted());
  });

  test.each(LifelineCompany.options)('%s に送るものは、言葉の付いた項目としてすべて画面に出る', (company) => {
    const number: Record<string, string[]> = LIFELINE_QUESTIONS[company].customerNumber
      ? { customerNumber: ['12345674'] }
      : {};
    const request = requestTo(company, formOf(), number);
    for (const key of Object.keys(request)) expect(hasText(`lifeline.item.${key}`), key).toBe(true);
    const shown = lifelineItems(request);
    expect(shown).toHaveLength(Object.keys(request).length);
    const text = shown.map(({ value }) => value).join('\n');
    for (const value of Object.values(request).flat()) {
      if (typeof value === 'string' && value !== company && !/^\d{4}-/.test(value)) expect(text).toContain(value);
    }
    expect(hasText(`lifeline.company.${company}`)).toBe(true);
    expect(hasText(`lifeline.hint.${company}`)).toBe(true);
  });

  it('一覧にない項目の付いた申込みは、どの事業者の決まりにも合わない', () => {
    for (const company of LifelineCompany.options) {
      const request = requestTo(company);
      expect(LifelineRequest.safeParse(request).success).toBe(true);
      for (const more of [{ individualNumber: '123456789018' }, { relationship: '妻' }, { reason: '転勤' }]) {
        expect(LifelineRequest.safeParse({ ...request, ...more }).success, company).toBe(false);
      }
    }
  });
});

describe('入力の読み取り', () => {
  it('日と番号の書き間違いは、欄ごとに言う', () => {
    const read = readPlan('power', formOf(), { ...day('stopOn'), customerNumber: ['12-ab'] });
    expect(read).toMatchObject({
      errors: { startOn: expect.any(String), customerNumber: 'お客様番号は、6桁から13桁の数字で入力してください。' },
    });
  });

  it('全角の数字とハイフンは読み、空の番号は送らない', () => {
    expect(requestTo('gas', formOf(), { customerNumber: ['１２３４－５６７４'] })).toMatchObject({
      customerNumber: '12345674',
    });
    expect(requestTo('gas', formOf(), { customerNumber: [' '] })).not.toHaveProperty('customerNumber');
  });

  it('番地の決まっていない届出では、新しい住所を入力する', () => {
    const { lot: _, ...undecided } = formOf().newAddress;
    const form = formOf({ newAddress: undecided });
    expect(readPlan('post', form, DAYS)).toMatchObject({ errors: { newAddress: expect.any(String) } });
    expect(requestTo('post', form, { newAddress: ['神奈川県藤沢市辻堂9-9'] })).toMatchObject({
      newAddress: '神奈川県藤沢市辻堂9-9',
    });
    // An address that was filed is not to be replaced by a hidden field.
    expect(requestTo('post', formOf(), { newAddress: ['ほかの住所'] }).newAddress).toContain('5番6号');
  });
});

describe('申込みの状態', () => {
  it('どの状態にも名前と、次に起きることの文がある', () => {
    for (const state of LIFELINE_STATES) {
      expect(hasText(`lifeline.state.${state}`)).toBe(true);
      expect(hasText(`lifeline.now.${state}`)).toBe(true);
    }
  });

  it('届いたかもしれない申込みは会社に取り消してもらい、一度も送っていないものはすぐ取り消す', () => {
    expect(afterWithdrawal('toSend', false)).toBe('withdrawn');
    expect(afterWithdrawal('toSend', true)).toBe('withdrawing');
    expect(afterWithdrawal('accepted', true)).toBe('withdrawing');
    for (const state of ['refused', 'withdrawing', 'withdrawn'] as const) {
      expect(afterWithdrawal(state, true), state).toBeUndefined();
    }
  });

  it('取消しを頼んだ後に遅れて来た受付は、状態を変えない', () => {
    for (const late of ['received', 'accepted', 'needsAttendance', 'refused'] as const) {
      expect(afterReceipt('withdrawing', late)).toBeUndefined();
    }
    expect(afterReceipt('withdrawing', 'withdrawn')).toBe('withdrawn');
  });

  it('取消しを断られたら、会社の受付のとおりに戻る。受付を知らなければ、もう一度たずねる', () => {
    const receipt = { requestId: ID, receiptNumber: 'DN-1', at: CONSENT.at, state: 'accepted' } as const;
    expect(afterRefusedWithdrawal(receipt)).toBe('accepted');
    expect(afterRefusedWithdrawal(undefined)).toBe('toSend');
  });

  it('返事を待つ状態だけを自動でたずね、終わった状態でだけ申し込み直せる', () => {
    expect(LIFELINE_STATES.filter(waitsForCompany)).toEqual(['toSend', 'received', 'withdrawing']);
    expect(LIFELINE_STATES.filter(mayAskAgain)).toEqual(['refused', 'withdrawn']);
  });
});
