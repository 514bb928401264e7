import { z } from 'zod';
import { Procedure } from '#app/vocabulary/procedures.ts';
import { HOUSEHOLD_QUESTIONS, PERSON_QUESTIONS } from './questions.ts';
import table from './rules.json' with { type: 'json' };

/** 手続をする所: the old town, the new town, somebody else. */
export const Place = z.enum(['oldTown', 'newTown', 'other']);
export type Place = z.infer<typeof Place>;

/** 持ち物 by its key in the texts. */
const Bring = z.strictObject({
  what: z.enum([
    'myNumberCard',
    'cardPin',
    'signaturePin',
    'identification',
    'healthCard',
    'burdenCertificate',
    'careCard',
    'careCertificate',
    'pensionNumber',
    'bankBook',
    'parentsNumbers',
    'schoolPapers',
    'medicalCard',
    'sealCard',
    'seal',
    'motherChildBook',
    'handbook',
    'dogTag',
    'plate',
    'mopedPaper',
    'residenceCard',
    'licence',
    'residencePaper',
    'vehiclePapers',
  ]),
  /** One for each person of the row, else one is enough. */
  each: z.boolean(),
});

/** 対象となる人: every condition that is given must hold on the day of the move. */
export const PersonCondition = z.strictObject({
  /** 年齢要件; `onBirthday`: counted from the birthday itself, as 75歳 (高齢者の医療の確保に関する法律第52条). */
  aged: z
    .strictObject({
      from: z.number().int().min(0),
      below: z.number().int().optional(),
      onBirthday: z.boolean().optional(),
    })
    .optional(),
  stage: z.enum(['pupil', 'schoolAge', 'childOfAllowance', 'medicalCareForChildren']).optional(),
  hasCard: z.literal(true).optional(),
});
export type PersonCondition = z.infer<typeof PersonCondition>;

/** 期限: so many days from a day that is not counted; the law of the procedure gives from which. */
export const DueRule = z.strictObject({
  /** moving: the real day of the move; planned: 転出予定日; filing: the day of the 転入届. */
  from: z.enum(['moving', 'planned', 'filing']),
  days: z.number().int().min(0).max(365),
  /** A limit at a public office that ends on a closed day ends on the next open day (地方自治法第4条の2第4項). */
  nextOpenDay: z.boolean(),
});
export type DueRule = z.infer<typeof DueRule>;

/** 手続の決まり: when it is needed, for whom, where, until when, with what. One row of the table. */
export const Rule = z.strictObject({
  key: z.string().regex(/^[a-zA-Z]+(\.[a-zA-Z]+)+$/),
  procedure: Procedure,
  place: Place,
  /** For a household it is one thing to do, whoever makes it needed; else one that names its persons. */
  concerns: z.enum(['persons', 'household']),
  who: PersonCondition.optional(),
  /** What has to be answered with yes, or names the persons; open = perhaps. */
  asks: z.enum([...PERSON_QUESTIONS, ...HOUSEHOLD_QUESTIONS]).optional(),
  /** The persons who were not named by the answer; open = not asked for. */
  otherwise: z.boolean().optional(),
  /** Old and new place in the same prefecture, or not. */
  prefecture: z.enum(['same', 'other']).optional(),
  /** 残る世帯: the head leaves and several stay. */
  remaining: z.literal(true).optional(),
  timing: z.enum(['beforeMove', 'atFiling', 'afterMove', 'anyTime', 'automatic']),
  due: DueRule.optional(),
  bring: z.array(Bring).max(8),
  /** Law; empty where there is none. */
  article: z.string().max(80),
});
export type Rule = z.infer<typeof Rule>;
export type BringKey = z.infer<typeof Bring>['what'];

/**
 * 手続の決まりの表, valid everywhere in Japan and checked when it is loaded; towns differ by their `TownProcedure`. Where the law of a row
 * names no day, none is given.
 */
export const RULES: readonly Rule[] = z
  .array(Rule)
  .refine((rules) => new Set(rules.map(({ key }) => key)).size === rules.length, 'two rules have the same key')
  .parse(table);
