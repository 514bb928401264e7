import type { ComponentPropsWithoutRef } from 'react';
import { classNames } from './class-names.ts';

/** ディスクロージャー: opens without scripts. */
export function Disclosure({
  summary,
  children,
  className,
  ...rest
}: ComponentPropsWithoutRef<'details'> & { summary: string }) {
  return (
    <details {...rest} className={classNames('my-4', className)}>
      <summary className="cursor-pointer py-2 text-std-16N-170 text-blue-1000 underline underline-offset-4 hover:decoration-2">
        {summary}
      </summary>
      <div className="mt-2 border-l-4 border-solid-gray-300 pl-4 text-std-16N-170">{children}</div>
    </details>
  );
}
