import { z } from 'zod';

const Count = z.number().int().nonnegative();

/** 電文の突合の照会 (住民基本台帳ネットワークシステム): how many messages the line has carried for who asks. */
export const MailCountsInquiry = z.object({});
export type MailCountsInquiry = z.infer<typeof MailCountsInquiry>;

/** 電文の突合の回答: by the other organisation and kind; no message, no person. */
export const MailCounts = z.object({
  counts: z
    .array(
      z.object({
        /** As seen by who asks. */
        direction: z.enum(['out', 'in']),
        peer: z.string().min(1).max(40),
        type: z.string().min(1).max(60),
        /** Taken over by the line. */
        taken: Count,
        /** Handed over to the receiver, and acknowledged by it. */
        delivered: Count,
      }),
    )
    .max(20_000),
});
export type MailCounts = z.infer<typeof MailCounts>;
