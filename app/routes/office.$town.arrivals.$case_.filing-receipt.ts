import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atCounter } from '#app/office/counter/counter-route.server.ts';
import { pdfAnswer } from '#app/pdf-answer.ts';

/** 転入届の受付票 as a file; what cannot be printed is explained on the page of the card. */
export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const made = await office.papers.filingReceipt(officer, caseId);
    return 'file' in made ? pdfAnswer(made.file) : redirect(`${base}/card?unprintable=1`);
  });
}
