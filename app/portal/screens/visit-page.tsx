import { Button, ButtonGroup, ErrorSummary, Heading, Radios } from '#app/ui/index.ts';
import { slotText } from '#app/vocabulary/visit-slots.ts';
import { bothDates } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import type { VisitChange } from '../visits/visit-change.server.ts';
import { type ActProps, baseOf, Unavailable } from './act-pages.tsx';
import { typed } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';
import { hasVisitDay } from './status-words.ts';
import { dayOptions, officeOptions, TimeChoices } from './visit-fields.tsx';

interface ChangeProps extends ActProps {
  change: VisitChange;
}

/** 今の予定, where there is one. */
function Now({ view }: Pick<ActProps, 'view'>) {
  if (!hasVisitDay(view)) return null;
  const { startsAt } = view.visit;
  const facts = { date: bothDates(view.visit.on), office: view.office?.name ?? view.to.name };
  return (
    <p className="mt-4">
      {startsAt ? text('visitChange.nowAt', { ...facts, time: startsAt }) : text('visitChange.now', facts)}
    </p>
  );
}

/** The fields of the step that is asked; what was said before goes along. */
function Fields({ view, change, reply }: ChangeProps) {
  const { step, days, offices, on, office, times } = change;
  if (step === 'time' && times && on && office) {
    const { startsAt } = view.visit;
    return (
      <TimeChoices
        view={times}
        chosen={typed(reply, 'visitSlot', startsAt ? slotText({ on, office, startsAt }) : undefined)}
        day={on}
        office={offices.find(({ code }) => code === office)?.name ?? ''}
        reply={reply}
        changeDay={`${baseOf(view)}/visit`}
      />
    );
  }
  return (
    <>
      {step === 'office' ? (
        <input type="hidden" name="visitOn" value={on} />
      ) : (
        <Radios
          label={text('question.visit-day.title')}
          name="visitOn"
          required
          support={text('question.visit-day.latest', { date: bothDates(view.latestVisitDay) })}
          error={reply.errors?.visitOn}
          defaultValue={typed(reply, 'visitOn', view.visit.on)}
          options={dayOptions(days)}
        />
      )}
      {step === 'office' || (step === 'dayAndOffice' && offices.length > 1) ? (
        <Radios
          label={text('question.visit-office.title')}
          name="visitOffice"
          required
          {...(on ? { support: bothDates(on) } : {})}
          error={reply.errors?.visitOffice}
          defaultValue={typed(reply, 'visitOffice', view.visit.office)}
          options={officeOptions(offices)}
        />
      ) : null}
    </>
  );
}

const BUTTONS = {
  dayAndOffice: 'visitChange.button',
  day: 'visitChange.next',
  office: 'visitChange.next',
  time: 'visitChange.timeButton',
} as const satisfies Record<VisitChange['step'], string>;

/** 来庁予定の変更・取消し・再予約. */
export function VisitPage({ view, reply, change }: ChangeProps) {
  const base = baseOf(view);
  const again = view.actions.includes('planAgain');
  const title = text(again ? 'visitChange.planAgain' : 'visitChange.title');
  if (!again && !view.actions.includes('changeVisit')) {
    return <Unavailable view={view} title={title} sentence={text('visitChange.none')} />;
  }
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const isTimeStep = change.step === 'time';
  const said = change.on
    ? `?${new URLSearchParams({ on: change.on, ...(change.office ? { office: change.office } : {}) })}`
    : '';
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <ErrorSummary errors={errors} />
      {isTimeStep ? null : <Heading>{title}</Heading>}
      {reply.refusal && reply.refusal.code !== 'slotTaken' ? (
        <RefusalNotice refusal={reply.refusal} change={{ href: `${base}/visit` }} />
      ) : null}
      <Now view={view} />
      {change.days.length === 0 ? (
        <p className="mt-4 font-700">{text('visitChange.noDay')}</p>
      ) : (
        <form method="post" action={`${base}/visit${said}`} noValidate className="mt-6 flex flex-col gap-6">
          <input type="hidden" name="step" value={change.step} />
          <Fields view={view} change={change} reply={reply} />
          <ButtonGroup>
            <Button type="submit" name="intent" value="change">
              {text(BUTTONS[change.step])}
            </Button>
          </ButtonGroup>
        </form>
      )}
      {view.actions.includes('cancelVisit') && (change.step === 'day' || change.step === 'dayAndOffice') ? (
        <section className="mt-10 border-t border-solid-gray-300 pt-6">
          <Heading level={2}>{text('visitChange.cancelTitle')}</Heading>
          <p className="mt-3">{text('visitChange.cancelLead')}</p>
          <form method="post" action={`${base}/visit`}>
            <ButtonGroup>
              <Button type="submit" name="intent" value="cancel" variant="outline">
                {text('visitChange.cancelButton')}
              </Button>
            </ButtonGroup>
          </form>
        </section>
      ) : null}
    </ResidentFrame>
  );
}
