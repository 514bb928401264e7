import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

/** Doors between organisations carry signatures of their own and are called often. */
function isDoor(request: Request): boolean {
  return request.path.startsWith('/portal-api/');
}

const TOO_MANY = `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>しばらくお待ちください</title><main><h1>しばらくお待ちください</h1>
<p>短い時間に多くの操作がありました。1分ほど待ってから、もう一度お試しください。入力した内容は失われていません。</p></main></html>`;

function perMinute(limit: number, counts: (request: Request) => boolean): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    skip: (request) => !counts(request),
    handler: (_request, response) => {
      response.status(429).type('html').send(TOO_MANY);
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
