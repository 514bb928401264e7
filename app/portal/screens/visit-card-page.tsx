import { ButtonGroup, ButtonLink, DescriptionList, Heading, QrCode } from '#app/ui/index.ts';
import { bothDates } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import type { VisitCard } from '../visits/visit-card.server.ts';
import { baseOf, Unavailable } from './act-pages.tsx';
import { ResidentFrame } from './resident-frame.tsx';

/** 来庁の控え: the QR code for the counter, when and where, and the calendar file. */
export function VisitCardPage({ view, token, minutes }: VisitCard) {
  const title = text('visitCard.title');
  if (!token) return <Unavailable view={view} title={title} sentence={text('visitCard.none')} />;
  const base = baseOf(view);
  const { on, startsAt } = view.visit;
  const { office } = view;
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <Heading>{title}</Heading>
      <p className="mt-4">{text('visitCard.lead')}</p>
      <div className="mt-6 flex justify-center">
        <QrCode content={token} label={text('visitCard.qr')} />
      </div>
      <p className="mt-4 text-solid-gray-700">{text('visitCard.private')}</p>
      <div className="mt-6">
        <DescriptionList
          items={[
            { term: text('visitCard.when'), value: `${bothDates(on)}${startsAt ? ` ${startsAt}` : ''}` },
            { term: text('visitCard.where'), value: office?.name ?? view.to.name },
            ...(office
              ? [
                  { term: text('visitCard.address'), value: office.address },
                  { term: text('visitCard.phone'), value: office.phone },
                ]
              : []),
            ...(minutes
              ? [{ term: text('visitCard.minutes'), value: text('visitCard.minutesAbout', { minutes }) }]
              : []),
            { term: text('visitCard.code'), value: view.receiptNumber },
          ]}
        />
      </div>
      <p className="mt-4">{text('visitCard.print')}</p>
      <ButtonGroup>
        <ButtonLink href={`${base}/visit.ics`} variant="outline">
          {text('visitCard.calendar')}
        </ButtonLink>
        <ButtonLink href={`${base}/visit`} variant="text">
          {text('status.changeVisit')}
        </ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}
