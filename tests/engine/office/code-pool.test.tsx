import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { CodePoolGauge } from '#app/juki/door.ts';
import { CodePool } from '#app/office/screens/code-pool.tsx';

const gauge = (more: Partial<CodePoolGauge> = {}) =>
  renderToStaticMarkup(
    <CodePool gauge={{ left: 480, lowMark: 100, averageUse: 2, daysLeft: 240, waiting: 0, ...more }} />,
  );

describe('住民票コードの残数（規則第14条）', () => {
  test('足りていれば、なくなるまでの日数を示す', () => {
    expect(gauge()).toContain('残りは足りています');
    expect(gauge()).toContain('およそ240日');
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
