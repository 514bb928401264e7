import { constants } from 'node:zlib';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { speakLanguageOfRequest } from './language.server.ts';
import { requestLimits } from './limits.server.ts';
import { log } from './log.server.ts';
import { handleByPath } from './routes-of-path.server.ts';
import { nonceOf, refuseForeignForms, securityHeaders } from './security.server.ts';
import type { Services } from './services.server.ts';
import { barePage } from './ui/bare-page.ts';
import { uiTextsNow } from './ui/texts.tsx';

/** Every page seen counts as activity; a cookie that the page itself sets comes later and wins. */
function keepSessions({ sessions }: Services): RequestHandler {
  return async (request, response, next) => {
    const cookie = request.headers.cookie;
    // A page that renews itself must not keep a session alive for ever.
    if (!cookie || request.headers['x-background'] !== undefined) return next();
    const seen = new Request('http://localhost/', { headers: { Cookie: cookie } });
    for (const session of [sessions.resident, sessions.officer]) {
      const touched = await session.touch(seen);
      if (touched) response.append('Set-Cookie', touched);
    }
    next();
  };
}

function logRequests(): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      if (response.statusCode < 500) return;
      const ms = Math.round(performance.now() - started);
      log.error({ method: request.method, path: request.path, status: response.statusCode, ms }, 'request failed');
    });
    next();
  };
}

/** Pages, forms and doors of the application. `assets`: built files, or vite's own middleware in development. */
export function createWebApp(options: {
  services: Services;
  build: ServerBuild | (() => Promise<ServerBuild>);
  assets: RequestHandler;
}): Express {
  const { services, build, assets } = options;
  const { config } = services;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(logRequests());
  app.use(securityHeaders(config));
  app.use(assets);
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }));
  app.use(speakLanguageOfRequest());
  app.use(requestLimits());
  app.use(refuseForeignForms(config));
  app.use(keepSessions(services));
  const answering: Omit<Parameters<typeof createRequestHandler>[0], 'build'> = {
    mode: config.production ? 'production' : 'development',
    getLoadContext: (_request, response) => ({ services, nonce: nonceOf(response) }),
  };
  app.all(
    '*',
    typeof build === 'function' ? createRequestHandler({ ...answering, build }) : handleByPath({ ...answering, build }),
  );
  app.use(((error, _request, response, next) => {
    const status = typeof error?.status === 'number' ? error.status : 500;
    if (status >= 500) log.error({ err: error }, 'unexpected error');
    if (response.headersSent) return next(error);
    const { errors, errorTitlePrefix } = uiTextsNow();
    if (status < 500) response.status(status).type('text/plain').send(errors.notFound.title);
    else
      response
        .status(status)
        .type('html')
        .send(barePage({ ...errors.unexpected, title: errorTitlePrefix + errors.unexpected.title }));
  }) as express.ErrorRequestHandler);
  return app;
}
