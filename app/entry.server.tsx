import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { withExplanations } from './explanations.server.ts';
import { withFurigana } from './furigana.server.ts';
import './language.server.ts';
import { log } from './log.server.ts';
import { withoutPadding } from './padding.server.ts';
import { furiganaNow, speechNow } from './ui/languages.ts';
import { NonceProvider } from './ui/nonce.ts';

const RENDER_LIMIT_MS = 10_000;

/** Residents' pages: words of the law are explained, and read aloud in small letters for those who chose it. */
function withHelp(page: string): string {
  const explained = withExplanations(page);
  return furiganaNow() ? withFurigana(explained) : explained;
}

/**
 * Renders a page into one buffer: there is no deferred data, so streaming would only send the same bytes in pieces.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const page = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={RENDER_LIMIT_MS} />
      </NonceProvider>,
      {
        nonce,
        onAllReady() {
          clearTimeout(limit);
          headers.set('Content-Type', 'text/html; charset=utf-8');
          // Nearly every page shows something of a person; a page that does not says so itself.
          if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
          const html = buffer(page.pipe(new PassThrough())).then(withoutPadding);
          const shown = speechNow().offered ? html.then(withHelp) : html;
          shown.then((body) => resolve(new Response(body, { status: failed ? 500 : status, headers })), reject);
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          log.error({ err: error }, 'page could not be rendered');
        },
      },
    );
    const limit = setTimeout(() => page.abort(), RENDER_LIMIT_MS);
  });
}

/** Bugs in loaders and actions; refusals and outages are answers, not errors. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, 'loader or action failed');
};
