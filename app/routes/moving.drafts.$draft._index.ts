import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { getDraft, nextPath } from '#app/portal/drafts/draft-pages.server.ts';
import { getResident } from '#app/portal/sign-in/signed-in.server.ts';

/** Goes on where the answers end. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  return redirect(nextPath(portal, await getDraft(portal, resident, params.draft)));
}
