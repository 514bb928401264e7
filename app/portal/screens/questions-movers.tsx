import {
  Button,
  ButtonLink,
  Checkboxes,
  DescriptionList,
  EmptyState,
  Heading,
  NotificationBanner,
  Radios,
  TextField,
} from '#app/ui/index.ts';
import { filerAmong, householdPersons, movers, type Person } from '../drafts/answers.ts';
import { plainDate, recordDateInWords } from '../texts/dates.ts';
import { relationshipWords } from '../texts/relationships.ts';
import { hasText, text } from '../texts/text.ts';
import { type QuestionProps, typed, typedList } from './question-view.ts';

function sexText(sex: string): string {
  const key = `sex.${sex}`;
  return hasText(key) ? text(key) : '';
}

/** One line about a person: birth date, sex, 続柄. */
export function personLine(person: Person): string {
  const born = text('check.moverLine', { born: recordDateInWords(person.bornOn), sex: sexText(person.sex) });
  const relationship =
    person.relationship === '' ? text('person.noRelationship') : relationshipWords(person.relationship);
  return [born, text('check.moverNow', { relationship })].join(text('site.gap'));
}

/** 券面事項入力補助. */
export function ProfileQuestion({ view }: QuestionProps) {
  const { profile } = view.answers;
  return (
    <>
      <Heading>{text('question.profile.title')}</Heading>
      <p className="mt-4">{text('question.profile.hint')}</p>
      <p className="mt-2">{text('question.profile.use')}</p>
      <p className="mt-2">{text('question.profile.tries')}</p>
      {profile ? (
        <div className="mt-6">
          <DescriptionList
            items={[
              { term: text('question.profile.name'), value: profile.name },
              { term: text('question.profile.bornOn'), value: plainDate(profile.bornOn) },
              { term: text('question.profile.sex'), value: sexText(profile.sex) },
              { term: text('question.profile.address'), value: profile.address },
            ]}
          />
        </div>
      ) : null}
    </>
  );
}

/** 世帯の情報の取込み: consent, with exactly what is fetched. */
export function HouseholdQuestion({ view, reply }: QuestionProps) {
  return (
    <>
      <Radios
        label={text('question.household.title')}
        name="consent"
        asHeading
        required
        support={text('question.household.hint')}
        error={reply.errors?.consent}
        defaultValue={typed(reply, 'consent', view.answers.household?.consent)}
        options={[
          { value: 'yes', label: text('question.household.yes') },
          { value: 'no', label: text('question.household.no') },
        ]}
      />
      <p className="mt-6">{text('question.household.what')}</p>
      <p className="mt-2">{text('question.household.for')}</p>
    </>
  );
}

/** 異動者を世帯から選ぶ. */
export function MoversQuestion({ view, reply }: QuestionProps) {
  return (
    <Checkboxes
      label={text('question.movers.title')}
      name="movers"
      asHeading
      required
      support={text('question.movers.hint')}
      error={reply.errors?.movers}
      defaultValue={typedList(reply, 'movers', view.answers.picked)}
      options={householdPersons(view.answers).map((person) => ({
        value: person.key,
        label: person.name,
        support: personLine(person),
      }))}
    />
  );
}

/** 異動者の一覧 (typed). */
export function PeopleQuestion({ view, reply }: QuestionProps) {
  const people = view.answers.typed ?? [];
  const base = `/moving/drafts/${view.draftId}/person`;
  return (
    <>
      <Heading>{text('question.people.title')}</Heading>
      {view.answers.household?.outcome === 'notObtained' ? (
        <NotificationBanner kind="info" title={text('question.household.notObtained')} />
      ) : null}
      <p className="mt-4">{text('question.people.hint')}</p>
      {reply.errors?.people ? (
        <p id="people" tabIndex={-1} className="mt-2 text-error-2">
          ＊{reply.errors.people}
        </p>
      ) : null}
      {people.length === 0 ? (
        <div className="mt-6">
          <EmptyState title={text('question.people.empty')} />
        </div>
      ) : (
        <ul className="mt-6 border-t border-solid-gray-420">
          {people.map((person) => (
            <li
              key={person.key}
              className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-solid-gray-420 py-3"
            >
              <div className="min-w-0 basis-full sm:flex-1 sm:basis-64">
                <p className="text-std-17B-170">{person.name}</p>
                <p className="text-solid-gray-700">{personLine(person)}</p>
              </div>
              <a href={`${base}?key=${person.key}`} className="inline-flex min-h-11 items-center">
                {text('question.people.edit')}
                <span className="sr-only">{text('site.aside', { words: person.name })}</span>
              </a>
              <Button variant="text" size="sm" name="remove" value={person.key}>
                {text('question.people.remove')}
                <span className="sr-only">{text('site.aside', { words: person.name })}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6">
        <ButtonLink href={base} variant="outline" size="md">
          {text('question.people.add')}
        </ButtonLink>
      </div>
    </>
  );
}

/** 全部転出・一部転出 (typed). */
export function ScopeQuestion({ view, reply }: QuestionProps) {
  return (
    <Radios
      label={text('question.scope.title')}
      name="scope"
      asHeading
      required
      support={text('question.scope.hint')}
      error={reply.errors?.scope}
      defaultValue={typed(reply, 'scope', view.answers.scope)}
      options={[
        { value: 'wholeHousehold', label: text('question.scope.whole') },
        { value: 'partOfHousehold', label: text('question.scope.part') },
      ]}
    />
  );
}

/** 現在の世帯主 (typed). */
export function OldHouseholderQuestion({ view, reply }: QuestionProps) {
  return (
    <TextField
      label={text('question.old-householder.title')}
      name="oldHouseholder"
      asHeading
      required
      width="lg"
      support={text('question.old-householder.hint')}
      error={reply.errors?.oldHouseholder}
      defaultValue={typed(reply, 'oldHouseholder', view.answers.oldHouseholder)}
    />
  );
}

/** カードを持つ異動者. */
export function CardsQuestion({ view, reply }: QuestionProps) {
  const everybody = movers(view.answers);
  const filer = filerAmong(everybody, view.answers);
  const stored = view.answers.cards ?? (filer ? [filer.key] : []);
  return (
    <>
      <Checkboxes
        label={text('question.cards.title')}
        name="cards"
        asHeading
        required
        support={text('question.cards.hint')}
        error={reply.errors?.cards}
        defaultValue={typedList(reply, 'cards', stored)}
        options={everybody.map((person) => ({ value: person.key, label: person.name }))}
      />
      <div className="mt-4 border-t border-solid-gray-300 pt-4">
        <Checkboxes
          label={text('question.cards.else')}
          name="nobody"
          unmarked
          options={[{ value: 'yes', label: text('question.cards.nobody') }]}
        />
      </div>
    </>
  );
}
