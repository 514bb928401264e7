import type { MovingForm } from '#app/messages/contracts/application.ts';
import { Button, ButtonGroup, ButtonLink, Disclosure, Heading, NotificationBanner } from '#app/ui/index.ts';
import { momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { FormSummary } from './form-summary.tsx';
import { Steps } from './question-page.tsx';
import { ResidentFrame } from './resident-frame.tsx';

/** 入力内容の確認: change links for what is open, then on to the signature. */
export function CheckAnswersPage(props: {
  draftId: string;
  form: MovingForm;
  latestVisitDay: string;
  officeName?: string;
  /** Questions with a change link. */
  open: readonly string[];
  back: string;
  isCorrection: boolean;
}) {
  const base = `/moving/drafts/${props.draftId}`;
  return (
    <ResidentFrame back={{ href: props.back }}>
      <Steps current="confirm" />
      <Heading>{text('check.title')}</Heading>
      <p className="mt-4">{text(props.isCorrection ? 'check.correction' : 'check.lead')}</p>
      <FormSummary
        form={props.form}
        facts={{
          latestVisitDay: props.latestVisitDay,
          officeName: props.officeName,
          change: (question) => (props.open.includes(question) ? `${base}/${question}` : undefined),
        }}
      />
      <form method="post" action={`${base}/check-answers`}>
        <ButtonGroup>
          <Button type="submit">{text('check.button')}</Button>
          <a href="/moving">{text('site.kept')}</a>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}

/** 署名: the exact bytes, what happens next, and which PIN. */
export function SignaturePage(props: {
  draftId: string;
  form: MovingForm;
  latestVisitDay: string;
  officeName?: string;
  bytes: string;
  digest: string;
  from: string;
  to: string;
  /** When officers of the old town will see it, while the office is closed. */
  handledFrom?: string;
  notice?: string;
}) {
  const base = `/moving/drafts/${props.draftId}`;
  return (
    <ResidentFrame back={{ href: `${base}/check-answers`, text: text('sign.back') }}>
      <Steps current="confirm" />
      <Heading>{text('sign.title')}</Heading>
      {props.notice ? <NotificationBanner kind="warning" title={props.notice} live /> : null}
      <p className="mt-4">{text('sign.lead')}</p>
      <FormSummary
        form={props.form}
        facts={{ latestVisitDay: props.latestVisitDay, officeName: props.officeName, change: () => undefined }}
      />
      <Disclosure summary={text('sign.bytes')}>
        <p className="break-all font-mono">{props.bytes}</p>
        <p className="mt-4">{text('sign.digest')}</p>
        <p className="break-all font-mono">{props.digest}</p>
      </Disclosure>
      <section className="mt-8">
        <Heading level={2}>{text('sign.next')}</Heading>
        <ul className="mt-3 flex list-disc flex-col gap-1 pl-6">
          <li>{text('sign.what')}</li>
          <li>{text('sign.tries')}</li>
          <li>{text('sign.after', { from: props.from, to: props.to })}</li>
          <li>
            {props.handledFrom
              ? text('sign.officeClosed', { from: props.from, at: momentInWords(props.handledFrom) })
              : text('sign.officeOpen', { from: props.from })}
          </li>
          <li>{text('sign.noReturn')}</li>
        </ul>
      </section>
      <form method="post" action={`${base}/signature`}>
        <ButtonGroup>
          <Button type="submit">{text('sign.button')}</Button>
          <ButtonLink href={`${base}/check-answers`} variant="text">
            {text('sign.back')}
          </ButtonLink>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}
