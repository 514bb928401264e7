import { type ActionFunctionArgs, redirect } from '@remix-run/node';

export async function action({ context }: ActionFunctionArgs) {
  return redirect('/sign-in?out=1', { headers: { 'Set-Cookie': await context.services.sessions.resident.destroy() } });
}

/** An old bookmark must not sign anybody out. */
export function loader() {
  return redirect('/moving');
}
