import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { OutageError } from '#app/national/outage.ts';
import { getDraft, signatureView } from '#app/portal/drafts/draft-pages.server.ts';
import { SignaturePage } from '#app/portal/screens/signing-pages.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('sign.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  const frozen = await portal.filing.findFrozen(resident, draft.id);
  if (!frozen) throw redirect(`/moving/drafts/${draft.id}/check-answers`);
  const failed = new URL(request.url).searchParams.get('failed') ?? undefined;
  return signatureView(portal, draft, frozen, clock.now(), failed);
}

/** Leaves for the 署名用 password. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  const frozen = await portal.filing.findFrozen(resident, draft.id);
  if (!frozen) throw redirect(`/moving/drafts/${draft.id}/check-answers`);
  try {
    const leave = await portal.errands.sign(resident, frozen);
    return redirect(leave.url, {
      headers: { 'Set-Cookie': await sessions.resident.commit({ ...resident, flow: { state: leave.state } }) },
    });
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    return data(
      { errors: { sign: [text('sign.outage')] }, outage: text('sign.outage') },
      { status: 503, headers: PERSONAL_REPLY },
    );
  }
}

export default function Signature() {
  const view = useLoaderData<typeof loader>();
  const outage = useActionData<typeof action>()?.outage;
  return <SignaturePage {...view} notice={outage ?? view.notice} />;
}
