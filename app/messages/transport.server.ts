import { answerWithin } from '#app/national/answer-limit.ts';
import { OutageError } from '#app/national/outage.ts';
import { DOOR_PATHS, PulledMail } from './door.ts';
import { signDoorRequest } from './door-requests.server.ts';
import type { OrganisationKeys } from './keys.server.ts';
import { ProblemError, readProblem } from './problems.ts';

export const SEALED_CONTENT_TYPE = 'application/jose';

/** How a door is reached. */
export interface Transport {
  fetch: typeof fetch | undefined;
  timeoutMs: number;
}

/** A door of another organisation: where it is and what it is called when it is silent. */
export interface Door {
  base: string;
  code: string;
}

/** Refused for now: the same may be tried again later. */
const LATER = new Set([408, 425, 429]);

/** Hands one sealed message in. The answer to an inquiry comes back, undefined = taken. */
export async function sendSealed(transport: Transport, door: Door, sealed: string): Promise<string | undefined> {
  return request(transport, door, DOOR_PATHS.messages, sealed, async (response) => {
    return response.status === 200 ? (await response.text()) || undefined : undefined;
  });
}

/** Fetches mail that waits at a door. */
export async function fetchMail(
  transport: Transport,
  door: Door,
  keys: OrganisationKeys,
  limit: number,
): Promise<PulledMail> {
  const signed = await signDoorRequest(keys, { aud: door.code, limit });
  return request(transport, door, DOOR_PATHS.pull, signed, async (response) => PulledMail.parse(await response.json()));
}

/** Says which mail is stored, so that it does not come again. */
export async function acknowledgeMail(
  transport: Transport,
  door: Door,
  keys: OrganisationKeys,
  ids: string[],
): Promise<void> {
  const signed = await signDoorRequest(keys, { aud: door.code, ids });
  await request(transport, door, DOOR_PATHS.acks, signed, async () => undefined);
}

/** Silence, 5xx and answers that nobody can read are outages; every other 4xx is a refusal for good. */
async function request<R>(
  transport: Transport,
  door: Door,
  path: string,
  body: string,
  read: (response: Response) => Promise<R>,
): Promise<R> {
  try {
    return await answerWithin(transport.timeoutMs, async (signal) => {
      const response = await (transport.fetch ?? fetch)(`${door.base}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': SEALED_CONTENT_TYPE },
        body,
        redirect: 'error',
        signal,
      });
      if (response.ok) return await read(response);
      if (response.status >= 400 && response.status < 500 && !LATER.has(response.status)) {
        throw new ProblemError(await readProblem(response));
      }
      throw new Error(`status ${response.status}`);
    });
  } catch (error) {
    throw error instanceof ProblemError ? error : new OutageError(door.code, error);
  }
}
