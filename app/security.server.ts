import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from './config.server.ts';
import { uiTextsNow } from './ui/texts.tsx';

/** Nonce of the content security policy of this response. */
export function nonceOf(response: Response): string {
  return response.locals.nonce;
}

/** Headers that tell the browser what a page may do. */
export function securityHeaders(config: Config): RequestHandler[] {
  // Chromium applies form-action to the redirects after a post too: sign-in and the PIN pad lie on another origin.
  const formTargets = [
    ...new Set([config.urls.digitalAuthIssuer, config.urls.cardTerminal].map((to) => new URL(to).origin)),
  ];
  const https = config.publicOrigin.startsWith('https:');
  const nonce = (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`;
  const development = !config.production;
  return [
    (_request, response, next) => {
      response.locals.nonce = randomBytes(16).toString('base64');
      next();
    },
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'script-src': ["'self'", nonce],
          // Vite's development server puts styles into the page.
          'style-src': development ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
          'connect-src': development ? ["'self'", 'ws:'] : ["'self'"],
          'img-src': ["'self'", 'data:'],
          'form-action': ["'self'", ...formTargets],
          'base-uri': ["'none'"],
          'object-src': ["'none'"],
          'frame-ancestors': ["'none'"],
          ...(https ? { 'upgrade-insecure-requests': [] } : {}),
        },
      },
      // no-referrer would make browsers send `Origin: null` with forms.
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
      next();
    },
  ];
}

/** Refuses forms that another site sends in a visitor's name. Doors between organisations know no browser. */
export function refuseForeignForms(config: Config): RequestHandler {
  const ownHost = new URL(config.publicOrigin).host;
  return (request, response, next) => {
    const origin = request.headers.origin;
    if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return next();
    const host = URL.canParse(origin) ? new URL(origin).host : origin;
    if (host === ownHost || host === request.headers.host) return next();
    response.status(403).type('text/plain').send(uiTextsNow().foreignForm);
  };
}
