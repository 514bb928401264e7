import { DescriptionList, EmptyState, Heading, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import {
  type Bar,
  type FigureRow,
  type LoadForecast,
  MOVE_GROUPS,
  meanOf,
  meansByDay,
  movesByDay,
  onlineShare,
  sumsOf,
} from '../figures/figures.ts';
import { keyWord } from '../figures/figures-words.ts';
import { officeDay } from '../office-dates.ts';
import { BarChart, RankChart } from './chart.tsx';

/** Bars of a ranking; the rest is in the table. */
const RANKED = 8;

/** 明日の見込み, and how it was worked out. */
export function Forecast({ forecast: { on, booked, walkIns, from } }: { forecast: LoadForecast }) {
  const total = walkIns === undefined ? undefined : Math.round(booked + walkIns);
  return (
    <section aria-labelledby="forecast" className="mt-4 max-w-page rounded-8 bg-solid-gray-50 px-4 py-3">
      <Heading level={2} look="dense" id="forecast">
        次の開庁日の見込み：{officeDay(on)}
      </Heading>
      <p className="mt-1 text-std-18B-160">{total === undefined ? `予約 ${booked}組` : `およそ${total}組`}</p>
      <p className="text-[0.875rem]">
        {walkIns === undefined
          ? `予約のある来庁は${booked}組です。同じ曜日の記録がまだないため、予約のない来庁は見込めません。`
          : `予約のある来庁${booked}組に、予約のない来庁${walkIns}組を足しました。${walkIns}組は、直近8週の同じ曜日のうち、来庁のあった${from}日の平均です。`}
      </p>
    </section>
  );
}

/** 集計の図: moves, places, waiting, channel; nothing is drawn of what nobody counted. */
export function Figures({ rows, from, to }: { rows: readonly FigureRow[]; from: CalendarDate; to: CalendarDate }) {
  const span = `${formatJapaneseDate(from)}から${formatJapaneseDate(to)}まで`;
  if (rows.length === 0) {
    return (
      <div className="mt-6 max-w-page">
        <EmptyState title="この期間の数字はまだありません">
          <p>{span}に、異動も来庁もありませんでした。</p>
        </EmptyState>
      </div>
    );
  }
  const share = onlineShare(rows);
  const days = meanOf(rows, 'daysToMovingIn');
  const minutes = meanOf(rows, 'counterMinutes');
  return (
    <div className="mt-6 flex flex-col gap-8">
      <section aria-labelledby="summary">
        <Heading level={2} look="dense" id="summary">
          {span}
        </Heading>
        <div className="mt-2 max-w-page">
          <DescriptionList
            dense
            items={[
              { term: '異動した人', value: `${sumsOf(rows, 'moves').reduce((sum, { value }) => sum + value, 0)}人` },
              {
                term: '転出のオンラインの割合',
                value: share ? `${share.percent}%（${share.of}人中）` : '転出がありません',
              },
              {
                term: '転出届から転入まで',
                value: days ? `平均${rounded(days.mean)}日（${days.of}件）` : '終わったものがありません',
              },
              {
                term: '窓口の時間（受付から本登録）',
                value: minutes ? `平均${rounded(minutes.mean)}分（${minutes.of}件）` : '終わったものがありません',
              },
            ]}
          />
        </div>
      </section>
      <MovesChart rows={rows} />
      <div className="grid gap-8 lg:grid-cols-2">
        <Ranking id="kinds" title="異動事由ごとの人数" bars={sumsOf(rows, 'moves')} unit="人" />
        <Ranking id="channels" title="転出の届出の経路" bars={worded(sumsOf(rows, 'channel'))} unit="人" />
        <Ranking id="to" title="転出先ごとの人数" bars={sumsOf(rows, 'movedTo')} unit="人" />
        <Ranking id="from" title="転入元ごとの人数" bars={sumsOf(rows, 'movedFrom')} unit="人" />
        <Means id="waiting" title="転出届から転入までの日数（平均）" rows={rows} series="daysToMovingIn" unit="日" />
        <Means id="minutes" title="窓口の時間（受付から本登録、平均）" rows={rows} series="counterMinutes" unit="分" />
      </div>
    </div>
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function worded(bars: readonly Bar[]): Bar[] {
  return bars.map(({ label, value }) => ({ label: keyWord('channel', label), value }));
}

/** 11/24: the year stands in the heading. */
function shortDay(day: CalendarDate): string {
  return `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;
}

function MovesChart({ rows }: { rows: readonly FigureRow[] }) {
  const days = movesByDay(rows);
  if (days.length === 0) return null;
  const busiest = days.reduce((most, day) => (sum(day.groups) > sum(most.groups) ? day : most));
  return (
    <BarChart
      id="moves"
      title="日ごとの異動した人"
      description={`${days.length}日に異動がありました。いちばん多い日は${formatJapaneseDate(busiest.day)}の${sum(busiest.groups)}人です。`}
      labels={days.map(({ day }) => shortDay(day))}
      series={MOVE_GROUPS.map((name) => ({ name, values: days.map(({ groups }) => groups[name]) }))}
      unit="人"
    >
      <Table
        caption="日ごとの異動した人"
        hideCaption
        dense
        rows={days}
        rowKey={({ day }) => day}
        columns={[
          { key: 'day', header: '日', rowHeader: true, cell: ({ day }) => officeDay(day) },
          ...MOVE_GROUPS.map((name) => ({
            key: name,
            header: name,
            align: 'end' as const,
            cell: ({ groups }: (typeof days)[number]) => `${groups[name]}人`,
          })),
        ]}
      />
    </BarChart>
  );
}

function sum(groups: Readonly<Record<string, number>>): number {
  return Object.values(groups).reduce((all, one) => all + one, 0);
}

function Ranking({ id, title, bars, unit }: { id: string; title: string; bars: readonly Bar[]; unit: string }) {
  const [first] = bars;
  if (!first) return null;
  const shown = bars.slice(0, RANKED);
  return (
    <RankChart
      id={id}
      title={title}
      description={`いちばん多いのは${first.label}の${first.value}${unit}です。${bars.length > RANKED ? `図は多い順の${RANKED}件です。` : ''}`}
      bars={shown}
      unit={unit}
    >
      <Table
        caption={title}
        hideCaption
        dense
        rows={bars}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', header: '内訳', rowHeader: true, cell: ({ label }) => label },
          { key: 'value', header: '人数', align: 'end', cell: ({ value }) => `${value}${unit}` },
        ]}
      />
    </RankChart>
  );
}

function Means({
  id,
  title,
  rows,
  series,
  unit,
}: {
  id: string;
  title: string;
  rows: readonly FigureRow[];
  series: 'daysToMovingIn' | 'counterMinutes';
  unit: string;
}) {
  const days = meansByDay(rows, series);
  if (days.length === 0) return null;
  const longest = days.reduce((most, day) => (day.mean > most.mean ? day : most));
  return (
    <BarChart
      id={id}
      title={title}
      description={`いちばん長い日は${formatJapaneseDate(longest.day)}の平均${rounded(longest.mean)}${unit}です。`}
      labels={days.map(({ day }) => shortDay(day))}
      series={[{ name: title, values: days.map(({ mean }) => mean) }]}
      unit={unit}
    >
      <Table
        caption={title}
        hideCaption
        dense
        rows={days}
        rowKey={({ day }) => day}
        columns={[
          { key: 'day', header: '日', rowHeader: true, cell: ({ day }) => officeDay(day) },
          { key: 'mean', header: '平均', align: 'end', cell: ({ mean }) => `${rounded(mean)}${unit}` },
          { key: 'of', header: '件数', align: 'end', cell: ({ of }) => `${of}件` },
        ]}
      />
    </BarChart>
  );
}
