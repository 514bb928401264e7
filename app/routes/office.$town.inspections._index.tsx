import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { GROUNDS, NEXT_STEPS, STATES } from '#app/office/inspections/inspection-words.ts';
import type { Inspection } from '#app/office/inspections/inspections.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ButtonLink, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('台帳の閲覧', data?.frame.town.name) },
];

function rowOf({ inspectionId, state, filedOn, record }: Inspection) {
  const { ground, applicantName, outline, secret, plannedFrom, plannedUntil } = record.application;
  return {
    inspectionId,
    name: applicantName,
    ground: GROUNDS[ground],
    outline: secret ? `（${secret.law}）` : outline,
    state: STATES[state],
    filedOn: formatJapaneseDate(filedOn),
    planned: `${formatJapaneseDate(plannedFrom)}から${formatJapaneseDate(plannedUntil)}まで`,
    next: NEXT_STEPS[state],
  };
}

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { open, closed } = await office.inspections.list(officer);
    return {
      frame: frame('inspections'),
      base: `/office/${town.code}/inspections`,
      publicPage: `/inspection-reports/${town.code}`,
      mayFile: mayDo('fileInspections', officer, town),
      open: open.map(rowOf),
      closed: closed.map(rowOf),
    };
  });
}

export default function Inspections() {
  const { frame, base, publicPage, mayFile, open, closed } = useLoaderData<typeof loader>();
  const name = {
    key: 'name',
    header: '機関・申出者',
    rowHeader: true,
    cell: (row: (typeof open)[number]) => <a href={`${base}/${row.inspectionId}`}>{row.name}</a>,
  };
  const outline = { key: 'outline', header: '目的の概要', cell: (row: (typeof open)[number]) => row.outline };
  const state = {
    key: 'state',
    header: '状態',
    cell: (row: (typeof open)[number]) => <StatusBadge>{row.state}</StatusBadge>,
  };
  const filed = { key: 'filed', header: '受付', cell: (row: (typeof open)[number]) => row.filedOn };
  return (
    <OfficePage frame={frame}>
      <Heading>台帳の閲覧</Heading>
      <p className="mt-1 max-w-text">
        国・地方公共団体の機関の請求（法11条）と、調査研究などの申出（法11条の2）を受け付け、審査と決裁をして、閲覧の日に一覧を作ります。
      </p>
      <p className="mt-2">
        <a href={publicPage}>公表している閲覧の状況を見る</a>
      </p>
      {mayFile ? (
        <div className="mt-4">
          <ButtonLink href={`${base}/new`} size="sm">
            申出を受け付ける
          </ButtonLink>
        </div>
      ) : null}
      <div className="mt-6">
        <Table
          caption={`処理中の申出（${open.length}件、受付の順）`}
          dense
          rows={open}
          rowKey={(row) => row.inspectionId}
          empty={<EmptyState title="処理中の申出はありません" />}
          columns={[
            name,
            { key: 'ground', header: '根拠', cell: (row) => row.ground },
            outline,
            state,
            { key: 'next', header: '次にすること', cell: (row) => row.next },
            filed,
            { key: 'planned', header: '閲覧の期間', cell: (row) => row.planned },
          ]}
        />
      </div>
      {closed.length > 0 ? (
        <div className="mt-8">
          <Table
            caption={`終わった申出（新しい順に${closed.length}件）`}
            dense
            rows={closed}
            rowKey={(row) => row.inspectionId}
            columns={[name, outline, state, filed]}
          />
        </div>
      ) : null}
    </OfficePage>
  );
}
