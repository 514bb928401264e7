import {
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Heading,
  NotificationBanner,
  Radios,
  Table,
} from '#app/ui/index.ts';
import type { TownAccessRecords } from '../my-data/access-records.server.ts';
import { momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';

type Row = TownAccessRecords['records'][number];

/** Kept by the person: a form of its own, so that it can be copied and checked without a script. */
function Receipt({ at, receipt }: Pick<Row, 'at' | 'receipt'>) {
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2">
        {text('access.receipt')}
        <span className="sr-only">（{text('access.receiptOf', { at: momentInWords(at) })}）</span>
      </summary>
      <p className="max-w-80 break-all font-mono text-[0.75rem]">{receipt}</p>
      <form method="post" action="/moving/records/receipt">
        <input type="hidden" name="receipt" value={receipt} />
        <Button
          type="submit"
          size="sm"
          variant="outline"
          className="whitespace-nowrap"
          aria-label={`${text('access.receiptCheck')}（${text('access.receiptOf', { at: momentInWords(at) })}）`}
        >
          {text('access.receiptCheck')}
        </Button>
      </form>
    </details>
  );
}

function Provided({ answer }: { answer: TownAccessRecords }) {
  const { town, records, answeredAt } = answer;
  return (
    <>
      <Table
        caption={text('access.list', { town: town.name })}
        rows={records}
        rowKey={(row) => row.receipt}
        empty={<EmptyState title={text('access.empty')}>{text('access.emptyHint')}</EmptyState>}
        columns={[
          { key: 'at', header: text('access.at'), rowHeader: true, cell: (row) => momentInWords(row.at) },
          {
            key: 'who',
            header: text('access.who'),
            cell: (row) => text(row.byMachine ? 'access.machine' : 'access.officer'),
          },
          { key: 'what', header: text('access.what'), cell: (row) => text(`access.act.${row.act}`) },
          { key: 'why', header: text('access.why'), cell: (row) => text(`access.why.${row.purpose}`) },
          { key: 'receipt', header: text('access.receipt'), cell: (row) => <Receipt {...row} /> },
        ]}
      />
      {answeredAt ? <p className="mt-2">{text('access.answeredAt', { at: momentInWords(answeredAt) })}</p> : null}
    </>
  );
}

function TownAnswer({ answer }: { answer: TownAccessRecords }) {
  const { town, state, askedAt } = answer;
  if (state === 'provided') return <Provided answer={answer} />;
  if (state === 'notProvided') {
    return (
      <NotificationBanner kind="info" title={text('access.notProvided', { town: town.name })}>
        <p>{text('access.notProvidedHint', { town: town.name })}</p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner kind="info" title={text('access.waiting', { town: town.name })}>
      <p>{text('access.waitingHint', { at: momentInWords(askedAt) })}</p>
      <p>
        <a href="/moving/records" className="inline-flex min-h-11 items-center">
          {text('access.again')}
        </a>
      </p>
    </NotificationBanner>
  );
}

/** だれが私の記録を見たか: asked of each town, told in plain words, with a receipt for every entry. */
export function AccessRecordsPage({
  towns,
  answers,
  error,
  unidentified,
}: {
  towns: readonly { code: string; name: string }[];
  answers: readonly TownAccessRecords[];
  error?: string;
  unidentified: boolean;
}) {
  return (
    <ResidentFrame back={{ href: '/moving', text: text('home.title') }} width="page">
      <ErrorSummary errors={error ? [{ fieldId: 'town', sentence: error }] : []} />
      <Heading>{text('access.title')}</Heading>
      <p className="mt-4">{text('access.lead')}</p>
      {answers.map((answer) => (
        <section key={answer.town.code} className="mt-8">
          <Heading level={2}>{answer.town.name}</Heading>
          <div className="mt-3">
            <TownAnswer answer={answer} />
          </div>
        </section>
      ))}
      {answers.length === 0 && !unidentified ? (
        <div className="mt-8">
          <EmptyState title={text('access.none')}>{text('access.noneHint')}</EmptyState>
        </div>
      ) : null}
      {unidentified ? (
        <NotificationBanner kind="warning" title={text('access.unidentified')}>
          <p>{text('access.unidentifiedHint')}</p>
        </NotificationBanner>
      ) : (
        <section className="mt-8">
          <Heading level={2}>{text('access.askTitle')}</Heading>
          <form method="post" action="/moving/records?index" noValidate className="mt-4">
            <Radios
              label={text('access.ask')}
              support={text('access.askHint')}
              name="town"
              required
              error={error}
              options={towns.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <ButtonGroup>
              <Button type="submit">{text('access.askButton')}</Button>
            </ButtonGroup>
          </form>
        </section>
      )}
      <section className="mt-8">
        <Heading level={2}>{text('access.leftOut')}</Heading>
        <ul className="mt-3 list-disc pl-6">
          <li>{text('access.leftOut1')}</li>
          <li>{text('access.leftOut2')}</li>
          <li>{text('access.leftOut3')}</li>
        </ul>
        <p className="mt-3">{text('access.leftOutLaw')}</p>
        <p className="mt-2">{text('access.wrong')}</p>
      </section>
      <ButtonGroup>
        <ButtonLink href="/moving/records/receipt" variant="outline">
          {text('access.receiptCheck')}
        </ButtonLink>
        <ButtonLink href="/moving/provision-records" variant="text">
          {text('provisions.title')}
        </ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}
