import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { CodePoolGauge } from '#app/juki/door.ts';
import { lastsFor } from '#app/office/office-dates.ts';
import { CodePool } from '#app/office/screens/code-pool.tsx';

const gauge = (more: Partial<CodePoolGauge> = {}) =>
  renderToStaticMarkup(
    <CodePool gauge={{ left: 480, lowMark: 100, averageUse: 2, daysLeft: 240, waiting: 0, ...more }} />,
  );

describe('住民票コードの残数（規則第14条）', () => {
  test('足りていれば、どれだけもつかを、ひと目で分かる言葉で示す', () => {
    expect(gauge()).toContain('残りは足りています');
    expect(gauge()).toContain('約8か月分');
    expect(gauge({ daysLeft: 14_970 })).toContain('約41年分');
  });

  test.each([
    [0, '1日分未満'],
    [1, '1日分'],
    [59, '59日分'],
    [60, '約2か月分'],
    [729, '約24か月分'],
    [730, '約2年分'],
    [14_970, '約41年分'],
    [36_499, '約99年分'],
    [36_500, '100年分以上'],
  ])('%i日でなくなる量は、%s', (days, words) => {
    expect(lastsFor(days)).toBe(words);
  });

  test('使っていなければ、日数は言わない', () => {
    expect(gauge({ averageUse: 0, daysLeft: undefined })).toContain('最近は使っていません');
  });

  test('少なければ、依頼した日時とともに知らせる', () => {
    const low = gauge({ left: 99, requestedAt: '2026-11-24T00:05:00.000Z' });
    expect(low).toContain('残りが少なくなっています');
    expect(low).toContain('令和8年11月24日 9時05分に依頼し、届くのを待っています');
  });

  test('空でも受付は続けられると言い、待っている人の数を示す', () => {
    expect(gauge({ left: 0, daysLeft: 0, waiting: 3 })).toContain('いま3人が待っています。');
    expect(gauge({ left: 0, daysLeft: 0 })).toContain('届出の受付は続けられます');
  });
});
