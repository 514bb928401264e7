import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useUiTexts } from './texts.tsx';

/** One answer. `change` leads back to its question; `changeLabel` is its name where `term` is not plain text. */
export interface SummaryRow {
  term: string;
  value: ReactNode;
  change?: string;
  changeLabel?: string;
}

/** 入力内容の一覧: answers with change links, for the page before the signature. */
export function SummaryList({ rows, dense }: { rows: readonly SummaryRow[]; dense?: boolean }) {
  const texts = useUiTexts();
  return (
    <dl className="border-t border-solid-gray-420">
      {rows.map((row) => (
        <div
          key={row.term}
          className={classNames(
            'border-b border-solid-gray-420 sm:grid sm:gap-4',
            row.change ? 'sm:grid-cols-[12rem_1fr_auto]' : 'sm:grid-cols-[12rem_1fr]',
            dense ? 'py-2 text-dns-16N-130' : 'py-4 text-std-16N-170',
          )}
        >
          <dt className="font-700">{row.term}</dt>
          <dd className="whitespace-pre-line">{isBlank(row.value) ? texts.notGiven : row.value}</dd>
          {row.change ? (
            <dd className="mt-1 sm:mt-0">
              <a href={row.change} className="inline-block py-1">
                {texts.change}
                <span className="sr-only">{texts.inBrackets(row.changeLabel ?? row.term)}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

/** 説明リスト: terms and values without change links. */
export function DescriptionList({
  items,
  dense,
}: {
  items: readonly { term: string; value: ReactNode }[];
  dense?: boolean;
}) {
  return <SummaryList rows={items} dense={dense} />;
}

function isBlank(value: ReactNode): boolean {
  return value === undefined || value === null || value === '';
}
