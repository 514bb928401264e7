import { createHash } from 'node:crypto';
import { Problem } from '#app/messages/door.ts';
import { type LifelineCompany, LifelineReceipt, type LifelineRequest } from './contracts/lifelines.ts';
import { OutageError } from './outage.ts';

export interface LifelinesOptions {
  /** e.g. http://localhost:3001/lifelines */
  base: string;
  /** Signs a `DoorRequest` with the portal's organisation keys; `digest` is that of the body. */
  signRequest: (claims: { aud: string; digest: string }) => Promise<string>;
  fetch?: typeof fetch;
  limitMs?: number;
}

/** The company's answer, or its business "no": it will not take the request, or not give it back. */
export type LifelineAnswer = { kind: 'receipt'; receipt: LifelineReceipt } | { kind: 'no'; reason: string };

/** 生活の事業者: throws OutageError when a company is silent or cannot be understood; then nothing is known. */
export interface Lifelines {
  /** Repeating a request repeats nothing. */
  send(request: LifelineRequest): Promise<LifelineAnswer>;
  state(company: LifelineCompany, requestId: string): Promise<LifelineAnswer>;
  withdraw(company: LifelineCompany, requestId: string): Promise<LifelineAnswer>;
}

/** Client of the companies behind one address. */
export function createLifelines(options: LifelinesOptions): Lifelines {
  async function ask(company: LifelineCompany, path: string, body: unknown): Promise<LifelineAnswer> {
    const text = JSON.stringify(body);
    const digest = createHash('sha256').update(text).digest('base64url');
    const signed = await options.signRequest({ aud: company, digest });
    let status: number;
    let answer: unknown;
    try {
      const response = await (options.fetch ?? fetch)(`${options.base}/${company}/requests${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `DoorRequest ${signed}` },
        body: text,
        redirect: 'error',
        signal: AbortSignal.timeout(options.limitMs ?? 3_000),
      });
      status = response.status;
      answer = await response.json();
    } catch (cause) {
      throw new OutageError(company, cause);
    }
    if (status === 409) {
      const problem = Problem.safeParse(answer);
      if (problem.success) return { kind: 'no', reason: problem.data.detail };
    }
    if (status >= 500 || status === 429) throw new OutageError(company, status);
    if (status >= 400) throw new Error(`${company} refused ${path}: ${status}`);
    const receipt = LifelineReceipt.safeParse(answer);
    if (!receipt.success) throw new OutageError(company, receipt.error);
    return { kind: 'receipt', receipt: receipt.data };
  }

  const of = (requestId: string, rest: string) => `/${encodeURIComponent(requestId)}/${rest}`;
  return {
    send: (request) => ask(request.company, '', request),
    state: (company, requestId) => ask(company, of(requestId, 'state'), {}),
    withdraw: (company, requestId) => ask(company, of(requestId, 'withdrawal'), {}),
  };
}
