import type { MailComparison, MailVerdict } from '#app/messages/mail-comparison.ts';
import { type BadgeTone, EmptyState, NotificationBanner, StatusBadge, Table } from '#app/ui/index.ts';

/** 突合の結果の言葉 and what helps. */
const VERDICTS: Readonly<Record<MailVerdict, { word: string; tone: BadgeTone; remedy: string }>> = {
  even: { word: '一致', tone: 'success', remedy: '' },
  moving: { word: '動いています', tone: 'info', remedy: '少し待ってから、もう一度開いてください。' },
  notSent: { word: '送っていない', tone: 'warning', remedy: '電文の画面で原因を確かめ、もう一度処理してください。' },
  lostOnLine: {
    word: 'J-LISの数が合わない',
    tone: 'error',
    remedy: 'J-LISに、この種別の電文の記録を確かめてもらってください。',
  },
  unknownHere: {
    word: 'こちらの記録にない',
    tone: 'error',
    remedy: 'システム管理の職員に伝え、記録の改ざんの検査をしてください。',
  },
  notFetched: { word: '相手が未受領', tone: 'warning', remedy: '続くときは、相手の機関に受取りを確かめてください。' },
  notReceived: { word: 'こちらが未受領', tone: 'info', remedy: 'まもなく自動で受け取ります。' },
  notAcknowledged: { word: '受領の返事が未達', tone: 'info', remedy: '次に受け取るときに、自動で返事をします。' },
  notApplied: { word: '処理していない', tone: 'warning', remedy: '電文の画面で原因を確かめてください。' },
};

/** 電文の突合の表: one line for each pair and kind, differences first, each with what helps. */
export function MailComparisons({
  rows,
  base,
}: {
  rows: readonly (MailComparison & { name: string; title: string })[];
  base: string;
}) {
  const different = rows.filter(({ verdict }) => verdict !== 'even').length;
  return (
    <div className="mt-4 flex flex-col gap-6">
      {rows.length === 0 ? null : (
        <NotificationBanner
          kind={different === 0 ? 'success' : 'warning'}
          title={different === 0 ? 'すべての数が一致しています' : `${different}種類の電文で、数が一致していません`}
        />
      )}
      <Table
        caption="相手と種別ごとの数（これまでの合計）"
        dense
        rows={rows}
        rowKey={({ direction, peer, type }) => `${direction} ${peer} ${type}`}
        empty={<EmptyState title="J-LISを通る電文はまだありません" />}
        columns={[
          {
            key: 'pair',
            header: '相手',
            rowHeader: true,
            cell: ({ direction, peer, name }) => (
              <a href={`${base}?peer=${peer}`}>
                {direction === 'out' ? '→' : '←'} {name}
              </a>
            ),
          },
          { key: 'type', header: '種別', cell: ({ title }) => title },
          {
            key: 'own',
            header: 'こちらの記録',
            align: 'end',
            cell: ({ direction, passed }) => `${direction === 'out' ? '送信' : '受信'} ${passed}通`,
          },
          { key: 'taken', header: 'J-LISの受付', align: 'end', cell: ({ taken }) => `${taken}通` },
          { key: 'delivered', header: '受取人の受領', align: 'end', cell: ({ delivered }) => `${delivered}通` },
          {
            key: 'applied',
            header: 'こちらの処理',
            align: 'end',
            cell: ({ direction, applied }) => (direction === 'in' ? `${applied}通` : ''),
          },
          {
            key: 'verdict',
            header: '結果',
            cell: ({ verdict }) => <StatusBadge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].word}</StatusBadge>,
          },
          { key: 'remedy', header: 'すること', cell: ({ verdict }) => VERDICTS[verdict].remedy },
        ]}
      />
    </div>
  );
}
