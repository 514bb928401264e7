import { z } from 'zod';
import { Section } from './sections.ts';

/**
 * 引越しに伴う手続: the uses of the register (住民基本台帳法第1条) under the names of the 関係課, and what else a move brings
 * along.
 */
export const Procedure = z.enum([
  ...Section.options,
  'movingIn',
  'card',
  'certificate',
  'residenceCard',
  'remainingHousehold',
  'childMedicalCare',
  'disabilityHandbook',
  'dog',
  'moped',
  'vehicle',
  'drivingLicence',
  'employer',
  'waste',
  'lifelines',
]);
export type Procedure = z.infer<typeof Procedure>;

/** 手続の窓口: often in another building than the counters for movers, with other hours; Asia/Tokyo, HH:MM. */
export const ProcedureCounter = z.strictObject({
  name: z.string().max(40),
  address: z.string().max(100),
  phone: z.string().max(20),
  opensAt: z.string().regex(/^\d{2}:\d{2}$/),
  closesAt: z.string().regex(/^\d{2}:\d{2}$/),
});
export type ProcedureCounter = z.infer<typeof ProcedureCounter>;

/**
 * 手続の市区町村ごとの定め: where a town differs from what holds everywhere. Data, never a branch in code; what is left out is
 * as everywhere.
 */
export const TownProcedure = z.strictObject({
  procedure: Procedure,
  counter: ProcedureCounter.optional(),
  /** 期限: days of the town's own, where the law leaves them to it. */
  days: z.number().int().min(0).max(365).optional(),
  /** 子ども医療費助成の対象: to the end of junior high school, or of the years of high school. */
  childrenUntil: z.enum(['juniorHighSchool', 'highSchool']).optional(),
  /** What the town wants to be known, one plain sentence. */
  remark: z.string().max(60).optional(),
  /** The town has no such procedure. */
  none: z.boolean().optional(),
});
export type TownProcedure = z.infer<typeof TownProcedure>;
