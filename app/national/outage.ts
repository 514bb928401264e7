/**
 * 外部システムの停止: another system is silent, broken or too slow. It only delays: nothing was refused, and the same
 * thing may be tried again.
 */
export class OutageError extends Error {
  override readonly name = 'OutageError';

  constructor(
    readonly system: string,
    override readonly cause?: unknown,
  ) {
    super(`${system} does not answer`);
  }

  /** The built pages carry a copy of this class; what the services throw is an outage for them as well. */
  static override [Symbol.hasInstance](error: unknown): error is OutageError {
    return error instanceof Error && error.name === 'OutageError';
  }
}
