import { z } from 'zod';
import { Section } from './sections.ts';

/** 職員の役割: 受付, 審査, 決裁, 窓口, 住民記録の管理, 支援措置, 監査, システム管理, 関係課. */
export const Role = z.enum([
  'reception',
  'reviewer',
  'approver',
  'counter',
  'registryManager',
  'protectionOfficer',
  'auditor',
  'administrator',
  'section',
]);
export type Role = z.infer<typeof Role>;

/** 職員. `system` stands for acts that the town's own machine does at night or on receipt of a message. */
export const Officer = z.object({
  id: z.string().max(40),
  name: z.string().max(60),
  townCode: z.string().length(6),
  officeCode: z.string().max(10),
  roles: z.array(Role),
  /** 担当する関係課の事務, for the role `section`. */
  sections: z.array(Section).optional(),
});
export type Officer = z.infer<typeof Officer>;

/** Who reads or acts, and why: goes to the audit with every access to a person's record. */
export interface Access {
  officer: Officer;
  reason: string;
  caseId?: string;
}
