import type { CertificateValidation } from '#app/messages/contracts/application.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { type TextKey, text } from '../texts/text.ts';

const ARTICLES = {
  certificateExpired: '公的個人認証法第5条',
  certificateRevoked: '公的個人認証法第15条・第18条',
  certificateUntrusted: '公的個人認証法第17条',
  signedByOther: '公的個人認証法第2条第1項',
  readFromOther: '公的個人認証法第2条第1項',
  signatureBroken: '公的個人認証法第2条第1項',
  dayChanged: '住民基本台帳法第24条',
  notNow: '住民基本台帳法第24条',
} as const;

/** 署名を受け付けられない理由. */
export type SignatureRefusalCode = keyof typeof ARTICLES;

/** 署名の拒否: nothing is filed, the draft stays. */
export function refuseSignature(code: SignatureRefusalCode): Refusal {
  const key: TextKey = `refusal.${code}`;
  return { code, sentence: text(key), article: ARTICLES[code] };
}

/** 電子証明書の有効性 at signing time (公的個人認証法第17条, 第18条): revoked later is the normal case and no reason. */
export function refuseCertificate({ status }: CertificateValidation): Refusal | undefined {
  switch (status) {
    case 'valid':
      return undefined;
    case 'expired':
      return refuseSignature('certificateExpired');
    case 'revokedBeforeSigning':
      return refuseSignature('certificateRevoked');
    case 'untrusted':
    case 'unknown':
      return refuseSignature('certificateUntrusted');
  }
}
