import { describe, expect, it } from 'vitest';
import { CARD_REFUSALS } from '#app/national/contracts/card-terminal.ts';
import {
  afterRefusal,
  afterSilence,
  CARD_MOVES,
  CARD_TASK_STATES,
  type CardTaskState,
  mayMoveCard,
  UNANSWERED_CARD_STATES,
} from '#app/office/cards/card-task.ts';

const STATES = Object.keys(CARD_TASK_STATES) as CardTaskState[];

function reachable(from: CardTaskState): Set<CardTaskState> {
  const found = new Set<CardTaskState>([from]);
  for (const state of found) for (const next of CARD_MOVES[state]) found.add(next);
  return found;
}

describe('カード継続利用の段階（施行令第30条の20）', () => {
  it.each(STATES)('%s からは、完了に着くことができる', (state) => {
    expect(reachable(state)).toContain('confirmed');
  });

  it('完了したカードは、もう動かない', () => {
    for (const state of STATES) expect(mayMoveCard('confirmed', state)).toBe(state === 'confirmed');
  });

  it('書き込んだカードは、書込み前の段階に戻らない', () => {
    for (const written of ['written', 'continued'] as const) {
      for (const before of ['waiting', 'queued', 'rewriting', 'inRepair'] as const) {
        expect(mayMoveCard(written, before), `${written} → ${before}`).toBe(false);
      }
    }
  });

  it('継続利用と通知を飛ばして完了にはならない', () => {
    expect(STATES.filter((state) => CARD_MOVES[state].includes('confirmed'))).toEqual(['continued']);
    expect(STATES.filter((state) => CARD_MOVES[state].includes('continued'))).toEqual(['written']);
  });

  it('行わないとしたカードは、改めて待つところからだけ始まる', () => {
    expect(CARD_MOVES.leftOut).toEqual(['waiting']);
  });
});

describe('端末の応答がないとき', () => {
  it.each([
    ['waiting', 'queued'],
    ['queued', 'queued'],
    ['rewriting', 'inRepair'],
    ['inRepair', 'inRepair'],
    ['written', 'written'],
    ['continued', 'continued'],
    ['confirmed', 'confirmed'],
    ['leftOut', 'leftOut'],
  ] as const)('%s は %s になり、分かっていることは失わない', (state, kept) => {
    expect(afterSilence(state)).toBe(kept);
    expect(mayMoveCard(state, kept)).toBe(true);
  });

  it('止まったあとの段階は、機械が自動で続ける', () => {
    for (const state of ['waiting', 'rewriting', 'written', 'continued'] as const) {
      expect(UNANSWERED_CARD_STATES).toContain(afterSilence(state));
    }
  });
});

describe('端末が断ったとき', () => {
  const asked = ['queued', 'rewriting', 'inRepair', 'written'] as const;

  it.each(Object.keys(CARD_REFUSALS))('%s のあとの段階は、どこからでも許された次の段階である', (code) => {
    for (const state of asked) expect(mayMoveCard(state, afterRefusal(state, code))).toBe(true);
  });

  it.each(['remarkLinesFull', 'cardLapsed', 'otherMunicipality'])(
    '%s はもう一度来ても直らないので、理由を付けて終える',
    (code) => {
      expect(asked.map((state) => afterRefusal(state, code))).toEqual(asked.map(() => 'leftOut'));
    },
  );

  it('暗証番号が入っていなければ、カードをもう一度待つ。書込み済みなら、書込みを忘れない', () => {
    expect(afterRefusal('rewriting', 'pinNotEntered')).toBe('waiting');
    expect(afterRefusal('written', 'pinNotEntered')).toBe('written');
  });
});
