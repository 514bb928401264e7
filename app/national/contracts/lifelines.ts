import { z } from 'zod';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/**
 * Companies that a mover may tell of the move through the portal. Each request is signed by the portal as a `DoorRequest` over its body
 * (header `Authorization: DoorRequest …`, `aud` = the company).
 *
 * - `POST {base}/{company}/requests`                 body `LifelineRequest` → 200 `LifelineReceipt`; the same id again gives the same receipt
 * - `POST {base}/{company}/requests/{id}/state`      body `{}` → 200 `LifelineReceipt`
 * - `POST {base}/{company}/requests/{id}/withdrawal` body `{}` → 200 `LifelineReceipt`, or 409 with the reason why it is too late
 * - 400 malformed, 401/403 not the portal, 409 the id is known with another content.
 */
export const LifelineCompany = z.enum(['power', 'gas', 'water', 'broadcasting', 'post', 'internet']);
/** 生活の事業者: one receiver of a request. */
export type LifelineCompany = z.infer<typeof LifelineCompany>;

const address = textItem(300).min(1);
const customerNumber = z.string().regex(/^\d{6,13}$/);
const head = {
  requestId: z.uuid(),
  /** 同意: given for this one company and exactly these items. */
  consent: z.strictObject({ id: z.uuid(), at: z.iso.datetime() }),
};
const person = { name: textItem(100).min(1), phone: z.string().min(1).max(20) };
const places = { oldAddress: address, newAddress: address };
const useDays = { stopOn: CalendarDate, startOn: CalendarDate };

/**
 * 事業者への申込み: for each company its own closed list of items. Never 個人番号, 住民票コード, 続柄, birth date, or why somebody moves: a
 * company that gets an item it has no list for refuses the whole request.
 */
export const LifelineRequest = z.discriminatedUnion('company', [
  z.strictObject({
    ...head,
    company: z.literal('power'),
    ...person,
    kana: textItem(100).optional(),
    ...places,
    ...useDays,
    customerNumber: customerNumber.optional(),
  }),
  z.strictObject({
    ...head,
    company: z.literal('gas'),
    ...person,
    kana: textItem(100).optional(),
    ...places,
    ...useDays,
    customerNumber: customerNumber.optional(),
  }),
  z.strictObject({
    ...head,
    company: z.literal('water'),
    ...person,
    ...places,
    ...useDays,
    customerNumber: customerNumber.optional(),
  }),
  z.strictObject({
    ...head,
    company: z.literal('broadcasting'),
    ...person,
    ...places,
    movedOn: CalendarDate,
    customerNumber: customerNumber.optional(),
  }),
  z.strictObject({
    ...head,
    company: z.literal('post'),
    ...person,
    ...places,
    /** Everybody whose letters follow. */
    members: z.array(textItem(100).min(1)).min(1).max(20),
    forwardFrom: CalendarDate,
  }),
  z.strictObject({
    ...head,
    company: z.literal('internet'),
    ...person,
    ...places,
    startOn: CalendarDate,
    customerNumber: customerNumber.optional(),
  }),
]);
export type LifelineRequest = z.infer<typeof LifelineRequest>;

const clock = z.string().regex(/^\d{2}:\d{2}$/);
const receipt = { requestId: z.uuid(), receiptNumber: z.string().min(1).max(30), at: z.iso.datetime() };

/** 事業者の受付: what became of a request, said by the company itself. */
export const LifelineReceipt = z.discriminatedUnion('state', [
  /** The company has it and answers later. */
  z.strictObject({ ...receipt, state: z.literal('received'), answerBy: z.iso.datetime() }),
  z.strictObject({ ...receipt, state: z.literal('accepted') }),
  /** Somebody has to be at the new address. */
  z.strictObject({
    ...receipt,
    state: z.literal('needsAttendance'),
    attendOn: CalendarDate,
    attendFrom: clock,
    attendUntil: clock,
  }),
  z.strictObject({
    ...receipt,
    state: z.literal('refused'),
    /** Why, and what to do about it, for the customer to read. */
    reason: z.string().min(1).max(200),
    remedy: z.string().min(1).max(200),
  }),
  z.strictObject({ ...receipt, state: z.literal('withdrawn') }),
]);
export type LifelineReceipt = z.infer<typeof LifelineReceipt>;
