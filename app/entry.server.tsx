import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { withExplanations } from './explanations.server.ts';
import { withFurigana } from './furigana.server.ts';
import './language.server.ts';
import { log } from './log.server.ts';
import { furiganaNow, speechNow } from './ui/languages.ts';
import { NonceProvider } from './ui/nonce.ts';

/** Residents' pages: words of the law are explained, and read aloud in small letters for those who chose it. */
function withHelp(page: string): string {
  const explained = withExplanations(page);
  return furiganaNow() ? withFurigana(explained) : explained;
}

/**
 * Renders a page into one string: there is no deferred data and no client React, so streaming would only send the same bytes
 * in pieces, with NUL where React 18 cuts a character in two (facebook/react#24985).
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Response {
  const page = renderToString(
    <NonceProvider value={nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </NonceProvider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  // Nearly every page shows something of a person; a page that does not says so itself.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  const html = `<!DOCTYPE html>${page}`;
  return new Response(speechNow().offered ? withHelp(html) : html, { status, headers });
}

/** Bugs in loaders, actions and pages; refusals and outages are answers, not errors. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, 'loader or action failed');
};
