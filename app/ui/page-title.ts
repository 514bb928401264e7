import { uiTextsNow } from './texts.tsx';

/** Title of a page: what it is about, then whose page it is. For `meta`: `[{ title: pageTitle('…') }]`. */
export function pageTitle(title: string, owner = uiTextsNow().siteName): string {
  return title === owner ? title : uiTextsNow().pageTitle(title, owner);
}

/** 「エラー：」 in front of the title; the root does it for every answer of an action that reports errors. */
export function titleOfFailedPage(title: string): string {
  const { errorTitlePrefix } = uiTextsNow();
  return title.startsWith(errorTitlePrefix) ? title : errorTitlePrefix + title;
}

/**
 * Whether an action's answer reports a "no": a form library's result with `status: 'error'` (bare or as `lastResult`),
 * a non-empty `errors`, a `refusal`, or the name of a system that is `silent`.
 */
export function reportsErrors(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const { status, errors, refusal, silent, lastResult } = answer as Record<string, unknown>;
  if (status === 'error' || refusal || silent) return true;
  if (Array.isArray(errors) ? errors.length > 0 : errors && Object.keys(errors).length > 0) return true;
  return lastResult !== undefined && reportsErrors(lastResult);
}
