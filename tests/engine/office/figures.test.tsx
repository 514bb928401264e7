import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CHANGE_REASONS } from '#app/juki/core/change-reasons.ts';
import {
  type FigureRow,
  forecastOf,
  groupOfMove,
  meanOf,
  meansByDay,
  movesByDay,
  onlineShare,
  sumsOf,
} from '#app/office/figures/figures.ts';
import { figuresCsv } from '#app/office/figures/figures-csv.ts';
import { readSpan } from '#app/office/figures/figures-span.ts';
import { Figures } from '#app/office/screens/figures.tsx';

const row = (day: string, series: FigureRow['series'], key: string, count: number, total = 0): FigureRow => ({
  day,
  series,
  key,
  count,
  total,
});

const ROWS = [
  row('2026-11-24', 'moves', '国内転出', 3),
  row('2026-11-24', 'moves', '転居', 2),
  row('2026-11-25', 'moves', '国内転入', 4),
  row('2026-11-24', 'channel', 'online', 2),
  row('2026-11-24', 'channel', 'counter', 1),
  row('2026-11-24', 'movedTo', '藤沢市', 3),
  row('2026-11-24', 'counterMinutes', 'all', 2, 30),
  row('2026-11-25', 'counterMinutes', 'all', 1, 6),
  row('2026-11-25', 'daysToMovingIn', 'all', 2, 9),
];

describe('集計', () => {
  it('どの異動事由も、いずれかの組に入る。転入と転出を取り違えない', () => {
    for (const { title, group } of Object.values(CHANGE_REASONS)) {
      const found = groupOfMove(title);
      if (group === 'entry') expect(found, title).not.toBe('出る');
      if (group === 'removal') expect(found, title).not.toBe('入る');
    }
    // A 転入通知 confirms a 転出 that was counted already.
    expect(groupOfMove(CHANGE_REASONS.movingInNoticeAccepted.title)).toBe('修正・番号など');
    expect(groupOfMove('国内転出')).toBe('出る');
    expect(groupOfMove('世帯分離')).toBe('中で変わる');
    expect(groupOfMove('軽微な修正')).toBe('修正・番号など');
  });

  it('日ごとに組の人数を足す', () => {
    expect(movesByDay(ROWS)).toEqual([
      { day: '2026-11-24', groups: { 入る: 0, 出る: 3, 中で変わる: 2, '修正・番号など': 0 } },
      { day: '2026-11-25', groups: { 入る: 4, 出る: 0, 中で変わる: 0, '修正・番号など': 0 } },
    ]);
    expect(sumsOf(ROWS, 'moves')[0]).toEqual({ label: '国内転入', value: 4 });
  });

  it('平均は件数で割る。何もなければ、ない', () => {
    expect(meanOf(ROWS, 'counterMinutes')).toEqual({ mean: 12, of: 3 });
    expect(meansByDay(ROWS, 'counterMinutes').map(({ mean }) => mean)).toEqual([15, 6]);
    expect(meanOf([], 'counterMinutes')).toBeUndefined();
  });

  it('オンラインの割合は、転出した人のうち', () => {
    expect(onlineShare(ROWS)).toEqual({ percent: 67, of: 3 });
    expect(onlineShare([])).toBeUndefined();
  });

  it('見込みは、予約に、同じ曜日の予約なしの平均を足す。だれも来なかった日は数えない', () => {
    const days = ['2026-11-18', '2026-11-11', '2026-11-04'];
    const visits = [
      row('2026-11-18', 'visits', 'walkIn', 5),
      row('2026-11-11', 'visits', 'walkIn', 2),
      row('2026-11-11', 'visits', 'booked', 9),
      row('2026-11-17', 'visits', 'walkIn', 90),
    ];
    expect(forecastOf({ on: '2026-11-25', booked: 4, days, visits })).toEqual({
      on: '2026-11-25',
      booked: 4,
      walkIns: 3.5,
      from: 2,
    });
    expect(forecastOf({ on: '2026-11-25', booked: 4, days, visits: [] })).toEqual({
      on: '2026-11-25',
      booked: 4,
      from: 0,
    });
  });

  it('期間は一覧から。ほかは、ふだんの期間と理由で答える', () => {
    const ask = (query: string) => readSpan(new URLSearchParams(query), '2026-11-24');
    expect(ask('')).toEqual({ days: 30, from: '2026-10-26', to: '2026-11-24' });
    expect(ask('days=7')).toEqual({ days: 7, from: '2026-11-18', to: '2026-11-24' });
    expect(ask('days=100000')).toMatchObject({ days: 30, errors: { days: ['期間を一覧から選んでください。'] } });
  });

  it('CSVは和暦で、機関の分も言葉で出る', () => {
    const csv = figuresCsv(ROWS);
    expect(csv).toContain('"令和8年11月24日","転出した人（届出の経路ごと）","オンライン","2","0"');
    expect(csv.split('\r\n')).toHaveLength(ROWS.length + 2);
  });

  it('図には、名と説明と同じ数字の表がある。数字がなければ、ないと言う', () => {
    const html = renderToStaticMarkup(<Figures rows={ROWS} from="2026-11-01" to="2026-11-30" />);
    expect(html).toContain('<title id="moves-title">日ごとの異動した人</title>');
    expect(html).toContain('いちばん多い日は令和8年11月24日の5人です。');
    expect(html).toContain('url(#moves-stripes)');
    expect(html).toContain('平均12分（3件）');
    expect(html).toContain('67%（3人中）');
    const svgs = html.match(/<svg[^>]*role="img"/g) ?? [];
    const lists = html.match(/<ul aria-label="(?:異動事由|転出の届出|転出先)/g) ?? [];
    expect(lists).toHaveLength(3);
    expect(svgs.length + lists.length).toBe((html.match(/数字の表で見る/g) ?? []).length);
    expect(renderToStaticMarkup(<Figures rows={[]} from="2026-11-01" to="2026-11-30" />)).toContain('まだありません');
  });
});
