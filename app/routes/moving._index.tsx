import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { homeView } from '#app/portal/home.server.ts';
import { HomePage } from '#app/portal/screens/home-page.tsx';
import { RefusalNotice } from '#app/portal/screens/refusal-notice.tsx';
import { ResidentFrame } from '#app/portal/screens/resident-frame.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { Heading, pageTitle } from '#app/ui/index.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('home.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  return homeView(portal, resident, tokyoDate(clock.now()));
}

/** Starts a draft. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const started = await portal.drafts.start(resident.subject);
  if (!started.accepted) return data({ refusal: started.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/drafts/${started.value.id}`);
}

export default function Home() {
  const view = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!refused) return <HomePage view={view} />;
  return (
    <ResidentFrame>
      <Heading>{text('home.title')}</Heading>
      <RefusalNotice refusal={refused.refusal} />
    </ResidentFrame>
  );
}
