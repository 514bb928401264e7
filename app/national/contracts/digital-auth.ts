import { z } from 'zod';
import { CertificateSerial } from '#app/vocabulary/identifiers.ts';
import type { Sex } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/**
 * デジタル認証アプリ: scopes of its OpenID Connect interface. `openid` alone asks for the 利用者証明用 PIN, the four
 * basic items for the 券面事項入力補助用 PIN, `sign` for the 署名用 password.
 * `serial` is an assumption: the published interface has no such scope; it stands for an arrangement that hands the
 * 発行番号 of the 利用者証明用 certificate to administrative bodies. Where it is not offered the claim is missing.
 */
export const AUTH_APP_SCOPES = {
  signIn: 'openid',
  serial: 'serial',
  profile: 'openid name address birthdate gender',
  signing: 'openid sign',
} as const;

/** Name of the claim with the 発行番号; see AUTH_APP_SCOPES.serial. */
export const SERIAL_CLAIM = 'authentication_serial';

/** Parameter of the authorization request that names the 署名トランザクション. */
export const SIGN_TRANSACTION_PARAMETER = 'sign_transaction_id';

/** Why the app sends a person back without what was asked for: the text of `error_description`. */
export const AuthAppReturnReason = z.enum(['cancelled', 'pin_locked', 'card_unusable']);
export type AuthAppReturnReason = z.infer<typeof AuthAppReturnReason>;

/** 署名トランザクションの開始: SHA-256 of what is to be signed, base64, and the title shown to the person. */
export const SignTransactionRequest = z.strictObject({
  digest: z.base64().length(44),
  title: z.string().min(1).max(100),
});
export type SignTransactionRequest = z.infer<typeof SignTransactionRequest>;

/** 署名トランザクション: its number. */
export const SignTransaction = z.object({ id: z.uuid() });
export type SignTransaction = z.infer<typeof SignTransaction>;

/** 署名結果: the content of the JWE; the chain begins with the 署名用 certificate and leaves the root out. */
export const SignResult = z.object({
  signature: z.base64().max(2_000),
  certificateChain: z.array(z.base64().max(8_000)).min(1).max(4),
});
export type SignResult = z.infer<typeof SignResult>;

/** 基本4情報 from the UserInfo endpoint, in the claims of OpenID Connect Core 5.1. */
export const ProfileClaims = z.object({
  sub: z.string().min(1).max(255),
  name: textItem(100).min(1),
  address: z.object({ formatted: textItem(300).min(1) }),
  birthdate: z.string().max(10),
  gender: z.enum(['male', 'female', 'unknown']),
});
export type ProfileClaims = z.infer<typeof ProfileClaims>;

/** Optional claim of the ID token. */
export const SerialClaim = z.object({ [SERIAL_CLAIM]: CertificateSerial.optional() });

/** 性別 as a claim. */
export const GENDER_OF_SEX: Record<Sex, ProfileClaims['gender']> = { '0': 'unknown', '1': 'male', '2': 'female' };

/** A claim back to 性別. */
export const SEX_OF_GENDER: Record<ProfileClaims['gender'], Sex> = { unknown: '0', male: '1', female: '2' };
