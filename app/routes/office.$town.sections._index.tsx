import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { EmptyState, Heading, pageTitle, Table } from '#app/ui/index.ts';
import { SECTION_TITLES } from '#app/vocabulary/sections.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('関係課への通知', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    base: `/office/${town.code}/sections`,
    sections: await office.sections.backlog(officer),
    frame: frame('sections'),
  }));
}

export default function Sections() {
  const { frame, base, sections } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>関係課への通知</Heading>
      <p className="mt-1 max-w-page">
        住民票の異動と年齢の到達は、予定・確定・取消の段階ごとに、関係する事務へ知らされます。年齢は夜間に調べ、生年月日が不詳の方は要確認として知らせます。
      </p>
      <div className="mt-6 max-w-page">
        <Table
          caption="事務ごとの受領待ち"
          dense
          rows={sections}
          rowKey={(row) => row.section}
          empty={<EmptyState title="担当する事務がありません" />}
          columns={[
            {
              key: 'section',
              header: '事務',
              rowHeader: true,
              cell: (row) => <a href={`${base}/${row.section}`}>{SECTION_TITLES[row.section]}</a>,
            },
            { key: 'waiting', header: '受領待ち', align: 'end', cell: (row) => `${row.waiting}件` },
            {
              key: 'oldest',
              header: '最も古い通知',
              cell: (row) => (row.oldestAt ? officeInstant(row.oldestAt) : ''),
            },
          ]}
        />
      </div>
    </OfficePage>
  );
}
