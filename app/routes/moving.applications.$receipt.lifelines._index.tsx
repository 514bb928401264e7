import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getLifelines } from '#app/portal/lifelines/pages.server.ts';
import { LifelinesPage } from '#app/portal/screens/lifelines-page.tsx';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('lifeline.title')) }];

export async function loader(args: LoaderFunctionArgs) {
  const { view } = await getLifelines(args);
  return { view };
}

export default function Lifelines() {
  const { view } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return <LifelinesPage view={view} />;
}
