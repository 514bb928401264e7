import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atCounter } from '#app/office/counter-route.server.ts';
import { orSilent } from '#app/office/desk.server.ts';

/** Back from the PIN pad of one card: writes it at once and leads on. Coming here twice writes nothing twice. */
export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const taskId = new URL(args.request.url).searchParams.get('task') ?? '';
    await orSilent(() => office.counter.rewriteCard({ caseId, taskId, officer }));
    return redirect(`${base}/cards`);
  });
}
