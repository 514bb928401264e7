import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { protectionQueue, stepCounts } from '#app/office/protection/protection-queue.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('支援措置', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const rows = protectionQueue(await office.protection.list(officer), officer.id);
    const counts = stepCounts(rows);
    const asked = new URL(args.request.url).searchParams.get('step');
    const step = counts.find((one) => one.step === asked)?.step;
    return {
      frame: frame('protection'),
      base: `/office/${town.code}`,
      total: rows.length,
      waiting: rows.filter((row) => row.steps.length > 0).length,
      counts,
      step: step ?? '',
      measures: step ? rows.filter((row) => row.steps.includes(step)) : rows,
    };
  });
}

export default function Protections() {
  const { frame, base, total, waiting, counts, step, measures } = useLoaderData<typeof loader>();
  const here = `${base}/protection`;
  const links = [
    { href: here, label: `すべて（${total}件）`, current: step === '' },
    ...counts.map((one) => ({
      href: `${here}?step=${one.step}`,
      label: `${one.label}（${one.count}件）`,
      current: one.step === step,
    })),
  ];
  return (
    <OfficePage frame={frame}>
      <Heading>支援措置</Heading>
      <p className="mt-1 max-w-text">
        申出を受け付けるときは、<a href={`${base}/residents`}>住民の照会</a>
        で対象の方を開き、「支援措置の申出を受け付ける」を選びます。期間が過ぎても、終了するまで制限は続きます。
      </p>
      <nav aria-label="することで絞り込む" className="mt-4">
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {links.map((link) => (
            <li key={link.href}>
              <a
                href={link.href}
                aria-current={link.current ? 'page' : undefined}
                className={`inline-flex min-h-9 items-center${link.current ? ' font-700' : ''}`}
              >
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-4">
        <Table
          caption={
            step
              ? `${measures.length}件`
              : waiting > 0
                ? `することがあるもの ${waiting}件（急ぐ順）`
                : '急ぐものはありません'
          }
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
                <a href={`${here}/${row.measureId}`}>
                  {row.name}
                  {row.others > 0 ? `ほか${row.others}人` : ''}
                </a>
              ),
            },
            {
              key: 'next',
              header: '次にすること',
              cell: (row) =>
                row.next.act ? (
                  <a href={`${here}/${row.measureId}#${row.next.act}`}>{row.next.label}</a>
                ) : (
                  row.next.label
                ),
            },
            { key: 'when', header: 'いつ', cell: (row) => row.next.when },
            { key: 'also', header: 'ほかにすること', cell: (row) => row.also.join('、') },
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
          ]}
        />
      </div>
    </OfficePage>
  );
}
