import { describe, expect, it } from 'vitest';
import type { Answers } from '#app/portal/drafts/answers.ts';
import {
  askedQuestions,
  canOpen,
  nextQuestion,
  previousQuestion,
  type QUESTION_IDS,
} from '#app/portal/drafts/questions.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { COMPLETE, FACTS, without } from './answers.ts';

const office = { code: 'a', name: '窓口', address: '', phone: '', opensAt: '08:30', closesAt: '17:00' };

describe('質問の順', () => {
  it('何も答えていなければカードの読み取りから始まる', () => {
    expect(nextQuestion({}, FACTS)).toBe('profile');
  });

  it('すべてに答えれば終わる', () => {
    expect(nextQuestion(COMPLETE, FACTS)).toBeUndefined();
  });

  it('どの質問も、答えを消すとそこに戻る', () => {
    const answersOf: Partial<Record<(typeof QUESTION_IDS)[number], Answers>> = {
      profile: without('profile'),
      household: without('household'),
      movers: without('picked'),
      cards: without('cards'),
      'moving-date': without('movingOn'),
      destination: without('destinationKind'),
      postcode: without('destination', 'postcode'),
      town: without('destination'),
      lot: without('lot'),
      'new-household': without('newHousehold'),
      'new-householder': without('newHeadKey'),
      relationships: without('newRelationships'),
      contact: without('contact'),
      'visit-day': without('visitOn'),
      visitor: without('visitor'),
    };
    for (const [question, answers] of Object.entries(answersOf)) {
      expect(nextQuestion(answers ?? {}, FACTS), question).toBe(question);
    }
  });

  it('窓口が一つなら窓口は聞かず、二つ以上なら聞く', () => {
    expect(askedQuestions(COMPLETE, { ...FACTS, offices: [office] })).not.toContain('visit-office');
    expect(nextQuestion(COMPLETE, { ...FACTS, offices: [office, { ...office, code: 'b' }] })).toBe('visit-office');
  });

  it('世帯の情報がなければ、人を入力し、範囲と今の世帯主を聞く', () => {
    const answers: Answers = { ...without('picked', 'cards'), household: { consent: 'no', outcome: 'declined' } };
    expect(nextQuestion(answers, FACTS)).toBe('people');
    const kenji = { key: 'p1', name: '佐藤　健司', bornOn: exactDate('1984-05-17'), sex: '1' as const };
    const wife: Answers = { ...answers, typed: [{ ...kenji, relationship: '夫' }], typedDone: true };
    expect(nextQuestion(wife, FACTS)).toBe('scope');
    expect(nextQuestion({ ...wife, scope: 'partOfHousehold' }, FACTS)).toBe('old-householder');
  });

  it('本人の続柄が空のままでは、人の一覧は終わらない', () => {
    const answers: Answers = {
      ...without('picked'),
      household: { consent: 'no', outcome: 'declined' },
      typed: [{ key: 'p1', name: '佐藤　健司', bornOn: exactDate('1984-05-17'), sex: '1', relationship: '' }],
      typedDone: true,
    };
    expect(nextQuestion(answers, FACTS)).toBe('people');
  });

  it('世帯主が出て2人以上残るときだけ、残る世帯の世帯主を聞く（住民基本台帳法第25条, 施行令第25条）', () => {
    expect(askedQuestions({ ...COMPLETE, picked: ['h0', 'h1'] }, FACTS)).toContain('remaining-householder');
    expect(askedQuestions({ ...COMPLETE, picked: ['h0', 'h1', 'h2'] }, FACTS)).not.toContain('remaining-householder');
    expect(askedQuestions({ ...COMPLETE, picked: ['h1', 'h2'] }, FACTS)).not.toContain('remaining-householder');
    expect(askedQuestions(COMPLETE, FACTS)).not.toContain('remaining-householder');
  });

  it('日が過ぎて来庁予定日が選べなくなると、その質問に戻る', () => {
    expect(nextQuestion(COMPLETE, { ...FACTS, today: '2026-12-01' })).toBe('visit-day');
  });

  it('受付期間が過ぎると引越しの日に戻り、訂正では最初に届け出た日で数える', () => {
    const late = { ...FACTS, today: '2026-12-09' };
    expect(nextQuestion(COMPLETE, { ...late, filingDay: late.today })).toBe('moving-date');
    expect(nextQuestion(COMPLETE, late)).toBe('visit-day');
  });

  it('先の質問は、前の質問に答えるまで開けない', () => {
    expect(canOpen('contact', without('movingOn'), FACTS)).toBe(false);
    expect(canOpen('movers', without('movingOn'), FACTS)).toBe(true);
    expect(canOpen('people', COMPLETE, FACTS)).toBe(false);
    expect(previousQuestion('cards', COMPLETE, FACTS)).toBe('movers');
    expect(previousQuestion('profile', COMPLETE, FACTS)).toBeUndefined();
  });
});
