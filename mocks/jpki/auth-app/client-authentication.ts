import { lt } from 'drizzle-orm';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import type { AuthClient, JpkiDeps } from '../deps.ts';
import { findClient, issuerOf, nowSeconds, PROTOCOL, ProtocolError } from './protocol.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_LIFE = 300;

function refused(description: string): ProtocolError {
  return new ProtocolError(401, 'invalid_client', description);
}

/** private_key_jwt (RFC 7523): the service proves who it is with its registered key; each assertion counts once. */
export function createClientAuthentication(deps: JpkiDeps): (form: URLSearchParams) => Promise<AuthClient> {
  const audience = [issuerOf(deps), `${deps.base}${PROTOCOL}/token`];

  async function admitOnce(id: string, expiresAt: number): Promise<boolean> {
    return deps.store.write(async ({ db, t }) => {
      await db.delete(t.authAssertions).where(lt(t.authAssertions.expiresAt, nowSeconds()));
      const added = await db
        .insert(t.authAssertions)
        .values({ id, expiresAt })
        .onConflictDoNothing()
        .returning({ id: t.authAssertions.id });
      return added.length > 0;
    });
  }

  return async (form) => {
    const assertion = form.get('client_assertion');
    if (form.get('client_assertion_type') !== ASSERTION_TYPE || !assertion) {
      throw refused('private_key_jwt is required');
    }
    let clientId: string | undefined;
    try {
      clientId = decodeJwt(assertion).iss;
    } catch {
      throw refused('the assertion cannot be read');
    }
    const client = clientId ? findClient(deps, clientId) : undefined;
    if (!client || (form.get('client_id') ?? client.clientId) !== client.clientId) throw refused('unknown client');
    const keys = client.keys.filter(({ use }) => use === undefined || use === 'sig');
    const { payload } = await jwtVerify(assertion, createLocalJWKSet({ keys }), {
      algorithms: ['ES256'],
      issuer: client.clientId,
      subject: client.clientId,
      audience,
      requiredClaims: ['exp', 'jti'],
    }).catch(() => {
      throw refused('the assertion is not valid');
    });
    const { exp = 0, jti = '' } = payload;
    if (exp > nowSeconds() + LONGEST_LIFE) throw refused('the assertion lives too long');
    if (!(await admitOnce(`${client.clientId}/${jti}`, exp))) throw refused('the assertion was used before');
    return client;
  };
}
