import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { comeBack } from '#app/portal/drafts/coming-back.server.ts';
import { RefusedReturnPage } from '#app/portal/screens/sign-in-pages.tsx';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('refusal.title')) }];

/** Every errand to the card app ends here; only a refusal has something to show. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  return comeBack(request, portal.errands, sessions.resident);
}

export default function Callback() {
  return <RefusedReturnPage {...useLoaderData<typeof loader>()} />;
}
