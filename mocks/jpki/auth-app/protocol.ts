import { createHash, randomBytes } from 'node:crypto';
import type { AuthClient, JpkiDeps } from '../deps.ts';

/** Paths of the デジタル認証アプリ below its origin. */
export const AUTH_APP = '/auth-app';
export const REALM = `${AUTH_APP}/api/realms/main`;
export const PROTOCOL = `${REALM}/protocol/openid-connect`;
export const SIGN_TRANSACTIONS = `${AUTH_APP}/api/sign-transactions`;
export const REHEARSALS = `${AUTH_APP}/rehearsals`;
export const VISITS = `${AUTH_APP}/visits`;

export function issuerOf({ base }: Pick<JpkiDeps, 'base'>): string {
  return `${base}${REALM}`;
}

/** Protocol time, seconds. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function scopesOf(scope: string): Set<string> {
  return new Set(scope.split(' ').filter(Boolean));
}

/** An error of the token, userinfo and transaction endpoints (RFC 6749, 5.2). */
export class ProtocolError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404,
    readonly code: string,
    readonly description: string,
  ) {
    super(description);
  }

  toResponse(): Response {
    const challenge = this.status === 401 ? { 'www-authenticate': `Bearer error="${this.code}"` } : undefined;
    return Response.json(
      { error: this.code, error_description: this.description },
      { status: this.status, headers: { 'cache-control': 'no-store', ...challenge } },
    );
  }
}

export function findClient(deps: Pick<JpkiDeps, 'clients'>, clientId: string): AuthClient | undefined {
  return deps.clients.find((client) => client.clientId === clientId);
}

/** Where a person is sent back to, with the answer in the query (RFC 6749, 4.1.2; RFC 9207). */
export function callbackUrl(
  deps: Pick<JpkiDeps, 'base'>,
  redirectUri: string,
  answer: Record<string, string | undefined>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value);
  url.searchParams.set('iss', issuerOf(deps));
  return url.href;
}
