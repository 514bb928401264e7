import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import { IndividualNumber, MunicipalityCode, ReceiptNumber, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import {
  CalendarDate,
  DateOfRecord,
  ForeignStatus,
  PersonName,
  Qualifications,
  RegisteredDomicile,
  Sex,
} from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/** 個人番号カードの管理情報 (住民基本台帳法施行令第24条の3). */
export const CardData = z.object({
  cardId: z.string().max(40),
  issuedOn: CalendarDate,
  expiresOn: CalendarDate,
});
export type CardData = z.infer<typeof CardData>;

/** One person of a 転出証明書情報 (住民基本台帳法施行令第23条, 第24条の3). */
export const CertificateMover = z.object({
  residentRecordCode: ResidentRecordCode,
  individualNumber: IndividualNumber.optional(),
  name: PersonName,
  bornOn: DateOfRecord,
  sex: Sex,
  /** 続柄 at the old address. */
  relationship: z.string().max(40),
  registeredDomicile: RegisteredDomicile.optional(),
  foreignStatus: ForeignStatus.optional(),
  qualifications: Qualifications,
  card: CardData.optional(),
});
export type CertificateMover = z.infer<typeof CertificateMover>;

/**
 * 転出証明書情報 (住民基本台帳法第24条の2, 施行令第24条の3).
 * `kind`: advance = 事前通知 by the old town itself (第3項); answer = reply to a request (第4項).
 */
export const MovingOutCertificate = z.object({
  kind: z.enum(['advance', 'answer']),
  /** Identifies the 転出 at the old town; the same in advance notice, answer and 転入通知. */
  movingOutId: z.uuid(),
  /** Grows with every change of the same 転出; a receiver keeps the highest. */
  revision: z.number().int().positive(),
  fromMunicipality: MunicipalityCode,
  toMunicipality: MunicipalityCode,
  receiptNumber: ReceiptNumber.optional(),
  notifiedOn: CalendarDate,
  plannedOn: CalendarDate,
  oldAddress: Address,
  oldHouseholder: textItem(100),
  plannedAddress: Address,
  movers: z.array(CertificateMover).min(1).max(20),
});
export type MovingOutCertificate = z.infer<typeof MovingOutCertificate>;

/** 転出証明書情報の請求 (住民基本台帳法第24条の2第4項): the new town says that the first 転入届 was received. */
export const MovingOutCertificateRequest = z.object({
  requestId: z.uuid(),
  residentRecordCode: ResidentRecordCode,
  /** confirm: the 事前通知 is at hand and only its freshness is asked. */
  purpose: z.enum(['fetch', 'confirm']),
});
export type MovingOutCertificateRequest = z.infer<typeof MovingOutCertificateRequest>;

/** Answer to a request that brings no 転出証明書情報: no 転出届, already registered elsewhere, cancelled, lapsed. */
export const MovingOutCertificateUnavailable = z.object({
  requestId: z.uuid(),
  reason: z.enum(['noNotification', 'registeredElsewhere', 'cancelled', 'limitPassed', 'unknownPerson']),
});
export type MovingOutCertificateUnavailable = z.infer<typeof MovingOutCertificateUnavailable>;

/** Answer to a request: the 転出証明書情報 as it is now. */
export const MovingOutCertificateAnswer = z.object({ requestId: z.uuid(), certificate: MovingOutCertificate });
export type MovingOutCertificateAnswer = z.infer<typeof MovingOutCertificateAnswer>;

/** 転出証明書情報の取消し: the old town takes the 事前通知 back (転出取消, or registered in another town). */
export const MovingOutCertificateWithdrawn = z.object({
  movingOutId: z.uuid(),
  reason: z.enum(['cancelled', 'registeredElsewhere']),
  /** Movers who no longer move; empty = everybody. */
  residentRecordCodes: z.array(ResidentRecordCode).max(20),
});
export type MovingOutCertificateWithdrawn = z.infer<typeof MovingOutCertificateWithdrawn>;

/** 転入通知 (住民基本台帳法第9条第1項): these persons are registered here now. */
export const MovingInNotice = z.object({
  movingOutId: z.uuid().optional(),
  /** Counts from 1; a later one corrects an earlier one. */
  revision: z.number().int().positive(),
  toMunicipality: MunicipalityCode,
  movedInOn: CalendarDate,
  notifiedOn: CalendarDate,
  newAddress: Address,
  oldAddress: Address,
  householder: textItem(100),
  movers: z
    .array(
      z.object({
        residentRecordCode: ResidentRecordCode,
        name: textItem(100),
        bornOn: DateOfRecord,
        sex: Sex,
      }),
    )
    .min(1)
    .max(20),
});
export type MovingInNotice = z.infer<typeof MovingInNotice>;

/** 転入通知の取消し (標準仕様書 4.6.0.1): the 転入 was cancelled at the new town, so the old town may take the 転出 back. */
export const MovingInNoticeWithdrawn = z.object({
  toMunicipality: MunicipalityCode,
  residentRecordCodes: z.array(ResidentRecordCode).min(1).max(20),
});
export type MovingInNoticeWithdrawn = z.infer<typeof MovingInNoticeWithdrawn>;

/** 9条2項通知 (住民基本台帳法第9条第2項): a 出生届 or 死亡届 of a resident of another town was accepted here. */
export const ResidentFilingNotice = z.object({
  noticeId: z.uuid(),
  filing: z.enum(['birth', 'death']),
  person: z.object({
    name: PersonName,
    bornOn: DateOfRecord,
    sex: Sex,
    registeredDomicile: RegisteredDomicile.optional(),
  }),
  address: Address,
  householder: textItem(100).optional(),
  relationship: z.string().max(40).optional(),
  happenedOn: DateOfRecord,
  notifiedOn: CalendarDate,
});
export type ResidentFilingNotice = z.infer<typeof ResidentFilingNotice>;

/** 戸籍の附票記載事項通知 (住民基本台帳法第19条第1項): to the municipality of the 本籍. */
export const SupplementaryFamilyRegisterNotice = z.object({
  registeredDomicile: RegisteredDomicile,
  name: textItem(100),
  bornOn: DateOfRecord,
  sex: Sex,
  residentRecordCode: ResidentRecordCode,
  newAddress: Address,
  addressSince: CalendarDate,
  reason: z.enum(['movingIn', 'relocation', 'notation', 'movingAbroad']),
});
export type SupplementaryFamilyRegisterNotice = z.infer<typeof SupplementaryFamilyRegisterNotice>;
