import {
  Button,
  ButtonGroup,
  DateFields,
  ErrorSummary,
  Heading,
  Radios,
  SummaryList,
  TextField,
} from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import { bothDates } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import type { RelocationPlan } from '../visits/relocation.ts';
import type { VisitTimes } from '../visits/visit-choice.ts';
import { type Reply, typed, typedDateParts } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';
import { TimeChoices } from './visit-fields.tsx';

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
  /** 時間枠: the town gives times for a 転居, and none is chosen yet. */
  times?: VisitTimes;
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
export function planRows(plan: RelocationPlan, office: string | undefined) {
  return [
    { term: text('relocation.movers'), value: plan.movers.map(({ name }) => name).join(text('site.comma')) },
    { term: text('relocation.movingOn'), value: bothDates(plan.movingOn) },
    { term: text('relocation.address'), value: formatAddress(plan.newAddress) },
    {
      term: text('relocation.visitOn'),
      value: [bothDates(plan.visit.on), plan.visit.startsAt].filter(Boolean).join(text('site.gap')),
    },
    ...(office ? [{ term: text('relocation.office'), value: office }] : []),
    { term: text('relocation.visitor'), value: text(VISITOR_LABELS[plan.visit.visitor]) },
    { term: text('relocation.phone'), value: plan.phone },
  ];
}

/** Everything that was typed, carried along unseen, but for what this page asks itself. */
function Typed({ reply, asked = [] }: { reply: Reply; asked?: readonly string[] }) {
  return (
    <>
      {Object.entries(reply.values ?? {})
        .filter(([name]) => !['intent', ...asked].includes(name))
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

/** 時間枠の選択, where the town gives times for a 転居. */
function RelocationTimes({
  view,
  reply,
  plan,
  times,
}: {
  view: RelocationFormView;
  reply: RelocationReply;
  plan: RelocationPlan;
  times: VisitTimes;
}) {
  const office = view.offices.find(({ code }) => code === plan.visit.office)?.name ?? view.town.name;
  return (
    <form method="post" action={hereOf(view)} noValidate>
      <Typed reply={reply} asked={['visitSlot']} />
      <TimeChoices view={times} day={plan.visit.on} office={office} reply={reply} />
      <ButtonGroup>
        <Button type="submit" name="intent" value="time">
          {text('relocation.checkButton')}
        </Button>
        <Button type="submit" name="intent" value="change" variant="outline">
          {text('relocation.change')}
        </Button>
      </ButtonGroup>
    </form>
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
      {reply.plan && reply.times ? (
        <RelocationTimes view={view} reply={reply} plan={reply.plan} times={reply.times} />
      ) : reply.plan ? (
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
