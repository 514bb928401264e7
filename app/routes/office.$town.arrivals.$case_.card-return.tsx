import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { atCounter } from '#app/office/counter/counter-route.server.ts';
import { orSilent } from '#app/office/desk.server.ts';

/**
 * Back from the PIN pad: reads the terminal's result and fetches the 転出証明書情報 at once, then leads on. Coming here twice
 * reads the same result again.
 */
export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const returned = await orSilent(() => office.counter.returnFromPinPad(caseId, officer));
    if (typeof returned === 'object') return redirect(`${base}/card?state=waiting`);
    return redirect(returned === 'read' ? `${base}/certificate` : `${base}/card?state=${returned}`);
  });
}
