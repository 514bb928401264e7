import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { AsnConvert, AsnUtf8StringConverter } from '@peculiar/asn1-schema';
import { GeneralName, id_ce_subjectAltName, OtherName, SubjectAlternativeName } from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import { certificateBirthDate, FOUR_ITEM_OIDS } from '#app/national/contracts/certificate-profile.ts';
import { certificateName, certificateText } from '#app/vocabulary/certificate-names.ts';
import type { CertificateContent } from '#db/schema/cards.ts';
import type { Authority } from './authorities.ts';
import { CARD_KEY } from './keys.ts';

/** A certificate as it was assigned at issue. */
export interface AssignedCertificate {
  serial: string;
  purpose: 'signature' | 'authentication';
  notBefore: string;
  notAfter: string;
  content: CertificateContent;
}

/** 主体者の一般名: letters without meaning around the first five digits of the 団体コード, as real ones have it. */
function commonName({ serial, content }: AssignedCertificate): string {
  const letters = createHash('sha256').update(serial).digest('hex').slice(0, 12).toUpperCase();
  return `${letters}${content.municipalityCode.slice(0, 5)}003A`;
}

/** 代替文字の使用位置: 1 for every character of the name that another one stands for. */
function substitutionMarks(name: string, substituted: string): string {
  const originals = [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(name)];
  const shown = [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(substituted)];
  return shown.map(({ segment }, index) => (segment === originals[index]?.segment ? '0' : '1')).join('');
}

function otherName(typeId: string, text: string): GeneralName {
  const value = AsnUtf8StringConverter.toASN(text).toBER();
  return new GeneralName({ otherName: new OtherName({ typeId, value }) });
}

/** 基本4情報 (公的個人認証法第7条) as otherName entries of the subjectAltName. */
function fourItemsExtension(content: CertificateContent): x509.Extension {
  const name = certificateName(content.name);
  const names = new SubjectAlternativeName([
    otherName(FOUR_ITEM_OIDS.name, name),
    otherName(FOUR_ITEM_OIDS.nameSubstitutions, substitutionMarks(content.name, name)),
    otherName(FOUR_ITEM_OIDS.sex, content.sex),
    otherName(FOUR_ITEM_OIDS.bornOn, certificateBirthDate(content.bornOn)),
    otherName(FOUR_ITEM_OIDS.address, certificateText(content.address)),
  ]);
  return new x509.Extension(id_ce_subjectAltName, false, AsnConvert.serialize(names));
}

/** 電子証明書の作成: 署名用 with the four items and the right to sign documents, 利用者証明用 with a serial only. */
export function makeCertificate(
  assigned: AssignedCertificate,
  publicKey: CryptoKey,
  authority: Authority,
): Promise<x509.X509Certificate> {
  const { digitalSignature, nonRepudiation } = x509.KeyUsageFlags;
  const signing = assigned.purpose === 'signature';
  return x509.X509CertificateGenerator.create({
    serialNumber: assigned.serial,
    subject: `C=JP, CN=${commonName(assigned)}`,
    issuer: authority.certificate.subject,
    notBefore: new Date(assigned.notBefore),
    notAfter: new Date(assigned.notAfter),
    publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: CARD_KEY,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(signing ? digitalSignature | nonRepudiation : digitalSignature, true),
      ...(signing ? [fourItemsExtension(assigned.content)] : []),
    ],
  });
}
