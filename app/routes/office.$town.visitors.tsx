import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { VisitorRow } from '#app/office/arrivals/arrival-screens.server.ts';
import { ARRIVAL_STAGES, AWAITED_STAGES } from '#app/office/arrivals/arrival-stages.ts';
import { atDesk } from '#app/office/desk.server.ts';
import { officeDay } from '#app/office/office-dates.ts';
import { mayDo } from '#app/office/permissions.ts';
import { DegradedBanner } from '#app/office/screens/degraded-banner.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ButtonLink, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { addOpenDays } from '#app/vocabulary/business-days.ts';
import { addDays, isCalendarDate } from '#app/vocabulary/dates.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('来庁予定・窓口', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const wanted = new URL(args.request.url).searchParams.get('on') ?? '';
    const today = office.today();
    const nextOpenDay = addOpenDays(today, 1);
    // Tomorrow's visitors are prepared today.
    const on = isCalendarDate(wanted) ? wanted : nextOpenDay;
    const visitors = await office.arrivals.visitorsOn(officer, on);
    return {
      frame: frame('visitors'),
      base: `/office/${town.code}`,
      today,
      nextOpenDay,
      previous: addDays(on, -1),
      next: addDays(on, 1),
      mayStart: mayDo('startArrival', officer, town),
      visitors,
    };
  });
}

function VisitorTable({
  caption,
  rows,
  base,
  empty,
  mayStart,
}: {
  caption: string;
  rows: VisitorRow[];
  base: string;
  empty: string;
  mayStart: boolean;
}) {
  const isAwaited = (row: VisitorRow) => AWAITED_STAGES.some((stage) => stage === row.stage);
  return (
    <Table
      caption={caption}
      dense
      rows={rows}
      rowKey={(row) => row.caseId}
      empty={<EmptyState title={empty} />}
      columns={[
        {
          key: 'name',
          header: '届出人',
          rowHeader: true,
          cell: (row) => <a href={`${base}/arrivals/${row.caseId}`}>{row.name}</a>,
        },
        {
          key: 'time',
          header: '時間・窓口',
          cell: (row) => [row.visitTime, row.office].filter(Boolean).join('　') || '―',
        },
        { key: 'movers', header: '異動者', cell: (row) => `${row.movers}人` },
        {
          key: 'ready',
          header: '準備',
          cell: (row) =>
            ARRIVAL_STAGES[row.stage].open ? (
              <StatusBadge tone={row.ready ? 'success' : 'warning'}>
                {row.ready ? '準備完了' : '事前通知を待っています'}
              </StatusBadge>
            ) : (
              '―'
            ),
        },
        {
          key: 'stage',
          header: '状態',
          cell: (row) =>
            row.received ? (
              <StatusBadge tone="warning">届出は受付済み・カードの読取り待ち</StatusBadge>
            ) : (
              <StatusBadge>{ARRIVAL_STAGES[row.stage].label}</StatusBadge>
            ),
        },
        { key: 'lastDay', header: '届出の期限', cell: (row) => (row.lastDay ? officeDay(row.lastDay) : '未定') },
        { key: 'receipt', header: '受付番号', cell: (row) => row.receiptNumber ?? '（なし）' },
        {
          key: 'reception',
          header: '窓口',
          cell: (row) =>
            mayStart && isAwaited(row) ? (
              <a href={`${base}/arrivals/${row.caseId}/check-in`}>
                受け付ける<span className="sr-only">（{row.name}）</span>
              </a>
            ) : (
              '―'
            ),
        },
      ]}
    />
  );
}

export default function Visitors() {
  const { frame, base, today, nextOpenDay, previous, next, mayStart, visitors } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Heading>来庁予定・窓口</Heading>
        {mayStart ? (
          <ButtonLink size="md" variant="outline" href={`${base}/arrivals/new`}>
            予定のない方を受け付ける
          </ButtonLink>
        ) : null}
      </div>
      <DegradedBanner silent={visitors.silent} />
      <nav aria-label="日を選ぶ" className="mt-4">
        <ul className="flex flex-wrap gap-4">
          <li>
            <a href={`${base}/visitors?on=${previous}`}>前の日</a>
          </li>
          <li>
            <a href={`${base}/visitors?on=${today}`}>きょう</a>
          </li>
          <li>
            <a href={`${base}/visitors?on=${nextOpenDay}`}>次の開庁日</a>
          </li>
          <li>
            <a href={`${base}/visitors?on=${next}`}>次の日</a>
          </li>
          <li>
            <a href={`${base}/preparation?on=${visitors.on}`}>この日の準備（印刷）</a>
          </li>
          <li>
            <a href={`${base}/visits?on=${visitors.on}`}>この日の時間枠</a>
          </li>
          <li>
            <a href={`${base}/cards`}>カードの手続の残り</a>
          </li>
          {mayStart ? (
            <li>
              <a href={`${base}/check-in`}>QRコードで受け付ける</a>
            </li>
          ) : null}
        </ul>
      </nav>
      <div className="mt-6 flex flex-col gap-8">
        <VisitorTable
          caption={`${officeDay(visitors.on)}に来庁する人：${visitors.expected.length}件`}
          rows={visitors.expected}
          base={base}
          empty="この日の来庁予定はありません"
          mayStart={mayStart}
        />
        {visitors.here.length > 0 ? (
          <VisitorTable caption="窓口で受付中" rows={visitors.here} base={base} empty="" mayStart={mayStart} />
        ) : null}
        {visitors.withoutDay.length > 0 ? (
          <VisitorTable
            caption="来庁日が決まっていない人（事前通知のみ、または時間の選び直し待ち）"
            rows={visitors.withoutDay}
            base={base}
            empty=""
            mayStart={mayStart}
          />
        ) : null}
      </div>
    </OfficePage>
  );
}
