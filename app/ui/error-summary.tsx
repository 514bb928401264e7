import { useUiTexts } from './texts.tsx';

/** One mistake: `fieldId` is the id of the control (default: its name). */
export interface FormError {
  fieldId?: string;
  sentence: string;
}

/** Errors by field name, as a schema check gives them, as a list for the summary. */
export function listErrors(errors: Record<string, readonly string[] | null | undefined>): FormError[] {
  return Object.entries(errors).flatMap(([name, sentences]) =>
    (sentences ?? []).map((sentence) => ({ fieldId: name === '' ? undefined : name, sentence })),
  );
}

/** エラーの一覧: at the top of the page, takes the focus, links to each field with the same words as beside it. */
export function ErrorSummary({ errors, title }: { errors: readonly FormError[]; title?: string }) {
  const texts = useUiTexts();
  if (errors.length === 0) return null;
  return (
    <div
      role="alert"
      aria-labelledby="error-summary-title"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the focus has to move to the errors, with and without scripts.
      autoFocus
      data-error-summary=""
      className="mb-8 rounded-8 border-4 border-error-1 p-4 sm:p-6"
    >
      <h2 id="error-summary-title" className="text-std-20B-150 text-error-2">
        {title ?? texts.errorSummaryTitle}
      </h2>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-6">
        {errors.map((error) => (
          <li key={`${error.fieldId ?? ''} ${error.sentence}`} className="text-std-16N-170">
            {error.fieldId ? (
              <a href={`#${error.fieldId}`} className="text-error-2">
                {error.sentence}
              </a>
            ) : (
              error.sentence
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
