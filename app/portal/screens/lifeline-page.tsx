import type { LifelineCompany } from '#app/national/contracts/lifelines.ts';
import {
  Button,
  ButtonGroup,
  Checkboxes,
  DateFields,
  DescriptionList,
  ErrorSummary,
  Heading,
  NotificationBanner,
  StatusBadge,
  TextField,
} from '#app/ui/index.ts';
import { knownAddress, LIFELINE_QUESTIONS, type LifelinePlan } from '../lifelines/plans.ts';
import type { LifelinesView, LifelineView } from '../lifelines/views.ts';
import { momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { lifelineItems } from './lifeline-items.ts';
import { lifelineNow, lifelineTone } from './lifeline-words.ts';
import { type Reply, typed, typedDateParts } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

/** What the action said; with a plan everything is understood and waits for the consent. */
export interface LifelineReply extends Reply {
  plan?: LifelinePlan;
}

interface PageProps {
  view: LifelinesView;
  company: LifelineCompany;
  requestId: string;
  reply: LifelineReply;
}

const hrefOf = ({ view, company }: Pick<PageProps, 'view' | 'company'>) =>
  `/moving/applications/${view.receiptNumber}/lifelines/${company}`;

/** Comes with every form, so that sending it twice asks once. */
function FormNumber({ reply, requestId }: Pick<PageProps, 'reply' | 'requestId'>) {
  return <input type="hidden" name="requestId" value={reply.values?.requestId?.[0] ?? requestId} />;
}

/** 送る内容の確認: exactly what goes out, and the consent to it. */
function Check({ plan, ...props }: PageProps & { plan: LifelinePlan }) {
  const { company, reply } = props;
  const name = text(`lifeline.company.${company}`);
  const carried = Object.entries(reply.values ?? {}).filter(
    ([field]) => !['intent', 'consent', 'requestId'].includes(field),
  );
  return (
    <>
      <Heading>{text('lifeline.checkTitle', { company: name })}</Heading>
      <p className="my-4">{text('lifeline.checkLead')}</p>
      <DescriptionList
        items={[
          ...lifelineItems(plan),
          { term: text('lifeline.item.requestId'), value: reply.values?.requestId?.[0] ?? props.requestId },
          { term: text('lifeline.item.consent'), value: text('lifeline.item.consentLater') },
        ]}
      />
      <p className="mt-4">{text('lifeline.never')}</p>
      <form method="post" action={hrefOf(props)} noValidate className="mt-6">
        <FormNumber {...props} />
        {carried.map(([field, values]) => (
          <input key={field} type="hidden" name={field} value={values[0] ?? ''} />
        ))}
        <Checkboxes
          label={text('lifeline.consentLabel')}
          name="consent"
          required
          error={reply.errors?.consent}
          options={[{ value: 'yes', label: text('lifeline.consent', { company: name }) }]}
        />
        <ButtonGroup>
          <Button type="submit" name="intent" value="send">
            {text('lifeline.send')}
          </Button>
          <Button type="submit" name="intent" value="change" variant="outline">
            {text('lifeline.change')}
          </Button>
        </ButtonGroup>
      </form>
    </>
  );
}

function RequestForm(props: PageProps) {
  const { view, company, reply } = props;
  const { days, customerNumber } = LIFELINE_QUESTIONS[company];
  const before = view.companies.find((one) => one.company === company)?.latest?.request;
  const number = before && 'customerNumber' in before ? before.customerNumber : undefined;
  return (
    <form method="post" action={hrefOf(props)} noValidate className="mt-6 flex flex-col gap-6">
      <FormNumber {...props} />
      {days.map((day) => (
        <DateFields
          key={day}
          label={text(`lifeline.day.${day}`)}
          name={day}
          required
          withEra
          error={reply.errors?.[day]}
          defaultValue={typedDateParts(reply, day, view.form.movingOn)}
        />
      ))}
      {knownAddress(view.form) ? null : (
        <TextField
          label={text('lifeline.newAddress')}
          name="newAddress"
          required
          width="full"
          support={text('lifeline.newAddressHint')}
          error={reply.errors?.newAddress}
          defaultValue={typed(reply, 'newAddress', before?.newAddress)}
        />
      )}
      {customerNumber ? (
        <TextField
          label={text('lifeline.customerNumber')}
          name="customerNumber"
          inputMode="numeric"
          width="md"
          support={text('lifeline.customerNumberHint')}
          error={reply.errors?.customerNumber}
          defaultValue={typed(reply, 'customerNumber', number)}
        />
      ) : null}
      <ButtonGroup>
        <Button type="submit" name="intent" value="check">
          {text('lifeline.toCheck')}
        </Button>
      </ButtonGroup>
    </form>
  );
}

/** 申込みの状況: the company's own words, its number, and exactly what it was told. */
function Standing({ latest }: { latest: LifelineView }) {
  const { state, receipt, no } = latest;
  return (
    <section className="mt-6">
      <p>
        <StatusBadge tone={lifelineTone(state)}>{text(`lifeline.state.${state}`)}</StatusBadge>
      </p>
      <p className="mt-3 font-700">{lifelineNow(latest)}</p>
      {state === 'refused' && receipt?.state === 'refused' ? (
        <>
          <p className="mt-2">{text('lifeline.reason', { reason: receipt.reason })}</p>
          <p className="mt-2">{text('lifeline.remedy', { remedy: receipt.remedy })}</p>
        </>
      ) : null}
      {no ? (
        <NotificationBanner kind="warning" title={text('lifeline.noWithdrawal')}>
          <p>{text('lifeline.reason', { reason: no })}</p>
        </NotificationBanner>
      ) : null}
      <div className="mt-4">
        <DescriptionList
          items={[
            ...(receipt
              ? [
                  { term: text('lifeline.receipt'), value: receipt.receiptNumber },
                  { term: text('lifeline.answeredAt'), value: momentInWords(receipt.at) },
                ]
              : []),
            { term: text('lifeline.updatedAt'), value: momentInWords(latest.updatedAt) },
          ]}
        />
      </div>
      <Heading level={2} className="mt-8">
        {text('lifeline.sentTitle')}
      </Heading>
      <p className="my-3">{text('lifeline.sentAt', { at: momentInWords(latest.consentedAt) })}</p>
      <DescriptionList items={lifelineItems(latest.request)} />
    </section>
  );
}

function Withdrawal(props: PageProps) {
  return (
    <section className="mt-10 border-t border-solid-gray-300 pt-6">
      <Heading level={2}>{text('lifeline.withdrawTitle')}</Heading>
      <p className="mt-3">{text('lifeline.withdrawLead')}</p>
      <form method="post" action={hrefOf(props)}>
        <ButtonGroup>
          <Button type="submit" name="intent" value="withdraw" variant="outline">
            {text('lifeline.withdrawButton')}
          </Button>
        </ButtonGroup>
      </form>
    </section>
  );
}

/** 一つの会社への連絡: what to say, what will be sent, what became of it, and the way back. */
export function LifelinePage(props: PageProps) {
  const { view, company, reply } = props;
  const latest = view.companies.find((one) => one.company === company)?.latest;
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const asking = !view.calledOff && (latest === undefined || latest.mayAskAgain);
  return (
    <ResidentFrame
      back={{ href: `/moving/applications/${view.receiptNumber}/lifelines`, text: text('lifeline.title') }}
    >
      <ErrorSummary errors={errors} />
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      {reply.plan && asking ? (
        <Check {...props} plan={reply.plan} />
      ) : (
        <>
          <Heading>{text(`lifeline.company.${company}`)}</Heading>
          <p className="mt-4">{text(`lifeline.hint.${company}`)}</p>
          {latest ? <Standing latest={latest} /> : null}
          {latest?.mayWithdraw ? <Withdrawal {...props} /> : null}
          {asking ? (
            <section className="mt-10">
              <Heading level={2}>{text(latest ? 'lifeline.again' : 'lifeline.formTitle')}</Heading>
              <RequestForm {...props} />
            </section>
          ) : null}
        </>
      )}
    </ResidentFrame>
  );
}
