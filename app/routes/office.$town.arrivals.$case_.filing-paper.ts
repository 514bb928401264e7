import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atCounter } from '#app/office/counter/counter-route.server.ts';
import { pdfAnswer } from '#app/pdf-answer.ts';

/** 転入届 as a file, for a signature by hand; no name stands in the address, in the name of the file or in a cache. What cannot be printed is explained on its page. */
export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const made = await office.papers.movingInForm(officer, caseId);
    if ('missing' in made) return redirect(`${base}/filing?unprintable=1`);
    return pdfAnswer(made.file);
  });
}
