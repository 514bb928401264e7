import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import { CertificateSerial, MunicipalityCode, ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { CalendarDate, DateOfRecord, FourItems, Sex } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';
import { TimeOfDay } from '#app/vocabulary/visit-slots.ts';

/** One person who moves, as the filer states it. */
export const ApplicationMover = z.object({
  name: textItem(100).min(1),
  kana: textItem(100).optional(),
  bornOn: DateOfRecord,
  sex: Sex,
  /** 続柄 to the old householder. */
  relationship: z.string().max(40),
  hasCard: z.boolean(),
  /** 続柄 in the new household: a preparation, decided at the counter. */
  newRelationship: z.string().max(40).optional(),
});
export type ApplicationMover = z.infer<typeof ApplicationMover>;

/** 来庁予定 (転入予約): the day, the time where the town gives times, and who comes; not a filing. */
export const PlannedVisit = z.object({
  on: CalendarDate,
  office: z.string().max(40),
  /** Start of the reserved 時間枠. */
  startsAt: TimeOfDay.optional(),
  visitor: z.enum(['filer', 'householdMember', 'proxy']),
});
export type PlannedVisit = z.infer<typeof PlannedVisit>;

/**
 * 転出届・転入予約 (住民基本台帳法第24条, 第24条の2): the form that is shown, signed and kept.
 * Its canonical bytes (RFC 8785) are what the 署名用 certificate signs.
 */
export const MovingForm = z.object({
  procedure: z.literal('movingOutAndVisit'),
  receiptNumber: ReceiptNumber,
  /** The application that this one corrects (要訂正 → 再申請). */
  corrects: ReceiptNumber.optional(),
  filedOn: CalendarDate,
  filer: FourItems.extend({ phone: z.string().max(20), email: z.string().max(254).optional() }),
  fromMunicipality: MunicipalityCode,
  oldAddress: textItem(300),
  oldHouseholder: textItem(100),
  scope: z.enum(['wholeHousehold', 'partOfHousehold']),
  movers: z.array(ApplicationMover).min(1).max(20),
  movingOn: CalendarDate,
  toMunicipality: MunicipalityCode,
  newAddress: Address,
  newHousehold: z.enum(['new', 'join']),
  newHouseholder: textItem(100),
  /** Who becomes head of those who stay, if the head leaves and two or more stay: their own filing (第25条). */
  remainingHouseholder: textItem(100).optional(),
  visit: PlannedVisit,
});
export type MovingForm = z.infer<typeof MovingForm>;

/** Result of the validation of a certificate at signing time. */
export const CertificateValidation = z.object({
  status: z.enum(['valid', 'revokedBeforeSigning', 'expired', 'untrusted', 'unknown']),
  signedAt: z.iso.datetime(),
  checkedAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
  source: z.enum(['ocsp', 'crl']),
});
export type CertificateValidation = z.infer<typeof CertificateValidation>;

/** 転出届の申請データ: the signed form with all the evidence; portal → old town. */
export const MovingOutApplication = z.object({
  receiptNumber: ReceiptNumber,
  /** Exactly the signed bytes, base64; the form is read from them and from nothing else. */
  formBytes: z.base64().max(200_000),
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the bytes, base64. */
  signature: z.base64().max(2_000),
  /** 署名用電子証明書, DER, base64, with the chain up to but without the root. */
  certificateChain: z.array(z.base64().max(8_000)).min(1).max(4),
  validation: CertificateValidation,
  /** 発行番号 of the 利用者証明用 certificate of the sign-in, where the app hands it over. */
  authenticationSerial: CertificateSerial.optional(),
  filedAt: z.iso.datetime(),
});
export type MovingOutApplication = z.infer<typeof MovingOutApplication>;

/** 来庁予定の連絡 (転入予約): portal → new town; what the counter needs to prepare and no more. */
export const VisitNotice = z.object({
  receiptNumber: ReceiptNumber,
  fromMunicipality: MunicipalityCode,
  toMunicipality: MunicipalityCode,
  filerName: textItem(100),
  phone: z.string().max(20),
  movingOn: CalendarDate,
  newAddress: Address,
  newHousehold: z.enum(['new', 'join']),
  newHouseholder: textItem(100),
  movers: z
    .array(ApplicationMover.omit({ relationship: true }))
    .min(1)
    .max(20),
  visit: PlannedVisit,
  /** 受付の符号: what the QR code of the resident names; opaque, says nothing about anybody. */
  checkIn: z
    .string()
    .regex(/^[\w-]{22}$/)
    .optional(),
});
export type VisitNotice = z.infer<typeof VisitNotice>;

/** 来庁予定の取消し: portal → new town. */
export const VisitCancelled = z.object({ receiptNumber: ReceiptNumber });
export type VisitCancelled = z.infer<typeof VisitCancelled>;

/** 取下げ, or 転出取消の申出 when the 転出 was processed already: portal → old town. */
export const WithdrawalRequest = z.object({ receiptNumber: ReceiptNumber, requestedAt: z.iso.datetime() });
export type WithdrawalRequest = z.infer<typeof WithdrawalRequest>;

/**
 * 申請処理状況 (申請管理 → マイナポータル).
 * arrived 受付, underReview 審査中, correctionRequested 要訂正, refused 却下, completed 完了, withdrawn 取下げ,
 * cancelled 転出取消, withdrawalRefused 取下げできません, movedOut 転出済 (消除), movedIn 転入の通知を受けた.
 */
export const ApplicationStatusReport = z.object({
  receiptNumber: ReceiptNumber,
  status: z.enum([
    'arrived',
    'underReview',
    'correctionRequested',
    'refused',
    'completed',
    'withdrawn',
    'cancelled',
    'withdrawalRefused',
    'movedOut',
    'movedIn',
  ]),
  at: z.iso.datetime(),
  /** What the resident is told, in plain words: for correctionRequested, refused and withdrawalRefused. */
  reason: textItem(500).optional(),
  /** Fields of the form to be mended (names of MovingForm), for correctionRequested. */
  fields: z.array(z.string().max(40)).max(20).optional(),
});
export type ApplicationStatusReport = z.infer<typeof ApplicationStatusReport>;

/** 来庁予定の処理状況: new town → portal. */
export const VisitStatusReport = z.object({
  receiptNumber: ReceiptNumber,
  status: z.enum(['arrived', 'prepared', 'visited', 'sentBack', 'registered', 'cancelled', 'expired']),
  at: z.iso.datetime(),
  reason: textItem(500).optional(),
  /** Day of 転入 for registered. */
  movedInOn: CalendarDate.optional(),
});
export type VisitStatusReport = z.infer<typeof VisitStatusReport>;
