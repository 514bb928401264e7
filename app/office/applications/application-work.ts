import { z } from 'zod';
import { CertificateValidation } from '#app/messages/contracts/application.ts';

/** 形式審査・実質審査の結果: one check with its word for the screen. `waiting` = a national system is silent. */
export const EvidenceCheck = z.object({
  code: z.string().max(40),
  title: z.string(),
  state: z.enum(['passed', 'attention', 'waiting', 'failed']),
  sentence: z.string(),
  article: z.string().optional(),
});
export type EvidenceCheck = z.infer<typeof EvidenceCheck>;

/** 名寄せ: who the applicant is in the register and why the office says so. */
export const ApplicantIdentification = z.object({
  addresseeNumber: z.string(),
  householdNumber: z.string(),
  by: z.enum(['certificateSerial', 'fourItems', 'officer']),
  why: z.array(z.string()),
});
export type ApplicantIdentification = z.infer<typeof ApplicantIdentification>;

/** 受理の内容: what the officer chose, kept so that the registration goes on after an interruption. */
export const AcceptanceDecision = z.object({
  /** 職員番号 of who accepted. */
  by: z.string(),
  movers: z.array(z.string()).min(1),
  remainingHead: z.string().optional(),
});
export type AcceptanceDecision = z.infer<typeof AcceptanceDecision>;

/** 異動者の申出: who says that the filing is not so, and since when. */
export const CoMoverObjected = z.object({ key: z.uuid(), name: z.string(), at: z.string() });
export type CoMoverObjected = z.infer<typeof CoMoverObjected>;

/** 申請の処理記録: everything the office adds to an application; stored sealed as one document. */
export const ApplicationWork = z.object({
  checks: z.array(EvidenceCheck),
  checkedAt: z.string().optional(),
  validation: CertificateValidation.optional(),
  identification: ApplicantIdentification.optional(),
  /** 支援措置 in the applicant's household: nothing of the destination is shown and nothing is accepted online. */
  protectedHousehold: z.boolean().optional(),
  /** 異動者への知らせ: whom the portal was asked to tell, by the key of the notice. */
  coMovers: z.array(z.object({ key: z.uuid(), addresseeNumber: z.string(), name: z.string() })).optional(),
  /** 異動者の申出「これは違います」. */
  objections: z.array(CoMoverObjected).optional(),
  decision: AcceptanceDecision.optional(),
  correction: z.object({ fields: z.array(z.string()), sentence: z.string() }).optional(),
  refusal: z.string().optional(),
  /** The last "no" of the engine, shown until the next act. */
  engineRefusal: z.object({ code: z.string(), sentence: z.string(), article: z.string() }).optional(),
});
export type ApplicationWork = z.infer<typeof ApplicationWork>;

/** Nothing is known yet of an application that just arrived. */
export const EMPTY_WORK: ApplicationWork = { checks: [] };

/** 受理できる: every check has an answer and none failed (`attention` is for the officer to weigh). */
export function evidenceAllowsAcceptance(work: ApplicationWork): boolean {
  return (
    work.checkedAt !== undefined &&
    work.identification !== undefined &&
    work.protectedHousehold !== true &&
    work.checks.every((check) => check.state === 'passed' || check.state === 'attention')
  );
}
