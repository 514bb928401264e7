import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('保存庫の除票', data?.frame.town.name) },
];

/** A cursor that this page itself handed out. */
const CURSOR = /^\d{4}-\d{2}-\d{2}\/\d{1,15}$/;

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const after = new URL(args.request.url).searchParams.get('after') ?? '';
    return {
      frame: frame('residents'),
      base: `/office/${town.code}`,
      page: await office.removedRecords(officer, CURSOR.test(after) ? after : undefined),
    };
  });
}

export default function RemovedRecords() {
  const { frame, base, page } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <BackLink href={`${base}/residents`}>住民の照会</BackLink>
      <Heading>保存庫の除票</Heading>
      <p className="mt-1">
        消除から5年を過ぎた除票は、毎年4月1日の夜に保存庫へ移り、150年を過ぎると消えます。移った除票も、宛名番号や氏名で照会できます。
      </p>
      <div className="mt-6 max-w-page">
        <Table
          caption="年次の移行"
          dense
          rows={page.runs}
          rowKey={(run) => run.dueOn}
          empty={<EmptyState title="まだ移行していません" />}
          columns={[
            { key: 'on', header: '移行の日', rowHeader: true, cell: (run) => formatJapaneseDate(run.dueOn) },
            { key: 'moved', header: '移した除票', cell: (run) => `${run.moved}件` },
            { key: 'erased', header: '消した除票', cell: (run) => `${run.erased}件` },
            {
              key: 'end',
              header: '終わり',
              cell: (run) => (run.finishedAt ? officeInstant(run.finishedAt) : '途中です。次の夜に続けます。'),
            },
          ]}
        />
      </div>
      <div className="mt-8">
        <Table
          caption="保存庫にある除票（消除の新しい順）"
          dense
          rows={page.records}
          rowKey={(record) => record.addresseeNumber}
          empty={<EmptyState title="保存庫に除票はありません" />}
          columns={[
            {
              key: 'name',
              header: '氏名',
              rowHeader: true,
              cell: (record) => (
                <span className="inline-flex flex-wrap gap-1">
                  <a href={`${base}/residents/${record.addresseeNumber}`}>{record.name || '（氏名未定）'}</a>
                  {record.protectedPerson ? <StatusBadge tone="error">支援措置</StatusBadge> : null}
                </span>
              ),
            },
            { key: 'number', header: '宛名番号', cell: (record) => record.addresseeNumber },
            { key: 'on', header: '消除の日', cell: (record) => formatJapaneseDate(record.removed.on) },
            { key: 'reason', header: '事由', cell: (record) => record.removed.reason },
            { key: 'until', header: '保存期間', cell: (record) => `${formatJapaneseDate(record.keptUntil)}まで` },
          ]}
        />
        {page.next ? (
          <p className="mt-2">
            <a href={`${base}/removed-records?after=${encodeURIComponent(page.next)}`}>続きを見る</a>
          </p>
        ) : null}
      </div>
    </OfficePage>
  );
}
