import type { RegisterCommand } from '../door.ts';
import type { ProtectionCommand } from '../protection.ts';
import type { RenameAddress } from '../renaming-acts.ts';
import { decideRenaming } from './address-renaming.ts';
import { decideBirth } from './birth.ts';
import { decideCancelChange } from './cancel-change.ts';
import { decideCancelMovingOut } from './cancel-moving-out.ts';
import { refusal } from './checks.ts';
import { decideCorrection } from './correction.ts';
import { type Decision, type Facts, reject } from './decision.ts';
import { decideRestoration } from './ex-officio-restoration.ts';
import { decideResidenceCard, withForeignResidents } from './foreign-residents.ts';
import { decideForwardedFiling } from './forwarded-filing.ts';
import { decideHouseholdChange } from './household-change.ts';
import { decideMigration, type MigrateHousehold } from './migrate-household.ts';
import { decideMovingIn } from './moving-in.ts';
import { decideMovingInByCard } from './moving-in-by-card.ts';
import { type AcceptMovingInNotice, decideMovingInNotice } from './moving-in-notice.ts';
import { decideMovingOut } from './moving-out.ts';
import { decideNationalityChange } from './nationality-change.ts';
import { type AcceptNoticeWithdrawal, decideNoticeWithdrawal } from './notice-withdrawal.ts';
import {
  decideCodeChange,
  decideIndividualNumberChange,
  decideNewIndividualNumber,
  type EnterNewIndividualNumber,
} from './number-changes.ts';
import { decideCode, decideIndividualNumber, type EnterCode, type EnterIndividualNumber } from './numbers.ts';
import { decideOtherRemoval } from './other-removal.ts';
import { decideProtection } from './protection.ts';
import type { RegisterSlice } from './register.ts';
import { decideRelocation } from './relocation.ts';
import { decideRemoval, type RemoveDueMovers } from './removal.ts';
import { withRenewedCertificates } from './renewed-certificates.ts';
import { decideRewriting } from './rewriting.ts';
import { withCharacterErrors } from './unconvertible-characters.ts';
import { namesUnusableCode } from './unusable-code.ts';
import { type AcceptWardMove, decideWardLeaving } from './ward-leaving.ts';
import { decideWardMove } from './ward-move.ts';

/** Everything that can change the register: acts of officers, messages of others, the night run, the migration. */
export type Command =
  | RegisterCommand
  | RemoveDueMovers
  | AcceptMovingInNotice
  | MigrateHousehold
  | AcceptNoticeWithdrawal
  | AcceptWardMove
  | RenameAddress
  | EnterCode
  | EnterIndividualNumber
  | EnterNewIndividualNumber
  | ProtectionCommand;

/** One act on a slice of the register: accepted with what follows, or refused with the reason. Changes nothing itself. */
export function decide(command: Command, slice: RegisterSlice, facts: Facts): Decision {
  const act = withRenewedCertificates(decideAct(command, slice, facts), slice, facts);
  const decision = withCharacterErrors(withForeignResidents(command, act, slice, facts), slice);
  return decision.accepted && decision.messages.some(namesUnusableCode) ? reject(refusal('unusableCode')) : decision;
}

function decideAct(command: Command, slice: RegisterSlice, facts: Facts): Decision {
  switch (command.kind) {
    case 'RegisterMovingOut':
      return decideMovingOut(command, slice, facts);
    case 'CancelMovingOut':
      return decideCancelMovingOut(command, slice, facts);
    case 'RegisterMovingInByCard':
      return decideMovingInByCard(command, slice, facts);
    case 'RegisterRelocation':
      return decideRelocation(command, slice, facts);
    case 'RegisterHouseholdChange':
      return decideHouseholdChange(command, slice, facts);
    case 'RegisterBirth':
      return decideBirth(command, slice, facts);
    case 'RegisterRemoval':
      return decideOtherRemoval(command, slice, facts);
    case 'RegisterRestoration':
      return decideRestoration(command, slice, facts);
    case 'RegisterCorrection':
      return decideCorrection(command, slice, facts);
    case 'RegisterMovingIn':
      return decideMovingIn(command, slice, facts);
    case 'RegisterIndividualNumberChange':
      return decideIndividualNumberChange(command, slice, facts);
    case 'RegisterCodeChange':
      return decideCodeChange(command, slice, facts);
    case 'EnterNewIndividualNumber':
      return decideNewIndividualNumber(command, slice, facts);
    case 'RegisterRewriting':
      return decideRewriting(command, slice, facts);
    case 'RegisterNationalityChange':
      return decideNationalityChange(command, slice, facts);
    case 'RegisterResidenceCard':
      return decideResidenceCard(command, slice, facts);
    case 'ForwardFamilyFiling':
      return decideForwardedFiling(command, facts);
    case 'CancelChange':
      return decideCancelChange(command, slice, facts);
    case 'EnterCode':
      return decideCode(command, slice, facts);
    case 'EnterIndividualNumber':
      return decideIndividualNumber(command, slice, facts);
    case 'EnterProtection':
    case 'ConfirmProtection':
    case 'ExtendProtection':
    case 'EndProtection':
    case 'ForwardProtection':
    case 'TakeProtection':
    case 'DeclineProtection':
    case 'NoteProtectionNews':
    case 'RequestRelease':
    case 'ApproveRelease':
    case 'EndRelease':
      return decideProtection(command, slice, facts);
    case 'RemoveDueMovers':
      return decideRemoval(command, slice, facts);
    case 'AcceptMovingInNotice':
      return decideMovingInNotice(command, slice, facts);
    case 'RegisterWardMove':
      return decideWardMove(command, slice, facts);
    case 'RenameAddress':
      return decideRenaming(command, slice, facts);
    case 'AcceptWardMove':
      return decideWardLeaving(command, slice, facts);
    case 'AcceptNoticeWithdrawal':
      return decideNoticeWithdrawal(command, slice);
    case 'MigrateHousehold':
      return decideMigration(command, slice, facts);
  }
}
