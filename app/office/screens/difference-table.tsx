import { type BadgeTone, classNames, Disclosure, EmptyState, StatusBadge, Table } from '#app/ui/index.ts';
import { type ComparedRecord, DIFFERENCES, type Difference } from '../people/record-differences.ts';

const TONES: Record<Difference, BadgeTone> = {
  same: 'neutral',
  added: 'success',
  changed: 'warning',
  removed: 'error',
};

/** Beside the word: what is new has a thick line, what is gone is struck through. */
function Value({ text, isGone, isNew }: { text: string; isGone: boolean; isNew: boolean }) {
  if (text === '') return <span className="text-solid-gray-700">（なし）</span>;
  if (isGone) return <del className="text-solid-gray-700">{text}</del>;
  return <span className={classNames(isNew && 'border-l-4 border-key-900 pl-2 font-700')}>{text}</span>;
}

/** 二つの時点の違い: what changed by word and colour; what stayed the same is one press further. */
export function DifferenceTable({
  items,
  earlier,
  later,
}: {
  items: readonly ComparedRecord[];
  /** What the two columns are called. */
  earlier: string;
  later: string;
}) {
  const changed = items.filter(({ difference }) => difference !== 'same');
  const same = items.filter(({ difference }) => difference === 'same');
  const columns = (isMarked: boolean) => [
    { key: 'item', header: '項目', rowHeader: true, cell: (row: ComparedRecord) => row.item },
    {
      key: 'before',
      header: earlier,
      cell: (row: ComparedRecord) => <Value text={row.before} isGone={isMarked && row.before !== ''} isNew={false} />,
    },
    {
      key: 'after',
      header: later,
      cell: (row: ComparedRecord) => <Value text={row.after} isGone={false} isNew={isMarked} />,
    },
    {
      key: 'difference',
      header: '違い',
      cell: ({ difference }: ComparedRecord) => (
        <StatusBadge tone={TONES[difference]}>{DIFFERENCES[difference]}</StatusBadge>
      ),
    },
  ];
  return (
    <>
      <Table
        caption={`違う項目：${changed.length}件`}
        dense
        rows={changed}
        rowKey={(row) => row.item}
        empty={
          <EmptyState title="二つの時点に違いはありません">
            <p>違いが見つかるまで、日を広げてください。</p>
          </EmptyState>
        }
        columns={columns(true)}
      />
      {same.length > 0 ? (
        <Disclosure summary={`同じ項目：${same.length}件`}>
          <Table caption="同じ項目" hideCaption dense rows={same} rowKey={(row) => row.item} columns={columns(false)} />
        </Disclosure>
      ) : null}
    </>
  );
}
