import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import {
  CertificateSerial,
  IndividualNumber,
  MunicipalityCode,
  ProcessingNumber,
  ResidentRecordCode,
} from '#app/vocabulary/identifiers.ts';
import { CalendarDate, DateOfRecord, PersonName, Sex } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/**
 * 住基ネット統一文字コード (住民記録システム標準仕様書 7.1.1.1): J and four digits per character as people see it, spaces left out; null where
 * there is no code and the 外字 is sent apart. Between systems the text itself stays Unicode, which keeps every form.
 */
export const JukiNetCodes = z.custom<(string | null)[]>(isListOfCodes, 'not a list of 住基ネット統一文字 codes');
export type JukiNetCodes = z.infer<typeof JukiNetCodes>;

const CODE = /^J[0-9A-F]{4}$/;

/** Looked at as a whole: a schema for each character took as long as all other items of a message. */
function isListOfCodes(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= 600 &&
    value.every((code) => code === null || (typeof code === 'string' && CODE.test(code)))
  );
}

/** 住基ネット統一文字による表記 of the items that 全国サーバ keeps in its own characters. */
export const CharacterCodes = z.object({
  full: JukiNetCodes,
  formerSurname: JukiNetCodes.optional(),
  alias: JukiNetCodes.optional(),
  address: JukiNetCodes,
});
export type CharacterCodes = z.infer<typeof CharacterCodes>;

/** 本人確認情報の通知 (住民基本台帳法第30条の6, 施行規則第11条): a closed list of items with the event. */
export const IdentityInformationNotice = z.object({
  event: z.enum(['entered', 'removed', 'corrected']),
  reason: z.enum([
    'movingIn',
    'birth',
    'exOfficioEntry',
    'movingOut',
    'death',
    'exOfficioRemoval',
    'relocation',
    'minorCorrection',
    'exOfficioCorrection',
    'codeChangeOnRequest',
    'exOfficioCodeEntry',
  ]),
  /** 異動年月日: for 転出 the planned day, corrected by an earlier 転入 (施行令第30条の5). */
  effectiveOn: CalendarDate,
  municipalityCode: MunicipalityCode,
  residentRecordCode: ResidentRecordCode,
  formerResidentRecordCode: ResidentRecordCode.optional(),
  individualNumber: IndividualNumber.optional(),
  name: PersonName.pick({ full: true, kana: true, formerSurname: true, alias: true }),
  bornOn: DateOfRecord,
  sex: Sex,
  address: Address,
  /** Of a 記載 or 修正: what the name and the address are in 住基ネット統一文字. */
  characters: CharacterCodes.optional(),
});
export type IdentityInformationNotice = z.infer<typeof IdentityInformationNotice>;

/** 転入通知を受けた旨の通知 (住民基本台帳法施行令第13条第3項, 第30条の24第3項). */
export const MovingInNoticeReceived = z.object({
  residentRecordCode: ResidentRecordCode,
  movedInOn: CalendarDate,
  toMunicipality: MunicipalityCode,
});
export type MovingInNoticeReceived = z.infer<typeof MovingInNoticeReceived>;

/** 個人番号カードの継続利用の措置 (住民基本台帳法施行令第30条の24第4項). */
export const CardContinuationReported = z.object({
  residentRecordCode: ResidentRecordCode,
  cardId: z.string().max(40),
  continuedOn: CalendarDate,
});
export type CardContinuationReported = z.infer<typeof CardContinuationReported>;

/** 利用者証明用電子証明書の発行番号の照会: serial → 住民票コード (証明書情報連携). */
export const CertificateHolderInquiry = z.object({ serial: CertificateSerial });
export type CertificateHolderInquiry = z.infer<typeof CertificateHolderInquiry>;

/** Answer: the holder's 住民票コード, or nothing known; `currentSerial` differs once another certificate was issued instead. */
export const CertificateHolder = z.object({
  residentRecordCode: ResidentRecordCode.optional(),
  currentSerial: CertificateSerial.optional(),
});
export type CertificateHolder = z.infer<typeof CertificateHolder>;

/** 発行番号の最新化の照会 (住民記録システム標準仕様書 7.1.2.4): which certificates these residents hold now. */
export const CurrentSerialInquiry = z.object({ residentRecordCodes: z.array(ResidentRecordCode).max(100) });
export type CurrentSerialInquiry = z.infer<typeof CurrentSerialInquiry>;

/** 発行番号の最新化の回答: who is not in it holds no valid 利用者証明用電子証明書. */
export const CurrentSerials = z.object({
  holders: z.array(z.object({ residentRecordCode: ResidentRecordCode, serial: CertificateSerial })).max(100),
});
export type CurrentSerials = z.infer<typeof CurrentSerials>;

/**
 * 証明書発行番号の更新の通知 (住民記録システム標準仕様書 7.1.2.4): J-LIS tells the town of residence by itself which certificate a resident
 * holds now; without a serial, no valid one.
 */
export const CertificateChanged = z.object({
  residentRecordCode: ResidentRecordCode,
  serial: CertificateSerial.optional(),
  changedAt: z.iso.datetime(),
});
export type CertificateChanged = z.infer<typeof CertificateChanged>;

/** 以前の住民票コードの照会 (住民基本台帳法第30条の3): who comes from abroad, by name or 振り仮名 or both, day of birth and sex. */
export const FormerCodeInquiry = z
  .object({ name: textItem(100).optional(), kana: textItem(100).optional(), bornOn: CalendarDate, sex: Sex })
  .refine(({ name, kana }) => Boolean(name ?? kana), { message: '氏名か振り仮名のどちらかが要ります。' });
export type FormerCodeInquiry = z.infer<typeof FormerCodeInquiry>;

/**
 * Answer: those who fit and are in no register now, who fits by both first; the officer decides who it is, also when it is only one.
 * `more` = there are others, and the question is too wide.
 */
export const FormerCodes = z.object({
  persons: z
    .array(
      z.object({
        residentRecordCode: ResidentRecordCode,
        name: PersonName.pick({ full: true, kana: true }),
        lastAddress: Address,
        removedOn: CalendarDate.optional(),
        matched: z.enum(['both', 'name', 'kana']),
      }),
    )
    .max(20),
  more: z.boolean().optional(),
});
export type FormerCodes = z.infer<typeof FormerCodes>;

/** 住民票コードの払出し依頼 (住民基本台帳法第30条の2, 施行規則第14条). */
export const CodeBlockRequest = z.object({ count: z.number().int().min(1).max(10_000) });
export type CodeBlockRequest = z.infer<typeof CodeBlockRequest>;

/** 住民票コードの払出し: unused codes that no other town was given. */
export const CodeBlock = z.object({ codes: z.array(ResidentRecordCode) });
export type CodeBlock = z.infer<typeof CodeBlock>;

/**
 * 個人番号の指定の請求 (番号法第7条第1項, 第8条): 住民票コード and the four items of a person without a 個人番号. Who had one before
 * gets the same again (国外からの転入).
 */
export const IndividualNumberRequest = z.object({
  residentRecordCode: ResidentRecordCode,
  name: PersonName.pick({ full: true, kana: true, formerSurname: true, alias: true }),
  bornOn: DateOfRecord,
  sex: Sex,
  address: Address,
  /** What the name and the address are in 住基ネット統一文字: the card that is made of them is written with these. */
  characters: CharacterCodes.optional(),
});
export type IndividualNumberRequest = z.infer<typeof IndividualNumberRequest>;

/** 個人番号とすべき番号の通知 (番号法第8条第2項): made by J-LIS alone. */
export const IndividualNumberAssigned = z.object({
  residentRecordCode: ResidentRecordCode,
  individualNumber: IndividualNumber,
});
export type IndividualNumberAssigned = z.infer<typeof IndividualNumberAssigned>;

/**
 * 個人番号の変更の請求 (番号法第7条第2項, 施行令第3条, 第4条): the former number shows that both speak of the same person.
 */
export const IndividualNumberChangeRequest = z.object({
  residentRecordCode: ResidentRecordCode,
  formerIndividualNumber: IndividualNumber,
  basis: z.enum(['request', 'exOfficio']),
  requestedOn: CalendarDate,
});
export type IndividualNumberChangeRequest = z.infer<typeof IndividualNumberChangeRequest>;

/** 変更後の個人番号とすべき番号の通知 (番号法施行令第3条, 第8条): made by J-LIS alone; the former one is never used again. */
export const IndividualNumberChanged = z.object({
  residentRecordCode: ResidentRecordCode,
  individualNumber: IndividualNumber,
  basis: z.enum(['request', 'exOfficio']),
  requestedOn: CalendarDate,
});
export type IndividualNumberChanged = z.infer<typeof IndividualNumberChanged>;

/** 符号取得依頼 (番号法施行令第20条): over 住基ネット to the 情報提供ネットワークシステム, joined by 処理通番. */
export const SymbolRequest = z.object({
  processingNumber: ProcessingNumber,
  residentRecordCode: ResidentRecordCode,
});
export type SymbolRequest = z.infer<typeof SymbolRequest>;

/** 符号の取得状態: all that a town ever learns of a 符号. */
export const SymbolState = z.object({
  processingNumber: ProcessingNumber,
  state: z.enum(['requested', 'obtained', 'failed']),
});
export type SymbolState = z.infer<typeof SymbolState>;

/** 団体内統合宛名番号の通知 (宛名システム → 中間サーバー, over LGWAN). */
export const UnifiedAddresseeRegistration = z.object({
  processingNumber: ProcessingNumber,
  unifiedAddresseeNumber: z.string().length(15),
  individualNumber: IndividualNumber,
});
export type UnifiedAddresseeRegistration = z.infer<typeof UnifiedAddresseeRegistration>;

/** 団体内統合宛名番号の削除の通知: the only change of which the 中間サーバー hears; the 副本 are closed with it. */
export const UnifiedAddresseeDeletion = z.object({
  unifiedAddresseeNumber: z.string().length(15),
  deletedOn: CalendarDate,
});
export type UnifiedAddresseeDeletion = z.infer<typeof UnifiedAddresseeDeletion>;

/** One person of the 世帯情報 as shown to a household member. */
export const HouseholdMember = z.object({
  name: textItem(100),
  kana: textItem(100).optional(),
  bornOn: DateOfRecord,
  sex: Sex,
  relationship: z.string().max(40),
  householder: z.boolean(),
});
export type HouseholdMember = z.infer<typeof HouseholdMember>;

/**
 * 副本登録 (番号法第19条第8号の情報連携): 世帯情報 of a person, kept at the 中間サーバー.
 * 支援措置: `undisclosed` (不開示) keeps the 情報提供等記録 of the person from view, `selfInformationDenied` (自己情報提供不可) the 世帯情報 from
 * マイナポータル; with either, no other institution is answered by the system alone.
 */
export const CopyRegistration = z.object({
  unifiedAddresseeNumber: z.string().length(15),
  version: z.number().int().positive(),
  undisclosed: z.boolean(),
  selfInformationDenied: z.boolean(),
  publishedOn: CalendarDate,
  closedOn: CalendarDate.optional(),
  household: z.object({ address: Address, members: z.array(HouseholdMember).max(40) }),
});
export type CopyRegistration = z.infer<typeof CopyRegistration>;
