import { describe, expect, it } from 'vitest';
import { CARD_REFUSALS } from '#app/national/contracts/card-terminal.ts';
import { CARD_TASK_STATES, type CardTaskState } from '#app/office/cards/card-task.ts';
import { cardReceipt } from '#app/office/papers/card-receipt.server.ts';
import { textsOf } from '#app/papers/content.ts';

const TOWN = { code: '142051', name: '藤沢市' };
const BASE = { filer: '佐藤　健司', filedOn: '2026-12-01', now: '2026-12-01T01:12:00.000Z', dueOn: '2027-03-01' };
const textOf = (card: { state: CardTaskState; note?: string; sessionId?: string; signing?: 'issued' | 'wished' }) =>
  textsOf(cardReceipt({ ...BASE, cards: [{ holder: '佐藤　美咲', ...card }] }, TOWN)).join('\n');

describe('カードの手続の受付票', () => {
  it.each(Object.keys(CARD_TASK_STATES) as CardTaskState[])(
    '%s のカードにも、済んだことと、このあとのことを言う',
    (state) => {
      const paper = cardReceipt({ ...BASE, cards: [{ holder: '佐藤　美咲', state }] }, TOWN);
      const [row = []] = paper.blocks.flatMap((block) => (block.block === 'list' ? block.rows : []));
      expect(row).toHaveLength(3);
      for (const cell of row) expect(cell).not.toBe('');
    },
  );

  it('窓口に来ればよい人には来ることを、待てばよい人には来なくてよいことを言う', () => {
    for (const state of ['waiting', 'leftOut'] as const) expect(textOf({ state })).toContain('窓口へお越しください');
    for (const state of ['written', 'continued'] as const) {
      expect(textOf({ state })).toContain('お越しいただく必要はありません');
      expect(textOf({ state })).not.toContain('窓口へお越しください');
    }
  });

  it.each(['remarkLinesFull', 'cardLapsed'] as const)(
    '%s の人には、もう一度来ることではなく新しいカードを言う',
    (code) => {
      const text = textOf({ state: 'leftOut', note: CARD_REFUSALS[code] });
      expect(text).toContain('新しいカードの交付を申請してください');
      expect(text).not.toContain('案内してください');
      expect(text).not.toContain('期限までに窓口へお越しください');
    },
  );

  it('期限と届出日を和暦で言い、停止が届出に影響しないことを言う', () => {
    const text = textOf({ state: 'queued' });
    expect(text).toContain('令和9年3月1日（月）まで');
    expect(text).toContain('令和8年12月1日（火）');
    expect(text).toContain('国のシステムの停止に影響されません');
    expect(text).not.toMatch(/20\d\d年/);
  });
});
