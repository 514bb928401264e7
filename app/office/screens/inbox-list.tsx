import { type BadgeTone, Button, EmptyState, ErrorText, KeyHint, StatusBadge, Table } from '#app/ui/index.ts';
import { APPLICATION_STAGES } from '../applications/application-stages.ts';
import type { Inbox, InboxRow } from '../applications/inbox.server.ts';
import type { Urgency } from '../applications/queue-order.ts';
import { type InboxFilter, queryOf } from '../applications/queues.ts';
import { officeDay, officeInstant } from '../office-dates.ts';

const TONES: Record<Urgency, BadgeTone> = { overdue: 'error', urgent: 'warning', soon: 'info', normal: 'neutral' };

const BULK = [
  { act: 'assign', label: '担当する', key: 'm' },
  { act: 'start', label: '審査を始める', key: 's' },
  { act: 'check', label: 'もう一度確かめる', key: 'c' },
] as const;

function State({ row }: { row: InboxRow }) {
  const { open, label } = APPLICATION_STAGES[row.stage];
  return (
    <span className="inline-flex flex-wrap gap-1">
      <StatusBadge>{label}</StatusBadge>
      {open ? <StatusBadge tone={TONES[row.urgency]}>{row.why}</StatusBadge> : null}
      {row.waiting ? <StatusBadge tone="warning">応答待ち</StatusBadge> : null}
      {row.withdrawalRequested ? <StatusBadge tone="warning">取下げの申出</StatusBadge> : null}
      {row.objected ? <StatusBadge tone="warning">異動者の申出</StatusBadge> : null}
    </span>
  );
}

function Assignee({ row }: { row: InboxRow }) {
  const { assignee } = row;
  if (!assignee) return null;
  return (
    <span>
      {assignee.isMe ? '自分' : assignee.name}
      <span className="block text-solid-gray-700">{officeInstant(assignee.until)}まで</span>
    </span>
  );
}

/** 申請の一覧: rows to open, and to mark for what may be done to several at once. */
export function InboxList({
  base,
  filter,
  title,
  inbox,
  error,
}: {
  base: string;
  filter: InboxFilter;
  title: string;
  inbox: Inbox;
  error: readonly string[] | undefined;
}) {
  const query = queryOf(filter).replace('?', '&');
  return (
    <form method="post" action={`${base}?index${query}`} className="mt-4" noValidate>
      {inbox.rows.some((row) => APPLICATION_STAGES[row.stage].open) ? (
        <fieldset className="mb-3">
          <legend className="sr-only">選んだ申請をまとめて処理する</legend>
          {error ? (
            <div id="items">
              <ErrorText error={error} id="items-error" />
            </div>
          ) : null}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span>選んだ申請を</span>
            {BULK.map(({ act, label, key }) => (
              <span key={act} className="inline-flex items-center gap-1">
                <Button size="sm" variant="outline" name="act" value={act} data-key={key} aria-keyshortcuts={key}>
                  {label}
                </Button>
                <KeyHint of={key} />
              </span>
            ))}
            <span hidden data-key-hint="" className="text-[0.875rem] text-solid-gray-700">
              J・K：次・前の申請　X：選ぶ　Enter：開く
            </span>
          </div>
        </fieldset>
      ) : null}
      <Table
        caption={`${title}：${inbox.total}件（急ぐ順）`}
        dense
        rows={inbox.rows}
        rowKey={(row) => row.receiptNumber}
        empty={
          <EmptyState title="この状態の申請はありません">
            <p>マイナポータルの申請は自動で取り込まれます。</p>
          </EmptyState>
        }
        columns={[
          {
            key: 'mark',
            header: '選択',
            cell: (row) =>
              APPLICATION_STAGES[row.stage].open ? (
                <input
                  type="checkbox"
                  name="items"
                  value={`${row.receiptNumber}:${row.version}`}
                  aria-label={`${row.filerName}さんの申請（${row.receiptNumber}）を選ぶ`}
                  className="choice"
                />
              ) : (
                ''
              ),
          },
          {
            key: 'receipt',
            header: '受付番号',
            rowHeader: true,
            cell: (row) => (
              <a href={`${base}/${row.receiptNumber}`} data-row="">
                {row.receiptNumber}
              </a>
            ),
          },
          { key: 'name', header: '届出人', cell: (row) => `${row.filerName}（異動者${row.movers}人）` },
          { key: 'visit', header: '来庁予定日', cell: (row) => officeDay(row.visitOn) },
          { key: 'moving', header: '異動日', cell: (row) => officeDay(row.movingOn) },
          { key: 'arrived', header: '到達', cell: (row) => officeInstant(row.arrivedAt) },
          { key: 'state', header: '状態', cell: (row) => <State row={row} /> },
          { key: 'assignee', header: '担当', cell: (row) => (row.assignee ? <Assignee row={row} /> : '') },
        ]}
      />
    </form>
  );
}

/** ページ送り. */
export function Pages({
  base,
  filter,
  page,
  pages,
}: {
  base: string;
  filter: InboxFilter;
  page: number;
  pages: number;
}) {
  if (pages < 2) return null;
  const to = (number: number) => base + queryOf(filter, { page: String(number) });
  return (
    <nav aria-label="ページ" className="mt-4 flex flex-wrap items-center gap-4">
      {page > 1 ? (
        <span className="inline-flex items-center gap-1">
          <a href={to(page - 1)} rel="prev" data-key="p">
            前の50件
          </a>
          <KeyHint of="p" />
        </span>
      ) : null}
      <span>
        {page} / {pages}ページ
      </span>
      {page < pages ? (
        <span className="inline-flex items-center gap-1">
          <a href={to(page + 1)} rel="next" data-key="n">
            次の50件
          </a>
          <KeyHint of="n" />
        </span>
      ) : null}
    </nav>
  );
}
