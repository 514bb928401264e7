import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { InboxRow } from '#app/office/application-screens.server.ts';
import { APPLICATION_STAGES, isApplicationStage } from '#app/office/application-stages.ts';
import { atDesk } from '#app/office/desk.server.ts';
import { officeDay, officeInstant } from '#app/office/office-dates.ts';
import { URGENCIES, type Urgency } from '#app/office/queue-order.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import {
  type BadgeTone,
  Button,
  classNames,
  EmptyState,
  Heading,
  pageTitle,
  StatusBadge,
  Table,
  TextField,
} from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('申請管理', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const search = new URL(args.request.url).searchParams;
    const wanted = search.get('stage') ?? '';
    const stage = isApplicationStage(wanted) ? wanted : undefined;
    const text = search.get('receipt')?.slice(0, 40) ?? '';
    const inbox = await office.applications.inbox(officer, { ...(stage ? { stage } : {}), receipt: text });
    return { frame: frame('applications'), base: `/office/${town.code}/applications`, stage, text, inbox };
  });
}

const TONES: Record<Urgency, BadgeTone> = { overdue: 'error', urgent: 'warning', soon: 'info', normal: 'neutral' };

function Tab({ href, current, label, count }: { href: string; current: boolean; label: string; count: number }) {
  return (
    <li>
      <a
        href={href}
        aria-current={current ? 'page' : undefined}
        className={classNames(
          'inline-flex min-h-9 items-center gap-2 rounded-8 border px-3 no-underline',
          current ? 'border-key-900 bg-key-50 font-700' : 'border-solid-gray-420',
        )}
      >
        {label}
        <span>{count}</span>
      </a>
    </li>
  );
}

export default function Applications() {
  const { frame, base, stage, text, inbox } = useLoaderData<typeof loader>();
  const columns = [
    {
      key: 'receipt',
      header: '受付番号',
      rowHeader: true,
      cell: (row: InboxRow) => <a href={`${base}/${row.receiptNumber}`}>{row.receiptNumber}</a>,
    },
    { key: 'name', header: '届出人', cell: (row: InboxRow) => `${row.filerName}（異動者${row.movers}人）` },
    { key: 'visit', header: '来庁予定日', cell: (row: InboxRow) => officeDay(row.visitOn) },
    { key: 'moving', header: '異動日', cell: (row: InboxRow) => officeDay(row.movingOn) },
    { key: 'arrived', header: '到達', cell: (row: InboxRow) => officeInstant(row.arrivedAt) },
    {
      key: 'stage',
      header: '状態',
      cell: (row: InboxRow) => (
        <span className="inline-flex flex-wrap gap-1">
          <StatusBadge>{APPLICATION_STAGES[row.stage].label}</StatusBadge>
          {APPLICATION_STAGES[row.stage].open ? (
            <StatusBadge tone={TONES[row.urgency]}>{URGENCIES[row.urgency]}</StatusBadge>
          ) : null}
          {row.waiting ? <StatusBadge tone="warning">応答待ち</StatusBadge> : null}
          {row.withdrawalRequested ? <StatusBadge tone="warning">取下げの申出</StatusBadge> : null}
          {row.objected ? <StatusBadge tone="warning">異動者の申出</StatusBadge> : null}
        </span>
      ),
    },
  ];
  return (
    <OfficePage frame={frame}>
      <Heading>申請管理</Heading>
      <nav aria-label="状態で絞る" className="mt-4">
        <ul className="flex flex-wrap gap-2">
          <Tab href={base} current={stage === undefined} label="処理が必要" count={inbox.open} />
          {inbox.counts
            .filter((one) => one.count > 0 || one.stage === stage)
            .map((one) => (
              <Tab
                key={one.stage}
                href={`${base}?stage=${one.stage}`}
                current={stage === one.stage}
                label={one.label}
                count={one.count}
              />
            ))}
        </ul>
      </nav>
      <form method="get" className="mt-4 flex flex-wrap items-end gap-3">
        {stage ? <input type="hidden" name="stage" value={stage} /> : null}
        <TextField
          label="受付番号（一部でもよい）"
          name="receipt"
          defaultValue={text}
          fieldSize="s"
          width="md"
          unmarked
        />
        <Button size="sm" variant="outline">
          絞り込む
        </Button>
      </form>
      <div className="mt-6">
        <Table
          caption={`${stage ? APPLICATION_STAGES[stage].label : '処理が必要'}：${inbox.rows.length}件（急ぐ順）`}
          dense
          columns={columns}
          rows={inbox.rows}
          rowKey={(row) => row.receiptNumber}
          empty={
            <EmptyState title="この状態の申請はありません">
              <p>マイナポータルの申請は自動で取り込まれます。</p>
            </EmptyState>
          }
        />
      </div>
    </OfficePage>
  );
}
