import { ButtonGroup, ButtonLink, Heading, NotificationBanner } from '#app/ui/index.ts';
import type { ApplicationView } from '../applications/applications.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';

/** 受付の控え: number, what happens next and when, the one latest day, what to bring. */
export function ReceiptPage({ view }: { view: ApplicationView }) {
  const waiting = view.state === 'awaitingValidation';
  const visit = { date: bothDates(view.visit.on), office: view.office?.name ?? view.to.name };
  const params = { from: view.from.name, to: view.to.name };
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      <div className="rounded-12 border-2 border-success-2 p-6 text-center">
        <Heading>{text(waiting ? 'receipt.waiting' : 'receipt.title')}</Heading>
        <p className="mt-4">{text('receipt.number')}</p>
        <p className="font-mono text-std-24B-150">{view.receiptNumber}</p>
        <p className="mt-2">{text('receipt.lead')}</p>
      </div>
      {waiting ? <NotificationBanner kind="warning" title={text('receipt.waitingLead')} /> : null}
      <section className="mt-8">
        <Heading level={2}>{text('receipt.next')}</Heading>
        <ol className="mt-3 flex list-decimal flex-col gap-2 pl-6">
          <li>
            {view.handledFrom
              ? text('receipt.next1Closed', { ...params, at: momentInWords(view.handledFrom) })
              : text('receipt.next1', params)}
          </li>
          <li>{text('receipt.next2', params)}</li>
          <li>
            {view.visit.startsAt
              ? text('receipt.next3At', { ...visit, time: view.visit.startsAt })
              : text('receipt.next3', visit)}
          </li>
        </ol>
      </section>
      <section className="mt-8">
        <Heading level={2}>{text('receipt.latest')}</Heading>
        <p className="mt-3 text-std-20B-150">{bothDates(view.latestVisitDay)}</p>
        <p className="mt-2">{text('receipt.latestWhy')}</p>
        <p className="mt-2">{text('receipt.latestMiss')}</p>
      </section>
      <section className="mt-8">
        <Heading level={2}>{text('receipt.bring')}</Heading>
        <ul className="mt-3 flex list-disc flex-col gap-1 pl-6">
          <li>{text('receipt.bring.cards')}</li>
          <li>{text('receipt.bring.pin')}</li>
          <li>{text('receipt.bring.foreign')}</li>
          {view.visit.visitor === 'proxy' ? <li>{text('receipt.bring.proxy')}</li> : null}
        </ul>
        <p className="mt-3">{text('receipt.certificate')}</p>
      </section>
      <ButtonGroup>
        <ButtonLink href={`/moving/applications/${view.receiptNumber}`}>{text('receipt.status')}</ButtonLink>
      </ButtonGroup>
      <p className="mt-6 text-solid-gray-700">{text('receipt.keep')}</p>
    </ResidentFrame>
  );
}
