import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formValues } from '#app/portal/answering/form-values.ts';
import { checkOnline } from '#app/portal/check/online-check.ts';
import { pinRehearsalHref } from '#app/portal/check/pin-rehearsal.ts';
import { OnlineCheckPage } from '#app/portal/screens/online-check-page.tsx';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle, titleOfFailedPage } from '#app/ui/index.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

export const meta: MetaFunction<typeof loader> = ({ data: checked }) => {
  const title = pageTitle(text('online.title'));
  const failed = checked?.result.kind === 'question' && checked.result.errors !== undefined;
  return [{ title: failed ? titleOfFailedPage(title) : title }];
};

/** Answers stand in the address; nothing is stored, and nobody is signed in. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { clock, config } = context.services;
  const { pathname, search, searchParams } = new URL(request.url);
  const values = formValues(searchParams);
  const result = checkOnline(values, tokyoDate(clock.now()));
  const rehearsal = pinRehearsalHref(config, `${pathname}${search}`);
  const status = result.kind === 'question' && result.errors ? 400 : 200;
  return data({ values, result, rehearsal }, { status });
}

export default function OnlineCheck() {
  const { values, result, rehearsal } = useLoaderData<typeof loader>();
  return <OnlineCheckPage values={values} result={result} rehearsal={rehearsal} />;
}
