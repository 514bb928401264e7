import { ButtonGroup, ButtonLink, EmptyState, Heading, NotificationBanner, Table } from '#app/ui/index.ts';
import type { ProvisionRecordsView, ProvisionRow } from '../provision-records.server.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';

function Records({ rows }: { rows: readonly ProvisionRow[] }) {
  return (
    <Table
      caption={text('provisions.list')}
      rows={rows}
      rowKey={(row) => row.processingNumber}
      empty={<EmptyState title={text('provisions.none')}>{text('provisions.noneHint')}</EmptyState>}
      columns={[
        { key: 'at', header: text('provisions.at'), rowHeader: true, cell: (row) => row.at },
        { key: 'inquirer', header: text('provisions.inquirer'), cell: (row) => row.inquirer },
        { key: 'provider', header: text('provisions.provider'), cell: (row) => row.provider },
        { key: 'purpose', header: text('provisions.purpose'), cell: (row) => row.purpose },
        { key: 'information', header: text('provisions.information'), cell: (row) => row.information },
        {
          key: 'result',
          header: text('provisions.result'),
          cell: (row) => text(row.provided ? 'provisions.provided' : 'provisions.notProvided'),
        },
        { key: 'number', header: text('provisions.number'), cell: (row) => row.processingNumber },
      ]}
    />
  );
}

/** 情報提供等記録: who asked for what about oneself, when and why. */
export function ProvisionRecordsPage({ view }: { view: ProvisionRecordsView }) {
  return (
    <ResidentFrame back={{ href: '/moving', text: text('home.title') }} width="page">
      <Heading>{text('provisions.title')}</Heading>
      <p className="mt-4">{text('provisions.lead')}</p>
      <p className="mt-2">{text('provisions.law')}</p>
      {view.kind === 'records' ? (
        <>
          <div className="mt-8">
            <Records rows={view.rows} />
          </div>
          <p className="mt-6">{text('provisions.source')}</p>
          <p className="mt-2">{text('provisions.wrong')}</p>
        </>
      ) : (
        <>
          <div className="mt-6">
            <NotificationBanner
              kind="warning"
              title={text(view.kind === 'silent' ? 'provisions.silent' : 'provisions.unidentified')}
            >
              <p>{text(view.kind === 'silent' ? 'provisions.silentHint' : 'provisions.unidentifiedHint')}</p>
            </NotificationBanner>
          </div>
          {view.kind === 'silent' ? (
            <ButtonGroup>
              <ButtonLink href="/moving/provision-records">{text('provisions.again')}</ButtonLink>
            </ButtonGroup>
          ) : null}
        </>
      )}
    </ResidentFrame>
  );
}
