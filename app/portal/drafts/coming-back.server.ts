import { data, redirect } from '@remix-run/node';
import type { CertificateSerial } from '#app/vocabulary/identifiers.ts';
import type { Errands, Return } from '../sign-in/errands.server.ts';
import { findResident } from '../sign-in/signed-in.server.ts';

interface ResidentValue {
  subject?: string;
  serial?: CertificateSerial;
  flow?: { state: string };
}

/** The resident's cookie, as far as a return from the card app needs it. */
interface ReturningCookie {
  get(request: Request): Promise<ResidentValue | undefined>;
  hasEnded(request: Request): Promise<boolean>;
  commit(value: ResidentValue): Promise<string>;
}

type Failed = Extract<Return, { kind: 'failed' }>;

/** Where a failed errand goes on, with the reason in the address. */
function wayBack({ purpose, draftId, failure }: Failed): string {
  const reason = new URLSearchParams({ failed: failure });
  if (purpose === 'lock' || purpose === 'unlock') return `/moving/move-lock?${reason}`;
  if (purpose === 'signIn' || draftId === undefined) return `/sign-in?${reason}`;
  return `/moving/drafts/${draftId}/${purpose === 'profile' ? 'profile' : 'signature'}?${reason}`;
}

/** カードのアプリから戻る: on to where it leads; only a refusal stays and is shown. */
export async function comeBack(request: Request, errands: Errands, cookie: ReturningCookie) {
  const session = await cookie.get(request);
  const resident = await findResident(request, cookie);
  const returned = await errands.comeBack(new URL(request.url), {
    ...(session?.flow ? { cookieState: session.flow.state } : {}),
    ...(resident ? { resident } : {}),
  });
  switch (returned.kind) {
    case 'signedIn':
      throw redirect(returned.returnTo, { headers: { 'Set-Cookie': await cookie.commit(returned.resident) } });
    case 'profileRead':
      throw redirect(`/moving/drafts/${returned.draftId}`);
    case 'lockChanged':
      throw redirect(returned.byHolder ? '/moving/move-lock' : '/moving/move-lock?failed=otherCard');
    case 'filed':
      throw redirect(`/moving/applications/${returned.receiptNumber}/receipt`);
    case 'failed':
      throw redirect(wayBack(returned));
    case 'refused': {
      const { refusal, draftId, purpose } = returned;
      return data({ refusal, draftId, purpose }, { status: 409 });
    }
  }
}
