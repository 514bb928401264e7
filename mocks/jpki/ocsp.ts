import { createHash } from 'node:crypto';
import {
  BasicOCSPResponse,
  type CertID,
  CertStatus,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  KeyHash,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import type { Authorities, Authority } from './authority/authorities.ts';
import { CARD_KEY } from './authority/keys.ts';
import type { CardFile } from './cards/card-file.ts';
import type { JpkiDeps } from './deps.ts';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const HASHES: Record<string, string> = { '1.3.14.3.2.26': 'sha1', '2.16.840.1.101.3.4.2.1': 'sha256' };
const MAX_CERTIFICATES = 20;

type Issuer = { authority: Authority; purpose: 'signature' | 'authentication' };

function hashOf(algorithm: string, data: ArrayBuffer): Buffer {
  return createHash(algorithm).update(new Uint8Array(data)).digest();
}

function isNamedBy(certId: CertID, authority: Authority): boolean {
  const algorithm = HASHES[certId.hashAlgorithm.algorithm];
  if (!algorithm) return false;
  const { subject, subjectPublicKeyInfo } = AsnConvert.parse(authority.certificate.rawData, Certificate).tbsCertificate;
  const name = hashOf(algorithm, AsnConvert.serialize(subject));
  const key = hashOf(algorithm, subjectPublicKeyInfo.subjectPublicKey);
  return (
    name.equals(new Uint8Array(certId.issuerNameHash.buffer)) && key.equals(new Uint8Array(certId.issuerKeyHash.buffer))
  );
}

function serialText(certId: CertID): string {
  return Buffer.from(certId.serialNumber)
    .toString('hex')
    .toUpperCase()
    .replace(/^(00)+(?=.)/, '');
}

function failure(status: OCSPResponseStatus): Response {
  return answer(new OCSPResponse({ responseStatus: status }));
}

function answer(response: OCSPResponse): Response {
  return new Response(AsnConvert.serialize(response), { headers: { 'content-type': 'application/ocsp-response' } });
}

/** OCSPレスポンダ (RFC 6960) of both authorities: good, revoked with its moment, or unknown. Legal time. */
export function createOcspResponder(
  deps: Pick<JpkiDeps, 'clock'>,
  file: CardFile,
  authorities: () => Promise<Authorities>,
): (request: Request) => Promise<Response> {
  /** A lapsed card takes its certificates along (公的個人認証法第15条). */
  async function statusOf(certId: CertID, issuer: Issuer): Promise<CertStatus> {
    const row = await file.findCertificate(serialText(certId));
    if (row?.purpose !== issuer.purpose) return new CertStatus({ unknown: null });
    const card = await file.find(row.cardId);
    const lapse = card && file.lapseOf(card);
    const ends = [row.revokedAt, lapse && lapse.reason !== 'expired' ? tokyoInstant(lapse.on, '00:00') : undefined];
    const [revokedAt] = ends.filter((end) => typeof end === 'string').sort();
    if (!revokedAt) return new CertStatus({ good: null });
    return new CertStatus({ revoked: new RevokedInfo({ revocationTime: new Date(revokedAt) }) });
  }

  async function findIssuer(certId: CertID): Promise<Issuer | undefined> {
    const { signature, authentication } = await authorities();
    if (isNamedBy(certId, signature)) return { authority: signature, purpose: 'signature' };
    return isNamedBy(certId, authentication) ? { authority: authentication, purpose: 'authentication' } : undefined;
  }

  return async (request) => {
    if (request.method !== 'POST') return new Response('Method Not Allowed', { status: 405 });
    let asked: OCSPRequest;
    try {
      asked = AsnConvert.parse(await request.arrayBuffer(), OCSPRequest);
    } catch {
      return failure(OCSPResponseStatus.malformedRequest);
    }
    const certIds = asked.tbsRequest.requestList.map(({ reqCert }) => reqCert);
    const [first] = certIds;
    if (!first || certIds.length > MAX_CERTIFICATES) return failure(OCSPResponseStatus.malformedRequest);
    const issuer = await findIssuer(first);
    if (!issuer || !certIds.every((certId) => isNamedBy(certId, issuer.authority))) {
      return failure(OCSPResponseStatus.unauthorized);
    }
    const now = new Date(deps.clock.now());
    const { subjectPublicKeyInfo } = AsnConvert.parse(issuer.authority.certificate.rawData, Certificate).tbsCertificate;
    const nonce = asked.tbsRequest.requestExtensions?.find(({ extnID }) => extnID === id_pkix_ocsp_nonce);
    const tbsResponseData = new ResponseData({
      responderID: new ResponderID({ byKey: new KeyHash(hashOf('sha1', subjectPublicKeyInfo.subjectPublicKey)) }),
      producedAt: now,
      responses: await Promise.all(
        certIds.map(
          async (certID) => new SingleResponse({ certID, certStatus: await statusOf(certID, issuer), thisUpdate: now }),
        ),
      ),
      ...(nonce ? { responseExtensions: [nonce] } : {}),
    });
    const signature = await crypto.subtle.sign(
      CARD_KEY,
      issuer.authority.privateKey,
      AsnConvert.serialize(tbsResponseData),
    );
    const basic = new BasicOCSPResponse({
      tbsResponseData,
      signatureAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256_WITH_RSA, parameters: null }),
      signature,
    });
    return answer(
      new OCSPResponse({
        responseStatus: OCSPResponseStatus.successful,
        responseBytes: new ResponseBytes({
          responseType: id_pkix_ocsp_basic,
          response: new OctetString(AsnConvert.serialize(basic)),
        }),
      }),
    );
  };
}
