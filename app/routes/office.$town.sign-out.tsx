import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { townOf } from '#app/office/desk.server.ts';

/** Signing out is a press, never a link. */
export function loader(args: LoaderFunctionArgs) {
  const { town } = townOf(args);
  return redirect(`/office/${town.code}/sign-in`);
}

export async function action(args: ActionFunctionArgs) {
  const { town } = townOf(args);
  const { sessions } = args.context.services;
  return redirect(`/office/${town.code}/sign-in`, { headers: { 'Set-Cookie': await sessions.officer.destroy() } });
}
