import { eq } from 'drizzle-orm';
import { AUTH_APP_SCOPES, SIGN_TRANSACTION_PARAMETER } from '#app/national/contracts/digital-auth.ts';
import type { AuthClient, JpkiDeps } from '../deps.ts';
import { findClient, nowSeconds, scopesOf } from './protocol.ts';

/** A checked authorization request. */
export interface AuthorizationRequest {
  client: AuthClient;
  redirectUri: string;
  scope: string;
  state: string;
  nonce: string;
  codeChallenge: string;
  signTransactionId?: string;
}

/** The request, or what is wrong with it: `page` = nobody to send the person back to. */
export type CheckedRequest =
  | { ok: true; request: AuthorizationRequest }
  | { ok: false; page: string }
  | { ok: false; redirectUri: string; state: string | undefined; error: string; description: string };

const KNOWN_SCOPES = new Set([
  ...scopesOf(AUTH_APP_SCOPES.profile),
  ...scopesOf(AUTH_APP_SCOPES.signing),
  AUTH_APP_SCOPES.serial,
]);
const PROFILE_SCOPES = ['name', 'address', 'birthdate', 'gender'];
const MAX_LENGTH = 255;

/** 認可リクエストの検査: code flow with PKCE S256, state and nonce; nothing else is understood. */
export async function checkAuthorizationRequest(deps: JpkiDeps, query: URLSearchParams): Promise<CheckedRequest> {
  const once = (name: string): string | undefined => {
    const values = query.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  };
  const client = findClient(deps, once('client_id') ?? '');
  if (!client) return { ok: false, page: '登録されていないサービスからの要求です。' };
  const redirectUri = once('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) return { ok: false, page: '戻り先のアドレスが登録されていません。' };

  const state = once('state');
  const fail = (error: string, description: string): CheckedRequest => ({
    ok: false,
    redirectUri,
    state,
    error,
    description,
  });
  if (once('response_type') !== 'code') return fail('unsupported_response_type', 'only code');
  const nonce = once('nonce');
  if (!state || state.length > MAX_LENGTH) return fail('invalid_request', 'state is required');
  if (!nonce || nonce.length > MAX_LENGTH) return fail('invalid_request', 'nonce is required');
  const codeChallenge = once('code_challenge') ?? '';
  if (once('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
    return fail('invalid_request', 'PKCE with S256 is required');
  }
  const scope = once('scope') ?? '';
  const scopes = scopesOf(scope);
  if (!scopes.has('openid') || [...scopes].some((name) => !KNOWN_SCOPES.has(name))) {
    return fail('invalid_scope', 'openid is required, others must be known');
  }
  const signTransactionId = once(SIGN_TRANSACTION_PARAMETER);
  if (scopes.has('sign') !== (signTransactionId !== undefined)) {
    return fail('invalid_request', `sign and ${SIGN_TRANSACTION_PARAMETER} belong together`);
  }
  if (scopes.has('sign') && PROFILE_SCOPES.some((name) => scopes.has(name))) {
    return fail('invalid_scope', 'signing and reading the chip are two visits');
  }
  if (signTransactionId !== undefined && !(await isOpenTransaction(deps, signTransactionId, client.clientId))) {
    return fail('invalid_request', 'unknown or finished sign transaction');
  }
  const request = { client, redirectUri, scope, state, nonce, codeChallenge };
  return { ok: true, request: signTransactionId === undefined ? request : { ...request, signTransactionId } };
}

async function isOpenTransaction({ store }: JpkiDeps, id: string, clientId: string): Promise<boolean> {
  const [row] = await store.read(({ db, t }) =>
    db.select().from(t.signTransactions).where(eq(t.signTransactions.id, id)).limit(1),
  );
  return row?.clientId === clientId && row.signature === null && row.expiresAt >= nowSeconds();
}
