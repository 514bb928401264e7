import { classNames } from './class-names.ts';

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'error';

const TONES = {
  neutral: 'border-solid-gray-600 bg-white text-solid-gray-800',
  info: 'border-blue-900 bg-blue-50 text-blue-1000',
  success: 'border-success-2 bg-green-50 text-green-1000',
  warning: 'border-warning-yellow-2 bg-yellow-50 text-yellow-1200',
  error: 'border-error-2 bg-red-50 text-red-1000',
} as const satisfies Record<BadgeTone, string>;

/** ステータスバッジ: the state in words; the colour only repeats it. */
export function StatusBadge({ tone = 'neutral', children }: { tone?: BadgeTone; children: string }) {
  return (
    <span
      className={classNames(
        'inline-flex min-h-6 items-center whitespace-nowrap rounded-4 border px-2 text-oln-14B-100',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
