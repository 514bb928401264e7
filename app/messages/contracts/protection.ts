import { z } from 'zod';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/** 支援措置の対象者 as another town can find it: no number goes with it. */
export const ProtectedPerson = z.object({
  name: textItem(100),
  kana: textItem(100).optional(),
  bornOn: DateOfRecord,
});
export type ProtectedPerson = z.infer<typeof ProtectedPerson>;

/** 支援措置の申出の内容 (住民基本台帳事務処理要領 第5-10). */
export const ProtectionApplicationContent = z.object({
  ground: z.enum(['domesticViolence', 'stalking', 'childAbuse', 'other']),
  /** 加害者: what the applicant knows of who must not learn the address. */
  abusers: z.array(z.object({ name: textItem(100), address: textItem(200), relation: textItem(40) })).max(5),
  /** 支援措置を求める事務. */
  papers: z.array(z.enum(['inspection', 'currentAddress', 'formerAddress', 'familyRegister'])).min(1),
  /** 前住所, 本籍: where copies could be asked for. */
  formerAddress: textItem(200),
  registeredDomicile: textItem(200),
  /** 相談先 and 添付書類. */
  consulted: textItem(100),
  opinion: textItem(500),
});

/**
 * 支援措置の転送 (住民基本台帳事務処理要領 第5-10-コ): the town that received the application tells the others that the applicant
 * named. Kept there as work for the responsible officer; nothing happens before that officer's own check. No present
 * address is in it.
 */
export const ProtectionForwarded = z.object({
  /** Of the measure at the sending town. */
  forwardId: z.uuid(),
  /** Grows with everything that is told of this measure. */
  revision: z.number().int().positive(),
  fromMunicipality: MunicipalityCode,
  said: z.enum(['provisional', 'full', 'extended', 'ended']),
  receivedOn: CalendarDate,
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
  applicant: ProtectedPerson,
  coApplicants: z.array(ProtectedPerson).max(20),
  application: ProtectionApplicationContent,
});
export type ProtectionForwarded = z.infer<typeof ProtectionForwarded>;
