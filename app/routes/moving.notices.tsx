import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { NoticesPage } from '#app/portal/screens/notices-page.tsx';
import { getResident } from '#app/portal/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('notices.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const isMarked = new URL(request.url).searchParams.has('read');
  return { notices: await portal.notices.list(resident), isMarked };
}

/** すべて既読にする. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  await portal.notices.markRead(await getResident(request, sessions.resident));
  return redirect('/moving/notices?read');
}

export default function Notices() {
  const { notices, isMarked } = useLoaderData<typeof loader>();
  return <NoticesPage notices={notices} isMarked={isMarked} />;
}
