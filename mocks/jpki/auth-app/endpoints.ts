import { SignJWT } from 'jose';
import {
  AUTH_APP_SCOPES,
  GENDER_OF_SEX,
  type ProfileClaims,
  SERIAL_CLAIM,
} from '#app/national/contracts/digital-auth.ts';
import { certificateName, certificateText } from '#app/vocabulary/certificate-names.ts';
import type { CardFile } from '../cards/card-file.ts';
import type { AuthClient, JpkiDeps } from '../deps.ts';
import { createClientAuthentication } from './client-authentication.ts';
import type { Grant, Grants } from './grants.ts';
import type { IdTokenKey } from './id-token-key.ts';
import { issuerOf, nowSeconds, PROTOCOL, ProtocolError, scopesOf, secretHash } from './protocol.ts';

const ID_TOKEN_LIFE = 300;
const FORM_LIMIT = 20_000;

/** Finds what a Bearer token stands for, or refuses. */
export async function bearerGrant(request: Request, grants: Grants) {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
  const grant = scheme?.toLowerCase() === 'bearer' && token ? await grants.findToken(token) : undefined;
  if (!grant) throw new ProtocolError(401, 'invalid_token', 'the token is unknown or has expired');
  return grant;
}

function noStore(body: unknown): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

/** Endpoints for services: discovery, keys, tokens and the four basic items. */
export function createEndpoints(deps: JpkiDeps, file: CardFile, grants: Grants, key: () => Promise<IdTokenKey>) {
  const issuer = issuerOf(deps);
  const endpoint = (name: string) => `${deps.base}${PROTOCOL}/${name}`;
  const authenticate = createClientAuthentication(deps);

  async function idToken(client: AuthClient, grant: Grant): Promise<string> {
    const { kid, privateKey } = await key();
    const serial =
      scopesOf(grant.scope).has(AUTH_APP_SCOPES.serial) && grant.cardId && (deps.offersSerial?.() ?? true)
        ? (await file.certificateOf(grant.cardId, 'authentication'))?.serial
        : undefined;
    const now = nowSeconds();
    return new SignJWT({
      nonce: grant.nonce,
      auth_time: grant.authenticatedAt,
      acr: 'aal3 crl',
      ...(serial ? { [SERIAL_CLAIM]: serial } : {}),
    })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setSubject(grant.subject ?? '')
      .setAudience(client.clientId)
      .setIssuedAt(now)
      .setExpirationTime(now + ID_TOKEN_LIFE)
      .sign(privateKey);
  }

  async function exchangeCode(client: AuthClient, form: URLSearchParams): Promise<Response> {
    const code = form.get('code') ?? '';
    const grant = await grants.redeemCode(code);
    if (!grant || grant.clientId !== client.clientId || grant.redirectUri !== form.get('redirect_uri')) {
      throw new ProtocolError(400, 'invalid_grant', 'the code is unknown, used or has expired');
    }
    if (grant.codeChallenge !== secretHash(form.get('code_verifier') ?? '')) {
      throw new ProtocolError(400, 'invalid_grant', 'the code verifier does not fit');
    }
    const { token, expiresIn } = await grants.giveToken(grant, grant.hash);
    return noStore({
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      scope: grant.scope,
      id_token: await idToken(client, grant),
    });
  }

  async function clientToken(client: AuthClient, form: URLSearchParams): Promise<Response> {
    const scope = form.get('scope') ?? 'sign';
    if (scope !== 'sign') throw new ProtocolError(400, 'invalid_scope', 'only sign');
    const { token, expiresIn } = await grants.giveToken({
      clientId: client.clientId,
      scope,
      redirectUri: null,
      nonce: null,
      codeChallenge: null,
      subject: null,
      cardId: null,
      signTransactionId: null,
      authenticatedAt: null,
    });
    return noStore({ access_token: token, token_type: 'Bearer', expires_in: expiresIn, scope });
  }

  return {
    discovery: () =>
      Response.json({
        issuer,
        authorization_endpoint: endpoint('auth'),
        token_endpoint: endpoint('token'),
        userinfo_endpoint: endpoint('userinfo'),
        jwks_uri: endpoint('certs'),
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code', 'client_credentials'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['ES256'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        scopes_supported: [...new Set([...scopesOf(AUTH_APP_SCOPES.profile), 'sign', AUTH_APP_SCOPES.serial])],
        claims_supported: ['sub', 'name', 'address', 'birthdate', 'gender', SERIAL_CLAIM],
        acr_values_supported: ['aal3 crl'],
        ui_locales_supported: ['ja'],
      }),

    certs: async () => Response.json({ keys: [(await key()).publicJwk] }),

    async token(request: Request): Promise<Response> {
      const text = await request.text();
      if (text.length > FORM_LIMIT) throw new ProtocolError(400, 'invalid_request', 'the form is too long');
      const form = new URLSearchParams(text);
      const client = await authenticate(form);
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return exchangeCode(client, form);
        case 'client_credentials':
          return clientToken(client, form);
        default:
          throw new ProtocolError(400, 'unsupported_grant_type', 'authorization_code or client_credentials');
      }
    },

    /** 基本4情報 as the chip has them: written with 代替文字 like the certificates. */
    async userinfo(request: Request): Promise<Response> {
      const grant = await bearerGrant(request, grants);
      const card = grant.cardId ? await file.find(grant.cardId) : undefined;
      if (!card || !grant.subject)
        throw new ProtocolError(403, 'insufficient_scope', 'no person stands behind this token');
      const scopes = scopesOf(grant.scope);
      const claims: Partial<ProfileClaims> = {
        sub: grant.subject,
        ...(scopes.has('name') ? { name: certificateName(card.name) } : {}),
        ...(scopes.has('address') ? { address: { formatted: certificateText(card.address) } } : {}),
        ...(scopes.has('birthdate') ? { birthdate: card.bornOn } : {}),
        ...(scopes.has('gender') ? { gender: GENDER_OF_SEX[card.sex] } : {}),
      };
      return noStore(claims);
    },
  };
}
