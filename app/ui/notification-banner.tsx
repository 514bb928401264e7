import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useUiTexts } from './texts.tsx';

export type BannerKind = 'success' | 'warning' | 'error' | 'info';

const LOOKS = {
  success: { frame: 'border-success-2', sign: 'bg-success-2 text-white', mark: '✓' },
  warning: { frame: 'border-warning-yellow-2', sign: 'bg-warning-yellow-2 text-white', mark: '!' },
  error: { frame: 'border-error-1', sign: 'bg-error-1 text-white', mark: '×' },
  info: { frame: 'border-blue-900', sign: 'bg-blue-900 text-white', mark: 'i' },
} as const satisfies Record<BannerKind, { frame: string; sign: string; mark: string }>;

/** ノーティフィケーションバナー: what happened, and what follows from it. `live` announces it when it appears. */
export function NotificationBanner({
  kind,
  title,
  children,
  live,
  level = 2,
}: {
  kind: BannerKind;
  title: string;
  children?: ReactNode;
  live?: boolean;
  level?: 2 | 3;
}) {
  const texts = useUiTexts();
  const look = LOOKS[kind];
  const Title = `h${level}` as const;
  return (
    <div
      role={live ? (kind === 'error' ? 'alert' : 'status') : undefined}
      className={classNames('my-6 flex gap-3 rounded-12 border-2 bg-white p-4 sm:gap-4 sm:p-6', look.frame)}
    >
      <span
        role="img"
        aria-label={texts.banner[kind]}
        className={classNames(
          'mt-0.5 flex size-6 flex-none items-center justify-center rounded-full text-oln-16B-100',
          look.sign,
        )}
      >
        {look.mark}
      </span>
      <div className="min-w-0 flex-1">
        <Title className="text-std-17B-170">{title}</Title>
        {children ? <div className="mt-1 flex flex-col gap-2 text-std-16N-170">{children}</div> : null}
      </div>
    </div>
  );
}
