import { z } from 'zod';
import { Address } from '#app/vocabulary/addresses.ts';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import { CalendarDate, DateOfRecord, ForeignStatus, PersonName, Sex } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/** 在留カード・特別永住者証明書の番号: two letters, eight digits, two letters. */
const CardNumber = z.string().max(12);

/**
 * 市町村通知 (出入国管理及び難民認定法第61条の8の2): a foreign resident was entered, removed or corrected in a 住民票. No 住民票コード
 * and no 個人番号 goes there.
 */
export const ForeignResidentNotice = z.object({
  event: z.enum(['entered', 'removed', 'corrected']),
  /** 異動事由, in the words of the standard. */
  reason: z.string().max(40),
  effectiveOn: CalendarDate,
  municipalityCode: MunicipalityCode,
  cardNumber: CardNumber.optional(),
  name: PersonName.pick({ full: true, kanji: true, alias: true }),
  bornOn: DateOfRecord,
  sex: Sex,
  nationality: textItem(50),
  address: Address,
  /** 住居地届出 (入管法第19条の7–第19条の9): made with the 転入届 or 転居届 when the card was presented and endorsed. */
  residenceNotification: z.enum(['made', 'notMade', 'notDue']),
});
export type ForeignResidentNotice = z.infer<typeof ForeignResidentNotice>;

/** 出入国在留管理庁長官通知 (住民基本台帳法第30条の50): what the agency changed or found wrong, for the town of the 住民票. */
export const ImmigrationNotice = z.object({
  noticeId: z.uuid(),
  municipalityCode: MunicipalityCode,
  kind: z.enum(['correction', 'removal']),
  reason: z.enum([
    'renewal',
    'statusChange',
    'newCard',
    'itemsChanged',
    'permitLost',
    'departed',
    'naturalised',
    'errorFound',
  ]),
  effectiveOn: CalendarDate,
  /** As the agency knew the person before. */
  person: z.object({ cardNumber: CardNumber.optional(), name: textItem(100), bornOn: DateOfRecord, sex: Sex }),
  /** Of a correction: what it is now. */
  items: z.object({ name: textItem(100).optional(), foreignStatus: ForeignStatus.partial().optional() }).optional(),
});
export type ImmigrationNotice = z.infer<typeof ImmigrationNotice>;
