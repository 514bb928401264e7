import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Problem } from '#app/messages/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { answerWithin } from './answer-limit.ts';
import {
  CARD_REFUSALS,
  CARD_TERMINAL_AUDIENCE,
  type CardContinuation,
  type CardOperation,
  CardOperationState,
  CardReading,
  type OpenTerminalSession,
  type PinReset,
  TerminalSession,
} from './contracts/card-terminal.ts';
import { OutageError } from './outage.ts';

const SYSTEM = '統合端末（カードの読み書き）';
const ARTICLE = '住民基本台帳法施行令第30条の20';

export interface CardTerminalOptions {
  /** e.g. http://localhost:3001/card-terminal */
  base: string;
  /** Signs a `DoorRequest` with the town's organisation keys; `digest` is that of the body. */
  signRequest: (claims: { aud: string; digest: string }) => Promise<string>;
  fetch?: typeof fetch;
  limitMs?: number;
}

/** 統合端末: reading and rewriting cards at the counter. Throws OutageError when the terminal is not reachable. */
export interface CardTerminal {
  /** Opens the PIN pad; the browser is sent to `url` and comes back to `returnUrl`. */
  openSession(request: OpenTerminalSession): Promise<TerminalSession>;
  read(sessionId: string): Promise<CardReading>;
  /** Writes the new address on chip and face (one line of the 追記欄). Repeating an operation repeats nothing. */
  rewrite(
    sessionId: string,
    rewriting: Omit<Extract<CardOperation, { kind: 'rewrite' }>, 'kind'>,
  ): Promise<Outcome<CardOperationState>>;
  confirmRewrite(operationId: string): Promise<CardOperationState>;
  /** 継続利用 (within 90 days of the 転入届) of the card that was rewritten; needs no card in the reader. */
  continueUse(rewriting: string, continuation: CardContinuation): Promise<Outcome<CardOperationState>>;
  /** 署名用電子証明書の発行 (公的個人認証法第3条): after the rewriting; the holder keeps or resets the password. */
  issueSigningCertificate(
    sessionId: string,
    issue: Omit<Extract<CardOperation, { kind: 'issueSigningCertificate' }>, 'kind'>,
  ): Promise<Outcome<CardOperationState>>;
  /** What became of an operation whose answer was lost. */
  operation(operationId: string): Promise<CardOperationState>;
  /** Unlocks a PIN after identification; the holder types the new one at the pad behind `url`. */
  resetPin(sessionId: string, reset: PinReset): Promise<Outcome<TerminalSession>>;
}

function outcomeOfProblem(problem: Problem): Outcome<never> {
  const sentence = Object.entries(CARD_REFUSALS).find(([code]) => code === problem.code)?.[1] ?? problem.detail;
  return { accepted: false, refusal: { code: problem.code, sentence, article: ARTICLE } };
}

/** Client of the card terminal. */
export function createCardTerminal(options: CardTerminalOptions): CardTerminal {
  async function ask<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<Outcome<z.infer<S>>> {
    const text = JSON.stringify(body);
    const digest = createHash('sha256').update(text).digest('base64url');
    const signed = await options.signRequest({ aud: CARD_TERMINAL_AUDIENCE, digest });
    const { status, answer } = await answerWithin(options.limitMs ?? 10_000, async (signal) => {
      const response = await (options.fetch ?? fetch)(`${options.base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `DoorRequest ${signed}` },
        body: text,
        signal,
      });
      return { status: response.status, answer: (await response.json()) as unknown };
    }).catch((cause: unknown) => {
      throw new OutageError(SYSTEM, cause);
    });
    if (status === 409 || status === 410) {
      const problem = Problem.safeParse(answer);
      if (problem.success) return outcomeOfProblem(problem.data);
    }
    if (status >= 500 || status === 429) throw new OutageError(SYSTEM, status);
    if (status >= 400) throw new Error(`The card terminal refused ${path}: ${status} ${JSON.stringify(answer)}`);
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw new OutageError(SYSTEM, parsed.error);
    return { accepted: true, value: parsed.data };
  }

  /** For questions that the terminal has no business reason to refuse. */
  async function get<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.infer<S>> {
    const outcome = await ask(path, body, schema);
    if (!outcome.accepted) throw new Error(`The card terminal refused ${path}: ${outcome.refusal.code}`);
    return outcome.value;
  }

  const inSession = (sessionId: string, rest: string) => `/sessions/${encodeURIComponent(sessionId)}/${rest}`;
  const ofOperation = (operationId: string) => `/operations/${encodeURIComponent(operationId)}`;

  return {
    openSession: (request) => get('/sessions', request, TerminalSession),
    async read(sessionId) {
      const reading = await ask(inSession(sessionId, 'reading'), {}, CardReading);
      // The terminal forgets sessions that are long over.
      return reading.accepted ? reading.value : { state: 'expired' };
    },
    rewrite: (sessionId, rewriting) =>
      ask(inSession(sessionId, 'operations'), { kind: 'rewrite', ...rewriting }, CardOperationState),
    continueUse: (rewriting, continuation) =>
      ask(`${ofOperation(rewriting)}/continuation`, continuation, CardOperationState),
    issueSigningCertificate: (sessionId, issue) =>
      ask(inSession(sessionId, 'operations'), { kind: 'issueSigningCertificate', ...issue }, CardOperationState),
    confirmRewrite: (operationId) => get(`${ofOperation(operationId)}/confirmation`, {}, CardOperationState),
    operation: (operationId) => get(ofOperation(operationId), {}, CardOperationState),
    resetPin: (sessionId, reset) => ask(inSession(sessionId, 'pin-resets'), reset, TerminalSession),
  };
}
