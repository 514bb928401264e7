import { eq } from 'drizzle-orm';
import type { Authorities } from '../authority/authorities.ts';
import { exportPrivateKey, newCardKeyPair, privateKeyObject, signDigest } from '../authority/keys.ts';
import { makeCertificate } from '../authority/profile.ts';
import type { JpkiDeps } from '../deps.ts';
import type { CardFile, CertificateRow } from './card-file.ts';

/** 電子署名 by a card, with the chain up to but without the root. */
export interface ChipSignature {
  signature: string;
  certificateChain: string[];
}

/** ICチップ: makes keys on first use and signs. Like a real chip it does not know whether its certificate still counts. */
export interface Chip {
  /** Signs a SHA-256 digest with the 署名用 key; undefined = the card carries no such certificate. */
  sign(cardId: string, digest: Uint8Array): Promise<ChipSignature | undefined>;
  /** Chain of a certificate, leaf first, without the root. */
  chainOf(certificate: CertificateRow): Promise<string[]>;
}

export function createChip(deps: JpkiDeps, file: CardFile, authorities: () => Promise<Authorities>): Chip {
  const { store, cipher } = deps;
  const making = new Map<string, Promise<{ certificate: string; privateKey: string }>>();

  async function make(row: CertificateRow): Promise<{ certificate: string; privateKey: string }> {
    const authority = (await authorities())[row.purpose];
    const keys = await (deps.newKeyPair ?? newCardKeyPair)();
    const made = await makeCertificate(row, keys.publicKey, authority);
    const certificate = Buffer.from(made.rawData).toString('base64');
    const privateKey = cipher.encrypt(await exportPrivateKey(keys.privateKey));
    return store.write(async ({ db, t }) => {
      const [stored] = await db.select().from(t.certificates).where(eq(t.certificates.serial, row.serial)).limit(1);
      if (stored?.certificate && stored.privateKey) {
        return { certificate: stored.certificate, privateKey: stored.privateKey };
      }
      await db.update(t.certificates).set({ certificate, privateKey }).where(eq(t.certificates.serial, row.serial));
      return { certificate, privateKey };
    });
  }

  /** Two first uses at once make one key. */
  function keysOf(row: CertificateRow): Promise<{ certificate: string; privateKey: string }> {
    if (row.certificate && row.privateKey) {
      return Promise.resolve({ certificate: row.certificate, privateKey: row.privateKey });
    }
    const running = making.get(row.serial);
    if (running) return running;
    const started = make(row).finally(() => making.delete(row.serial));
    making.set(row.serial, started);
    return started;
  }

  async function chainOf(row: CertificateRow): Promise<string[]> {
    const [{ certificate }, made] = await Promise.all([keysOf(row), authorities()]);
    return [certificate, made[row.purpose].der];
  }

  return {
    async sign(cardId, digest) {
      const row = await file.certificateOf(cardId, 'signature');
      if (!row) return undefined;
      const { privateKey } = await keysOf(row);
      const signature = signDigest(privateKeyObject(cipher.decrypt(privateKey)), digest);
      return { signature, certificateChain: await chainOf(row) };
    },
    chainOf,
  };
}
