import type { ReactNode } from 'react';

/** 何もないとき: says why there is nothing and what to do. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-12 border border-dashed border-solid-gray-420 px-4 py-8 text-center">
      <p className="text-std-17B-170">{title}</p>
      {children ? <div className="mt-2 text-std-16N-170 text-solid-gray-700">{children}</div> : null}
    </div>
  );
}
