import { Button, Heading, Select, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import type { ActField, ProtectionForm } from '../protection/protection-forms.ts';

const MINUTES = [15, 30, 60, 120];

function Field({ field, error, typed }: { field: ActField; error?: string[] | undefined; typed: string }) {
  if (field.kind === 'minutes') {
    return (
      <Select
        label={field.label}
        name={field.name}
        fieldSize="s"
        required
        error={error}
        defaultValue={typed}
        options={MINUTES.map((minutes) => ({ value: String(minutes), label: `${minutes}分` }))}
      />
    );
  }
  return (
    <TextField
      label={field.label}
      name={field.name}
      fieldSize="s"
      required={field.name !== 'coApplicants'}
      support={field.kind === 'day' ? '例：令和8年11月24日' : undefined}
      error={error}
      defaultValue={typed}
    />
  );
}

/** 支援措置の処理: one plain form for each act that fits the record as it is. */
export function ProtectionActs({
  forms,
  version,
  known,
  answer,
}: {
  forms: ProtectionForm[];
  version: number;
  /** What the record knows already of a field. */
  known: Readonly<Record<string, string>>;
  answer: Answer | undefined;
}) {
  return (
    <div className="mt-6 flex max-w-page flex-col gap-8">
      {forms.map((form) => {
        // Several forms have a field of the same name: only the one that was sent shows what was wrong.
        const sent = answer?.typed?.act === form.act ? answer : undefined;
        const typed = (name: string) => {
          const value = sent?.typed?.[name];
          return typeof value === 'string' ? value : (known[name] ?? '');
        };
        return (
          <form key={form.act} id={form.act} method="post" className="flex flex-col gap-4" noValidate>
            <Heading level={2}>{form.title}</Heading>
            <input type="hidden" name="version" value={version} />
            {form.fields.map((field) => (
              <Field key={field.name} field={field} error={sent?.errors?.[field.name]} typed={typed(field.name)} />
            ))}
            <div>
              <Button size="sm" name="act" value={form.act}>
                {form.button}
              </Button>
            </div>
          </form>
        );
      })}
    </div>
  );
}
