import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atCounter } from '#app/office/counter/counter-route.server.ts';
import { pdfAnswer } from '#app/pdf-answer.ts';

/** 来庁のご案内 as a file; no name stands in the address. What cannot be printed is explained on the page of the day. */
export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, town, caseId }) => {
    const made = await office.papers.visitGuide(officer, caseId);
    if ('file' in made) return pdfAnswer(made.file);
    return redirect(`/office/${town.code}/preparation?on=${made.on ?? ''}&unprintable=1#visit-${caseId}`);
  });
}
