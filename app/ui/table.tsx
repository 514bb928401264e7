import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names the row. */
  rowHeader?: boolean;
  align?: 'start' | 'end';
}

/**
 * テーブル: on a phone each row becomes a block, every value with the name of its column, empty ones left out. Roles are written out, because
 * browsers drop the table's own when cells are laid out as blocks.
 */
export function Table<Row>({
  caption,
  hideCaption,
  columns,
  rows,
  rowKey,
  dense,
  empty,
}: {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  dense?: boolean;
  /** Shown instead of a table without rows. */
  empty?: ReactNode;
}) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const text = dense ? 'text-[0.875rem] leading-140' : 'text-std-16N-170';
  const cell = (isEmpty: boolean) =>
    classNames(
      isEmpty ? 'hidden' : 'block',
      'px-2 md:table-cell md:border-b md:border-solid-gray-420 md:px-3',
      dense ? 'py-1' : 'py-1 md:py-3',
    );
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: lost by display: block otherwise.
    // biome-ignore-start lint/a11y/useSemanticElements: the elements are the right ones already.
    <table role="table" className={classNames('block w-full border-collapse md:table', text)}>
      <caption className={hideCaption ? 'sr-only' : 'block pb-2 text-left text-std-17B-170 md:table-caption'}>
        {caption}
      </caption>
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row" className="md:table-row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={classNames(
                'border-b-2 border-solid-gray-700 bg-solid-gray-50 px-3 py-2 font-700',
                column.align === 'end' ? 'text-right' : 'text-left',
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="flex flex-col gap-3 md:table-row-group">
        {rows.map((row, index) => (
          <tr
            key={rowKey(row, index)}
            role="row"
            className="block rounded-8 border border-solid-gray-420 py-2 hover:bg-solid-gray-50 md:table-row md:border-0"
          >
            {columns.map((column) => {
              const Cell = column.rowHeader ? 'th' : 'td';
              const value = column.cell(row);
              const isEmpty = value === '' || value === null || value === undefined;
              return (
                <Cell
                  key={column.key}
                  role={column.rowHeader ? 'rowheader' : 'cell'}
                  scope={column.rowHeader ? 'row' : undefined}
                  className={classNames(
                    cell(isEmpty),
                    'text-left align-top',
                    column.rowHeader ? 'font-700' : 'font-400',
                    column.align === 'end' && 'md:text-right',
                  )}
                >
                  <span aria-hidden="true" className="block text-[0.875rem] font-400 text-solid-gray-700 md:hidden">
                    {column.header}
                  </span>
                  {value}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/useSemanticElements: as above.
    // biome-ignore-end lint/a11y/noRedundantRoles: as above.
  );
}
