import { eq } from 'drizzle-orm';
import { CompactEncrypt, importJWK } from 'jose';
import { type SignResult, SignTransactionRequest } from '#app/national/contracts/digital-auth.ts';
import type { JpkiDeps } from '../deps.ts';
import { bearerGrant } from './endpoints.ts';
import type { Grants } from './grants.ts';
import { findClient, nowSeconds, ProtocolError } from './protocol.ts';

const TRANSACTION_LIFE = 3600;
const BODY_LIMIT = 10_000;

/** 署名トランザクション: opened by the service, signed during the visit of the person, fetched by the service. */
export function createSignTransactions(deps: JpkiDeps, grants: Grants) {
  const { store } = deps;

  return {
    async open(request: Request): Promise<Response> {
      const grant = await bearerGrant(request, grants);
      if (grant.scope !== 'sign' || grant.subject) {
        throw new ProtocolError(403, 'insufficient_scope', 'a client credentials token is required');
      }
      const text = await request.text();
      const parsed = SignTransactionRequest.safeParse(text.length > BODY_LIMIT ? undefined : readJson(text));
      if (!parsed.success) throw new ProtocolError(400, 'invalid_request', 'digest (SHA-256, base64) and title');
      const id = deps.newId();
      await store.write(({ db, t }) =>
        db
          .insert(t.signTransactions)
          .values({ id, clientId: grant.clientId, ...parsed.data, expiresAt: nowSeconds() + TRANSACTION_LIFE }),
      );
      return Response.json({ id }, { status: 201 });
    },

    /** The signature as a JWE for the service; only with the token of the person who signed. */
    async result(request: Request, id: string): Promise<Response> {
      const grant = await bearerGrant(request, grants);
      const client = findClient(deps, grant.clientId);
      if (!client || grant.signTransactionId !== id) {
        throw new ProtocolError(403, 'insufficient_scope', 'this token belongs to another transaction');
      }
      const [row] = await store.read(({ db, t }) =>
        db.select().from(t.signTransactions).where(eq(t.signTransactions.id, id)).limit(1),
      );
      if (!row?.signature || !row.certificateChain) throw new ProtocolError(404, 'not_found', 'nothing was signed');
      const jwk = client.keys.find(({ use }) => use === 'enc') ?? client.keys[0];
      if (!jwk) throw new ProtocolError(400, 'invalid_client', 'no key to encrypt for');
      const content: SignResult = { signature: row.signature, certificateChain: row.certificateChain };
      const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', ...(jwk.kid ? { kid: jwk.kid } : {}) })
        .encrypt(await importJWK({ ...jwk, alg: 'ECDH-ES' }));
      return new Response(jwe, { headers: { 'content-type': 'application/jose', 'cache-control': 'no-store' } });
    },
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
