import { Button, ButtonGroup, ButtonLink, Checkboxes, ErrorSummary, Heading, Radios } from '#app/ui/index.ts';
import { recordDateInWords } from '../texts/dates.ts';
import { hasText, text } from '../texts/text.ts';
import { NOBODY } from '../to-do/question-form.ts';
import type { HouseholdQuestion, PersonQuestion } from '../to-do/questions.ts';
import type { ToDoView } from '../to-do/views.ts';
import { type Reply, typed, typedList } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

function hintOf(question: string): string | undefined {
  const key = `ask.${question}.hint`;
  return hasText(key) ? text(key) : undefined;
}

function storedPersons(view: ToDoView, question: PersonQuestion): string[] | undefined {
  const persons = view.answers.persons[question];
  if (!persons) return undefined;
  return persons.length === 0 ? [NOBODY] : persons.map(String);
}

function storedYes(view: ToDoView, question: HouseholdQuestion): string | undefined {
  const answer = view.answers.household[question];
  return answer === undefined ? undefined : answer ? 'yes' : 'no';
}

/** 必要な手続きを見分ける質問: all on one page, every one of them optional. */
export function ToDoQuestionsPage({
  view,
  questions,
  reply,
}: {
  view: ToDoView;
  questions: { persons: readonly PersonQuestion[]; household: readonly HouseholdQuestion[] };
  reply: Reply;
}) {
  const list = `/moving/applications/${view.receiptNumber}/to-do`;
  const people = view.persons.map(({ name, bornOn }, place) => ({
    value: String(place),
    label: text('site.san', { name }),
    support: recordDateInWords(bornOn),
  }));
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  return (
    <ResidentFrame back={{ href: list, text: text('todo.title') }}>
      <ErrorSummary errors={errors} />
      <Heading>{text('ask.title')}</Heading>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      <p className="mt-4">{text('ask.lead')}</p>
      <p className="mt-2">{text('ask.private')}</p>
      <form method="post" action={`${list}/questions`} noValidate className="mt-8 flex flex-col gap-8">
        {questions.persons.map((question) => (
          <Checkboxes
            key={question}
            label={text(`ask.${question}`)}
            name={question}
            support={hintOf(question)}
            error={reply.errors?.[question]}
            defaultValue={typedList(reply, question, storedPersons(view, question))}
            options={[...people, { value: NOBODY, label: text('ask.nobody') }]}
          />
        ))}
        {questions.household.map((question) => (
          <Radios
            key={question}
            label={text(`ask.${question}`)}
            name={question}
            inline
            defaultValue={typed(reply, question, storedYes(view, question))}
            options={[
              { value: 'yes', label: text('ask.yes') },
              { value: 'no', label: text('ask.no') },
            ]}
          />
        ))}
        <Checkboxes
          label={text('ask.shareLabel')}
          name="shared"
          support={text('ask.shareHint')}
          defaultValue={typedList(reply, 'shared', view.answers.shared ? ['yes'] : [])}
          options={[{ value: 'yes', label: text('ask.share', { to: view.to }) }]}
        />
        <ButtonGroup>
          <Button type="submit">{text('ask.button')}</Button>
          <ButtonLink href={list} variant="text">
            {text('todo.back')}
          </ButtonLink>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}
