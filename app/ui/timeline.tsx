import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useUiTexts } from './texts.tsx';

export interface TimelineEntry {
  title: string;
  state: 'done' | 'current' | 'upcoming' | 'failed';
  /** As it is to be read, e.g. 11月24日 9時05分. */
  at?: string;
  /** The same for machines. */
  dateTime?: string;
  body?: ReactNode;
}

const DOTS = {
  done: 'border-success-2 bg-success-2 text-white',
  current: 'border-key-900 bg-white text-key-900',
  upcoming: 'border-dashed border-solid-gray-536 bg-white text-solid-gray-700',
  failed: 'border-error-1 bg-error-1 text-white',
} as const;

const SIGNS = { done: '✓', current: '→', upcoming: '', failed: '!' } as const;

/** 経過: what happened, hop by hop, and what is still to come. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  const texts = useUiTexts();
  return (
    <ol aria-label={label} className="flex flex-col">
      {entries.map((entry, index) => (
        <li
          key={`${entry.title} ${entry.at ?? index}`}
          aria-current={entry.state === 'current' ? 'step' : undefined}
          className="relative flex gap-4 pb-6 last:pb-0"
        >
          {index < entries.length - 1 ? (
            <span aria-hidden="true" className="absolute top-7 bottom-0 left-3.5 w-px bg-solid-gray-420" />
          ) : null}
          <span
            aria-hidden="true"
            className={classNames(
              'relative flex size-7 flex-none items-center justify-center rounded-full border-2 text-oln-14B-100',
              DOTS[entry.state],
            )}
          >
            {SIGNS[entry.state]}
          </span>
          <div className="min-w-0 flex-1">
            <p className={classNames('text-std-16B-170', entry.state === 'upcoming' && 'text-solid-gray-700')}>
              {entry.title}
              <span className="sr-only">{texts.inBrackets(texts.timeline[entry.state])}</span>
            </p>
            {entry.at ? (
              <p className="text-std-16N-170 text-solid-gray-700">
                <time dateTime={entry.dateTime}>{entry.at}</time>
              </p>
            ) : null}
            {entry.body ? <div className="text-std-16N-170">{entry.body}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
