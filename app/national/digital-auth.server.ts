import { compactDecrypt, importJWK, type JWK } from 'jose';
import * as oidc from 'openid-client';
import type { FourItems } from '#app/vocabulary/persons.ts';
import { answerWithin } from './answer-limit.ts';
import {
  AUTH_APP_SCOPES,
  AuthAppReturnReason,
  ProfileClaims,
  SERIAL_CLAIM,
  SEX_OF_GENDER,
  SerialClaim,
  SIGN_TRANSACTION_PARAMETER,
  SignResult,
  SignTransaction,
} from './contracts/digital-auth.ts';
import { OutageError } from './outage.ts';

const SYSTEM = 'デジタル認証アプリ';
const ANSWER_LIMIT_MS = 10_000;

/** What the service must keep between leaving for the app and coming back; JSON, for the session. */
export interface AuthState {
  purpose: 'signIn' | 'profile' | 'signing';
  state: string;
  nonce: string;
  codeVerifier: string;
  transactionId?: string;
}

/** Where to send the person, and what to remember until the return. */
export interface Departure {
  url: string;
  state: AuthState;
}

/**
 * Why a person came back without a result: turned back, PIN locked, no usable card or certificate, or an answer that
 * does not belong to the question.
 */
export type AuthFailure = 'cancelled' | 'locked' | 'unusable' | 'other';

export type AuthResult<T> = { ok: true; value: T } | { ok: false; error: AuthFailure };

/** ログイン: `subject` is the same for every visit of this card holder to this service, and to no other service. */
export interface SignIn {
  subject: string;
  /** 利用者証明用電子証明書の発行番号, where the app hands it over. */
  serial?: string;
}

/** 券面事項入力補助: the four basic items as the card's chip has them. */
export interface Profile {
  subject: string;
  fourItems: FourItems;
}

/** 電子署名 and the certificates behind it, leaf first, without the root. */
export interface Signing extends SignResult {
  subject: string;
}

/** デジタル認証アプリ: sign-in, prefilling and signing with a card. Throws OutageError when the app is not reachable. */
export interface DigitalAuth {
  beginSignIn(): Promise<Departure>;
  finishSignIn(callbackUrl: URL, state: AuthState): Promise<AuthResult<SignIn>>;
  beginProfile(): Promise<Departure>;
  finishProfile(callbackUrl: URL, state: AuthState): Promise<AuthResult<Profile>>;
  /** `digest`: SHA-256 of the bytes to be signed, base64. `title`: what the person is told to sign. */
  beginSigning(request: { digest: string; title: string }): Promise<Departure>;
  finishSigning(callbackUrl: URL, state: AuthState): Promise<AuthResult<Signing>>;
}

export interface DigitalAuthOptions {
  issuer: string;
  clientId: string;
  /** Private EC P-256 key of the service, for `private_key_jwt`. */
  clientKey: JWK;
  /** Private EC P-256 key for signatures that come encrypted; the client key where no other was registered. */
  encryptionKey?: JWK;
  redirectUri: string;
  /** Asks for the 発行番号 too. */
  withSerial?: boolean;
  /** http instead of https: the simulation on one's own machine. */
  allowInsecure?: boolean;
  fetch?: typeof fetch;
}

/** Follows the causes of an error to an outage, because the protocol library wraps what its fetch throws. */
function outageIn(error: unknown): OutageError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutageError) return cause;
    if ('code' in cause && (cause.code === 'OAUTH_TIMEOUT' || cause.code === 'OAUTH_ABORT')) {
      return new OutageError(SYSTEM, cause);
    }
  }
  return undefined;
}

function failureOf(error: unknown): AuthFailure {
  if (!(error instanceof oidc.AuthorizationResponseError) || error.error !== 'access_denied') return 'other';
  switch (AuthAppReturnReason.safeParse(error.error_description).data) {
    case 'pin_locked':
      return 'locked';
    case 'card_unusable':
      return 'unusable';
    case 'cancelled':
    case undefined:
      return 'cancelled';
  }
}

/** Client of the デジタル認証アプリ (OpenID Connect, authorization code flow with PKCE, private_key_jwt). */
export function createDigitalAuth(options: DigitalAuthOptions): DigitalAuth {
  let discovered: Promise<oidc.Configuration> | undefined;
  const signTransactions = new URL('../sign-transactions', options.issuer).href;

  const guardedFetch: oidc.CustomFetch = async (url, init) => {
    const answer = await answerWithin(ANSWER_LIMIT_MS, async (signal) => {
      const response = await (options.fetch ?? fetch)(url, { ...(init as RequestInit), signal });
      return new Response(await response.arrayBuffer(), response);
    }).catch((cause: unknown) => {
      throw new OutageError(SYSTEM, cause);
    });
    if (answer.status >= 500 || answer.status === 429) throw new OutageError(SYSTEM, answer.status);
    return answer;
  };

  async function discover(): Promise<oidc.Configuration> {
    const key = await importJWK(options.clientKey, 'ES256');
    if (!(key instanceof CryptoKey)) throw new Error('The client key must be an asymmetric key.');
    const kid = options.clientKey.kid;
    return oidc.discovery(
      new URL(options.issuer),
      options.clientId,
      { id_token_signed_response_alg: 'ES256', redirect_uris: [options.redirectUri] },
      oidc.PrivateKeyJwt(kid ? { key, kid } : key),
      {
        execute: options.allowInsecure ? [oidc.allowInsecureRequests] : [],
        [oidc.customFetch]: guardedFetch,
      },
    );
  }

  async function configuration(): Promise<oidc.Configuration> {
    discovered ??= discover();
    try {
      return await discovered;
    } catch (error) {
      // The next visitor tries again.
      discovered = undefined;
      throw outageIn(error) ?? error;
    }
  }

  async function depart(purpose: AuthState['purpose'], scope: string, transactionId?: string): Promise<Departure> {
    const config = await configuration();
    const state: AuthState = {
      purpose,
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
      ...(transactionId ? { transactionId } : {}),
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: options.redirectUri,
      scope,
      state: state.state,
      nonce: state.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(state.codeVerifier),
      code_challenge_method: 'S256',
      ...(transactionId ? { [SIGN_TRANSACTION_PARAMETER]: transactionId } : {}),
    });
    return { url: url.href, state };
  }

  /** Exchanges the code and hands the tokens on; what the protocol refuses becomes a failure, an outage is thrown. */
  async function comeBack<T>(
    callbackUrl: URL,
    state: AuthState,
    purpose: AuthState['purpose'],
    use: (config: oidc.Configuration, token: string, claims: oidc.IDToken) => Promise<T>,
  ): Promise<AuthResult<T>> {
    if (state.purpose !== purpose) return { ok: false, error: 'other' };
    const config = await configuration();
    let tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;
    try {
      // The registered address, whatever proxy the callback came through.
      const url = new URL(options.redirectUri);
      url.search = callbackUrl.search;
      tokens = await oidc.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: state.codeVerifier,
        expectedState: state.state,
        expectedNonce: state.nonce,
        idTokenExpected: true,
      });
    } catch (error) {
      const outage = outageIn(error);
      if (outage) throw outage;
      return { ok: false, error: failureOf(error) };
    }
    const claims = tokens.claims();
    if (!claims) return { ok: false, error: 'other' };
    try {
      return { ok: true, value: await use(config, tokens.access_token, claims) };
    } catch (error) {
      // The person did everything right; an answer that cannot be read is the app's trouble.
      throw outageIn(error) ?? new OutageError(SYSTEM, error);
    }
  }

  async function openTransaction(request: { digest: string; title: string }): Promise<string> {
    try {
      const config = await configuration();
      const tokens = await oidc.clientCredentialsGrant(config, { scope: 'sign' });
      const response = await oidc.fetchProtectedResource(
        config,
        tokens.access_token,
        new URL(signTransactions),
        'POST',
        JSON.stringify(request),
        new Headers({ 'content-type': 'application/json' }),
      );
      if (!response.ok) throw new Error(`The sign transaction was refused: ${response.status}`);
      return SignTransaction.parse(await response.json()).id;
    } catch (error) {
      throw outageIn(error) ?? error;
    }
  }

  return {
    beginSignIn: () =>
      depart(
        'signIn',
        options.withSerial ? `${AUTH_APP_SCOPES.signIn} ${AUTH_APP_SCOPES.serial}` : AUTH_APP_SCOPES.signIn,
      ),
    finishSignIn: (callbackUrl, state) =>
      comeBack(callbackUrl, state, 'signIn', async (_config, _token, claims) => {
        const serial = SerialClaim.parse(claims)[SERIAL_CLAIM];
        return { subject: claims.sub, ...(serial ? { serial } : {}) };
      }),

    beginProfile: () => depart('profile', AUTH_APP_SCOPES.profile),
    finishProfile: (callbackUrl, state) =>
      comeBack(callbackUrl, state, 'profile', async (config, token, claims) => {
        const profile = ProfileClaims.parse(await oidc.fetchUserInfo(config, token, claims.sub));
        return {
          subject: profile.sub,
          fourItems: {
            name: profile.name,
            bornOn: profile.birthdate,
            sex: SEX_OF_GENDER[profile.gender],
            address: profile.address.formatted,
          },
        };
      }),

    async beginSigning(request) {
      return depart('signing', AUTH_APP_SCOPES.signing, await openTransaction(request));
    },
    finishSigning: (callbackUrl, state) =>
      comeBack(callbackUrl, state, 'signing', async (config, token, claims) => {
        const url = new URL(`${signTransactions}/${state.transactionId}/result`);
        const response = await oidc.fetchProtectedResource(config, token, url, 'GET');
        if (!response.ok) throw new Error(`The signature was not handed over: ${response.status}`);
        const key = await importJWK(options.encryptionKey ?? options.clientKey, 'ECDH-ES');
        const { plaintext } = await compactDecrypt(await response.text(), key);
        const result = SignResult.parse(JSON.parse(new TextDecoder().decode(plaintext)));
        return { subject: claims.sub, ...result };
      }),
  };
}
