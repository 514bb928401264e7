import { Button, ButtonGroup, DateFields, ErrorSummary, Heading, Radios, Select, TextField } from '#app/ui/index.ts';
import type { Person } from '../drafts/answers.ts';
import { relationshipChoices } from '../texts/relationships.ts';
import { text } from '../texts/text.ts';
import { Steps } from './question-page.tsx';
import { type Reply, typed, typedDateParts } from './question-view.ts';
import { ResidentFrame } from './resident-frame.tsx';

/** 異動者を書くページ: one person. */
export function PersonPage({ draftId, person, reply }: { draftId: string; person?: Person; reply: Reply }) {
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const list = `/moving/drafts/${draftId}/people`;
  return (
    <ResidentFrame back={{ href: list }}>
      <Steps current="movers" />
      <ErrorSummary errors={errors} />
      <Heading>{text('question.person.title')}</Heading>
      <form
        method="post"
        action={`/moving/drafts/${draftId}/person`}
        noValidate
        className="mt-6 flex flex-col gap-6 text-std-16N-170"
      >
        <input type="hidden" name="key" value={person?.key ?? typed(reply, 'key', '')} />
        <TextField
          label={text('question.person.name')}
          name="name"
          required
          width="lg"
          support={text('question.person.nameHint')}
          error={reply.errors?.name}
          defaultValue={typed(reply, 'name', person?.name)}
        />
        <TextField
          label={text('question.person.kana')}
          name="kana"
          width="lg"
          support={text('question.person.kanaHint')}
          error={reply.errors?.kana}
          defaultValue={typed(reply, 'kana', person?.kana)}
        />
        <DateFields
          label={text('question.person.bornOn')}
          name="bornOn"
          required
          withEra
          support={text('question.person.bornOnHint')}
          error={reply.errors?.bornOn}
          defaultValue={typedDateParts(reply, 'bornOn', person?.bornOn.on)}
        />
        <Radios
          label={text('question.person.sex')}
          name="sex"
          required
          inline
          error={reply.errors?.sex}
          defaultValue={typed(reply, 'sex', person?.sex)}
          options={[
            { value: '1', label: text('sex.1') },
            { value: '2', label: text('sex.2') },
          ]}
        />
        <Select
          label={text('question.person.relationship')}
          name="relationship"
          required
          width="md"
          support={text('question.person.relationshipHint')}
          error={reply.errors?.relationship}
          defaultValue={typed(reply, 'relationship', person?.relationship)}
          options={relationshipChoices({ withHead: true })}
        />
        <ButtonGroup>
          <Button type="submit">{text('question.person.save')}</Button>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}
