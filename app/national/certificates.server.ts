import { verify, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import type { CertificateValidation } from '#app/messages/contracts/application.ts';
import type { Clock, Instant } from '#app/vocabulary/clock.ts';
import { FourItems } from '#app/vocabulary/persons.ts';
import { birthDateOfCertificate, FOUR_ITEM_OIDS } from './contracts/certificate-profile.ts';
import { askRevocation } from './ocsp.server.ts';

const OCSP_LIMIT_MS = 5_000;
const UTF8_STRING_TAG = 0x0c;

export interface CertificateCheckOptions {
  /** 信頼点: root certificates, DER, base64. */
  roots: () => Promise<readonly string[]>;
  ocspUrl: string;
  /** Legal time: validity of certificates follows it. */
  clock: Clock;
  fetch?: typeof fetch;
  /** How long the responder may be silent. */
  limitMs?: number;
}

/** 署名検証 (公的個人認証法第17条): what portal and office ask about a 署名用 certificate. */
export interface CertificateChecks {
  /**
   * The chain up to a configured root, the validity at signing time and the revocation before signing time. A
   * revocation after signing leaves the certificate valid and is reported in `revokedAt`. Throws OutageError when
   * the responder is silent.
   */
  validateCertificate(chain: readonly string[], signedAt: Instant): Promise<CertificateValidation>;
}

function readCertificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

function extensionOf(certificate: X509Certificate, oid: string): ArrayBuffer | undefined {
  const { extensions } = AsnConvert.parse(certificate.raw, Certificate).tbsCertificate;
  return extensions?.find(({ extnID }) => extnID === oid)?.extnValue.buffer;
}

/** 署名用: only a certificate with nonRepudiation may sign documents; a 利用者証明用 one may not. */
function maySignDocuments(certificate: X509Certificate): boolean {
  const extension = extensionOf(certificate, id_ce_keyUsage);
  if (!extension) return false;
  const usage = AsnConvert.parse(extension, KeyUsage).toNumber();
  return (usage & KeyUsageFlags.nonRepudiation) !== 0;
}

function isValidAt(certificate: X509Certificate, at: Instant): boolean {
  const instant = Date.parse(at);
  return Date.parse(certificate.validFrom) <= instant && instant <= Date.parse(certificate.validTo);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** The path leaf → … → root if every link holds at signing time, else undefined. */
function trustedPath(
  chain: readonly (X509Certificate | undefined)[],
  roots: readonly (X509Certificate | undefined)[],
  signedAt: Instant,
): { leaf: X509Certificate; issuer: X509Certificate } | undefined {
  const [leaf, ...authorities] = chain;
  const top = chain.at(-1);
  const root = roots.find((candidate) => candidate && top && isIssuedBy(top, candidate));
  if (!leaf || !root) return undefined;
  const path = [...authorities, root];
  let below = leaf;
  for (const authority of path) {
    if (!authority || !isIssuedBy(below, authority) || !isValidAt(authority, signedAt)) return undefined;
    below = authority;
  }
  const issuer = path[0];
  return issuer && maySignDocuments(leaf) ? { leaf, issuer } : undefined;
}

/** 電子証明書の有効性確認 against configured roots and the responder of 公的個人認証サービス. */
export function createCertificateChecks(options: CertificateCheckOptions): CertificateChecks {
  return {
    async validateCertificate(chain, signedAt) {
      const result = { signedAt, checkedAt: options.clock.now(), source: 'ocsp' as const };
      const roots = (await options.roots()).map(readCertificate);
      const path = trustedPath(chain.map(readCertificate), roots, signedAt);
      if (!path) return { ...result, status: 'untrusted' };
      if (!isValidAt(path.leaf, signedAt)) return { ...result, status: 'expired' };
      const revocation = await askRevocation(path.leaf, path.issuer, {
        url: options.ocspUrl,
        fetch: options.fetch ?? ((...request) => fetch(...request)),
        limitMs: options.limitMs ?? OCSP_LIMIT_MS,
      });
      switch (revocation.status) {
        case 'good':
          return { ...result, status: 'valid' };
        case 'unknown':
          return { ...result, status: 'unknown' };
        case 'revoked': {
          const before = Date.parse(revocation.revokedAt) <= Date.parse(signedAt);
          return { ...result, status: before ? 'revokedBeforeSigning' : 'valid', revokedAt: revocation.revokedAt };
        }
      }
    },
  };
}

/** 電子署名の検証 (公的個人認証法第2条): RSASSA-PKCS1-v1_5 with SHA-256 over exactly these bytes. */
export function verifySignature(bytes: Uint8Array, signature: string, leaf: string): boolean {
  const certificate = readCertificate(leaf);
  if (certificate?.publicKey.asymmetricKeyType !== 'rsa') return false;
  return verify('sha256', bytes, certificate.publicKey, Buffer.from(signature, 'base64'));
}

function utf8StringOf(der: ArrayBuffer): string | undefined {
  const bytes = new Uint8Array(der);
  if (bytes[0] !== UTF8_STRING_TAG) return undefined;
  const short = bytes[1] ?? 0;
  // Long form: the low bits say how many bytes of length follow.
  const start = short < 0x80 ? 2 : 2 + (short & 0x7f);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start));
}

/** 基本4情報 of a 署名用 certificate (公的個人認証法第7条); undefined for any other certificate. */
export function fourItemsOf(leaf: string): FourItems | undefined {
  const certificate = readCertificate(leaf);
  const extension = certificate && extensionOf(certificate, id_ce_subjectAltName);
  if (!extension) return undefined;
  const items = new Map<string, string>();
  for (const { otherName } of AsnConvert.parse(extension, SubjectAlternativeName)) {
    const value = otherName && utf8StringOf(otherName.value);
    if (otherName && value !== undefined) items.set(otherName.typeId, value);
  }
  const bornOn = items.get(FOUR_ITEM_OIDS.bornOn);
  return FourItems.safeParse({
    name: items.get(FOUR_ITEM_OIDS.name),
    bornOn: bornOn && birthDateOfCertificate(bornOn),
    sex: items.get(FOUR_ITEM_OIDS.sex),
    address: items.get(FOUR_ITEM_OIDS.address),
  }).data;
}

/** 電子証明書の発行の番号 (公的個人認証法第7条): hexadecimal, capital letters, without a leading 00. */
export function serialOf(leaf: string): string | undefined {
  return readCertificate(leaf)
    ?.serialNumber.toUpperCase()
    .replace(/^(00)+(?=.)/, '');
}
