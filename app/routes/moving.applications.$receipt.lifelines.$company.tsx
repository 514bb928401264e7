import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formValues, raw } from '#app/portal/answering/form-values.ts';
import { getLifeline } from '#app/portal/lifelines/pages.server.ts';
import { readPlan } from '#app/portal/lifelines/plans.ts';
import { LifelinePage, type LifelineReply } from '#app/portal/screens/lifeline-page.tsx';
import { notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? text(`lifeline.company.${data.company}`) : text('lifeline.title')) },
];

export async function loader(args: LoaderFunctionArgs) {
  const { view, company, lifelines } = await getLifeline(args);
  return { view, company, requestId: lifelines.newRequestId() };
}

function reply(answer: LifelineReply, status: number) {
  return data(answer, { status, headers: PERSONAL_REPLY });
}

export async function action(args: ActionFunctionArgs) {
  const { resident, view, company, lifelines } = await getLifeline(args);
  const here = `/moving/applications/${view.receiptNumber}/lifelines/${company}`;
  const values = formValues(await args.request.formData());
  const intent = raw(values, 'intent');
  if (intent === 'withdraw') {
    const outcome = await lifelines.withdraw(resident, view.receiptNumber, company);
    if (!outcome) throw notFound();
    return outcome.accepted ? redirect(here) : reply({ refusal: outcome.refusal }, 409);
  }
  const read = readPlan(company, view.form, values);
  if ('errors' in read) return reply({ values, errors: read.errors }, 400);
  if (intent === 'change') return reply({ values }, 200);
  const { plan } = read;
  if (intent !== 'send') return reply({ values, plan }, 200);
  if (raw(values, 'consent') !== 'yes') {
    return reply({ values, plan, errors: { consent: text('error.lifeline.consent') } }, 400);
  }
  const outcome = await lifelines.send(resident, view.receiptNumber, raw(values, 'requestId'), plan);
  if (!outcome) throw notFound();
  return outcome.accepted ? redirect(here) : reply({ values, refusal: outcome.refusal }, 409);
}

export default function Lifeline() {
  const { view, company, requestId } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<typeof action>() as LifelineReply | undefined;
  return <LifelinePage view={view} company={company} requestId={requestId} reply={answer ?? {}} />;
}
