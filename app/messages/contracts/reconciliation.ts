import { z } from 'zod';
import { MunicipalityCode, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { IdentityInformationNotice } from './identity.ts';

/** Persons of one page. */
const PAGE = 100;

/** 整合性確認の照会 (住民基本台帳法第30条の6): 本人確認情報 of residents as the town has them, a page at a time. */
export const ReconciliationInquiry = z.object({
  persons: z
    .array(
      z.object({
        ...IdentityInformationNotice.pick({ residentRecordCode: true, individualNumber: true, name: true }).shape,
        ...IdentityInformationNotice.pick({ bornOn: true, sex: true, address: true }).shape,
      }),
    )
    .max(PAGE),
});
export type ReconciliationInquiry = z.infer<typeof ReconciliationInquiry>;

/** 整合性確認の回答: only those who differ at J-LIS, and in what. */
export const ReconciliationAnswer = z.object({
  differences: z
    .array(
      z.object({
        residentRecordCode: ResidentRecordCode,
        kind: z.enum(['unknown', 'removed', 'elsewhere', 'items', 'number']),
        /** 氏名, 生年月日, 性別, 住所: which of them. */
        items: z.array(z.string().max(20)).max(4).optional(),
        removedOn: CalendarDate.optional(),
        municipalityCode: MunicipalityCode.optional(),
      }),
    )
    .max(PAGE),
});
export type ReconciliationAnswer = z.infer<typeof ReconciliationAnswer>;

/** 当団体の住民の照会: whom J-LIS has in this town, a page at a time behind `after`. */
export const RegisteredHereInquiry = z.object({
  after: z.string().max(60).optional(),
  limit: z.number().int().max(PAGE),
});
export type RegisteredHereInquiry = z.infer<typeof RegisteredHereInquiry>;

/** 当団体の住民の回答: `next` leads to the next page. */
export const RegisteredHere = z.object({
  residentRecordCodes: z.array(ResidentRecordCode).max(PAGE),
  next: z.string().max(60).optional(),
});
export type RegisteredHere = z.infer<typeof RegisteredHere>;

/** 団体内統合宛名番号の状態の照会 (宛名システム → 中間サーバー). */
export const AddresseeStateInquiry = z.object({ unifiedAddresseeNumbers: z.array(z.string().length(15)).max(PAGE) });
export type AddresseeStateInquiry = z.infer<typeof AddresseeStateInquiry>;

/** 団体内統合宛名番号の状態: those that the 中間サーバー knows, with their 符号 and the newest 副本. */
export const AddresseeStates = z.object({
  states: z
    .array(
      z.object({
        unifiedAddresseeNumber: z.string().length(15),
        symbolObtained: z.boolean(),
        version: z.number().int().positive().optional(),
        closedOn: CalendarDate.optional(),
      }),
    )
    .max(PAGE),
});
export type AddresseeStates = z.infer<typeof AddresseeStates>;
