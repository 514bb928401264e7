import { Heading, NotificationBanner, Radios } from '#app/ui/index.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { bothDates } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import type { TimeChoice, VisitTimes } from '../visits/visit-choice.ts';
import type { OfficeChoice, Reply, VisitDay } from './question-view.ts';

/** Few enough to be worth a word. */
const FEW = 3;

function freeText(free: number): string {
  return free <= FEW ? text('slots.few', { free }) : text('slots.free');
}

/** The line below a day: what is free, and whether there is little time to prepare. */
function daySupport({ hasty, free }: VisitDay): string | undefined {
  const parts = [...(free === undefined ? [] : [freeText(free)]), ...(hasty ? [text('question.visit-day.hasty')] : [])];
  return parts.length === 0 ? undefined : parts.join(text('site.fullStop'));
}

/** 来庁予定日の選択肢. */
export function dayOptions(days: readonly VisitDay[]) {
  return days.map((day) => {
    const support = daySupport(day);
    return { value: day.on, label: bothDates(day.on), ...(support ? { support } : {}) };
  });
}

/** 来庁する窓口の選択肢: full ones are shown and cannot be chosen. */
export function officeOptions(offices: readonly OfficeChoice[]) {
  return offices.map((office) => ({
    value: office.code,
    label: office.name,
    ...(office.free === 0 ? { disabled: true } : {}),
    support: [
      ...(office.free === undefined
        ? []
        : [office.free === 0 ? text('question.visit-time.full') : freeText(office.free)]),
      text('question.visit-office.hours', {
        address: office.address,
        opens: office.opensAt,
        closes: office.closesAt,
        phone: office.phone,
      }),
    ].join(text('site.gap')),
  }));
}

function timeOption(choice: TimeChoice, label: string) {
  const support = [
    ...(choice.free <= FEW ? [text('slots.few', { free: choice.free })] : []),
    ...(choice.saves ? [text('slots.calm', { minutes: choice.saves })] : []),
  ].join(text('site.fullStop'));
  return { value: choice.value, label, ...(support ? { support } : {}) };
}

/** 時間を選ぶ: the times of that day, then near ones on other days and at other counters. */
export function TimeChoices({
  view,
  chosen,
  day,
  office,
  reply,
  changeDay,
}: {
  view: VisitTimes;
  /** The time that is held, or was posted. */
  chosen?: string | undefined;
  day: CalendarDate;
  office: string;
  reply: Reply;
  /** Where another day is chosen, if that is a page of its own. */
  changeDay?: string;
}) {
  const { times, nearby } = view;
  const isTaken = reply.refusal?.code === 'slotTaken';
  const options = [
    ...times.map((choice) => timeOption(choice, text('slots.time', { starts: choice.startsAt, ends: choice.endsAt }))),
    ...nearby.map((choice) =>
      timeOption(
        choice,
        text('slots.nearTime', {
          date: bothDates(choice.on),
          starts: choice.startsAt,
          ends: choice.endsAt,
          office: choice.officeName,
        }),
      ),
    ),
  ];
  return (
    <>
      {isTaken ? (
        <NotificationBanner kind="warning" title={text('slots.taken')} live>
          <p>{text('slots.takenLead')}</p>
        </NotificationBanner>
      ) : view.lost ? (
        <NotificationBanner kind="warning" title={text('question.visit-time.lost')} live />
      ) : null}
      {times.length === 0 && options.length > 0 ? (
        <NotificationBanner kind="info" title={text('question.visit-time.full')} />
      ) : null}
      {options.length === 0 ? (
        <>
          <Heading>{text('question.visit-time.title')}</Heading>
          <p className="mt-4">{text('question.visit-time.none')}</p>
        </>
      ) : (
        <Radios
          label={text('question.visit-time.title')}
          name="visitSlot"
          asHeading
          required
          support={text('question.visit-time.hint', { date: bothDates(day), office })}
          error={reply.errors?.visitSlot}
          defaultValue={options.some(({ value }) => value === chosen) ? chosen : undefined}
          options={options}
        />
      )}
      {view.minutes ? <p className="mt-4">{text('question.visit-time.minutes', { minutes: view.minutes })}</p> : null}
      {view.holdMinutes ? (
        <p className="mt-2">{text('question.visit-time.held', { minutes: view.holdMinutes })}</p>
      ) : null}
      {changeDay ? (
        <p className="mt-4">
          <a href={changeDay} className="inline-flex min-h-11 items-center">
            {text('question.visit-time.otherDay')}
          </a>
        </p>
      ) : null}
    </>
  );
}
