import { pino } from 'pino';

/** Frames of the stack without the message: a message may quote what a person typed. */
function framesOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .map((line) => line.trim());
}

/** What may be written down about an error: its kind, its code and where it happened. */
export function describeError(error: unknown): { name: string; code?: string; frames: string[]; message?: string } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(process.env.NODE_ENV === 'production' ? {} : { message: error.message }),
    frames: framesOf(error),
  };
}

/** Log of the process: lines of JSON without personal data; request bodies, queries and cookies are never logged. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
});
