import {
  Button,
  ButtonGroup,
  ButtonLink,
  DateFields,
  ErrorSummary,
  Heading,
  NotificationBanner,
  Radios,
  SummaryList,
} from '#app/ui/index.ts';
import { typedDate } from '../answering/date-input.ts';
import { raw } from '../answering/form-values.ts';
import {
  CHECK_CHOICES,
  CHECK_QUESTIONS,
  type CheckObstacle,
  type CheckResult,
  carriedAnswers,
} from '../check/online-check.ts';
import { bothDates } from '../texts/dates.ts';
import { hasText, type TextKey, text } from '../texts/text.ts';
import { PinRehearsal } from './pin-rehearsal.tsx';
import { type Reply, typed, typedDateParts } from './question-view.ts';
import { ResidentFrame } from './resident-frame.tsx';

type Values = NonNullable<Reply['values']>;

const HERE = '/moving/check';

/** 事前確認のページ: one question, or what it comes to with every answer to change. */
export function OnlineCheckPage({
  values,
  result,
  rehearsal,
}: {
  values: Values;
  result: CheckResult;
  /** Where the PINs can be tried. */
  rehearsal?: string;
}) {
  return (
    <ResidentFrame signedOut back={{ href: backFrom(values, result) }}>
      {result.kind === 'question' ? <CheckForm values={values} result={result} /> : null}
      {result.kind === 'no' ? <No result={result} /> : null}
      {result.kind === 'yes' ? <Yes result={result} rehearsal={rehearsal} /> : null}
      {result.kind === 'question' ? null : <Given values={values} />}
    </ResidentFrame>
  );
}

/** The question before, with its answer still chosen. */
function backFrom(values: Values, result: CheckResult): string {
  const at = result.kind === 'yes' ? CHECK_QUESTIONS.length : CHECK_QUESTIONS.indexOf(result.question);
  const before = CHECK_QUESTIONS[at - 1];
  return before ? askAgain(values, before) : '/';
}

function askAgain(values: Values, ask: string): string {
  return `${HERE}?${new URLSearchParams([...carriedAnswers(values), ['ask', ask]])}`;
}

function CheckForm({ values, result }: { values: Values; result: CheckResult & { kind: 'question' } }) {
  const { question, errors = {} } = result;
  const number = CHECK_QUESTIONS.indexOf(question) + 1;
  const carried = carriedAnswers(values, question);
  const undecided = new URLSearchParams([...carried, ['day', 'undecided']]);
  return (
    <>
      <ErrorSummary errors={Object.entries(errors).map(([fieldId, sentence]) => ({ fieldId, sentence }))} />
      {number === 1 ? <p className="mb-4">{text('online.lead')}</p> : null}
      <p className="text-solid-gray-700">{text('online.progress', { number, count: CHECK_QUESTIONS.length })}</p>
      <form method="get" action={HERE} noValidate>
        {[...carried, ['sent', question] as const].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {question === 'movingOn' ? (
          <DateFields
            label={text('online.movingOn.title')}
            name="movingOn"
            asHeading
            required
            withEra
            support={text('online.movingOn.hint')}
            error={errors.movingOn}
            defaultValue={typedDateParts({ values }, 'movingOn', undefined)}
          />
        ) : (
          <Radios
            label={text(`online.${question}.title`)}
            name={question}
            asHeading
            required
            support={optional(`online.${question}.hint`)}
            error={errors[question]}
            defaultValue={typed({ values }, question, undefined)}
            options={CHECK_CHOICES[question].map((value) => ({
              value,
              label: text(`online.${question}.${value}` as TextKey),
            }))}
          />
        )}
        {question === 'movingOn' ? (
          <p className="mt-4">
            <a href={`${HERE}?${undecided}`} className="inline-flex min-h-11 items-center">
              {text('online.movingOn.undecided')}
            </a>
          </p>
        ) : null}
        <ButtonGroup>
          <Button type="submit">{text('site.continue')}</Button>
        </ButtonGroup>
      </form>
    </>
  );
}

function optional(key: string): string | undefined {
  return hasText(key) ? text(key) : undefined;
}

/** Where the way that is left is a 転出届 on paper. */
const BY_POST: ReadonlySet<string> = new Set<CheckObstacle>([
  'abroad',
  'others',
  'ended',
  'none',
  'child',
  'tooLate',
  'noVisitDay',
]);

/** Every "no" has another way. */
function No({ result }: { result: CheckResult & { kind: 'no' } }) {
  const { obstacle, on } = result;
  const ways = [1, 2, 3, 4].flatMap((number) => optional(`online.way.${obstacle}.${number}`) ?? []);
  return (
    <>
      <Heading>{text('online.no.title')}</Heading>
      <NotificationBanner kind="warning" title={text(`online.no.${obstacle}`, on ? { date: bothDates(on) } : {})} />
      <Heading level={2} className="mt-8">
        {text('online.no.instead')}
      </Heading>
      <ul className="mt-3 flex list-disc flex-col gap-2 pl-6">
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
      {BY_POST.has(obstacle) ? (
        <ButtonGroup>
          <ButtonLink href="/moving/check/paper-form">{text('paperForm.link')}</ButtonLink>
        </ButtonGroup>
      ) : null}
      {obstacle === 'sameTown' ? (
        <ButtonGroup>
          <ButtonLink href="/moving/relocations/new">{text('relocation.start')}</ButtonLink>
        </ButtonGroup>
      ) : null}
    </>
  );
}

function Yes({ result, rehearsal }: { result: CheckResult & { kind: 'yes' }; rehearsal?: string }) {
  const { latestVisit, hints } = result;
  return (
    <>
      <Heading>{text('online.yes.title')}</Heading>
      <p className="mt-4">{text('online.yes.window')}</p>
      {latestVisit ? <p className="mt-2">{text('online.yes.latest', { date: bothDates(latestVisit) })}</p> : null}
      <Heading level={2} className="mt-8">
        {text('online.yes.prepare')}
      </Heading>
      <ul className="mt-3 flex list-disc flex-col gap-2 pl-6">
        <li>{text('home.needed.card')}</li>
        <li>{text('home.needed.pins')}</li>
        <li>{text('home.needed.phone')}</li>
        <li>{text('online.yes.counter')}</li>
        {hints.map((hint) => (
          <li key={hint}>{text(`online.hint.${hint}`)}</li>
        ))}
      </ul>
      <PinRehearsal href={rehearsal} />
      <ButtonGroup>
        <ButtonLink href="/moving">{text('online.yes.button')}</ButtonLink>
      </ButtonGroup>
    </>
  );
}

/** 答えの一覧: each can be changed, the others stay. */
function Given({ values }: { values: Values }) {
  const rows = CHECK_QUESTIONS.flatMap((question) => {
    const value = answerOf(values, question);
    return value ? [{ term: text(`online.${question}.title`), value, change: askAgain(values, question) }] : [];
  });
  return (
    <section className="mt-10">
      <Heading level={2} className="mb-3">
        {text('online.answers')}
      </Heading>
      <SummaryList rows={rows} />
      <p className="mt-4">
        <a href={HERE} className="inline-flex min-h-11 items-center">
          {text('online.again')}
        </a>
      </p>
    </section>
  );
}

function answerOf(values: Values, question: (typeof CHECK_QUESTIONS)[number]): string | undefined {
  if (question !== 'movingOn') return optional(`online.${question}.${raw(values, question)}`);
  if (raw(values, 'day') === 'undecided') return text('online.day.undecided');
  const day = typedDate(values, 'movingOn', { usualEra: '令和' });
  return 'on' in day ? bothDates(day.on) : undefined;
}
