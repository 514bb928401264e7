import { isBranch, type Town } from '#app/vocabulary/towns.ts';
import type { ActName, RoomAct, Standing } from './permissions.ts';

/**
 * 処理できる庁舎: what is not named may be done in every office. `mainOffice` = only at the 本庁, the first office of the
 * town; `ownOffice` = at a 支所 only for what belongs to it, at the 本庁 for all.
 */
export const OFFICE_LIMITS: Partial<Record<RoomAct | ActName, OfficeLimit>> = {
  closeVisits: 'ownOffice',
  seeMessages: 'mainOffice',
  retryMessages: 'mainOffice',
  seeNumbers: 'mainOffice',
  reconcile: 'mainOffice',
  deleteUnifiedNumbers: 'mainOffice',
  seeStoredRecords: 'mainOffice',
  renameAddresses: 'mainOffice',
  correctNotices: 'mainOffice',
  manageOfficers: 'mainOffice',
  approveOfficers: 'mainOffice',
  'entry-ex-officio': 'mainOffice',
  'removal-ex-officio': 'mainOffice',
  'correction-ex-officio': 'mainOffice',
  'individual-number-correction': 'mainOffice',
  'code-entry': 'mainOffice',
  renewal: 'mainOffice',
  reconstruction: 'mainOffice',
  'change-cancellation': 'mainOffice',
};

/** 処理できる庁舎. */
export type OfficeLimit = 'mainOffice' | 'ownOffice';

/** 処理できる庁舎か: the limit of an act against the office where the officer works. */
export function atTheirOffice(act: RoomAct | ActName, officer: Standing, town: Pick<Town, 'offices'>): boolean {
  return OFFICE_LIMITS[act] !== 'mainOffice' || !isBranch(town, officer.officeCode);
}
