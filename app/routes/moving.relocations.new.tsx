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
import { RelocationPage, type RelocationReply } from '#app/portal/screens/relocation-pages.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { readRelocation } from '#app/portal/visits/relocation.ts';
import { relocationFacts, relocationFormView, relocationTime } from '#app/portal/visits/relocation-pages.server.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('relocation.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  return relocationFormView(portal, resident, new URL(request.url));
}

/** Checks first and sends with the last press; the same form twice is one visit. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const values = formValues(await request.formData());
  const formKey = raw(values, 'formKey');
  if (!/^[\w-]{8,60}$/.test(formKey)) throw new Response(null, { status: 400 });
  const sent = await portal.relocations.findSent(resident, formKey);
  if (sent) return redirect(`/moving/relocations/${sent}`);
  const { facts } = await relocationFacts(portal, resident, new URL(request.url).searchParams.get('draft'));
  const intent = raw(values, 'intent');
  if (intent === 'change') return data<RelocationReply>({ values }, { headers: PERSONAL_REPLY });
  const read = readRelocation(values, facts);
  switch (read.kind) {
    case 'malformed':
      return data<RelocationReply>({ values, errors: read.errors }, { status: 400, headers: PERSONAL_REPLY });
    case 'refused':
      return data<RelocationReply>({ values, refusal: read.refusal }, { status: 409, headers: PERSONAL_REPLY });
    case 'read':
  }
  const timed = await relocationTime(portal, facts, read.plan, raw(values, 'visitSlot'));
  if ('times' in timed) {
    const missing = intent === 'time' ? { errors: { visitSlot: text('error.visitTime.none') } } : {};
    return data<RelocationReply>(
      { values, plan: read.plan, ...timed, ...missing },
      { status: intent === 'time' ? 400 : 200, headers: PERSONAL_REPLY },
    );
  }
  const { plan } = timed;
  if (intent !== 'send') return data<RelocationReply>({ values, plan }, { headers: PERSONAL_REPLY });
  const announced = await portal.relocations.announce(resident, formKey, plan);
  if (!announced.accepted) {
    const again = await relocationTime(portal, facts, read.plan, '');
    return data<RelocationReply>(
      { values, plan, ...('times' in again ? again : {}), refusal: announced.refusal },
      { status: 409, headers: PERSONAL_REPLY },
    );
  }
  return redirect(`/moving/relocations/${announced.value}`);
}

export default function NewRelocation() {
  const view = useLoaderData<typeof loader>();
  return <RelocationPage view={view} reply={useActionData<typeof action>() ?? {}} />;
}
