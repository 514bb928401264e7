import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { WORK_KINDS } from '#app/office/audit-words.ts';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, EmptyState, Heading, pageTitle, Table } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('転入通知の取込エラー', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('home'),
    base: `/office/${town.code}`,
    items: await office.notices.list(officer),
  }));
}

export default function Notices() {
  const { frame, base, items } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <BackLink href={base}>きょうの仕事</BackLink>
      <Heading>転入通知の取込エラー</Heading>
      <p className="mt-1">
        ひとりでには受理できなかった転入通知です。原因を確かめ、直して受理するか、転入地に送り直しを頼みます。
      </p>
      <div className="mt-6">
        <Table
          caption={`処理待ち：${items.length}件`}
          dense
          rows={items}
          rowKey={(item) => item.workId}
          empty={<EmptyState title="取込エラーはありません" />}
          columns={[
            {
              key: 'kind',
              header: '種類',
              rowHeader: true,
              cell: (item) => <a href={`${base}/notices/${item.workId}`}>{WORK_KINDS[item.kind]}</a>,
            },
            { key: 'sentence', header: '原因', cell: (item) => item.sentence },
            { key: 'number', header: '宛名番号', cell: (item) => item.addresseeNumber ?? '' },
            { key: 'at', header: '受信', cell: (item) => officeInstant(item.createdAt) },
          ]}
        />
      </div>
    </OfficePage>
  );
}
