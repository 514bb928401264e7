import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ProvisionRecordsPage } from '#app/portal/screens/provision-records-page.tsx';
import { getResident } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('provisions.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const [view, movements] = [await portal.provisionRecords(resident), await portal.movements(resident)];
  return data({ view, movements }, view.kind === 'silent' ? 503 : 200);
}

export default function ProvisionRecords() {
  const { view, movements } = useLoaderData<typeof loader>();
  return <ProvisionRecordsPage view={view} movements={movements} />;
}
