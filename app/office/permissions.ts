import type { Officer, Role } from '#app/vocabulary/roles.ts';
import { isBranch, type Town } from '#app/vocabulary/towns.ts';
import { CANCELLING, COUNTER, DESK, EX_OFFICIO, FILINGS } from './case-permissions.ts';
import { atTheirOffice, OFFICE_LIMITS } from './office-limits.ts';

export {
  APPLICATION_RULES,
  type ApplicationAct,
  ARRIVAL_RULES,
  type ArrivalAct,
  DRAFT_RULES,
  type DraftAct,
  mayActOnApplication,
  mayActOnArrival,
  mayActOnDraft,
  type Rule,
  roleMayEver,
} from './case-permissions.ts';

/** 申請・転入予定に属しない職員の処理. */
export type RoomAct = keyof typeof ROOM_RULES;

/** 異動の書式: each is one act of the register at the office's desk. */
export type ActName = keyof typeof ACT_ROLES;

/** 職員の処理 × 役割 for what belongs to no case. */
export const ROOM_RULES = {
  seeApplications: [...DESK, 'counter'],
  seeArrivals: [...DESK, 'counter'],
  startArrival: COUNTER,
  tickToDo: [...DESK, 'counter'],
  closeVisits: COUNTER,
  searchResidents: [...DESK, 'counter', 'protectionOfficer'],
  issuePapers: [...COUNTER, 'reception', 'reviewer', 'protectionOfficer'],
  seeInspections: [...DESK, 'counter'],
  fileInspections: ['reception', 'counter', 'registryManager'],
  reviewInspections: ['reviewer', 'registryManager'],
  decideInspections: ['approver'],
  holdInspections: COUNTER,
  seeProtection: ['protectionOfficer'],
  seeWork: [...DESK, 'protectionOfficer'],
  finishWork: ['reviewer', 'registryManager', 'protectionOfficer'],
  correctNotices: ['reviewer', 'registryManager', 'protectionOfficer'],
  seeMessages: ['registryManager', 'administrator', 'auditor'],
  retryMessages: ['registryManager', 'administrator'],
  seeSections: ['registryManager', 'section'],
  seeElectoralRoll: ['section'],
  inquireElectors: ['section'],
  registerElectors: ['section'],
  seeSuspensions: ['section'],
  enterSuspensions: ['section'],
  confirmSuspensions: ['section'],
  seeAudit: ['auditor'],
  seeHealth: ['registryManager', 'administrator', 'auditor'],
  seeAlerts: ['registryManager', 'administrator', 'approver', 'auditor'],
  seeFigures: [...DESK, 'counter', 'administrator', 'auditor'],
  seeLooks: ['registryManager', 'protectionOfficer'],
  seeNumbers: ['registryManager', 'administrator'],
  reconcile: ['registryManager'],
  renewCertificateLinks: [...DESK, 'counter'],
  deleteUnifiedNumbers: ['registryManager'],
  seeStoredRecords: ['registryManager'],
  renameAddresses: ['registryManager'],
  seeDrafts: FILINGS,
  manageOfficers: ['administrator'],
  approveOfficers: ['administrator', 'registryManager'],
  seePermissions: ['administrator', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

/** 異動の書式 × 役割: who may fill in which. The register checks the steps and the protected households once more. */
export const ACT_ROLES = {
  'moving-in-by-card': COUNTER,
  'moving-in': FILINGS,
  'moving-in-from-abroad': FILINGS,
  'moving-in-unregistered': FILINGS,
  'ward-move': FILINGS,
  birth: FILINGS,
  'birth-forwarded': FILINGS,
  'death-forwarded': FILINGS,
  'entry-ex-officio': EX_OFFICIO,
  restoration: EX_OFFICIO,
  naturalisation: EX_OFFICIO,
  'nationality-acquisition': EX_OFFICIO,
  'nationality-loss': EX_OFFICIO,
  'moving-out': FILINGS,
  'moving-abroad': FILINGS,
  death: FILINGS,
  disappearance: EX_OFFICIO,
  'removal-ex-officio': EX_OFFICIO,
  'removal-naturalisation': EX_OFFICIO,
  'removal-nationality-loss': EX_OFFICIO,
  relocation: FILINGS,
  'residence-card': FILINGS,
  'household-split': FILINGS,
  'household-merger': FILINGS,
  'household-transfer': FILINGS,
  'head-change': FILINGS,
  'correction-ex-officio': EX_OFFICIO,
  'minor-correction': EX_OFFICIO,
  'clerical-correction': EX_OFFICIO,
  'former-surname-entry': FILINGS,
  'former-surname-change': FILINGS,
  'former-surname-removal': FILINGS,
  'alias-entry': FILINGS,
  'alias-removal': FILINGS,
  renewal: EX_OFFICIO,
  reconstruction: EX_OFFICIO,
  'individual-number-change': FILINGS,
  'individual-number-correction': EX_OFFICIO,
  'code-change': FILINGS,
  'code-entry': EX_OFFICIO,
  'moving-out-cancellation': FILINGS,
  'change-cancellation': CANCELLING,
} as const satisfies Record<string, readonly Role[]>;

/** Who asks: the roles, and the office where the officer works. */
export type Standing = Pick<Officer, 'roles' | 'officeCode'>;

/** 職員の権限 (標準仕様書 10.3): may this officer fill in this act, by role and office? */
export function mayFileAct(act: ActName, officer: Standing, town: Pick<Town, 'offices'>): boolean {
  const wanted: readonly Role[] = ACT_ROLES[act];
  return officer.roles.some((role) => wanted.includes(role)) && atTheirOffice(act, officer, town);
}

/** 職員の権限 (標準仕様書 10.3): may this officer do this at all, by role and office? */
export function mayDo(act: RoomAct, officer: Standing, town: Pick<Town, 'offices'>): boolean {
  const wanted: readonly Role[] = ROOM_RULES[act];
  return officer.roles.some((role) => wanted.includes(role)) && atTheirOffice(act, officer, town);
}

/** 庁舎の範囲: may this officer do it for that office? A 支所 does what is `ownOffice` for itself alone. */
export function mayDoFor(act: RoomAct, officer: Standing, town: Pick<Town, 'offices'>, officeCode: string): boolean {
  if (!mayDo(act, officer, town)) return false;
  return OFFICE_LIMITS[act] !== 'ownOffice' || !isBranch(town, officer.officeCode) || officer.officeCode === officeCode;
}
