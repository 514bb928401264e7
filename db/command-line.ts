import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What was typed does not fit; the sentence says how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Options of a command, checked; unknown ones are refused. */
export function readOptions<T extends z.ZodObject>(schema: T, usage: string): z.infer<T> {
  const options = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, { type: 'string' as const }]));
  try {
    return schema.parse(parseArgs({ options, allowPositionals: false }).values);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new UsageError(`${reason}\n${usage}`);
  }
}

/** Runs a command: a wrong option ends with its usage and 2, everything else that fails with 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const isExpected = error instanceof Error && ['UsageError', 'ConfigError'].includes(error.name);
    console.error(isExpected ? (error as Error).message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
