import { z } from 'zod';
import { CertificateSerial, MunicipalityCode, ProcessingNumber } from '#app/vocabulary/identifiers.ts';
import { FourItems } from '#app/vocabulary/persons.ts';
import { CopyRegistration } from './identity.ts';

/** 照会対象者: how the inquirer knows the person; who files is known by the certificate's serial or by four items. */
export const InquirySubject = z.object({
  serial: CertificateSerial.optional(),
  fourItems: FourItems.optional(),
  /** Of the asking town's own 宛名 system. */
  unifiedAddresseeNumber: z.string().length(15).optional(),
});
export type InquirySubject = z.infer<typeof InquirySubject>;

/**
 * 情報照会 (番号法第19条第8号, 自己情報は附則第6条第3項): one 特定個人情報 of one person for one 事務. Taken and given a 処理通番; the result
 * is fetched by a second call.
 */
export const InformationInquiry = z.object({
  ...InquirySubject.shape,
  /** 利用事務 (番号法第9条). */
  purpose: z.string().max(40),
  /** 特定個人情報名コード. */
  informationName: z.string().max(20),
  /** 本人の同意 to an inquiry of マイナポータル. */
  consentId: z.uuid().optional(),
  /** 照会先: without it, the town where the person is registered. */
  provider: MunicipalityCode.optional(),
});
export type InformationInquiry = z.infer<typeof InformationInquiry>;

/** 情報照会の受付: 処理通番 that ties the 照会 to its 提供. */
export const InquiryReceipt = z.object({ processingNumber: ProcessingNumber });
export type InquiryReceipt = z.infer<typeof InquiryReceipt>;

/** 情報照会の結果の取得: only who asked may fetch. */
export const InquiryResultRequest = z.object({ processingNumber: ProcessingNumber });
export type InquiryResultRequest = z.infer<typeof InquiryResultRequest>;

/**
 * 情報照会の結果: the household, or why there is none. `notProvided` covers 自己情報提供不可 (支援措置) and every other ground alike.
 */
export const InquiryResult = z.object({
  processingNumber: ProcessingNumber,
  state: z.enum(['processing', 'provided', 'notProvided', 'symbolMissing']),
  /** Sentence of the 中間サーバー, e.g. 「…は符号が未取得です。」. */
  error: z.string().max(200).optional(),
  municipalityCode: MunicipalityCode.optional(),
  household: CopyRegistration.shape.household.optional(),
});
export type InquiryResult = z.infer<typeof InquiryResult>;

/** 情報提供等記録の照会 (番号法第23条, 附則第6条第3項): what was asked about oneself. */
export const ProvisionRecordInquiry = z.object({
  serial: CertificateSerial.optional(),
  fourItems: FourItems.optional(),
});
export type ProvisionRecordInquiry = z.infer<typeof ProvisionRecordInquiry>;

/** 情報提供等記録 (番号法第23条): who asked whom, when, for which 事務, and whether something was provided; newest first. */
export const ProvisionRecords = z.object({
  records: z
    .array(
      z.object({
        processingNumber: ProcessingNumber,
        at: z.iso.datetime(),
        inquirer: z.string().max(10),
        provider: MunicipalityCode.optional(),
        purpose: z.string().max(40),
        informationName: z.string().max(20),
        provided: z.boolean(),
      }),
    )
    .max(200),
});
export type ProvisionRecords = z.infer<typeof ProvisionRecords>;

/** オンライン届出の可否の照会: asked for everybody who files without consenting to 自己情報; tells nothing about the person. */
export const OnlineFilingInquiry = z.object({
  serial: CertificateSerial.optional(),
  fourItems: FourItems.optional(),
});
export type OnlineFilingInquiry = z.infer<typeof OnlineFilingInquiry>;

/** オンライン届出の可否: `possible` false covers 支援措置 and every other ground alike. */
export const OnlineFilingAnswer = z.object({ possible: z.boolean() });
export type OnlineFilingAnswer = z.infer<typeof OnlineFilingAnswer>;
