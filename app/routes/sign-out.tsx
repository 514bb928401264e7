import { type ActionFunctionArgs, redirect } from '@remix-run/node';

export async function action({ context }: ActionFunctionArgs) {
  return redirect('/sign-in?out=1', {
    headers: {
      'Set-Cookie': await context.services.sessions.resident.destroy(),
      // What the browser kept for its back button goes with the session.
      'Clear-Site-Data': '"cache"',
    },
  });
}

/** An old bookmark must not sign anybody out. */
export function loader() {
  return redirect('/moving');
}
