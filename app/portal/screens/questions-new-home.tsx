import { Heading, Radios, Select, TextField } from '#app/ui/index.ts';
import { slotText } from '#app/vocabulary/visit-slots.ts';
import { isPicked, movers, remaining } from '../drafts/answers.ts';
import { relationshipChoices, relationshipWords } from '../texts/relationships.ts';
import { text } from '../texts/text.ts';
import { type QuestionProps, typed } from './question-view.ts';
import { officeOptions, TimeChoices } from './visit-fields.tsx';

/** 新しい世帯・今ある世帯. */
export function NewHouseholdQuestion({ view, reply }: QuestionProps) {
  return (
    <Radios
      label={text('question.new-household.title')}
      name="newHousehold"
      asHeading
      required
      support={text('question.new-household.hint')}
      error={reply.errors?.newHousehold}
      defaultValue={typed(reply, 'newHousehold', view.answers.newHousehold)}
      options={[
        { value: 'new', label: text('question.new-household.new') },
        { value: 'join', label: text('question.new-household.join') },
      ]}
    />
  );
}

/** 新しい世帯主 (予定). */
export function NewHouseholderQuestion({ view, reply }: QuestionProps) {
  if (view.answers.newHousehold === 'join') {
    return (
      <TextField
        label={text('question.new-householder.joinTitle')}
        name="joinedHeadName"
        asHeading
        required
        width="lg"
        support={text('question.new-householder.joinHint')}
        error={reply.errors?.joinedHeadName}
        defaultValue={typed(reply, 'joinedHeadName', view.answers.joinedHeadName)}
      />
    );
  }
  return (
    <Radios
      label={text('question.new-householder.title')}
      name="newHeadKey"
      asHeading
      required
      support={text('question.new-householder.hint')}
      error={reply.errors?.newHeadKey}
      defaultValue={typed(reply, 'newHeadKey', view.answers.newHeadKey)}
      options={movers(view.answers).map((person) => ({ value: person.key, label: person.name }))}
    />
  );
}

/** 新しい世帯での続柄 (予定): the old ones are offered again where the head stays the same. */
export function RelationshipsQuestion({ view, reply }: QuestionProps) {
  const { answers } = view;
  const everybody = movers(answers);
  const head = everybody.find((person) => person.key === answers.newHeadKey);
  const keepsHead = answers.newHousehold === 'new' && head?.relationship === '世帯主';
  const options = relationshipChoices({ withHead: false });
  return (
    <>
      <Heading>{text('question.relationships.title')}</Heading>
      <p className="mt-4">{text('question.relationships.hint')}</p>
      <div className="mt-6 flex flex-col gap-6">
        {everybody
          .filter((person) => answers.newHousehold === 'join' || person.key !== answers.newHeadKey)
          .map((person) => {
            const name = `relationship.${person.key}`;
            const stored = answers.newRelationships?.[person.key] ?? (keepsHead ? person.relationship : undefined);
            const isOffered = stored === undefined || options.some(({ value }) => value === stored);
            return (
              <Select
                key={person.key}
                label={text('question.relationships.of', { name: person.name })}
                name={name}
                required
                width="md"
                error={reply.errors?.[name]}
                defaultValue={typed(reply, name, stored)}
                options={isOffered ? options : [{ value: stored, label: relationshipWords(stored) }, ...options]}
              />
            );
          })}
      </div>
    </>
  );
}

/** 残る世帯の世帯主 (第25条). */
export function RemainingHouseholderQuestion({ view, reply }: QuestionProps) {
  const { answers } = view;
  const said = answers.remainingHead;
  const stayers = remaining(answers);
  const storedChoice =
    said === undefined
      ? undefined
      : said === ''
        ? 'unknown'
        : isPicked(answers)
          ? stayers.find((person) => person.name === said)?.key
          : 'named';
  const picked = isPicked(answers);
  return (
    <>
      <Radios
        label={text('question.remaining-householder.title')}
        name="remainingChoice"
        asHeading
        required
        support={text('question.remaining-householder.hint')}
        error={reply.errors?.remainingChoice}
        defaultValue={typed(reply, 'remainingChoice', storedChoice)}
        options={[
          ...(picked
            ? stayers.map((person) => ({ value: person.key, label: person.name }))
            : [
                { value: 'named', label: text('question.remaining-householder.named') },
                { value: 'alone', label: text('question.remaining-householder.alone') },
              ]),
          { value: 'unknown', label: text('question.remaining-householder.unknown') },
        ]}
      />
      {picked ? null : (
        <div className="mt-6">
          <TextField
            label={text('question.remaining-householder.name')}
            name="remainingHead"
            width="lg"
            error={reply.errors?.remainingHead}
            defaultValue={typed(reply, 'remainingHead', said)}
          />
        </div>
      )}
      <p className="mt-6">{text('question.remaining-householder.file')}</p>
    </>
  );
}

/** 連絡先. */
export function ContactQuestion({ view, reply }: QuestionProps) {
  const { contact } = view.answers;
  return (
    <>
      <Heading>{text('question.contact.title')}</Heading>
      <p className="mt-4">{text('question.contact.hint')}</p>
      <div className="mt-6 flex flex-col gap-6">
        <TextField
          label={text('question.contact.phone')}
          name="phone"
          type="tel"
          autoComplete="tel"
          required
          width="md"
          support={text('question.contact.phoneHint')}
          error={reply.errors?.phone}
          defaultValue={typed(reply, 'phone', contact?.phone)}
        />
        <TextField
          label={text('question.contact.email')}
          name="email"
          type="email"
          autoComplete="email"
          width="lg"
          support={text('question.contact.emailHint')}
          error={reply.errors?.email}
          defaultValue={typed(reply, 'email', contact?.email)}
        />
      </div>
    </>
  );
}

/** 来庁する窓口. */
export function VisitOfficeQuestion({ view, reply }: QuestionProps) {
  return (
    <Radios
      label={text('question.visit-office.title')}
      name="visitOffice"
      asHeading
      required
      error={reply.errors?.visitOffice}
      defaultValue={typed(reply, 'visitOffice', view.answers.visitOffice)}
      options={officeOptions(view.offices)}
    />
  );
}

/** 来庁の時間枠. */
export function VisitTimeQuestion({ view, reply }: QuestionProps) {
  const { visitOn, visitOffice, visitTime } = view.answers;
  const office = view.offices.length > 1 ? visitOffice : view.offices[0]?.code;
  if (!view.visitTimes || !visitOn || !office) return null;
  const stored = visitTime ? slotText({ on: visitOn, office, startsAt: visitTime }) : undefined;
  return (
    <TimeChoices
      view={view.visitTimes}
      chosen={reply.refusal ? undefined : typed(reply, 'visitSlot', stored)}
      day={visitOn}
      office={view.offices.find(({ code }) => code === office)?.name ?? ''}
      reply={reply}
      changeDay={`/moving/drafts/${view.draftId}/visit-day`}
    />
  );
}

/** 来庁する人. */
export function VisitorQuestion({ view, reply }: QuestionProps) {
  return (
    <Radios
      label={text('question.visitor.title')}
      name="visitor"
      asHeading
      required
      error={reply.errors?.visitor}
      defaultValue={typed(reply, 'visitor', view.answers.visitor)}
      options={[
        { value: 'filer', label: text('question.visitor.filer') },
        { value: 'householdMember', label: text('question.visitor.householdMember') },
        { value: 'proxy', label: text('question.visitor.proxy'), support: text('question.visitor.proxyHint') },
      ]}
    />
  );
}
