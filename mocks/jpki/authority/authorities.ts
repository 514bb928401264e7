import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { AUTHORITY_NAMES } from '#app/national/contracts/certificate-profile.ts';
import type { JpkiDeps } from '../deps.ts';
import { CARD_KEY, exportPrivateKey, importPrivateKey, newCardKeyPair } from './keys.ts';

x509.cryptoProvider.set(crypto);

export type AuthorityName = keyof typeof AUTHORITY_NAMES;

/** 認証局: its certificate and the key with which it signs. */
export interface Authority {
  certificate: x509.X509Certificate;
  /** DER, base64. */
  der: string;
  privateKey: CryptoKey;
}

export type Authorities = Record<AuthorityName, Authority>;

// The legal clock of a demo runs ahead of the machine, and cards were issued before it starts.
const VALID_FROM = new Date('2015-01-01T00:00:00Z');
const VALID_TO = new Date('2060-01-01T00:00:00Z');

const SERIALS: Record<AuthorityName, string> = { root: '01', signature: '02', authentication: '03' };

interface NewAuthority extends Authority {
  stored: string;
}

async function makeAuthority(
  name: AuthorityName,
  newKeyPair: () => Promise<CryptoKeyPair>,
  above?: Authority,
): Promise<NewAuthority> {
  const keys = await newKeyPair();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: SERIALS[name],
    subject: AUTHORITY_NAMES[name],
    issuer: above?.certificate.subject ?? AUTHORITY_NAMES[name],
    notBefore: VALID_FROM,
    notAfter: VALID_TO,
    publicKey: keys.publicKey,
    signingKey: above?.privateKey ?? keys.privateKey,
    signingAlgorithm: CARD_KEY,
    extensions: [
      new x509.BasicConstraintsExtension(true, above ? 0 : 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return {
    certificate,
    der: Buffer.from(certificate.rawData).toString('base64'),
    privateKey: keys.privateKey,
    stored: await exportPrivateKey(keys.privateKey),
  };
}

/** 公的個人認証の認証局 (公的個人認証法第3条, 第22条), simulated: made once, then kept. */
export function createAuthorities(deps: JpkiDeps): () => Promise<Authorities> {
  const { store, cipher } = deps;
  const newKeyPair = deps.newKeyPair ?? newCardKeyPair;
  let known: Promise<Authorities> | undefined;

  async function load(): Promise<Authorities | undefined> {
    const rows = await store.read(({ db, t }) => db.select().from(t.certificationAuthorities));
    const read = async (name: AuthorityName): Promise<Authority | undefined> => {
      const row = rows.find((candidate) => candidate.name === name);
      if (!row) return undefined;
      return {
        certificate: new x509.X509Certificate(row.certificate),
        der: row.certificate,
        privateKey: await importPrivateKey(cipher.decrypt(row.privateKey)),
      };
    };
    const [root, signature, authentication] = await Promise.all([
      read('root'),
      read('signature'),
      read('authentication'),
    ]);
    return root && signature && authentication ? { root, signature, authentication } : undefined;
  }

  async function make(): Promise<Authorities> {
    const root = await makeAuthority('root', newKeyPair);
    const [signature, authentication] = await Promise.all([
      makeAuthority('signature', newKeyPair, root),
      makeAuthority('authentication', newKeyPair, root),
    ]);
    const made = { root, signature, authentication };
    await store.write(async ({ db, t }) => {
      const [first] = await db.select().from(t.certificationAuthorities).limit(1);
      // Another process of the same database was faster.
      if (first) return;
      for (const name of Object.keys(made) as AuthorityName[]) {
        const { der, stored } = made[name];
        await db
          .insert(t.certificationAuthorities)
          .values({ name, certificate: der, privateKey: cipher.encrypt(stored) });
      }
    });
    const kept = await load();
    if (!kept) throw new Error('The certification authorities were not stored.');
    return kept;
  }

  return () => {
    known ??= load().then((kept) => kept ?? make());
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
}
