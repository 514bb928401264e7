import { ButtonGroup, ButtonLink, EmptyState, Heading, NotificationBanner, Table } from '#app/ui/index.ts';
import type { FilingMovements, ProvisionRecordsView, ProvisionRow } from '../my-data/provision-records.server.ts';
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

/** 情報の移動 of the own filings: first-hand, so it is there also while a national system is silent. */
function Movements({ movements }: { movements: readonly FilingMovements[] }) {
  return (
    <section className="mt-12">
      <Heading level={2}>{text('movement.title')}</Heading>
      <p className="mt-3">{text('movement.lead')}</p>
      {movements.length === 0 ? (
        <div className="mt-4">
          <EmptyState title={text('movement.none')}>{text('movement.noneHint')}</EmptyState>
        </div>
      ) : null}
      {movements.map(({ receiptNumber, rows }) => (
        <div key={receiptNumber} className="mt-6">
          <Table
            caption={text('movement.list', { receipt: receiptNumber })}
            rows={rows.map((row, index) => ({ ...row, key: String(index) }))}
            rowKey={(row) => row.key}
            empty={<EmptyState title={text('movement.none')}>{text('movement.noneHint')}</EmptyState>}
            columns={[
              { key: 'at', header: text('provisions.at'), rowHeader: true, cell: (row) => row.at },
              { key: 'from', header: text('movement.from'), cell: (row) => row.from },
              { key: 'to', header: text('movement.to'), cell: (row) => row.to },
              { key: 'kind', header: text('movement.kind'), cell: (row) => text(`movement.kind.${row.kind}`) },
            ]}
          />
        </div>
      ))}
    </section>
  );
}

/** 情報提供等記録: who asked for what about oneself, when and why. */
export function ProvisionRecordsPage({
  view,
  movements,
}: {
  view: ProvisionRecordsView;
  movements: readonly FilingMovements[];
}) {
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
      <Movements movements={movements} />
    </ResidentFrame>
  );
}
