import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import {
  BasicOCSPResponse,
  CertID,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  OCSPRequest,
  OCSPResponse,
  OCSPResponseStatus,
  Request as OcspCertificateRequest,
  TBSRequest,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate, Extension, id_kp_OCSPSigning } from '@peculiar/asn1-x509';
import type { Instant } from '#app/vocabulary/clock.ts';
import { answerWithin } from './answer-limit.ts';
import { OutageError } from './outage.ts';

const SYSTEM = '公的個人認証サービス（失効情報）';
const SHA1 = '1.3.14.3.2.26';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';

/** 失効情報 of one certificate. */
export type RevocationStatus = { status: 'good' } | { status: 'revoked'; revokedAt: Instant } | { status: 'unknown' };

function bytesOf(buffer: ArrayBuffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

/** Names a certificate by its issuer and serial. SHA-1 is only a name here, and the one every responder knows. */
function certificateId(leaf: X509Certificate, issuer: X509Certificate): CertID {
  const sha1 = (data: ArrayBuffer) => new OctetString(createHash('sha1').update(bytesOf(data)).digest());
  const parsed = AsnConvert.parse(leaf.raw, Certificate);
  const authority = AsnConvert.parse(issuer.raw, Certificate);
  return new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA1, parameters: null }),
    issuerNameHash: sha1(AsnConvert.serialize(authority.tbsCertificate.subject)),
    issuerKeyHash: sha1(authority.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey),
    serialNumber: parsed.tbsCertificate.serialNumber,
  });
}

/** The authority itself, or a responder to which it gave a certificate for this purpose. */
function signerKeys(basic: BasicOCSPResponse, issuer: X509Certificate) {
  const delegated = (basic.certs ?? [])
    .map((certificate) => new X509Certificate(bytesOf(AsnConvert.serialize(certificate))))
    .filter(
      (certificate) =>
        certificate.checkIssued(issuer) &&
        certificate.verify(issuer.publicKey) &&
        (certificate.keyUsage ?? []).includes(id_kp_OCSPSigning),
    )
    .map((certificate) => certificate.publicKey);
  return [issuer.publicKey, ...delegated];
}

function isAuthentic(basic: BasicOCSPResponse, issuer: X509Certificate): boolean {
  if (basic.signatureAlgorithm.algorithm !== SHA256_WITH_RSA || !basic.tbsResponseDataRaw) return false;
  const signed = bytesOf(basic.tbsResponseDataRaw);
  const signature = bytesOf(basic.signature);
  return signerKeys(basic, issuer).some((key) => verify('sha256', signed, key, signature));
}

function sameBytes(left: ArrayBuffer, right: ArrayBuffer): boolean {
  return Buffer.from(bytesOf(left)).equals(Buffer.from(bytesOf(right)));
}

function readAnswer(body: ArrayBuffer, asked: CertID, nonce: ArrayBuffer, issuer: X509Certificate): RevocationStatus {
  const response = AsnConvert.parse(body, OCSPResponse);
  if (response.responseStatus !== OCSPResponseStatus.successful || !response.responseBytes) {
    throw new Error(`The responder answered with status ${response.responseStatus}.`);
  }
  if (response.responseBytes.responseType !== id_pkix_ocsp_basic) throw new Error('Unknown type of response.');
  const basic = AsnConvert.parse(response.responseBytes.response.buffer, BasicOCSPResponse);
  if (!isAuthentic(basic, issuer)) throw new Error('The response is not signed by the authority.');
  const echoed = basic.tbsResponseData.responseExtensions?.find(({ extnID }) => extnID === id_pkix_ocsp_nonce);
  if (!echoed || !sameBytes(echoed.extnValue.buffer, nonce)) throw new Error('The response answers another question.');
  const single = basic.tbsResponseData.responses.find(
    ({ certID }) =>
      sameBytes(certID.serialNumber, asked.serialNumber) &&
      sameBytes(certID.issuerKeyHash.buffer, asked.issuerKeyHash.buffer),
  );
  if (!single) throw new Error('The response is about another certificate.');
  const { revoked } = single.certStatus;
  if (revoked) return { status: 'revoked', revokedAt: revoked.revocationTime.toISOString() };
  return { status: single.certStatus.good !== undefined ? 'good' : 'unknown' };
}

/**
 * 失効情報の照会 (公的個人認証法第18条, RFC 6960). The nonce makes the answer fresh without comparing clocks. Silence, an
 * error or an answer that cannot be trusted is an outage: nothing is known, nothing may be concluded.
 */
export async function askRevocation(
  leaf: X509Certificate,
  issuer: X509Certificate,
  responder: { url: string; fetch: typeof fetch; limitMs: number },
): Promise<RevocationStatus> {
  const asked = certificateId(leaf, issuer);
  const nonce = AsnConvert.serialize(new OctetString(randomBytes(16)));
  const request = new OCSPRequest({
    tbsRequest: new TBSRequest({
      requestList: [new OcspCertificateRequest({ reqCert: asked })],
      requestExtensions: [new Extension({ extnID: id_pkix_ocsp_nonce, extnValue: new OctetString(nonce) })],
    }),
  });
  try {
    const answer = await answerWithin(responder.limitMs, async (signal) => {
      const response = await responder.fetch(responder.url, {
        method: 'POST',
        headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
        body: AsnConvert.serialize(request),
        signal,
      });
      if (!response.ok) throw new Error(`The responder answered ${response.status}.`);
      return response.arrayBuffer();
    });
    return readAnswer(answer, asked, nonce, issuer);
  } catch (cause) {
    throw new OutageError(SYSTEM, cause);
  }
}
