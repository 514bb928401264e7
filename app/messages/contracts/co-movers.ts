import { z } from 'zod';
import { CertificateSerial, ReceiptNumber } from '#app/vocabulary/identifiers.ts';

/**
 * 異動者への知らせ (住民基本台帳法第26条, 第27条): old town → portal, once it knows who of the household the stated movers are. It names them only by
 * the certificate with which each one signs in; a household under 支援措置 is never in it.
 */
export const CoMoverNotice = z.object({
  receiptNumber: ReceiptNumber,
  persons: z
    .array(z.object({ key: z.uuid(), serial: CertificateSerial }))
    .min(1)
    .max(20),
  at: z.iso.datetime(),
});
export type CoMoverNotice = z.infer<typeof CoMoverNotice>;

/** 異動者の申出「これは違います」: portal → old town. It stops nothing; an officer asks the person. */
export const CoMoverObjection = z.object({ receiptNumber: ReceiptNumber, key: z.uuid(), at: z.iso.datetime() });
export type CoMoverObjection = z.infer<typeof CoMoverObjection>;
