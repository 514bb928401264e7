import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getApplication } from '#app/portal/applications/application-pages.server.ts';
import followStatus from '#app/portal/screens/follow-status.js?url';
import { StatusPage } from '#app/portal/screens/status-page.tsx';
import { getResident } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';
import { useNonce } from '#app/ui/nonce.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('status.title')) }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock } = context.services;
  const resident = await getResident(request, sessions.resident);
  const view = await getApplication(portal, resident, params.receipt);
  const at = clock.now();
  return { view, at, today: tokyoDate(at) };
}

export default function Status() {
  const { view, at, today } = useLoaderData<typeof loader>();
  const nonce = useNonce();
  return (
    <StatusPage
      view={view}
      at={at}
      today={today}
      follow={view.movesByItself ? { src: followStatus, nonce } : undefined}
    />
  );
}
