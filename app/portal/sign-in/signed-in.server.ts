import { redirect } from '@remix-run/node';
import type { CertificateSerial } from '#app/vocabulary/identifiers.ts';
import type { Resident } from '../drafts/answers.ts';
import { safeReturn } from './return-path.ts';

/** What a page needs to know of the resident's session. */
interface ResidentCookie {
  get(
    request: Request,
  ): Promise<{ subject?: string; serial?: CertificateSerial; flow?: { state: string } } | undefined>;
  hasEnded(request: Request): Promise<boolean>;
}

/** ログイン中の利用者, or undefined. */
export async function findResident(request: Request, cookie: ResidentCookie): Promise<Resident | undefined> {
  const session = await cookie.get(request);
  if (!session?.subject) return undefined;
  return { subject: session.subject, ...(session.serial ? { serial: session.serial } : {}) };
}

/** Sends everybody else to the sign-in and brings them back; says so when a session has ended. */
export async function getResident(request: Request, cookie: ResidentCookie): Promise<Resident> {
  const resident = await findResident(request, cookie);
  if (resident) return resident;
  const url = new URL(request.url);
  const query = new URLSearchParams({
    returnTo: safeReturn(request.method === 'GET' ? url.pathname + url.search : url.pathname),
  });
  if (await cookie.hasEnded(request)) query.set('ended', '1');
  throw redirect(`/sign-in?${query}`);
}

/**
 * Answers to a posted form. Pages are kept nowhere; these the browser may keep until the sign-out, so that its back button shows what was typed
 * instead of asking to send the form again.
 */
export const PERSONAL_REPLY = { 'Cache-Control': 'private, no-cache' } as const;

/** A page that this account does not have, whether it exists or not. */
export function notFound(): Response {
  return new Response(null, { status: 404, statusText: 'Not Found' });
}
