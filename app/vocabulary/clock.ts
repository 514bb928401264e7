/**
 * Legal time: dates, limits, office hours and certificate validity follow this clock; the demo may move it forward.
 * Protocol time (token lifetimes, sessions, timeouts) is the machine's own clock and never comes from here.
 */
export interface Clock {
  /** The instant as ISO 8601 in UTC, e.g. 2026-11-24T00:00:00.000Z. */
  now(): string;
}

/** Instants as ISO 8601 text in UTC. */
export type Instant = string;
