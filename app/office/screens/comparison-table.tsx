import { type BadgeTone, StatusBadge, Table } from '#app/ui/index.ts';
import {
  type ComparedItem,
  type ComparedMover,
  type RegisteredPerson,
  VERDICTS,
  type Verdict,
} from '../applications/comparison.ts';
import type { ThreeWayItem } from '../arrivals/arrival-comparison.ts';

const TONES: Record<Verdict, BadgeTone> = {
  same: 'success',
  substituted: 'info',
  different: 'error',
  absent: 'warning',
};

/** 照合結果: the word first, the colour repeats it. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return <StatusBadge tone={TONES[verdict]}>{VERDICTS[verdict]}</StatusBadge>;
}

/** 届出と住民票の照合. */
export function ComparisonTable({ caption, items }: { caption: string; items: readonly ComparedItem[] }) {
  return (
    <Table
      caption={caption}
      dense
      rows={items}
      rowKey={(item) => item.item}
      columns={[
        {
          key: 'item',
          header: '項目',
          rowHeader: true,
          cell: (item) => <span className="whitespace-nowrap">{item.item}</span>,
        },
        { key: 'stated', header: '届出', cell: (item) => item.stated || '（なし）' },
        { key: 'registered', header: '住民票', cell: (item) => item.registered || '（なし）' },
        { key: 'verdict', header: '照合', cell: (item) => <VerdictBadge verdict={item.verdict} /> },
      ]}
    />
  );
}

/** 異動者と住民票の照合: one line for each mover; what differs is named, what agrees is one word. */
export function MoverTable({
  movers,
}: {
  movers: readonly Pick<ComparedMover<RegisteredPerson>, 'mover' | 'match' | 'items'>[];
}) {
  const text = (items: readonly ComparedItem[], side: 'stated' | 'registered') =>
    items.map((item) => item[side] || '―').join('　');
  return (
    <Table
      caption={`異動者：${movers.length}人`}
      dense
      rows={movers}
      rowKey={(row, index) => `${index} ${row.mover.name}`}
      columns={[
        { key: 'name', header: '異動者', rowHeader: true, cell: (row) => row.mover.name },
        { key: 'stated', header: '届出', cell: (row) => text(row.items.slice(1), 'stated') },
        {
          key: 'registered',
          header: '住民票',
          cell: (row) => (row.items[0]?.registered ? text(row.items, 'registered') : '（なし）'),
        },
        {
          key: 'verdict',
          header: '照合',
          cell: (row) => {
            const remarkable = row.items.filter((item) => item.verdict !== 'same');
            return remarkable.length === 0 ? (
              <VerdictBadge verdict="same" />
            ) : (
              <ul className="flex flex-col gap-1">
                {remarkable.map((item) => (
                  <li key={item.item} className="flex flex-wrap gap-1">
                    {item.item}
                    <VerdictBadge verdict={item.verdict} />
                  </li>
                ))}
              </ul>
            );
          },
        },
      ]}
    />
  );
}

/** 予定・受信・届出の照合. */
export function ThreeWayTable({ items }: { items: readonly ThreeWayItem[] }) {
  return (
    <Table
      caption="予定・転出証明書情報・届出の照合"
      dense
      rows={items}
      rowKey={(item) => item.item}
      columns={[
        { key: 'item', header: '項目', rowHeader: true, cell: (item) => item.item },
        { key: 'announced', header: '来庁予定', cell: (item) => item.announced },
        { key: 'received', header: '転出証明書情報', cell: (item) => item.received },
        { key: 'said', header: '窓口の届出', cell: (item) => item.said },
        { key: 'verdict', header: '照合', cell: (item) => <VerdictBadge verdict={item.verdict} /> },
      ]}
    />
  );
}
