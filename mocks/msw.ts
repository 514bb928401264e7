import { http, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';

/** The simulated systems as request handlers for msw: the same URLs as in a running demo, without a socket. */
export function mswHandlers(origin: string, handler: (request: Request) => Promise<Response>): RequestHandler[] {
  return [http.all(`${origin}/*`, ({ request }) => handler(request))];
}

/** Intercepts `fetch` of this process for the given origins; call `listen()` before and `close()` after the tests. */
export function interceptOrigins(handlers: Record<string, (request: Request) => Promise<Response>>) {
  return setupServer(...Object.entries(handlers).flatMap(([origin, handler]) => mswHandlers(origin, handler)));
}
