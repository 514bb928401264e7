import { z } from 'zod';
import { CardData } from '#app/messages/contracts/moving.ts';
import { Address } from '#app/vocabulary/addresses.ts';
import {
  AddresseeNumber,
  CertificateSerial,
  HouseholdNumber,
  IndividualNumber,
  ResidentRecordCode,
} from '#app/vocabulary/identifiers.ts';
import {
  CalendarDate,
  DateOfRecord,
  ForeignStatus,
  PersonName,
  Qualifications,
  RegisteredDomicile,
  Sex,
} from '#app/vocabulary/persons.ts';

/** データ移行の住民 (住民記録システム標準仕様書 1.1.1, 1.1.2): one resident as the former system hands him over. */
export const MigratedMember = z.object({
  name: PersonName,
  bornOn: DateOfRecord,
  sex: Sex,
  relationship: z.string().max(40),
  householder: z.boolean(),
  kind: z.enum(['japanese', 'foreign']),
  residentRecordCode: ResidentRecordCode,
  individualNumber: IndividualNumber.optional(),
  registeredDomicile: RegisteredDomicile.optional(),
  foreignStatus: ForeignStatus.optional(),
  qualifications: Qualifications,
  /** 発行番号 of the 利用者証明用 certificate, where the link is known already. */
  certificateSerial: CertificateSerial.optional(),
  /** The 個人番号カード, where the former system knew it. */
  card: CardData.optional(),
  previousAddress: Address.optional(),
  /** 支援措置: first and last day of the term. */
  protectiveMeasure: z.object({ from: CalendarDate, until: CalendarDate }).optional(),
  /** Old numbers are kept as they are (標準仕様書 1.1.13); without one the town numbers. */
  addresseeNumber: AddresseeNumber.optional(),
  /** 住民となった年月日, where it is not the household's (a child born later, a spouse who came later). */
  becameResidentOn: DateOfRecord.optional(),
});
export type MigratedMember = z.infer<typeof MigratedMember>;

/** データ移行の世帯: members in the order of the register. */
export const MigratedHousehold = z.object({
  householdNumber: HouseholdNumber.optional(),
  address: Address,
  becameResidentOn: DateOfRecord,
  /** 住所を定めた年月日, where it differs from 住民となった年月日. */
  addressSince: DateOfRecord.optional(),
  members: z.array(MigratedMember).min(1).max(99),
});
export type MigratedHousehold = z.infer<typeof MigratedHousehold>;
