import { type KeyObject, X509Certificate } from 'node:crypto';

/** 信頼の起点: root certificates (DER, base64) of the organisations' certification authority. */
export interface Trust {
  roots: string[];
}

/** A certificate that leads to a root: whose it is and its public key. */
export interface VerifiedCertificate {
  /** Organisation code, from the common name of the subject. */
  code: string;
  publicKey: KeyObject;
  /** Protocol-independent limits of validity, milliseconds. */
  validFrom: number;
  validTo: number;
}

/** Longest chain that is looked at: leaf and two authorities below the root. */
const LONGEST_CHAIN = 3;

/** 認証パスの検証: checks signatures, authorities and validity of a chain; undefined = not trusted. */
export type ChainVerifier = (chain: string[], at: Date) => VerifiedCertificate | undefined;

/** Chains are few and come with every message: each is verified once, its validity every time. */
export function createChainVerifier(trust: Trust): ChainVerifier {
  const roots = trust.roots.map((root) => new X509Certificate(Buffer.from(root, 'base64')));
  const known = new Map<string, VerifiedCertificate>();
  return (chain, at) => {
    const key = chain.join(',');
    const verified = known.get(key) ?? verifySignatures(chain, roots);
    if (!verified) return undefined;
    if (known.size < 10_000) known.set(key, verified);
    const time = at.getTime();
    return time >= verified.validFrom && time <= verified.validTo ? verified : undefined;
  };
}

function verifySignatures(chain: string[], roots: X509Certificate[]): VerifiedCertificate | undefined {
  if (chain.length === 0 || chain.length > LONGEST_CHAIN) return undefined;
  const certificates = parseChain(chain);
  const [leaf] = certificates;
  if (!leaf || leaf.ca) return undefined;
  const authorities = [...certificates.slice(1), ...roots.filter((root) => issued(root, certificates.at(-1)))];
  if (authorities.length < certificates.length) return undefined;
  for (const [index, certificate] of certificates.entries()) {
    if (!issued(authorities[index], certificate)) return undefined;
  }
  const code = leaf.toLegacyObject().subject.CN as string | string[] | undefined;
  if (typeof code !== 'string') return undefined;
  const path = [...certificates, ...authorities];
  return {
    code,
    publicKey: leaf.publicKey,
    validFrom: Math.max(...path.map((certificate) => Date.parse(certificate.validFrom))),
    validTo: Math.min(...path.map((certificate) => Date.parse(certificate.validTo))),
  };
}

function issued(authority: X509Certificate | undefined, certificate: X509Certificate | undefined): boolean {
  if (!authority?.ca || !certificate) return false;
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function parseChain(chain: string[]): X509Certificate[] {
  try {
    return chain.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  } catch {
    return [];
  }
}
