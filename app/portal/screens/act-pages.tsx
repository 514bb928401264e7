import { Button, ButtonGroup, ButtonLink, Checkboxes, ErrorSummary, Heading, Radios } from '#app/ui/index.ts';
import type { ApplicationView } from '../applications.ts';
import { bothDates } from '../texts/dates.ts';
import { hasText, text } from '../texts/text.ts';
import type { Reply, VisitDay } from './question-view.ts';
import { typed } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

interface ActProps {
  view: ApplicationView;
  reply: Reply;
}

function baseOf({ receiptNumber }: ApplicationView) {
  return `/moving/applications/${receiptNumber}`;
}

/** Not possible (any more): says so and leads back; an old bookmark ends here. */
function Unavailable({ view, title, sentence }: { view: ApplicationView; title: string; sentence: string }) {
  const base = baseOf(view);
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <Heading>{title}</Heading>
      <p className="mt-4">{sentence}</p>
      <ButtonGroup>
        <ButtonLink href={base}>{text('receipt.status')}</ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}

/** 補正・再申請: the reason, what is open, and the start. */
export function CorrectionPage({ view, reply, questions }: ActProps & { questions: readonly string[] }) {
  const base = baseOf(view);
  const title = text('correction.title');
  if (!view.actions.includes('resubmit')) {
    return <Unavailable view={view} title={title} sentence={text('correction.none')} />;
  }
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <Heading>{title}</Heading>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      <p className="mt-4">{text('correction.lead', { from: view.from.name })}</p>
      <blockquote className="mt-3 border-l-4 border-warning-yellow-2 py-1 pl-4 font-700">
        {view.message?.reason}
      </blockquote>
      <Heading level={2} className="mt-8">
        {text('correction.fields')}
      </Heading>
      <ul className="mt-3 list-disc pl-6">
        {questions.map((question) => {
          const key = `question.${question}.title`;
          return hasText(key) ? <li key={question}>{text(key)}</li> : null;
        })}
      </ul>
      <p className="mt-4">{text('correction.note')}</p>
      <form method="post" action={`${base}/correction`}>
        <ButtonGroup>
          <Button type="submit">{text('correction.start')}</Button>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}

/** 取下げ・転出取消の申出. */
export function WithdrawalPage({ view, reply }: ActProps) {
  const base = baseOf(view);
  const isCancellation = view.actions.includes('askForCancellation');
  const title = text(isCancellation ? 'withdrawal.cancelTitle' : 'withdrawal.title');
  if (!isCancellation && !view.actions.includes('withdraw')) {
    const sentence = view.withdrawalRequested
      ? text('status.withdrawalPending', { from: view.from.name })
      : text('withdrawal.none');
    return <Unavailable view={view} title={title} sentence={sentence} />;
  }
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <ErrorSummary errors={errors} />
      <Heading>{title}</Heading>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      <p className="mt-4">
        {text(isCancellation ? 'withdrawal.cancelLead' : 'withdrawal.lead', { from: view.from.name })}
      </p>
      <p className="mt-2">{text('withdrawal.effect', { to: view.to.name })}</p>
      <form method="post" action={`${base}/withdrawal`} noValidate className="mt-6">
        <Checkboxes
          label={text('withdrawal.confirmLabel')}
          name="confirm"
          required
          error={reply.errors?.confirm}
          options={[{ value: 'yes', label: text('withdrawal.confirm') }]}
        />
        <ButtonGroup>
          <Button type="submit" variant="danger">
            {text(isCancellation ? 'withdrawal.cancelButton' : 'withdrawal.button')}
          </Button>
          <ButtonLink href={base} variant="text">
            {text('withdrawal.keep')}
          </ButtonLink>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}

/** 来庁予定の変更・取消し・再予約. */
export function VisitPage({
  view,
  reply,
  days,
  offices,
}: ActProps & { days: readonly VisitDay[]; offices: readonly { code: string; name: string }[] }) {
  const base = baseOf(view);
  const again = view.actions.includes('planAgain');
  const title = text(again ? 'visitChange.planAgain' : 'visitChange.title');
  if (!again && !view.actions.includes('changeVisit')) {
    return <Unavailable view={view} title={title} sentence={text('visitChange.none')} />;
  }
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const now = text('visitChange.now', {
    date: bothDates(view.visit.on),
    office: view.office?.name ?? view.to.name,
  });
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <ErrorSummary errors={errors} />
      <Heading>{title}</Heading>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} change={{ href: `${base}/visit` }} /> : null}
      <p className="mt-4">{now}</p>
      {days.length === 0 ? (
        <p className="mt-4 font-700">{text('visitChange.noDay')}</p>
      ) : (
        <form method="post" action={`${base}/visit`} noValidate className="mt-6 flex flex-col gap-6">
          <Radios
            label={text('question.visit-day.title')}
            name="visitOn"
            required
            support={text('question.visit-day.latest', { date: bothDates(view.latestVisitDay) })}
            error={reply.errors?.visitOn}
            defaultValue={typed(reply, 'visitOn', view.visit.on)}
            options={days.map(({ on, hasty }) => ({
              value: on,
              label: bothDates(on),
              ...(hasty ? { support: text('question.visit-day.hasty') } : {}),
            }))}
          />
          {offices.length > 1 ? (
            <Radios
              label={text('question.visit-office.title')}
              name="visitOffice"
              required
              error={reply.errors?.visitOffice}
              defaultValue={typed(reply, 'visitOffice', view.visit.office)}
              options={offices.map(({ code, name }) => ({ value: code, label: name }))}
            />
          ) : null}
          <ButtonGroup>
            <Button type="submit" name="intent" value="change">
              {text('visitChange.button')}
            </Button>
          </ButtonGroup>
        </form>
      )}
      {view.actions.includes('cancelVisit') ? (
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
