import { answerWithin } from '#app/national/answer-limit.ts';
import { OutageError } from '#app/national/outage.ts';
import { DOOR_PATHS, PulledMail, TakenBatch } from './door.ts';
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

function isForGood(status: number): boolean {
  return status >= 400 && status < 500 && !LATER.has(status);
}

/** Hands one sealed message in. The answer to an inquiry comes back, undefined = taken. */
export async function sendSealed(transport: Transport, door: Door, sealed: string): Promise<string | undefined> {
  return request(transport, door, DOOR_PATHS.messages, sealed, async (response) => {
    return response.status === 200 ? (await response.text()) || undefined : undefined;
  });
}

/** What became of a message that was handed in; undefined = taken. */
export type Refused = ProblemError | OutageError | undefined;

/** Hands sealed messages of different conversations in: in one request, or one by one at a door that takes no batch. */
export async function sendBatch(transport: Transport, door: Door, messages: readonly string[]): Promise<Refused[]> {
  if (messages.length > 1) {
    try {
      const { answers } = await request(transport, door, DOOR_PATHS.batch, JSON.stringify({ messages }), readTaken);
      return messages.map((_, index) => refusedBy(door, answers[index]));
    } catch (error) {
      if (error instanceof OutageError) return messages.map(() => error);
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return Promise.all(messages.map((sealed) => sendSealed(transport, door, sealed).then(() => undefined, refusal)));
}

async function readTaken(response: Response): Promise<TakenBatch> {
  return TakenBatch.parse(await response.json());
}

function refusal(error: unknown): Refused {
  if (error instanceof OutageError || error instanceof ProblemError) return error;
  throw error;
}

function refusedBy({ code }: Door, answer: TakenBatch['answers'][number] | undefined): Refused {
  if (answer && answer.status < 300) return undefined;
  if (answer?.problem && isForGood(answer.status)) return new ProblemError(answer.problem);
  return new OutageError(code, new Error(`status ${answer?.status}`));
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
      if (isForGood(response.status)) {
        throw new ProblemError(await readProblem(response));
      }
      throw new Error(`status ${response.status}`);
    });
  } catch (error) {
    throw error instanceof ProblemError ? error : new OutageError(door.code, error);
  }
}
