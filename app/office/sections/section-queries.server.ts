import { z } from 'zod';
import { MOVEMENTS, PHASES } from './section-words.ts';

/** 一覧の絞り込み as the path or a form says it; what is not among the choices asks for everything. */
export const SectionQuery = z.object({
  phase: z.enum(PHASES).optional().catch(undefined),
  movement: z.enum(MOVEMENTS).optional().catch(undefined),
});

/** Which class the path asks for; 小学校 unless it says so. */
export const SchoolQuery = z.object({
  level: z.enum(['elementary', 'juniorHigh']).catch('elementary'),
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\/\d{15}$/)
    .optional()
    .catch(undefined),
});

/** What a request asks for in its query. */
export function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}
