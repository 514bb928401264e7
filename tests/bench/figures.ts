import { performance } from 'node:perf_hooks';

/** One line of a benchmark: what was measured, and what was asked for. */
export interface Figure {
  id: string;
  what: string;
  unit: string;
  value: number;
  /** '' where the figure is only reported. */
  goal: string;
  ok: boolean;
}

/** A bound that a figure has to keep. */
export type Goal = { atLeast: number } | { atMost: number } | 'reported';

export function figure(id: string, what: string, unit: string, value: number, goal: Goal): Figure {
  if (goal === 'reported') return { id, what, unit, value: rounded(value), goal: '', ok: true };
  if ('atLeast' in goal) {
    return { id, what, unit, value: rounded(value), goal: `≥ ${goal.atLeast}`, ok: value >= goal.atLeast };
  }
  return { id, what, unit, value: rounded(value), goal: `≤ ${goal.atMost}`, ok: value <= goal.atMost };
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

/** Milliseconds that a piece of work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of processor time: the same as by the clock where nothing waits, and deaf to neighbours on the machine. */
export async function processorTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Lets the garbage of the preparation go before something is measured. */
export function tidy(): void {
  globalThis.gc?.();
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, what, unit, value, goal, ok }) => [
    id,
    what,
    `${value} ${unit}`,
    goal,
    goal === '' ? '' : ok ? 'ok' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  return rows
    .map((row) => row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell))).join('  '))
    .join('\n');
}

/** Japanese characters are two columns wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
