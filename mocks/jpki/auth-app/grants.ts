import { and, eq, lt } from 'drizzle-orm';
import type { CardSession, JpkiDeps } from '../deps.ts';
import { newSecret, nowSeconds, secretHash } from './protocol.ts';

type GrantRow = CardSession['t']['authGrants']['$inferSelect'];

const CODE_LIFE = 60;
const TOKEN_LIFE = 300;

/** What a code or a token stands for. */
export type Grant = Pick<
  GrantRow,
  | 'clientId'
  | 'scope'
  | 'redirectUri'
  | 'nonce'
  | 'codeChallenge'
  | 'subject'
  | 'cardId'
  | 'signTransactionId'
  | 'authenticatedAt'
>;

/** 認可コード・アクセストークン: only their hashes are kept. */
export interface Grants {
  /** In the transaction that ends the visit. */
  giveCode(session: CardSession, grant: Grant): Promise<string>;
  /** Uses a code once; a second use ends the tokens that came from it (RFC 6749, 4.1.2). */
  redeemCode(code: string): Promise<GrantRow | undefined>;
  giveToken(grant: Grant, codeHash?: string): Promise<{ token: string; expiresIn: number }>;
  findToken(token: string): Promise<GrantRow | undefined>;
}

export function createGrants({ store }: Pick<JpkiDeps, 'store'>): Grants {
  return {
    async giveCode({ db, t }, grant) {
      const code = newSecret();
      await db.delete(t.authGrants).where(lt(t.authGrants.expiresAt, nowSeconds() - TOKEN_LIFE));
      await db
        .insert(t.authGrants)
        .values({ ...grant, hash: secretHash(code), kind: 'code', used: false, expiresAt: nowSeconds() + CODE_LIFE });
      return code;
    },
    redeemCode: (code) =>
      store.write(async ({ db, t }) => {
        const ofCode = and(eq(t.authGrants.hash, secretHash(code)), eq(t.authGrants.kind, 'code'));
        const [row] = await db.select().from(t.authGrants).where(ofCode).limit(1);
        if (!row) return undefined;
        if (row.used) {
          await db.delete(t.authGrants).where(eq(t.authGrants.codeHash, row.hash));
          return undefined;
        }
        await db.update(t.authGrants).set({ used: true }).where(ofCode);
        return row.expiresAt >= nowSeconds() ? row : undefined;
      }),
    async giveToken(grant, codeHash) {
      const token = newSecret();
      await store.write(({ db, t }) =>
        db.insert(t.authGrants).values({
          ...grant,
          hash: secretHash(token),
          kind: 'token',
          used: false,
          codeHash: codeHash ?? null,
          expiresAt: nowSeconds() + TOKEN_LIFE,
        }),
      );
      return { token, expiresIn: TOKEN_LIFE };
    },
    findToken: (token) =>
      store.read(async ({ db, t }) => {
        const [row] = await db
          .select()
          .from(t.authGrants)
          .where(and(eq(t.authGrants.hash, secretHash(token)), eq(t.authGrants.kind, 'token')))
          .limit(1);
        return row && row.expiresAt >= nowSeconds() ? row : undefined;
      }),
  };
}
