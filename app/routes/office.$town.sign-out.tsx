import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { townOf } from '#app/office/desk.server.ts';

/** Signing out is a press, never a link. */
export function loader(args: LoaderFunctionArgs) {
  const { town } = townOf(args);
  return redirect(`/office/${town.code}/sign-in`);
}

export async function action(args: ActionFunctionArgs) {
  const { town, office } = townOf(args);
  const { sessions } = args.context.services;
  const session = await sessions.officer.get(args.request);
  const found = session?.townCode === town.code ? await office.access.find(session) : undefined;
  if (session && found) await office.access.signOut(found.officer, session.token);
  return redirect(`/office/${town.code}/sign-in`, { headers: { 'Set-Cookie': await sessions.officer.destroy() } });
}
