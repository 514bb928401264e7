import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { barePage } from './ui/bare-page.ts';
import { uiTextsNow } from './ui/texts.tsx';

/** Doors between organisations carry signatures of their own and are called often. */
function isDoor(request: Request): boolean {
  return request.path.startsWith('/portal-api/');
}

function perMinute(limit: number, counts: (request: Request) => boolean): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    skip: (request) => !counts(request),
    handler: (_request, response) => {
      response.status(429).type('html').send(barePage(uiTextsNow().errors.tooMany));
    },
  });
}

/** Per address: sign-in 120 and forms 600 a minute; generous, because a town hall shares one address. */
export function requestLimits(): RequestHandler[] {
  return [
    perMinute(120, (request) => /\/sign-in(\/|$)/.test(request.path)),
    perMinute(600, (request) => request.method === 'POST' && !isDoor(request)),
  ];
}
