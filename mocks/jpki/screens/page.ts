import { createHash } from 'node:crypto';
import type { Html } from './html.ts';
import { html, Html as SafeText } from './html.ts';
import { REVEAL_SCRIPT, STYLE } from './style.ts';

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const STYLE_SOURCE = sha256(STYLE);
const SCRIPT_SOURCE = sha256(REVEAL_SCRIPT);

export interface Page {
  /** Name of the simulated app, in the head of the page. */
  app: string;
  title: string;
  body: Html;
  status?: number;
  /** The page reports an error: its title says so first. */
  failed?: boolean;
  /** Origin to which a form of this page may lead in the end. */
  leadsTo?: string | undefined;
}

/** A page of a simulated app: complete without script, under a policy that lets nothing else in. */
export function pageResponse(page: Page): Response {
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    `script-src ${SCRIPT_SOURCE}`,
    `form-action 'self'${page.leadsTo ? ` ${page.leadsTo}` : ''}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const title = `${page.failed ? 'エラー：' : ''}${page.title}｜${page.app}`;
  const document = html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new SafeText(STYLE)}</style>
</head>
<body>
<header><p>${page.app}</p></header>
<aside class="simulation" aria-label="シミュレーションについて"><p>これはシミュレーションです。カードも住民も架空のもので、実在の人やシステムとは関係ありません。本物の暗証番号を入力しないでください。</p></aside>
<main id="main">
${page.body}
</main>
<script>${new SafeText(REVEAL_SCRIPT)}</script>
</body>
</html>`;
  return new Response(document.text, {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** 303: after a form the browser fetches the next page, so that reloading it sends nothing twice. */
export function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store', ...headers } });
}
