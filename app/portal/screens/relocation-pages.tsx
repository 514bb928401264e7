import {
  Button,
  ButtonGroup,
  ButtonLink,
  DateFields,
  ErrorSummary,
  Heading,
  Radios,
  StatusBadge,
  SummaryList,
  TextField,
} from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import type { RelocationPlan, RelocationView } from '../relocation.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { type Reply, typed, typedDateParts } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

/** 転居予約の入力: what the page offers and what is known already. */
export interface RelocationFormView {
  draftId: string;
  formKey: string;
  town: { code: string; name: string };
  offices: readonly Office[];
  movers: readonly string[];
  stored: { movingOn?: CalendarDate; phone?: string; visitor?: string; town?: string };
  range?: { earliest: CalendarDate; latest: CalendarDate };
}

/** What the action said; with a plan everything is understood and waits for the last press. */
export interface RelocationReply extends Reply {
  plan?: RelocationPlan;
}

const VISITOR_LABELS = {
  filer: 'question.visitor.filer',
  householdMember: 'question.visitor.householdMember',
  proxy: 'question.visitor.proxy',
} as const;

function hereOf({ draftId }: RelocationFormView) {
  return `/moving/relocations/new?draft=${draftId}`;
}

/** 転居予約の内容 as a list. */
function planRows(plan: RelocationPlan, office: string | undefined) {
  return [
    { term: text('relocation.movers'), value: plan.movers.map(({ name }) => name).join(text('site.comma')) },
    { term: text('relocation.movingOn'), value: bothDates(plan.movingOn) },
    { term: text('relocation.address'), value: formatAddress(plan.newAddress) },
    { term: text('relocation.visitOn'), value: bothDates(plan.visit.on) },
    ...(office ? [{ term: text('relocation.office'), value: office }] : []),
    { term: text('relocation.visitor'), value: text(VISITOR_LABELS[plan.visit.visitor]) },
    { term: text('relocation.phone'), value: plan.phone },
  ];
}

/** Everything that was typed, carried along unseen. */
function Typed({ reply }: { reply: Reply }) {
  return (
    <>
      {Object.entries(reply.values ?? {})
        .filter(([name]) => name !== 'intent')
        .map(([name, values]) => (
          <input key={name} type="hidden" name={name} value={values[0] ?? ''} />
        ))}
    </>
  );
}

/** 転居予約の確認: what the town will be told. */
function RelocationCheck({
  view,
  reply,
  plan,
}: {
  view: RelocationFormView;
  reply: RelocationReply;
  plan: RelocationPlan;
}) {
  const office = view.offices.find(({ code }) => code === plan.visit.office)?.name;
  return (
    <>
      <Heading>{text('relocation.check')}</Heading>
      <p className="my-4">{text('relocation.checkLead', { town: view.town.name })}</p>
      <SummaryList rows={planRows(plan, office)} />
      <form method="post" action={hereOf(view)}>
        <Typed reply={reply} />
        <ButtonGroup>
          <Button type="submit" name="intent" value="send">
            {text('relocation.send', { town: view.town.name })}
          </Button>
          <Button type="submit" name="intent" value="change" variant="outline">
            {text('relocation.change')}
          </Button>
        </ButtonGroup>
      </form>
    </>
  );
}

function RelocationForm({ view, reply }: { view: RelocationFormView; reply: RelocationReply }) {
  const { stored, range, offices } = view;
  const field = (name: string, before?: string) => ({
    name,
    error: reply.errors?.[name],
    defaultValue: typed(reply, name, before),
  });
  return (
    <form method="post" action={hereOf(view)} noValidate className="mt-6 flex flex-col gap-6">
      <input type="hidden" name="formKey" value={reply.values?.formKey?.[0] ?? view.formKey} />
      <DateFields
        label={text('relocation.movingOn')}
        name="movingOn"
        required
        withEra
        support={text('relocation.movingOnHint')}
        error={reply.errors?.movingOn}
        defaultValue={typedDateParts(reply, 'movingOn', stored.movingOn)}
      />
      <TextField
        label={text('relocation.town')}
        width="lg"
        required
        support={text('relocation.townHint', { town: view.town.name })}
        {...field('town', stored.town)}
      />
      <TextField
        label={text('question.lot.lot')}
        width="md"
        required
        support={text('question.lot.lotHint')}
        {...field('lot')}
      />
      <TextField
        label={text('question.lot.building')}
        width="lg"
        support={text('question.lot.buildingHint')}
        {...field('building')}
      />
      <DateFields
        label={text('relocation.visitOn')}
        name="visitOn"
        required
        withEra
        support={text('relocation.visitOnHint')}
        error={reply.errors?.visitOn}
        defaultValue={typedDateParts(reply, 'visitOn', undefined)}
      />
      {range && stored.movingOn ? (
        <p>
          {text('relocation.range', {
            moving: bothDates(stored.movingOn),
            first: bothDates(range.earliest),
            last: bothDates(range.latest),
          })}
        </p>
      ) : null}
      {offices.length > 1 ? (
        <Radios
          label={text('question.visit-office.title')}
          required
          {...field('visitOffice')}
          options={offices.map(({ code, name }) => ({ value: code, label: name }))}
        />
      ) : null}
      <Radios
        label={text('question.visitor.title')}
        required
        {...field('visitor', stored.visitor)}
        options={Object.entries(VISITOR_LABELS).map(([value, label]) => ({ value, label: text(label) }))}
      />
      <TextField
        label={text('question.contact.phone')}
        type="tel"
        autoComplete="tel"
        required
        width="md"
        support={text('question.contact.phoneHint')}
        {...field('phone', stored.phone)}
      />
      <ButtonGroup>
        <Button type="submit" name="intent" value="check">
          {text('relocation.checkButton')}
        </Button>
      </ButtonGroup>
    </form>
  );
}

/** 転居予約のページ: one form, then what the town will be told. */
export function RelocationPage({ view, reply }: { view: RelocationFormView; reply: RelocationReply }) {
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      <ErrorSummary errors={errors} />
      {reply.plan ? (
        <RelocationCheck view={view} reply={reply} plan={reply.plan} />
      ) : (
        <>
          <Heading>{text('relocation.title')}</Heading>
          {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
          <p className="mt-4">{text('relocation.lead', { town: view.town.name })}</p>
          <p className="mt-2">{text('relocation.counter')}</p>
          <p className="mt-4 font-700">
            {text('site.pair', { name: text('relocation.movers'), value: view.movers.join(text('site.comma')) })}
          </p>
          <RelocationForm view={view} reply={reply} />
        </>
      )}
    </ResidentFrame>
  );
}

/** 転居予約の控え: number, what happens next, the one latest day, what to bring, and the way out. */
export function RelocationReceiptPage({ view, reply }: { view: RelocationView; reply: Reply }) {
  const { notice, town, receiptNumber, state, arrivedAt } = view;
  const { visit } = notice;
  const office = view.office?.name ?? town.name;
  const isOver = state === 'cancelled';
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      <Heading>{text(isOver ? 'relocation.cancelled' : 'relocation.receipt')}</Heading>
      <p className="mt-4">{text('receipt.number')}</p>
      <p className="font-mono text-std-24B-150">{receiptNumber}</p>
      <p className="mt-2">
        <StatusBadge tone={view.mayCancel ? 'info' : 'neutral'}>{text(`relocation.state.${state}`)}</StatusBadge>
      </p>
      {arrivedAt ? (
        <p className="mt-2">{text('relocation.arrived', { town: town.name, at: momentInWords(arrivedAt) })}</p>
      ) : null}
      <section className="my-8">
        <SummaryList rows={planRows(notice, office)} />
      </section>
      {view.mayCancel ? (
        <section className="mt-8">
          <Heading level={2}>{text('receipt.next')}</Heading>
          <ol className="mt-3 flex list-decimal flex-col gap-2 pl-6">
            <li>{text('relocation.next1', { town: town.name })}</li>
            <li>{text('relocation.next2', { date: bothDates(visit.on), office })}</li>
          </ol>
          <p className="mt-3 font-700">{text('relocation.notYet')}</p>
        </section>
      ) : null}
      <section className="mt-8">
        <Heading level={2}>{text('relocation.latest')}</Heading>
        <p className="mt-3 text-std-20B-150">{bothDates(view.latestDay)}</p>
        <p className="mt-2">{text('relocation.latestWhy')}</p>
      </section>
      <section className="mt-8">
        <Heading level={2}>{text('receipt.bring')}</Heading>
        <ul className="mt-3 flex list-disc flex-col gap-1 pl-6">
          <li>{text('receipt.bring.cards')}</li>
          <li>{text('receipt.bring.pin')}</li>
          <li>{text('receipt.bring.foreign')}</li>
          {visit.visitor === 'proxy' ? <li>{text('receipt.bring.proxy')}</li> : null}
        </ul>
        <p className="mt-3">{text('receipt.certificate')}</p>
      </section>
      {view.mayCancel ? (
        <section className="mt-10 border-t border-solid-gray-300 pt-6">
          <Heading level={2}>{text('relocation.cancelTitle')}</Heading>
          <p className="mt-3">{text('relocation.cancelLead')}</p>
          <form method="post" action={`/moving/relocations/${receiptNumber}`}>
            <ButtonGroup>
              <Button type="submit" name="intent" value="cancel" variant="outline">
                {text('visitChange.cancelButton')}
              </Button>
            </ButtonGroup>
          </form>
        </section>
      ) : null}
      <ButtonGroup>
        <ButtonLink href="/moving" variant="text">
          {text('refusal.home')}
        </ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}
