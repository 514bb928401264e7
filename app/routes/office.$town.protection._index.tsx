import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { PROTECTION_DUE, PROTECTION_STATES } from '#app/office/protection-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('支援措置', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const measures = await office.protection.list(officer);
    return {
      frame: frame('protection'),
      base: `/office/${town.code}`,
      measures: measures.map(({ measureId, state, persons, until, due, formerAddress, released, origin }) => ({
        measureId,
        name: persons[0]?.name ?? origin?.forwarded.applicant.name ?? '',
        others: Math.max(persons.length - 1, 0),
        state: formerAddress ? '前住所地（仮支援措置）' : PROTECTION_STATES[state],
        until: until ? formatJapaneseDate(until) : '',
        due: due.map((one) => PROTECTION_DUE[one]),
        released,
      })),
    };
  });
}

export default function Protections() {
  const { frame, base, measures } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>支援措置</Heading>
      <p className="mt-1">
        申出を受け付けるときは、<a href={`${base}/residents`}>住民の照会</a>
        で対象の方を開き、「支援措置の申出を受け付ける」を選びます。期間が過ぎても、終了するまで制限は続きます。
      </p>
      <div className="mt-6">
        <Table
          caption={`${measures.length}件`}
          dense
          rows={measures}
          rowKey={(row) => row.measureId}
          empty={<EmptyState title="支援措置の記録はありません" />}
          columns={[
            {
              key: 'name',
              header: '申出者',
              rowHeader: true,
              cell: (row) => (
                <a href={`${base}/protection/${row.measureId}`}>
                  {row.name}
                  {row.others > 0 ? `ほか${row.others}人` : ''}
                </a>
              ),
            },
            {
              key: 'state',
              header: '状態',
              cell: (row) => (
                <span className="inline-flex flex-wrap gap-1">
                  <StatusBadge>{row.state}</StatusBadge>
                  {row.released ? <StatusBadge tone="warning">一時解除中</StatusBadge> : null}
                </span>
              ),
            },
            { key: 'until', header: '期間の終わり', cell: (row) => row.until },
            { key: 'due', header: 'すること', cell: (row) => row.due.join('、') },
          ]}
        />
      </div>
    </OfficePage>
  );
}
