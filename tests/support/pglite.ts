import { PGlite } from '@electric-sql/pglite';

let started: Promise<PGlite> | undefined;

/** One PGlite per worker: it takes seconds to start. Every organisation, and every test, takes a schema of its own. */
export function workerPglite(): Promise<PGlite> {
  started ??= PGlite.create();
  return started;
}
