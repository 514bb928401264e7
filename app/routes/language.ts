import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { languageCookie } from '#app/language.server.ts';
import { isLanguageChoice } from '#app/ui/languages.ts';

/** A page of this site, never another one. */
function safePath(path: FormDataEntryValue | null): string {
  return typeof path === 'string' && /^\/(?![/\\])[\w\-./?=&%~:@+$]{0,500}$/.test(path) ? path : '/';
}

/** 表示言語の選択: kept in a cookie, then back to the same page. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const choice = form.get('choice');
  const headers = isLanguageChoice(choice)
    ? { 'Set-Cookie': languageCookie(choice, context.services.config.publicOrigin.startsWith('https:')) }
    : undefined;
  return redirect(safePath(form.get('return')), { status: 303, headers });
}

export function loader() {
  return redirect('/');
}
