import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';

interface SecretDeps {
  store: Store<NationalTables>;
  cipher: Cipher;
}

/** A secret of the simulated systems as text. */
export async function findSecret({ store, cipher }: SecretDeps, name: string): Promise<string | undefined> {
  const [row] = await store.read(({ db, t }) =>
    db.select().from(t.nationalSecrets).where(eq(t.nationalSecrets.name, name)).limit(1),
  );
  return row && cipher.decrypt(row.sealed);
}

export async function saveSecret({ store, cipher }: SecretDeps, name: string, value: string): Promise<void> {
  const sealed = cipher.encrypt(value);
  await store.write(({ db, t }) =>
    db
      .insert(t.nationalSecrets)
      .values({ name, sealed })
      .onConflictDoUpdate({ target: t.nationalSecrets.name, set: { sealed } }),
  );
}

/** A random key of 32 bytes, made once. */
export async function getKey(deps: SecretDeps, name: string): Promise<Uint8Array> {
  const known = await findSecret(deps, name);
  if (known) return Buffer.from(known, 'base64');
  const key = randomBytes(32);
  await saveSecret(deps, name, key.toString('base64'));
  return key;
}
