import {
  Button,
  ButtonGroup,
  DateFields,
  ErrorSummary,
  Heading,
  NotificationBanner,
  TextArea,
  TextField,
} from '#app/ui/index.ts';
import type { FieldErrors } from '../answering/form-values.ts';
import { hasText, type TextKey, text } from '../texts/text.ts';
import { type Reply, typed, typedDateParts } from './question-view.ts';
import { ResidentFrame } from './resident-frame.tsx';

const FIELDS = [
  'municipality',
  'name',
  'kana',
  'bornOn',
  'phone',
  'oldAddress',
  'oldHead',
  'newAddress',
  'newHead',
] as const;
const REQUIRED: ReadonlySet<string> = new Set(['municipality', 'name', 'oldAddress', 'newAddress']);
const WIDE: ReadonlySet<string> = new Set(['oldAddress', 'newAddress']);

/** 郵送の転出届を作るページ: a paper without signing in, and without anything being kept. */
export function PaperFormPage({
  reply,
}: {
  reply: { values?: Reply['values']; errors?: FieldErrors; ready?: boolean };
}) {
  const { errors = {}, values, ready } = reply;
  return (
    <ResidentFrame signedOut back={{ href: '/moving/check' }}>
      <ErrorSummary errors={Object.entries(errors).map(([fieldId, sentence]) => ({ fieldId, sentence }))} />
      <Heading>{text('paperForm.title')}</Heading>
      {ready && values ? <Ready values={values} /> : null}
      <p className="mt-4">{text('paperForm.lead')}</p>
      <p className="mt-2">{text('paperForm.private')}</p>
      <p className="mt-2">{text('paperForm.byHand')}</p>
      <form method="post" action="/moving/check/paper-form" noValidate className="mt-6 flex flex-col gap-6">
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={text(`paperForm.${field}`)}
            support={optional(`paperForm.${field}.hint`)}
            name={field}
            required={REQUIRED.has(field)}
            width={WIDE.has(field) ? 'full' : 'lg'}
            autoComplete="off"
            error={errors[field]}
            defaultValue={typed(reply, field, undefined)}
          />
        ))}
        <DateFields
          label={text('paperForm.movingOn')}
          name="movingOn"
          required
          withEra
          error={errors.movingOn}
          defaultValue={typedDateParts(reply, 'movingOn', undefined)}
        />
        <TextArea
          label={text('paperForm.others')}
          support={text('paperForm.others.hint')}
          name="others"
          error={errors.others}
          defaultValue={typed(reply, 'others', undefined)}
        />
        <ButtonGroup>
          <Button type="submit">{text('paperForm.button')}</Button>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}

/** The file comes with a form of its own: nothing of it stands in an address. */
function Ready({ values }: { values: NonNullable<Reply['values']> }) {
  return (
    <>
      <NotificationBanner kind="success" title={text('paperForm.ready')} live />
      <form method="post" action="/moving/check/paper-form/file" className="mt-4">
        {Object.entries(values).flatMap(([name, list]) =>
          list.map((value) => <input key={`${name}-${value}`} type="hidden" name={name} value={value} />),
        )}
        <Button type="submit">{text('paperForm.download')}</Button>
      </form>
    </>
  );
}

function optional(key: string): string | undefined {
  return hasText(key) ? text(key as TextKey) : undefined;
}
