import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { auditWord } from '#app/office/audit-words.ts';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('記録を見た人', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const number = args.params.number ?? '';
    const lookup = new URL(args.request.url).searchParams.get('lookup') ?? '';
    const found = await office.people.looks(officer, lookup, number);
    const back = `/office/${town.code}/residents/${encodeURIComponent(number)}`;
    // The search under whose reason the page was opened is over: a reason is asked for again.
    if (!found) throw redirect(back);
    return { frame: frame('residents'), back: `${back}?lookup=${lookup}`, number, ...found };
  });
}

export default function Looks() {
  const { frame, back, number, looks, more } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <BackLink href={back}>住民の画面</BackLink>
      <Heading>宛名番号 {number} の記録を見た人</Heading>
      <p className="mt-1">住民票を見た、または変えた記録です。この画面を開いたことも記録されます。</p>
      <div className="mt-4">
        <Table
          caption={
            more
              ? `新しい順に${looks.length}件。これより前は、監査担当が操作ログで確かめます`
              : `新しい順に${looks.length}件`
          }
          dense
          rows={looks}
          rowKey={(look) => String(look.position)}
          empty={
            <EmptyState title="見た人はいません">
              <p>この番号の記録は、まだだれも見ていません。</p>
            </EmptyState>
          }
          columns={[
            { key: 'at', header: '日時', cell: (look) => officeInstant(look.at) },
            { key: 'officer', header: '職員', rowHeader: true, cell: (look) => look.officerName },
            { key: 'act', header: '操作', cell: (look) => auditWord(look.act) },
            { key: 'reason', header: '理由', cell: (look) => look.reason },
            { key: 'case', header: '受付', cell: (look) => look.caseId ?? '' },
            {
              key: 'number',
              header: '番号',
              cell: (look) => (look.numberAccessed ? <StatusBadge tone="warning">番号を使用</StatusBadge> : ''),
            },
          ]}
        />
      </div>
    </OfficePage>
  );
}
