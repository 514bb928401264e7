import type { CardFile } from '../cards/card-file.ts';
import type { Chip } from '../cards/chip.ts';
import { PIN_KINDS } from '../cards/pin-rules.ts';
import type { Pins } from '../cards/pins.ts';
import type { JpkiDeps } from '../deps.ts';
import { createBrowserBinding } from '../screens/browser.ts';
import { seeOther } from '../screens/page.ts';
import { checkAuthorizationRequest } from './authorization-request.ts';
import { createEndpoints } from './endpoints.ts';
import { createGrants } from './grants.ts';
import { createIdTokenKey } from './id-token-key.ts';
import {
  AUTH_APP,
  callbackUrl,
  findClient,
  nowSeconds,
  PROTOCOL,
  ProtocolError,
  REALM,
  REHEARSALS,
  SIGN_TRANSACTIONS,
  VISITS,
} from './protocol.ts';
import { createAuthScreens } from './screens.ts';
import { createSignTransactions } from './sign-transactions.ts';
import { createVisits, REHEARSAL } from './visits.ts';

/**
 * デジタル認証アプリ, simulated: an OpenID Provider (authorization code flow, PKCE, private_key_jwt, ES256) with sign
 * transactions, and the pages on which a person chooses a card and enters a PIN.
 */
export function createAuthApp(
  deps: JpkiDeps,
  parts: { file: CardFile; pins: Pins; chip: Chip },
): (request: Request) => Promise<Response> {
  const grants = createGrants(deps);
  const endpoints = createEndpoints(deps, parts.file, grants, createIdTokenKey(deps));
  const transactions = createSignTransactions(deps, grants);
  const visits = createVisits(deps, { ...parts, grants });
  const screens = createAuthScreens(deps, parts.file, visits);
  const browsers = createBrowserBinding({ base: deps.base, path: AUTH_APP, cookie: 'auth_app_browser' });

  async function authorize(request: Request, url: URL): Promise<Response> {
    const checked = await checkAuthorizationRequest(deps, url.searchParams);
    if (!checked.ok) {
      if ('page' in checked) return screens.refuse(400, checked.page);
      const { redirectUri, error, description, state } = checked;
      return seeOther(callbackUrl(deps, redirectUri, { error, error_description: description, state }));
    }
    const { hash, headers } = browsers.begin(request);
    return seeOther(`${VISITS}/${await visits.begin(checked.request, hash)}`, headers);
  }

  /** 暗証番号の練習: from a registered service, and back to a page of it. */
  async function rehearse(request: Request, url: URL): Promise<Response> {
    const client = findClient(deps, url.searchParams.get('client_id') ?? '');
    const returnTo = url.searchParams.get('return_to') ?? '';
    const origins = client?.redirectUris.map((uri) => new URL(uri).origin) ?? [];
    if (!client || !URL.canParse(returnTo) || !origins.includes(new URL(returnTo).origin)) {
      return screens.refuse(400, 'どのサービスに戻ればよいか分かりません。');
    }
    const { hash, headers } = browsers.begin(request);
    const asked = { client, redirectUri: returnTo, scope: REHEARSAL, state: '', nonce: '', codeChallenge: '' };
    return seeOther(`${VISITS}/${await visits.begin(asked, hash)}`, headers);
  }

  async function visit(request: Request, url: URL): Promise<Response> {
    const [id = '', action = ''] = url.pathname.slice(VISITS.length + 1).split('/');
    const row = await visits.find(id);
    if (!row) return screens.refuse(404, 'この手続きは見つかりません。時間がたって消えた可能性があります。');
    if (!browsers.isSame(request, row.browserHash)) {
      return screens.refuse(403, 'この画面は、手続きを始めたブラウザーでだけ開けます。');
    }
    const here = `${VISITS}/${row.id}`;
    if (request.method === 'GET' && action === '') return screens.show(row, url.searchParams);
    if (request.method !== 'POST') return screens.refuse(405, 'この操作はできません。');
    const form = await browsers.formOf(request);
    if (!form) return screens.refuse(403, 'ほかのサイトからの送信は受け付けません。');
    if (row.step === 'done' || (row.expiresAt < nowSeconds() && action !== 'cancel')) return seeOther(here);
    switch (action) {
      case 'card':
        await visits.chooseCard(row, form.field('card'));
        return seeOther(here);
      case 'other-card':
        await visits.otherCard(row);
        return seeOther(here);
      case 'tap':
        await visits.tap(row);
        return seeOther(here);
      case 'pin':
        return seeOther((await visits.enterPin(row, form.field('attempt'), form.field('pin'))) ?? here);
      case 'rehearse': {
        const kind = PIN_KINDS.find((one) => one === form.field('kind'));
        const result = kind && (await visits.rehearse(row, kind, form.field('attempt'), form.field('pin')));
        return seeOther(result ? `${here}?${new URLSearchParams({ kind, result })}` : here);
      }
      case 'cancel':
        return seeOther(await visits.leave(row));
      default:
        return screens.refuse(404, 'この画面はありません。');
    }
  }

  async function route(request: Request, url: URL): Promise<Response> {
    if (url.pathname.startsWith(`${VISITS}/`)) return visit(request, url);
    const result = new RegExp(`^${SIGN_TRANSACTIONS}/([\\w-]{1,60})/result$`).exec(url.pathname);
    if (request.method === 'GET' && result?.[1]) return transactions.result(request, result[1]);
    switch (`${request.method} ${url.pathname}`) {
      case `GET ${REALM}/.well-known/openid-configuration`:
        return endpoints.discovery();
      case `GET ${PROTOCOL}/certs`:
        return endpoints.certs();
      case `GET ${PROTOCOL}/auth`:
        return authorize(request, url);
      case `POST ${PROTOCOL}/token`:
        return endpoints.token(request);
      case `GET ${REHEARSALS}`:
        return rehearse(request, url);
      case `GET ${PROTOCOL}/userinfo`:
        return endpoints.userinfo(request);
      case `POST ${SIGN_TRANSACTIONS}`:
        return transactions.open(request);
      default:
        return screens.refuse(404, 'この画面はありません。');
    }
  }

  return async (request) => {
    try {
      return await route(request, new URL(request.url));
    } catch (error) {
      if (error instanceof ProtocolError) return error.toResponse();
      throw error;
    }
  };
}
