import 'reflect-metadata';
import { KeyObject } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { z } from 'zod';
import {
  type CertifiedKey,
  ENCRYPTION_KEY,
  exportKeys,
  importKeys,
  type OrganisationKeys,
  SIGNING_KEY,
  StoredKeys,
} from '#app/messages/keys.server.ts';

x509.cryptoProvider.set(crypto);

/** Everything of the authority that must survive a restart. Secret: it holds private keys. */
export const OrganisationCaState = z.object({
  rootKey: z.record(z.string(), z.unknown()),
  root: z.base64(),
  nextSerial: z.number().int().positive(),
  organisations: z.array(StoredKeys),
});
export type OrganisationCaState = z.infer<typeof OrganisationCaState>;

/** 組織認証局 (LGPKI に当たるもの), simulated. */
export interface OrganisationCa {
  /** Root certificate, DER, base64: what others configure as their trust. */
  readonly root: string;
  /** Always new keys and certificates; an earlier certificate of the same code leaves the books. */
  issue(code: string, name: string): Promise<OrganisationKeys>;
  /** The keys that were issued before, or new ones. */
  keysOf(code: string, name: string): Promise<OrganisationKeys>;
  exportState(): Promise<OrganisationCaState>;
}

const SUBJECT = 'C=JP, O=Simulated Organisation PKI, CN=Simulated Organisation Root CA';
// The legal clock of a demo moves forward only, by years at most.
const VALID_FROM = new Date('2020-01-01T00:00:00Z');
const VALID_TO = new Date('2060-01-01T00:00:00Z');
const ROOT_KEY_USAGE: KeyUsage[] = ['sign', 'verify'];

/** A new authority, or the one of an exported state. */
export async function createOrganisationCa(state?: OrganisationCaState): Promise<OrganisationCa> {
  const rootKey = state ? await importRootKey(state.rootKey) : await newRootKey();
  const root = state ? new x509.X509Certificate(state.root) : await selfSigned(rootKey);
  let nextSerial = state?.nextSerial ?? 2;
  const organisations = new Map<string, Promise<OrganisationKeys>>();
  for (const stored of state?.organisations ?? []) organisations.set(stored.code, importKeys(stored));

  async function certify(code: string, name: string, purpose: 'signing' | 'encryption'): Promise<CertifiedKey> {
    const signing = purpose === 'signing';
    const algorithm = signing ? SIGNING_KEY : ENCRYPTION_KEY;
    const pair = (await crypto.subtle.generateKey(
      algorithm,
      true,
      signing ? ['sign', 'verify'] : ['deriveBits'],
    )) as CryptoKeyPair;
    const serial = nextSerial;
    nextSerial += 1;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial.toString(16).padStart(4, '0'),
      subject: [{ C: ['JP'] }, { O: [name] }, { CN: [code] }],
      issuer: root.subject,
      notBefore: VALID_FROM,
      notAfter: VALID_TO,
      publicKey: pair.publicKey,
      signingKey: rootKey.privateKey,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(
          signing ? x509.KeyUsageFlags.digitalSignature : x509.KeyUsageFlags.keyAgreement,
          true,
        ),
      ],
    });
    return { privateKey: KeyObject.from(pair.privateKey), chain: [toBase64(certificate.rawData)] };
  }

  function issue(code: string, name: string): Promise<OrganisationKeys> {
    const issued = Promise.all([certify(code, name, 'signing'), certify(code, name, 'encryption')]).then(
      ([signing, encryption]) => ({ code, name, signing, encryption }),
    );
    organisations.set(code, issued);
    return issued;
  }

  return {
    root: toBase64(root.rawData),
    issue,
    keysOf: (code, name) => organisations.get(code) ?? issue(code, name),
    exportState: async () => ({
      rootKey: { ...(await crypto.subtle.exportKey('jwk', rootKey.privateKey)) },
      root: toBase64(root.rawData),
      nextSerial,
      organisations: await Promise.all([...organisations.values()].map(async (keys) => exportKeys(await keys))),
    }),
  };
}

interface RootKey {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

async function newRootKey(): Promise<RootKey> {
  return (await crypto.subtle.generateKey(SIGNING_KEY, true, ROOT_KEY_USAGE)) as CryptoKeyPair;
}

async function importRootKey(jwk: JsonWebKey): Promise<RootKey> {
  const { d: _secret, key_ops: _usage, ...publicJwk } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', jwk, SIGNING_KEY, true, ['sign']),
    crypto.subtle.importKey('jwk', publicJwk, SIGNING_KEY, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

function selfSigned(keys: RootKey): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: SUBJECT,
    notBefore: VALID_FROM,
    notAfter: VALID_TO,
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
}

function toBase64(der: ArrayBuffer): string {
  return Buffer.from(der).toString('base64');
}
