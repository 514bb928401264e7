import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { DRAFT_FILTERS, DRAFT_STATES, type DraftFilter } from '#app/office/drafts/draft-states.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Button, EmptyState, Heading, pageTitle, Select, StatusBadge, Table, TextField } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle('仮登録', data?.frame.town.name) }];

const isFilter = (text: string): text is DraftFilter => text in DRAFT_FILTERS;

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const search = new URL(args.request.url).searchParams;
    const wanted = search.get('state') ?? '';
    const filter = isFilter(wanted) ? wanted : 'open';
    const person = (search.get('person') ?? '').trim().slice(0, 15);
    const drafts = await office.drafts.list(officer, { filter, ...(person ? { addresseeNumber: person } : {}) });
    return { frame: frame('drafts'), base: `/office/${town.code}/drafts`, filter, person, drafts };
  });
}

export default function Drafts() {
  const { frame, base, filter, person, drafts } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>仮登録</Heading>
      <p className="mt-1">仮登録は、まだ住民票に書かれていません。本登録までの間、ほかの異動は始められません。</p>
      <form method="get" action={base} className="mt-4 flex flex-wrap items-end gap-4">
        <Select
          label="状態"
          name="state"
          fieldSize="s"
          width="sm"
          unmarked
          noEmpty
          defaultValue={filter}
          options={Object.entries(DRAFT_FILTERS).map(([value, { label }]) => ({ value, label }))}
        />
        <TextField
          label="宛名番号（処理中のもの）"
          name="person"
          fieldSize="s"
          width="sm"
          unmarked
          inputMode="numeric"
          defaultValue={person}
        />
        <Button size="sm" variant="outline">
          絞り込む
        </Button>
      </form>
      <div className="mt-4">
        <Table
          caption={`${DRAFT_FILTERS[filter].label}：${drafts.length}件${drafts.length === 100 ? '（新しい100件）' : ''}`}
          dense
          rows={drafts}
          rowKey={(row) => row.draftId}
          empty={
            <EmptyState title="この状態の仮登録はありません">
              <p>
                <a href={base.replace('/drafts', '/acts')}>異動</a>から入力すると、ここに並びます。
              </p>
            </EmptyState>
          }
          columns={[
            {
              key: 'title',
              header: '異動',
              rowHeader: true,
              cell: (row) => (
                <a href={`${base}/${row.draftId}`}>
                  {row.title}
                  <span className="sr-only">（{row.names.join('、')}）</span>
                </a>
              ),
            },
            { key: 'names', header: '対象の方', cell: (row) => row.names.join('、') },
            {
              key: 'state',
              header: '状態',
              cell: (row) => (
                <StatusBadge tone={DRAFT_STATES[row.state].tone}>{DRAFT_STATES[row.state].label}</StatusBadge>
              ),
            },
            { key: 'alerts', header: '確認事項', cell: (row) => (row.alerts > 0 ? `${row.alerts}件` : 'なし') },
            { key: 'by', header: '入力した職員', cell: (row) => row.createdBy },
            { key: 'at', header: '入力の日時', cell: (row) => officeInstant(row.createdAt) },
          ]}
        />
      </div>
    </OfficePage>
  );
}
