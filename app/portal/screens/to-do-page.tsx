import {
  Button,
  ButtonGroup,
  ButtonLink,
  Disclosure,
  EmptyState,
  ErrorSummary,
  Heading,
  NotificationBanner,
  StatusBadge,
} from '#app/ui/index.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { isAnswered } from '../to-do/questions.ts';
import { wordsOf } from '../to-do/shared-list.ts';
import type { ToDoView } from '../to-do/views.ts';
import type { Reply } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';
import { ToDoBring } from './to-do-bring.tsx';

type Item = ToDoView['items'][number];

const PHASE_TONES = { planned: 'neutral', confirmed: 'info', cancelled: 'neutral' } as const;

function namesOf(view: ToDoView, places: readonly number[]): string {
  return places.map((place) => text('site.san', { name: view.persons[place]?.name ?? '' })).join(text('site.comma'));
}

/** 済みの印: one form with one button, so that it works without scripts. */
function Tick({ view, item }: { view: ToDoView; item: Item }) {
  const done = item.tick?.done ?? false;
  return (
    <form method="post" action={`/moving/applications/${view.receiptNumber}/to-do`} className="no-print mt-2">
      <input type="hidden" name="key" value={item.key} />
      <Button type="submit" name="done" value={done ? 'no' : 'yes'} size="sm" variant="outline">
        {text(done ? 'todo.untick' : 'todo.tick')}
        <span className="sr-only">{text('todo.of', { title: wordsOf(item.key, 'title') })}</span>
      </Button>
    </form>
  );
}

function TickLine({ view, item }: { view: ToDoView; item: Item }) {
  if (!item.tick?.done) return null;
  const at = momentInWords(item.tick.at);
  return (
    <p className="text-solid-gray-700">
      {item.tick.by === 'town' ? text('todo.doneByTown', { at, to: view.to }) : text('todo.doneByResident', { at })}
    </p>
  );
}

function Row({ view, item, today }: { view: ToDoView; item: Item; today: CalendarDate }) {
  const done = item.tick?.done ?? false;
  const automatic = item.timing === 'automatic';
  const late = !done && item.dueOn !== undefined && item.dueOn < today;
  return (
    <li id={item.key} className="break-inside-avoid border-b border-solid-gray-420 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Heading level={3} look="xs" className="min-w-0 flex-1 basis-60">
          <span aria-hidden="true" className="hidden print:inline">
            {done ? '☑ ' : '□ '}
          </span>
          {wordsOf(item.key, 'title')}
        </Heading>
        <StatusBadge tone={PHASE_TONES[item.phase]}>{text(`todo.phase.${item.phase}`)}</StatusBadge>
        {automatic ? null : (
          <StatusBadge tone={done ? 'success' : 'warning'}>{text(done ? 'todo.done' : 'todo.open')}</StatusBadge>
        )}
      </div>
      <div className="mt-1 flex flex-col gap-1">
        <p>{wordsOf(item.key, 'do')}</p>
        {item.procedure === 'lifelines' && !view.calledOff ? (
          <p className="no-print">
            <a href={`/moving/applications/${view.receiptNumber}/lifelines`}>{text('lifeline.link')}</a>
          </p>
        ) : null}
        {item.remark ? <p>{item.remark}</p> : null}
        {item.persons.length > 0 ? <p>{text('todo.who', { names: namesOf(view, item.persons) })}</p> : null}
        {automatic ? null : (
          <>
            <p>{text(`todo.timing.${item.timing}`)}</p>
            <p className="font-700">
              {item.dueOn ? text('todo.due', { date: bothDates(item.dueOn) }) : text('todo.noDue')}
            </p>
          </>
        )}
        {late ? <p className="font-700 text-error-2">{text('todo.overdue')}</p> : null}
        {item.bring.length > 0 ? (
          <>
            <p>{text('todo.bring')}</p>
            <ul className="flex list-disc flex-col pl-6">
              {item.bring.map(({ what, persons }) => (
                <li key={what}>
                  {persons.length > 0
                    ? text('todo.bringOf', { what: text(`bring.${what}`), names: namesOf(view, persons) })
                    : text(`bring.${what}`)}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {item.counter ? <p>{text('todo.counter', { ...item.counter })}</p> : null}
        {item.article ? <p className="text-solid-gray-700">{text('todo.article', { article: item.article })}</p> : null}
        <TickLine view={view} item={item} />
      </div>
      {automatic || view.calledOff ? null : <Tick view={view} item={item} />}
    </li>
  );
}

function Rows({ items, ...rest }: { view: ToDoView; items: readonly Item[]; today: CalendarDate }) {
  return (
    <ul className="mt-3 border-t border-solid-gray-420">
      {items.map((item) => (
        <Row key={item.key} item={item} {...rest} />
      ))}
    </ul>
  );
}

/** 引越しの手続きの一覧: by place, what is due first on top; ticked off by the family or by the officer at the counter. */
export function ToDoPage({ view, today, reply }: { view: ToDoView; today: CalendarDate; reply: Reply }) {
  const base = `/moving/applications/${view.receiptNumber}`;
  const certain = view.items.filter(({ perhaps, timing }) => !perhaps && timing !== 'automatic');
  const perhaps = view.items.filter((item) => item.perhaps && item.timing !== 'automatic');
  const automatic = view.items.filter(({ timing }) => timing === 'automatic');
  const errors = Object.values(reply.errors ?? {}).map((sentence) => ({ sentence }));
  const done = certain.filter(({ tick }) => tick?.done).length;
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <ErrorSummary errors={errors} />
      <Heading>{text('todo.title')}</Heading>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      {view.calledOff ? (
        <EmptyState title={text('todo.calledOff')} />
      ) : (
        <>
          <p className="mt-4">{text('todo.lead')}</p>
          <p className="mt-2 font-700">{text('todo.count', { total: certain.length, done })}</p>
          {view.shownToTown ? <p className="mt-2">{text('todo.shared', { to: view.to })}</p> : null}
          <p className="no-print mt-2">{text('todo.print')}</p>
          {isAnswered(view.answers) ? null : (
            <NotificationBanner kind="info" title={text('todo.ask')}>
              <p className="no-print">
                <a href={`${base}/to-do/questions`}>{text('todo.askButton')}</a>
              </p>
            </NotificationBanner>
          )}
          {(['oldTown', 'newTown', 'other'] as const).map((place) => {
            const here = certain.filter((item) => item.place === place);
            return (
              <section key={place} className="mt-10">
                <Heading level={2}>
                  {text(`todo.place.${place}`, { town: place === 'oldTown' ? view.from : view.to })}
                </Heading>
                {here.length > 0 ? (
                  <Rows view={view} items={here} today={today} />
                ) : (
                  <p className="mt-3">{text('todo.noneHere')}</p>
                )}
              </section>
            );
          })}
          <ToDoBring view={view} items={certain} />
          {perhaps.length > 0 ? (
            <Disclosure summary={text('todo.perhapsTitle', { count: perhaps.length })} className="mt-10">
              <p>{text('todo.perhapsLead')}</p>
              <Rows view={view} items={perhaps} today={today} />
            </Disclosure>
          ) : null}
          {automatic.length > 0 ? (
            <Disclosure summary={text('todo.automaticTitle')}>
              <Rows view={view} items={automatic} today={today} />
            </Disclosure>
          ) : null}
        </>
      )}
      <ButtonGroup>
        {view.calledOff ? null : (
          <ButtonLink href={`${base}/to-do/questions`} variant="outline" size="md">
            {text(isAnswered(view.answers) ? 'todo.askAgain' : 'todo.askButton')}
          </ButtonLink>
        )}
        <ButtonLink href={base} variant="text" size="md">
          {text('status.title')}
        </ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}
