import { describe, expect, it } from 'vitest';
import { QUESTION_IDS, STEPS } from '#app/portal/drafts/questions.ts';
import { ja } from '#app/portal/texts/ja.ts';
import { hasText, text } from '#app/portal/texts/text.ts';

/** Sentences of a text, without the markers of parameters. */
function sentences(value: string): string[] {
  return value
    .replace(/\{\w+\}/g, '')
    .split(/(?<=。)/)
    .filter((sentence) => sentence !== '');
}

describe('文言', () => {
  it('どの文も60文字以内', () => {
    const long = Object.entries(ja).flatMap(([key, value]) =>
      sentences(value)
        .filter((sentence) => Array.from(sentence).length > 60)
        .map((sentence) => `${key}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });

  it('断りには、何をすればよいかの文が必ずある', () => {
    const notReasons = new Set(['refusal.title', 'refusal.law', 'refusal.change', 'refusal.home']);
    for (const key of Object.keys(ja)) {
      if (!key.startsWith('refusal.') || notReasons.has(key)) continue;
      expect(hasText(key.replace('refusal.', 'way.')), key).toBe(true);
    }
  });

  it('どの質問にも見出しがあり、どの段階にも名前がある', () => {
    for (const id of QUESTION_IDS) expect(hasText(`question.${id}.title`), id).toBe(true);
    for (const step of STEPS) expect(hasText(`step.${step}`), step).toBe(true);
  });

  it('足りない値があれば、波かっこを見せずに止まる', () => {
    expect(() => text('refusal.applicationOpen')).toThrow('receipt');
    expect(text('refusal.applicationOpen', { receipt: '1' })).not.toContain('{');
  });
});
