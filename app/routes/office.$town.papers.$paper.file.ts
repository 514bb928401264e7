import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';
import { pdfAnswer } from '#app/pdf-answer.ts';

/** 帳票の出力: no name stands in the address, in the name of the file or in a cache. What is held back is explained on its page. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const id = args.params.paper ?? '';
    const made = await office.papers.output(officer, id);
    if (!made.accepted) return redirect(`/office/${town.code}/papers/${encodeURIComponent(id)}`);
    return pdfAnswer(made.value);
  });
}
