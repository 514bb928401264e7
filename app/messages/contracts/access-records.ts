import { z } from 'zod';
import { CertificateSerial } from '#app/vocabulary/identifiers.ts';

/** 自分の記録の閲覧者の照会 (個人情報の保護に関する法律第76条): portal → town; who asks is known by the certificate of the sign-in. */
export const AccessRecordRequest = z.object({
  requestId: z.uuid(),
  serial: CertificateSerial,
  at: z.iso.datetime(),
});
export type AccessRecordRequest = z.infer<typeof AccessRecordRequest>;

/** 操作の一件 as its person may know it: kinds only, never a word that an officer typed, never an officer's name. */
export const AccessRecord = z.object({
  at: z.iso.datetime(),
  act: z.enum(['read', 'list', 'change', 'number', 'identified', 'case', 'batch', 'inspection']),
  purpose: z.enum([
    'movingOut',
    'movingIn',
    'counter',
    'phone',
    'exOfficio',
    'card',
    'automatic',
    'inspection',
    'other',
  ]),
  byMachine: z.boolean(),
  /** 控え: the town's signature over all this and over the place of the entry in its log. */
  receipt: z.string().max(2_000),
});
export type AccessRecord = z.infer<typeof AccessRecord>;

/**
 * 自分の記録の閲覧者の回答: town → portal. `provided` false covers 支援措置, a person whom the town does not know and every other
 * ground alike.
 */
export const AccessRecords = z.object({
  requestId: z.uuid(),
  provided: z.boolean(),
  records: z.array(AccessRecord).max(100),
  /** 記録の先頭の値, signed: kept by the portal, it proves later that nothing before it was changed. */
  head: z.string().max(2_000).optional(),
  at: z.iso.datetime(),
});
export type AccessRecords = z.infer<typeof AccessRecords>;
