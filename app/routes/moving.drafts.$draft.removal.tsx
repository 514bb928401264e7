import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getDraft } from '#app/portal/drafts/draft-pages.server.ts';
import { RemovalPage } from '#app/portal/screens/sign-in-pages.tsx';
import { getResident } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('discard.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  return { draftId: draft.id };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const draft = await getDraft(portal, resident, params.draft);
  await portal.drafts.discard(resident.subject, draft.id);
  return redirect('/moving');
}

export default function Removal() {
  return <RemovalPage {...useLoaderData<typeof loader>()} />;
}
