import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import {
  AddresseeNumber,
  IndividualNumber,
  MunicipalityCode,
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
import { CardData } from './moving.ts';

/** 区間異動の住民票の写し (住民基本台帳法第38条): one person as the other ward of the city has him, numbers and 支援措置 included. */
export const WardResident = z.object({
  addresseeNumber: AddresseeNumber,
  residentRecordCode: ResidentRecordCode,
  individualNumber: IndividualNumber,
  kind: z.enum(['japanese', 'foreign']),
  name: PersonName,
  bornOn: DateOfRecord,
  sex: Sex,
  relationship: z.string().max(40),
  householder: z.boolean(),
  becameResidentOn: DateOfRecord,
  /** 記録された日 (公職選挙法第21条第1項) in the city: the three months of the 選挙人名簿 go on at the other ward. */
  cityRecordedSince: CalendarDate.optional(),
  registeredDomicile: RegisteredDomicile.optional(),
  foreignStatus: ForeignStatus.optional(),
  qualifications: Qualifications,
  card: CardData.optional(),
  protection: z.object({ kind: z.enum(['full', 'provisional']), from: CalendarDate, until: CalendarDate }).optional(),
});
export type WardResident = z.infer<typeof WardResident>;

/** 区間異動の世帯の写し: everybody of the household at the old ward; who of them moves is filed at the new one. */
export const WardRecord = z.object({
  fromWard: MunicipalityCode,
  oldAddress: Address,
  residents: z.array(WardResident).min(1).max(99),
});
export type WardRecord = z.infer<typeof WardRecord>;

/** 区間異動の照会: new ward → old ward, by the 宛名番号 that the city has in common. */
export const WardRecordRequest = z.object({ requestId: z.uuid(), addresseeNumber: AddresseeNumber });
export type WardRecordRequest = z.infer<typeof WardRecordRequest>;

/** 区間異動の回答: the household, or why there is none. */
export const WardRecordAnswer = z.object({
  requestId: z.uuid(),
  record: WardRecord.optional(),
  reason: z.enum(['unknownPerson', 'notResident', 'movingOut', 'numberPending', 'otherCity']).optional(),
});
export type WardRecordAnswer = z.infer<typeof WardRecordAnswer>;

/** 区間異動の通知: these persons are registered at the other ward now; the old one keeps their 除票. */
export const WardMoveNotice = z.object({
  movedOn: CalendarDate,
  notifiedOn: CalendarDate,
  newAddress: Address,
  movers: z
    .array(z.object({ addresseeNumber: AddresseeNumber, residentRecordCode: ResidentRecordCode }))
    .min(1)
    .max(99),
});
export type WardMoveNotice = z.infer<typeof WardMoveNotice>;
