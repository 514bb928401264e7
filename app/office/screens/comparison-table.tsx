import { type BadgeTone, StatusBadge, Table } from '#app/ui/index.ts';
import type { ThreeWayItem } from '../arrival-comparison.ts';
import { type ComparedItem, VERDICTS, type Verdict } from '../comparison.ts';

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
        { key: 'item', header: '項目', rowHeader: true, cell: (item) => item.item },
        { key: 'stated', header: '届出', cell: (item) => item.stated || '（なし）' },
        { key: 'registered', header: '住民票', cell: (item) => item.registered || '（なし）' },
        { key: 'verdict', header: '照合', cell: (item) => <VerdictBadge verdict={item.verdict} /> },
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
