import type { MailRow, UnreadableRow } from '#app/messages/mail-screens.server.ts';
import { Button, EmptyState, Select, StatusBadge, Table } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';
import { MAIL_STATES } from './mail-states.ts';

function RetryButton({ id }: { id: string }) {
  return (
    <form method="post">
      <input type="hidden" name="id" value={id} />
      <Button size="xs" variant="outline">
        もう一度処理する
      </Button>
    </form>
  );
}

/** 電文の一覧: everything but the content. */
export function MailTable({
  caption,
  rows,
  mayRetry,
  none = '電文はまだありません',
}: {
  caption: string;
  rows: readonly MailRow[];
  mayRetry: boolean;
  none?: string;
}) {
  return (
    <Table
      caption={`${caption}：${rows.length}件`}
      dense
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={none} />}
      columns={[
        { key: 'title', header: '種別', rowHeader: true, cell: (row) => row.title },
        { key: 'way', header: '方向', cell: (row) => (row.direction === 'out' ? `→ ${row.to}` : `← ${row.from}`) },
        { key: 'at', header: '日時', cell: (row) => officeInstant(row.at) },
        {
          key: 'state',
          header: '状態',
          cell: (row) => (
            <span className="inline-flex flex-wrap gap-1">
              <StatusBadge tone={MAIL_STATES[row.state].tone}>{MAIL_STATES[row.state].word}</StatusBadge>
              {row.attempts > 1 ? <span>{row.attempts}回目</span> : null}
            </span>
          ),
        },
        { key: 'error', header: '原因', cell: (row) => row.error ?? '' },
        ...(mayRetry ? [{ key: 'retry', header: '処理', cell: (row: MailRow) => <RetryButton id={row.id} /> }] : []),
      ]}
    />
  );
}

/** 絞り込み: a query of the address, so that it can be kept and sent on. */
export function MailFilters({
  peers,
  peer,
  state,
}: {
  peers: readonly { code: string; name: string }[];
  peer: string | undefined;
  state: MailRow['state'] | undefined;
}) {
  const all = { value: '', label: 'すべて' };
  const states = Object.entries(MAIL_STATES).map(([value, { word }]) => ({ value, label: word }));
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        label="相手の機関"
        name="peer"
        fieldSize="s"
        width="md"
        unmarked
        defaultValue={peer ?? ''}
        noEmpty
        options={[all, ...peers.map(({ code, name }) => ({ value: code, label: name }))]}
      />
      <Select
        label="状態"
        name="state"
        fieldSize="s"
        width="md"
        unmarked
        defaultValue={state ?? ''}
        noEmpty
        options={[all, ...states]}
      />
      <Button size="sm" variant="outline">
        絞り込む
      </Button>
    </form>
  );
}

/** 読めない電文: kept aside with the reason; never applied, never dropped. */
export function UnreadableTable({ rows, mayRetry }: { rows: readonly UnreadableRow[]; mayRetry: boolean }) {
  return (
    <Table
      caption={`読めない電文：${rows.length}件`}
      dense
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'type', header: '種別（自称）', rowHeader: true, cell: (row) => row.claimedType ?? '不明' },
        { key: 'sender', header: '送信元（自称）', cell: (row) => row.claimedSender ?? '不明' },
        { key: 'at', header: '受信', cell: (row) => officeInstant(row.receivedAt) },
        { key: 'reason', header: '理由', cell: (row) => `${row.reason} ${row.detail}` },
        ...(mayRetry
          ? [{ key: 'retry', header: '処理', cell: (row: UnreadableRow) => <RetryButton id={row.id} /> }]
          : []),
      ]}
    />
  );
}
