import type { z } from 'zod';
import { AccessRecordRequest, AccessRecords } from './access-records.ts';
import {
  ApplicationStatusReport,
  MovingOutApplication,
  VisitCancelled,
  VisitNotice,
  VisitStatusReport,
  WithdrawalRequest,
} from './application.ts';
import { CoMoverNotice, CoMoverObjection } from './co-movers.ts';
import {
  CardContinuationReported,
  CertificateChanged,
  CertificateHolder,
  CertificateHolderInquiry,
  CodeBlock,
  CodeBlockRequest,
  CopyRegistration,
  CurrentSerialInquiry,
  CurrentSerials,
  FormerCodeInquiry,
  FormerCodes,
  IdentityInformationNotice,
  IndividualNumberAssigned,
  IndividualNumberChanged,
  IndividualNumberChangeRequest,
  IndividualNumberRequest,
  MovingInNoticeReceived,
  SymbolRequest,
  SymbolState,
  UnifiedAddresseeDeletion,
  UnifiedAddresseeRegistration,
} from './identity.ts';
import { ForeignResidentNotice, ImmigrationNotice } from './immigration.ts';
import {
  InformationInquiry,
  InquiryReceipt,
  InquiryResult,
  InquiryResultRequest,
  OnlineFilingAnswer,
  OnlineFilingInquiry,
  ProvisionRecordInquiry,
  ProvisionRecords,
} from './inquiry.ts';
import { MailCounts, MailCountsInquiry } from './mail-counts.ts';
import {
  MovingInNotice,
  MovingInNoticeWithdrawn,
  MovingOutCertificate,
  MovingOutCertificateAnswer,
  MovingOutCertificateRequest,
  MovingOutCertificateUnavailable,
  MovingOutCertificateWithdrawn,
  ResidentFilingNotice,
  SupplementaryFamilyRegisterNotice,
} from './moving.ts';
import { ProtectionForwarded } from './protection.ts';
import {
  AddresseeStateInquiry,
  AddresseeStates,
  ReconciliationAnswer,
  ReconciliationInquiry,
  RegisteredHere,
  RegisteredHereInquiry,
} from './reconciliation.ts';
import { ToDoList, ToDoTickReport } from './to-do.ts';
import { VisitSlotsPublished, VisitSlotsWithdrawn } from './visit-slots.ts';
import { WardMoveNotice, WardRecordAnswer, WardRecordRequest } from './wards.ts';

/** Every message that crosses the line: its Japanese name, its version and the closed list of its items. */
export const MESSAGE_TYPES = {
  MovingOutApplication: { title: '転出届（申請データ）', version: 1, schema: MovingOutApplication },
  VisitNotice: { title: '来庁予定の連絡（転入予約）', version: 1, schema: VisitNotice },
  VisitCancelled: { title: '来庁予定の取消し', version: 1, schema: VisitCancelled },
  WithdrawalRequest: { title: '転出届の取下げ', version: 1, schema: WithdrawalRequest },
  ApplicationStatusReport: { title: '申請処理状況', version: 1, schema: ApplicationStatusReport },
  VisitStatusReport: { title: '来庁予定の処理状況', version: 1, schema: VisitStatusReport },
  AccessRecordRequest: { title: '自分の記録の閲覧者の照会', version: 1, schema: AccessRecordRequest },
  AccessRecords: { title: '自分の記録の閲覧者の回答', version: 1, schema: AccessRecords },
  CoMoverNotice: { title: '異動者への知らせ', version: 1, schema: CoMoverNotice },
  CoMoverObjection: { title: '異動者の申出', version: 1, schema: CoMoverObjection },
  ToDoList: { title: '引越しの手続の一覧', version: 1, schema: ToDoList },
  ToDoTickReport: { title: '手続の済みの知らせ', version: 1, schema: ToDoTickReport },
  VisitSlotsPublished: { title: '来庁の時間枠の公開', version: 1, schema: VisitSlotsPublished },
  VisitSlotsWithdrawn: { title: '来庁の時間枠の取消し', version: 1, schema: VisitSlotsWithdrawn },
  MovingOutCertificate: { title: '転出証明書情報（事前通知）', version: 1, schema: MovingOutCertificate },
  MovingOutCertificateRequest: { title: '転出証明書情報の請求', version: 1, schema: MovingOutCertificateRequest },
  MovingOutCertificateAnswer: { title: '転出証明書情報（回答）', version: 1, schema: MovingOutCertificateAnswer },
  MovingOutCertificateUnavailable: {
    title: '転出証明書情報（該当なし）',
    version: 1,
    schema: MovingOutCertificateUnavailable,
  },
  MovingOutCertificateWithdrawn: {
    title: '転出証明書情報の取消し',
    version: 1,
    schema: MovingOutCertificateWithdrawn,
  },
  MovingInNotice: { title: '転入通知', version: 1, schema: MovingInNotice },
  MovingInNoticeWithdrawn: { title: '転入通知の取消し', version: 1, schema: MovingInNoticeWithdrawn },
  ResidentFilingNotice: { title: '住民基本台帳法第9条第2項の通知', version: 1, schema: ResidentFilingNotice },
  SupplementaryFamilyRegisterNotice: {
    title: '戸籍の附票記載事項通知',
    version: 1,
    schema: SupplementaryFamilyRegisterNotice,
  },
  WardRecordRequest: { title: '区間異動の照会', version: 1, schema: WardRecordRequest },
  WardRecordAnswer: { title: '区間異動の回答', version: 1, schema: WardRecordAnswer },
  WardMoveNotice: { title: '区間異動の通知', version: 1, schema: WardMoveNotice },
  ProtectionForwarded: { title: '支援措置の転送', version: 1, schema: ProtectionForwarded },
  IdentityInformationNotice: { title: '本人確認情報の通知', version: 1, schema: IdentityInformationNotice },
  ForeignResidentNotice: { title: '外国人住民の市町村通知', version: 1, schema: ForeignResidentNotice },
  ImmigrationNotice: { title: '出入国在留管理庁長官通知', version: 1, schema: ImmigrationNotice },
  MovingInNoticeReceived: { title: '転入通知の受理通知', version: 1, schema: MovingInNoticeReceived },
  CardContinuationReported: { title: 'カード継続利用の通知', version: 1, schema: CardContinuationReported },
  CertificateHolderInquiry: { title: '証明書発行番号の照会', version: 1, schema: CertificateHolderInquiry },
  CertificateHolder: { title: '証明書発行番号の回答', version: 1, schema: CertificateHolder },
  CurrentSerialInquiry: { title: '証明書発行番号の最新化の照会', version: 1, schema: CurrentSerialInquiry },
  CurrentSerials: { title: '証明書発行番号の最新化の回答', version: 1, schema: CurrentSerials },
  CertificateChanged: { title: '証明書発行番号の更新の通知', version: 1, schema: CertificateChanged },
  FormerCodeInquiry: { title: '以前の住民票コードの照会', version: 1, schema: FormerCodeInquiry },
  FormerCodes: { title: '以前の住民票コードの回答', version: 1, schema: FormerCodes },
  CodeBlockRequest: { title: '住民票コードの払出し依頼', version: 1, schema: CodeBlockRequest },
  CodeBlock: { title: '住民票コードの払出し', version: 1, schema: CodeBlock },
  IndividualNumberRequest: { title: '個人番号の指定の請求', version: 1, schema: IndividualNumberRequest },
  IndividualNumberAssigned: { title: '個人番号の通知', version: 1, schema: IndividualNumberAssigned },
  IndividualNumberChangeRequest: {
    title: '個人番号の変更の請求',
    version: 1,
    schema: IndividualNumberChangeRequest,
  },
  IndividualNumberChanged: { title: '変更後の個人番号の通知', version: 1, schema: IndividualNumberChanged },
  SymbolRequest: { title: '符号取得依頼', version: 1, schema: SymbolRequest },
  SymbolState: { title: '符号の取得状態', version: 1, schema: SymbolState },
  UnifiedAddresseeRegistration: {
    title: '団体内統合宛名番号の通知',
    version: 1,
    schema: UnifiedAddresseeRegistration,
  },
  UnifiedAddresseeDeletion: { title: '団体内統合宛名番号の削除の通知', version: 1, schema: UnifiedAddresseeDeletion },
  CopyRegistration: { title: '副本登録', version: 1, schema: CopyRegistration },
  InformationInquiry: { title: '情報照会', version: 1, schema: InformationInquiry },
  InquiryReceipt: { title: '情報照会の受付', version: 1, schema: InquiryReceipt },
  InquiryResultRequest: { title: '情報照会の結果の取得', version: 1, schema: InquiryResultRequest },
  InquiryResult: { title: '情報照会の結果', version: 1, schema: InquiryResult },
  ProvisionRecordInquiry: { title: '情報提供等記録の照会', version: 1, schema: ProvisionRecordInquiry },
  ProvisionRecords: { title: '情報提供等記録', version: 1, schema: ProvisionRecords },
  OnlineFilingInquiry: { title: 'オンライン届出の可否の照会', version: 1, schema: OnlineFilingInquiry },
  OnlineFilingAnswer: { title: 'オンライン届出の可否', version: 1, schema: OnlineFilingAnswer },
  ReconciliationInquiry: { title: '整合性確認の照会', version: 1, schema: ReconciliationInquiry },
  ReconciliationAnswer: { title: '整合性確認の回答', version: 1, schema: ReconciliationAnswer },
  RegisteredHereInquiry: { title: '当団体の住民の照会', version: 1, schema: RegisteredHereInquiry },
  RegisteredHere: { title: '当団体の住民の回答', version: 1, schema: RegisteredHere },
  MailCountsInquiry: { title: '電文の突合の照会', version: 1, schema: MailCountsInquiry },
  MailCounts: { title: '電文の突合の回答', version: 1, schema: MailCounts },
  AddresseeStateInquiry: { title: '団体内統合宛名番号の状態の照会', version: 1, schema: AddresseeStateInquiry },
  AddresseeStates: { title: '団体内統合宛名番号の状態', version: 1, schema: AddresseeStates },
} as const satisfies Record<string, { title: string; version: number; schema: z.ZodType }>;

/** 電文種別. */
export type MessageType = keyof typeof MESSAGE_TYPES;

/** Content of a message of one type. */
export type MessageContent<T extends MessageType> = z.infer<(typeof MESSAGE_TYPES)[T]['schema']>;
