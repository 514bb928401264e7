import {
  Button,
  ButtonGroup,
  ButtonLink,
  DescriptionList,
  Disclosure,
  Heading,
  NotificationBanner,
  StatusBadge,
  Timeline,
} from '#app/ui/index.ts';
import type { ApplicationView } from '../applications/applications.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { AfterMove } from './after-move.tsx';
import { FormSummary } from './form-summary.tsx';
import { ResidentFrame } from './resident-frame.tsx';
import { stepsAhead } from './status-ahead.ts';
import {
  applicationTone,
  goLight,
  hasEnded,
  hasVisitDay,
  hopTitle,
  isOver,
  isUnseen,
  nowText,
  reasonInWords,
  visitReminder,
  visitTone,
} from './status-words.ts';

function Reason({ view }: { view: ApplicationView }) {
  const reason = view.message?.reason;
  return reason ? <p>{text('status.reason', { reason })}</p> : null;
}

function Light({ view, today }: { view: ApplicationView; today: string }) {
  const light = goLight(view, today);
  return (
    <NotificationBanner kind={light.kind} title={light.title}>
      {light.sentence ? <p>{light.sentence}</p> : null}
    </NotificationBanner>
  );
}

/** 来庁の前日・当日. */
function Reminder({ view, today }: { view: ApplicationView; today: string }) {
  const reminder = visitReminder(view, today);
  if (!reminder) return null;
  return (
    <NotificationBanner kind="info" title={reminder.title}>
      <p>{reminder.sentence}</p>
    </NotificationBanner>
  );
}

/** 執務時間: while nobody at the old town can have seen the filing, when they will. */
function OfficeHours({ view, at }: { view: ApplicationView; at: string }) {
  const { handledFrom, filedAt, from } = view;
  if (!handledFrom || at >= handledFrom || !isUnseen(view.state)) return null;
  const params = { filedAt: momentInWords(filedAt), from: from.name, at: momentInWords(handledFrom) };
  return <p className="mt-2">{text('status.handledFrom', params)}</p>;
}

/** これからの流れ: the steps that are still to come, in their order. */
function Ahead({ view, today }: { view: ApplicationView; today: string }) {
  const steps = stepsAhead(view, today);
  if (steps.length === 0) return null;
  return (
    <section className="mt-10">
      <Heading level={2}>{text('ahead.title')}</Heading>
      <div className="mt-4">
        <Timeline
          label={text('ahead.title')}
          entries={steps.map(({ title, when }) => ({
            title,
            state: 'upcoming',
            ...(when ? { body: <p>{when}</p> } : {}),
          }))}
        />
      </div>
    </section>
  );
}

/** できること: only what the state allows. */
function Actions({ view }: { view: ApplicationView }) {
  const base = `/moving/applications/${view.receiptNumber}`;
  const can = (action: ApplicationView['actions'][number]) => view.actions.includes(action);
  return (
    <section className="mt-8">
      <Heading level={2}>{text('status.actions')}</Heading>
      {view.withdrawalRequested ? (
        <p className="mt-3">{text('status.withdrawalPending', { from: view.from.name })}</p>
      ) : null}
      <ButtonGroup>
        {can('resubmit') ? (
          <ButtonLink href={`${base}/correction`} size="md">
            {text('status.correct')}
          </ButtonLink>
        ) : null}
        <ButtonLink href={`${base}/receipt`} variant="outline" size="md">
          {text('status.showReceipt')}
        </ButtonLink>
        {hasVisitDay(view) && ['announced', 'prepared'].includes(view.visitState) ? (
          <ButtonLink href={`${base}/visit-card`} variant="outline" size="md">
            {text('visitCard.link')}
          </ButtonLink>
        ) : null}
        {can('planAgain') ? (
          <ButtonLink href={`${base}/visit`} variant="outline" size="md">
            {text('status.planAgain')}
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      {can('changeVisit') && !can('planAgain') ? (
        <p className="mt-6">
          <a href={`${base}/visit`} className="inline-flex min-h-11 items-center">
            {text('status.changeVisit')}
          </a>
        </p>
      ) : null}
      {can('withdraw') || can('askForCancellation') ? (
        <p className="mt-6">
          <a href={`${base}/withdrawal`} className="inline-flex min-h-11 items-center">
            {text(can('withdraw') ? 'status.withdraw' : 'status.cancelMoving')}
          </a>
        </p>
      ) : null}
    </section>
  );
}

/** 届出の状況: what is going on, what happens next, who acts, and every hop with its signed time. */
export function StatusPage({
  view,
  today,
  at,
  follow,
}: {
  view: ApplicationView;
  today: string;
  /** When this page was made. */
  at: string;
  /** Address of the small script that asks for news, and the nonce it needs. */
  follow?: { src: string; nonce?: string };
}) {
  const hops = [...view.hops].reverse();
  const version = `${view.updatedAt} ${view.hops.length}`;
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      <div id="status" data-version={version}>
        <Heading>{text('status.title')}</Heading>
        <p className="mt-2 text-solid-gray-700">
          {text('status.receipt')} <span className="font-mono">{view.receiptNumber}</span>
        </p>
        <div className="mt-6 grid gap-4 sm:grid-cols-2">
          <div className="rounded-12 border border-solid-gray-420 p-4">
            <Heading level={2} look="s">
              {text('status.old', { town: view.from.name })}
            </Heading>
            <p className="mt-2">
              <StatusBadge tone={applicationTone(view.state)}>{text(`state.${view.state}`)}</StatusBadge>
            </p>
          </div>
          <div className="rounded-12 border border-solid-gray-420 p-4">
            <Heading level={2} look="s">
              {text('status.new', { town: view.to.name })}
            </Heading>
            <p className="mt-2">
              <StatusBadge tone={visitTone(view.visitState)}>{text(`visit.${view.visitState}`)}</StatusBadge>
            </p>
          </div>
        </div>
        <Reminder view={view} today={today} />
        <Light view={view} today={today} />
        <section className="mt-8">
          <Heading level={2}>{text('status.next')}</Heading>
          <p className="mt-3">{nowText(view)}</p>
          <OfficeHours view={view} at={at} />
          <Reason view={view} />
          <div className="mt-4">
            <DescriptionList
              items={[
                { term: text('check.movingOn'), value: bothDates(view.movingOn) },
                ...(hasVisitDay(view) ? [{ term: text('check.visitOn'), value: bothDates(view.visit.on) }] : []),
                ...(hasVisitDay(view) && view.visit.startsAt
                  ? [{ term: text('check.visitTime'), value: view.visit.startsAt }]
                  : []),
                ...(hasVisitDay(view) && view.office
                  ? [{ term: text('check.visitOffice'), value: view.office.name }]
                  : []),
                ...(hasEnded(view.state)
                  ? []
                  : [{ term: text('check.latest'), value: bothDates(view.latestVisitDay) }]),
              ]}
            />
          </div>
        </section>
        <Actions view={view} />
        <AfterMove view={view} />
        <Ahead view={view} today={today} />
        <section className="mt-10">
          <Heading level={2}>{text('status.hops')}</Heading>
          <div className="mt-4">
            <Timeline
              label={text('status.hops')}
              entries={hops.map((hop, index) => ({
                title: hopTitle(hop, view),
                state: index === 0 && !isOver(view.state) ? 'current' : 'done',
                at: momentInWords(hop.at),
                dateTime: hop.at,
                body: (
                  <>
                    <p>{text('status.by', { who: hop.by || text('status.portal') })}</p>
                    {hop.details.reason ? (
                      <p>{text('status.reason', { reason: reasonInWords(hop.details.reason) })}</p>
                    ) : null}
                    {hop.details.movedInOn ? (
                      <p>{text('status.movedInOn', { date: bothDates(hop.details.movedInOn) })}</p>
                    ) : null}
                  </>
                ),
              }))}
            />
          </div>
        </section>
      </div>
      <div className="mt-8">
        <Disclosure summary={text('status.summary')}>
          <FormSummary
            form={view.form}
            facts={{ latestVisitDay: view.latestVisitDay, officeName: view.office?.name, change: () => undefined }}
          />
        </Disclosure>
      </div>
      <p id="status-updated" className="mt-8 break-keep text-solid-gray-700">
        {text('status.updated', { at: momentInWords(at) })}
      </p>
      <p role="status" id="status-news" data-changed={text('status.changed')} />
      <ButtonGroup>
        <ButtonLink href={`/moving/applications/${view.receiptNumber}`} variant="outline" size="md">
          {text('status.renew')}
        </ButtonLink>
        {follow ? (
          <Button
            type="button"
            variant="text"
            size="md"
            hidden
            id="status-follow"
            data-stop={text('status.stopRefreshing')}
            data-start={text('status.startRefreshing')}
          >
            {text('status.stopRefreshing')}
          </Button>
        ) : null}
      </ButtonGroup>
      {follow ? <script type="module" src={follow.src} nonce={follow.nonce} /> : null}
    </ResidentFrame>
  );
}
