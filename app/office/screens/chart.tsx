import type { ReactNode } from 'react';

/** 図の系列: a name, and how its bars are filled; the pattern tells them apart without colour. */
export interface ChartSeries {
  name: string;
  values: readonly number[];
}

const FILLS = ['solid', 'stripes', 'dots', 'open'] as const;

const WIDTH = 760;
const HEIGHT = 260;
const LEFT = 64;
const BOTTOM = 44;
const TOP = 16;

/** The next round number above: 1, 2, 5, 10, 20, 50 … */
function roundTop(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-stripes`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" className="fill-white" />
        <rect width="4" height="8" className="chart-ink" />
      </pattern>
      <pattern id={`${id}-dots`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" className="fill-white" />
        <circle cx="4" cy="4" r="2" className="chart-ink" />
      </pattern>
    </defs>
  );
}

function Filled({
  id,
  index,
  ...box
}: {
  id: string;
  index: number;
  x: number;
  y: number;
  width: number;
  height: number;
}) {
  const fill = FILLS[index % FILLS.length];
  if (fill === 'solid') return <rect {...box} className="chart-ink chart-line" />;
  if (fill === 'open') return <rect {...box} className="chart-line fill-white" />;
  return <rect {...box} className="chart-line" fill={`url(#${id}-${fill})`} />;
}

/**
 * 積み上げ棒グラフ, drawn on the server: name and description for who does not see it, patterns and words beside the colour, and the
 * table with the same numbers behind it.
 */
export function BarChart({
  id,
  title,
  description,
  labels,
  series,
  unit,
  children,
}: {
  id: string;
  title: string;
  description: string;
  labels: readonly string[];
  series: readonly ChartSeries[];
  unit: string;
  /** The table with the same numbers. */
  children: ReactNode;
}) {
  const sums = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const top = roundTop(Math.max(1, ...sums));
  const inner = HEIGHT - BOTTOM - TOP;
  const step = (WIDTH - LEFT - 8) / Math.max(1, labels.length);
  const width = Math.min(56, step * 0.7);
  const scale = (value: number) => (value / top) * inner;
  // As many labels as can be read.
  const every = Math.ceil(labels.length / 7);
  return (
    <figure className="mt-3">
      <figcaption className="text-dns-16B-130">{`${title}（単位：${unit}）`}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
        className="chart mt-2 h-auto w-full max-w-page"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        <Patterns id={id} />
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line
              x1={LEFT}
              x2={WIDTH - 8}
              y1={TOP + inner * (1 - part)}
              y2={TOP + inner * (1 - part)}
              className="chart-grid"
            />
            <text x={LEFT - 6} y={TOP + inner * (1 - part) + 5} textAnchor="end" className="chart-text">
              {Math.round(top * part * 10) / 10}
            </text>
          </g>
        ))}
        {labels.map((label, at) => {
          const x = LEFT + step * at + (step - width) / 2;
          let base = TOP + inner;
          return (
            <g key={label}>
              {series.map(({ name, values }, index) => {
                const height = scale(values[at] ?? 0);
                base -= height;
                return height > 0 ? (
                  <Filled key={name} id={id} index={index} x={x} y={base} width={width} height={height} />
                ) : null;
              })}
              {at % every === 0 ? (
                <text x={x + width / 2} y={HEIGHT - BOTTOM + 34} textAnchor="middle" className="chart-text">
                  {label}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      {series.length > 1 ? (
        <ul aria-label="凡例" className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
          {series.map(({ name }, index) => (
            <li key={name} className="inline-flex items-center gap-2">
              <svg width="20" height="20" aria-hidden="true" className="chart">
                <Patterns id={`${id}-key-${index}`} />
                <Filled id={`${id}-key-${index}`} index={index} x={1} y={1} width={18} height={18} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <details className="mt-2">
        <summary className="cursor-pointer text-blue-1000 underline underline-offset-4">数字の表で見る</summary>
        <div className="mt-2">{children}</div>
      </details>
    </figure>
  );
}

/**
 * 横棒グラフ of a ranking: every bar is a line with its name and its value in words, so that it is read alike on any screen and without
 * seeing it; the bar is drawn on the server and repeats the value.
 */
export function RankChart({
  id,
  title,
  description,
  bars,
  unit,
  children,
}: {
  id: string;
  title: string;
  description: string;
  bars: readonly { label: string; value: number }[];
  unit: string;
  /** The table with all numbers. */
  children: ReactNode;
}) {
  const top = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className="mt-3" aria-describedby={`${id}-description`}>
      <figcaption className="text-dns-16B-130">{title}</figcaption>
      <p id={`${id}-description`} className="text-[0.875rem] text-solid-gray-700">
        {description}
      </p>
      <ul aria-label={title} className="mt-2 flex max-w-page flex-col gap-2">
        {bars.map(({ label, value }) => (
          <li key={label}>
            <span className="flex justify-between gap-4 text-[0.875rem]">
              <span>{label}</span>
              <span className="whitespace-nowrap">
                {value}
                {unit}
              </span>
            </span>
            <svg
              viewBox="0 0 100 4"
              preserveAspectRatio="none"
              aria-hidden="true"
              className="chart block h-4 w-full border-b border-solid-gray-420"
            >
              <rect x="0" y="0" width={(value / top) * 100} height="4" className="chart-ink" />
            </svg>
          </li>
        ))}
      </ul>
      <details className="mt-2">
        <summary className="cursor-pointer text-blue-1000 underline underline-offset-4">数字の表で見る</summary>
        <div className="mt-2">{children}</div>
      </details>
    </figure>
  );
}
