import { z } from 'zod';

/**
 * The one HTTP interface through which organisations meet: J-LIS, the 中間サーバー and the portal each offer it.
 *
 * - `POST {base}/messages`       body: one sealed message (application/jose). 202 = taken; 200 = taken, the body is a
 *                                sealed answer (inquiries only); 400/401/403/422 = refused for good (problem+json);
 *                                429/5xx or silence = try again with the same id.
 * - `POST {base}/messages/batch` body: `SealedBatch`, messages of different conversations. 200 = `TakenBatch`: for each what
 *                                would have been answered to it alone. No inquiries: their answers are not handed on.
 * - `POST {base}/mailbox/pull`   body: a signed `DoorRequest` (application/jose). 200 = `PulledMail`.
 * - `POST {base}/mailbox/acks`   body: a signed `DoorRequest` with ids. 204. Mail that is not acknowledged comes again.
 * - `GET  {base}/directory`      `Directory`: certificates of the organisations; `?code=132080` asks for one, the door may
 *                                answer with more.
 */
export const DOOR_PATHS = {
  messages: '/messages',
  batch: '/messages/batch',
  pull: '/mailbox/pull',
  acks: '/mailbox/acks',
  directory: '/directory',
} as const;

/** RFC 9457 problem details: what a door says when it refuses. `code` is stable, `detail` is a Japanese sentence. */
export const Problem = z.object({
  status: z.number().int(),
  code: z.string().max(60),
  detail: z.string().max(300),
});
export type Problem = z.infer<typeof Problem>;

/** Messages that travel in one request, each sealed by itself. */
export const SealedBatch = z.object({ messages: z.array(z.string().max(1_000_000)).min(1).max(100) });
export type SealedBatch = z.infer<typeof SealedBatch>;

/** What became of each, in the same order. */
export const TakenBatch = z.object({
  answers: z.array(z.object({ status: z.number().int(), problem: Problem.optional() })),
});
export type TakenBatch = z.infer<typeof TakenBatch>;

/** Claims of a request to a mailbox, a JWS with the caller's chain in `x5c`. Protocol time, not legal time. */
export const DoorRequest = z.object({
  iss: z.string().min(1).max(20),
  aud: z.string().min(1).max(20),
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.uuid(),
  /** For acks: the ids of the mail that was stored. */
  ids: z.array(z.uuid()).max(500).optional(),
  /** For pull: at most so many. */
  limit: z.number().int().min(1).max(500).optional(),
  /** For a request whose content travels beside it: SHA-256 of the body, base64url. */
  digest: z.string().length(43).optional(),
});
export type DoorRequest = z.infer<typeof DoorRequest>;

/** Sealed messages in the order in which they are to be applied. */
export const PulledMail = z.object({
  mail: z.array(z.object({ id: z.uuid(), sealed: z.string().max(1_000_000) })),
  more: z.boolean(),
});
export type PulledMail = z.infer<typeof PulledMail>;

/** 組織の電子証明書の名簿: for each organisation the chains of its signing and its encryption certificate (DER, base64). */
export const Directory = z.object({
  organisations: z.array(
    z.object({
      code: z.string().min(1).max(20),
      name: z.string().max(60),
      signing: z.array(z.base64()).min(1),
      encryption: z.array(z.base64()).min(1),
    }),
  ),
});
export type Directory = z.infer<typeof Directory>;
