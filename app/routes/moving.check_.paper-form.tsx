import { type ActionFunctionArgs, data, type HeadersFunction, type MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { formValues } from '#app/portal/answering/form-values.ts';
import { PaperFormPage } from '#app/portal/screens/paper-form-page.tsx';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form is kept nowhere. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('paperForm.title')) }];

/** Nobody is signed in and nothing is stored: what was typed comes back with the button that brings the file. */
export async function action({ request, context }: ActionFunctionArgs) {
  const values = formValues(await request.formData());
  const errors = await context.services.portal.postalForms.check(values);
  const failed = Object.keys(errors).length > 0;
  return data(
    { values, ready: !failed, ...(failed ? { errors } : {}) },
    { status: failed ? 400 : 200, headers: { 'Cache-Control': 'no-store' } },
  );
}

export default function PaperForm() {
  return <PaperFormPage reply={useActionData<typeof action>() ?? {}} />;
}
