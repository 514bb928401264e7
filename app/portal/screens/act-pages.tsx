import { Button, ButtonGroup, ButtonLink, Checkboxes, ErrorSummary, Heading } from '#app/ui/index.ts';
import type { ApplicationView } from '../applications/applications.ts';
import { hasText, text } from '../texts/text.ts';
import type { Reply } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

export interface ActProps {
  view: ApplicationView;
  reply: Reply;
}

export function baseOf({ receiptNumber }: ApplicationView) {
  return `/moving/applications/${receiptNumber}`;
}

/** Not possible (any more): says so and leads back; an old bookmark ends here. */
export function Unavailable({ view, title, sentence }: { view: ApplicationView; title: string; sentence: string }) {
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
