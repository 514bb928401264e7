import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { pdfAnswer } from '#app/pdf-answer.ts';
import { formValues } from '#app/portal/answering/form-values.ts';

const PAGE = '/moving/check/paper-form';

/** Opened without a form: there is nothing to show. */
export function loader() {
  return redirect(PAGE);
}

/** 郵送の転出届のPDF, from the fields that the page has checked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const made = await context.services.portal.postalForms.make(formValues(await request.formData()));
  if ('errors' in made) return redirect(PAGE);
  return pdfAnswer(made.file, 'attachment; filename="tenshutsu-todoke.pdf"');
}
