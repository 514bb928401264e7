/** What a route may export as `handle`; read by the root. */
export interface RouteHandle {
  /** Not even the small comfort script. */
  bare?: boolean;
}

/** The `handle` of a match, of which nothing is known otherwise. */
export function readHandle(handle: unknown): RouteHandle {
  return typeof handle === 'object' && handle !== null ? handle : {};
}
