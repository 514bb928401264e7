import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';
import { pdfAnswer } from '#app/pdf-answer.ts';

/** 閲覧用リスト as a file; what cannot be printed is explained on the page of the list. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const reading = args.params.reading ?? '';
    const made = await office.inspections.printList(officer, reading);
    if ('file' in made) return pdfAnswer(made.file);
    const query = new URLSearchParams(made.missing.map((character) => ['missing', character]));
    return redirect(`/office/${town.code}/inspection-lists/${reading}?${query}`);
  });
}
