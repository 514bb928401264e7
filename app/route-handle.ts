/** What a route may export as `handle`; read by the root. */
export interface RouteHandle {
  /** The page helps the person more with client scripts: React is loaded. */
  hydrate?: boolean;
  /** Not even the small comfort script. */
  bare?: boolean;
}

/** The `handle` of a match, of which nothing is known otherwise. */
export function readHandle(handle: unknown): RouteHandle {
  return typeof handle === 'object' && handle !== null ? handle : {};
}
