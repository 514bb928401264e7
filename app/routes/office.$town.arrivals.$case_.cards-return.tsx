import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atCounter } from '#app/office/counter/counter-route.server.ts';
import { orSilent } from '#app/office/desk.server.ts';

/**
 * Back from the PIN pad of one card: writes it at once and leads on — with `all` to the pad for the family's next card,
 * unless this one needs the officer. Coming here twice writes nothing twice.
 */
export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, origin }) => {
    const query = new URL(args.request.url).searchParams;
    const taskId = query.get('task') ?? '';
    const done = await orSilent(() => office.counter.rewriteCard({ caseId, taskId, officer }));
    const isThrough = 'accepted' in done && done.accepted && done.value.state === 'confirmed';
    if (!query.has('all') || !isThrough) return redirect(`${base}/cards`);
    const returnTo = (task: string) => `${origin}${base}/cards-return?all=1&task=${task}`;
    const next = await office.counter.nextCardOfFamily({ caseId, officer, returnTo });
    return redirect((next.accepted && next.value.url) || `${base}/cards`);
  });
}
