import { ProblemError } from './problems.ts';

const LONGEST = 300;

/**
 * An error as it may be stored and shown: its name and sentence, without anything that looks like a personal number.
 * Values of records never belong into errors; this is the second line.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const text = error instanceof ProblemError ? `${error.problem.code}: ${error.problem.detail}` : wordsOf(error);
  return text.replace(/\d[\d-]{7,}/g, '…').slice(0, LONGEST);
}

function wordsOf(error: Error): string {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause}`;
}
