import { ButtonLink, DateFields, Heading, NotificationBanner, Radios, TextField } from '#app/ui/index.ts';
import { formatPostcode } from '#app/vocabulary/width.ts';
import { bothDates } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { type QuestionProps, typed, typedDateParts } from './question-view.ts';
import { dayOptions } from './visit-fields.tsx';

/** 異動日: both calendars in one set of fields; what is stored is shown in both. */
export function MovingDateQuestion({ view, reply }: QuestionProps) {
  const { movingOn } = view.answers;
  return (
    <>
      <DateFields
        label={text('question.moving-date.title')}
        name="movingOn"
        asHeading
        required
        withEra
        support={text('question.moving-date.hint')}
        error={reply.errors?.movingOn}
        defaultValue={typedDateParts(reply, 'movingOn', movingOn)}
      />
      {view.hidesFullDays ? <p className="mt-4">{text('slots.dayFull')}</p> : null}
      {movingOn ? <p className="mt-4">{text('question.moving-date.now', { date: bothDates(movingOn) })}</p> : null}
      <p className="mt-4 text-solid-gray-700">
        {text('question.moving-date.window', {
          first: bothDates(view.movingDays.first),
          last: bothDates(view.movingDays.last),
        })}
      </p>
    </>
  );
}

/** 国内・国外. */
export function DestinationQuestion({ view, reply }: QuestionProps) {
  return (
    <Radios
      label={text('question.destination.title')}
      name="destinationKind"
      asHeading
      required
      support={text('question.destination.hint')}
      error={reply.errors?.destinationKind}
      defaultValue={typed(reply, 'destinationKind', view.answers.destinationKind)}
      options={[
        { value: 'japan', label: text('question.destination.japan') },
        { value: 'abroad', label: text('question.destination.abroad') },
      ]}
    />
  );
}

/** 郵便番号, with the other way beside it. */
export function PostcodeQuestion({ view, reply }: QuestionProps) {
  const { postcode } = view.answers;
  return (
    <>
      <TextField
        label={text('question.postcode.title')}
        name="postcode"
        asHeading
        required
        width="sm"
        inputMode="numeric"
        autoComplete="postal-code"
        support={text('question.postcode.hint')}
        error={reply.errors?.postcode}
        defaultValue={typed(reply, 'postcode', postcode ? formatPostcode(postcode) : undefined)}
      />
      <p className="mt-4">
        <a href={`/moving/drafts/${view.draftId}/municipality`}>{text('question.postcode.byName')}</a>
      </p>
    </>
  );
}

/** 転出先の町: the towns of the postcode, or the ways to find one. */
export function TownQuestion({ view, reply }: QuestionProps) {
  const { answers, towns, draftId } = view;
  if (towns.length === 0) {
    return (
      <>
        <Heading>{text('question.town.title')}</Heading>
        <p className="mt-4">{text('question.town.none')}</p>
        <p className="mt-4 flex flex-wrap gap-4">
          <ButtonLink href={`/moving/drafts/${draftId}/postcode`} variant="outline" size="md">
            {text('question.municipality.again')}
          </ButtonLink>
          <ButtonLink href={`/moving/drafts/${draftId}/municipality`} variant="outline" size="md">
            {text('question.municipality.title')}
          </ButtonLink>
        </p>
      </>
    );
  }
  const chosen = towns.findIndex(
    (town) => town.municipalityCode === answers.destination?.municipalityCode && town.town === answers.destination.town,
  );
  return (
    <Radios
      label={text('question.town.title')}
      name="town"
      asHeading
      required
      support={text('question.town.hint', { postcode: formatPostcode(answers.postcode ?? '') })}
      error={reply.errors?.town}
      defaultValue={typed(reply, 'town', chosen < 0 ? undefined : String(chosen))}
      options={towns.map((town, index) => ({
        value: String(index),
        label: `${town.prefecture}${town.municipality}${town.town ?? ''}`,
      }))}
    />
  );
}

/** 番地・方書: may be undecided. */
export function LotQuestion({ view, reply }: QuestionProps) {
  const { destination, lot } = view.answers;
  const place = `${destination?.prefecture ?? ''}${destination?.municipality ?? ''}${destination?.town ?? ''}`;
  return (
    <>
      <Heading>{text('question.lot.title')}</Heading>
      <p className="mt-4 text-std-17B-170">{text('question.lot.place', { place })}</p>
      <p>
        <a href={`/moving/drafts/${view.draftId}/postcode`}>{text('question.lot.otherPlace')}</a>
      </p>
      <div className="mt-6 flex flex-col gap-6">
        <Radios
          label={text('question.lot.decided')}
          name="decided"
          required
          error={reply.errors?.decided}
          defaultValue={typed(reply, 'decided', lot?.decided ?? 'yes')}
          options={[
            { value: 'yes', label: text('question.lot.yes') },
            { value: 'no', label: text('question.lot.no') },
          ]}
        />
        <TextField
          label={text('question.lot.town')}
          name="town"
          width="lg"
          support={text(destination?.town ? 'question.lot.townMore' : 'question.lot.townHint')}
          error={reply.errors?.town}
          defaultValue={typed(reply, 'town', lot?.town)}
        />
        <TextField
          label={text('question.lot.lot')}
          name="lot"
          width="md"
          support={text('question.lot.lotHint')}
          error={reply.errors?.lot}
          defaultValue={typed(reply, 'lot', lot?.lot)}
        />
        <TextField
          label={text('question.lot.building')}
          name="building"
          width="lg"
          support={text('question.lot.buildingHint')}
          error={reply.errors?.building}
          defaultValue={typed(reply, 'building', lot?.building)}
        />
      </div>
    </>
  );
}

/** 来庁予定日: open days as a list, another day typed. */
export function VisitDayQuestion({ view, reply }: QuestionProps) {
  const { visitDays, latestVisitDay } = view;
  const { visitOn, movingOn } = view.answers;
  const isListed = visitDays.some(({ on }) => on === visitOn);
  if (visitDays.length === 0) {
    return (
      <>
        <Heading>{text('question.visit-day.title')}</Heading>
        <NotificationBanner kind="warning" title={text('question.visit-day.none')}>
          <p>{text('way.noVisitDay')}</p>
        </NotificationBanner>
      </>
    );
  }
  return (
    <>
      <Radios
        label={text('question.visit-day.title')}
        name="visitOn"
        asHeading
        required
        support={text('question.visit-day.hint')}
        error={reply.errors?.visitOn}
        defaultValue={typed(reply, 'visitOn', isListed ? visitOn : undefined)}
        options={dayOptions(visitDays)}
      />
      {movingOn ? <p className="mt-4">{text('question.visit-day.moving', { date: bothDates(movingOn) })}</p> : null}
      {latestVisitDay ? (
        <p className="font-700">{text('question.visit-day.latest', { date: bothDates(latestVisitDay) })}</p>
      ) : null}
    </>
  );
}
