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
import { MoveLockPage } from '#app/portal/screens/move-lock-page.tsx';
import { getResident, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: pageTitle(text('lock.title')) }];

/** Why the card app sent somebody back without a change. */
function failureText(failed: string | null): string | undefined {
  switch (failed) {
    case null:
      return undefined;
    case 'otherCard':
      return text('lock.otherCard');
    case 'locked':
      return text('lock.pinLocked');
    case 'cancelled':
      return text('lock.cancelled');
    case 'outage':
      return text('lock.outage');
    default:
      return text('lock.failed');
  }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const notice = failureText(new URL(request.url).searchParams.get('failed'));
  return { since: await portal.lockedSince(resident), notice };
}

/** Leaves for the card and its PIN. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const kind = (await request.formData()).get('act') === 'unlock' ? 'unlock' : 'lock';
  try {
    const leave = await portal.errands.changeLock(resident, kind);
    return redirect(leave.url, {
      headers: { 'Set-Cookie': await sessions.resident.commit({ ...resident, flow: { state: leave.state } }) },
    });
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    return data({ outage: text('lock.outage') }, { status: 503, headers: PERSONAL_REPLY });
  }
}

export default function MoveLock() {
  const { since, notice } = useLoaderData<typeof loader>();
  return <MoveLockPage since={since} notice={useActionData<typeof action>()?.outage ?? notice} />;
}
