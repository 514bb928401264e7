import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { OutageError } from '#app/national/outage.ts';
import { pinRehearsalHref } from '#app/portal/check/pin-rehearsal.ts';
import { SignInPage } from '#app/portal/screens/sign-in-pages.tsx';
import { safeReturn } from '#app/portal/sign-in/return-path.ts';
import { findResident } from '#app/portal/sign-in/signed-in.server.ts';
import { hasText, text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle(text('signIn.title')) }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { sessions, config } = context.services;
  const query = new URL(request.url).searchParams;
  const returnTo = safeReturn(query.get('returnTo'));
  if (await findResident(request, sessions.resident)) throw redirect(returnTo);
  const failed = `signIn.${query.get('failed') ?? ''}`;
  const info = query.has('ended') ? text('signIn.ended') : query.has('out') ? text('signIn.signedOut') : undefined;
  const warning = hasText(failed) ? text(failed) : undefined;
  const rehearsal = pinRehearsalHref(config, `/sign-in?${new URLSearchParams({ returnTo })}`);
  return { returnTo, warning, info, rehearsal };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { sessions, portal } = context.services;
  const returnTo = safeReturn(String((await request.formData()).get('returnTo') ?? ''));
  try {
    const leave = await portal.errands.signIn(returnTo);
    return redirect(leave.url, {
      headers: { 'Set-Cookie': await sessions.resident.commit({ flow: { state: leave.state } }) },
    });
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    return data({ errors: { signIn: [text('signIn.outage')] }, outage: text('signIn.outage') }, { status: 503 });
  }
}

export default function SignIn() {
  const { returnTo, warning, info, rehearsal } = useLoaderData<typeof loader>();
  const outage = useActionData<typeof action>()?.outage ?? warning;
  const notice = outage
    ? { kind: 'warning' as const, title: outage }
    : info
      ? { kind: 'info' as const, title: info }
      : undefined;
  return <SignInPage notice={notice} returnTo={returnTo} rehearsal={rehearsal} />;
}
