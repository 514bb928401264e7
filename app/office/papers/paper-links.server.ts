import type { RegisterCommand } from '#app/juki/door.ts';
import { PAPER_TITLES } from '#app/papers/content.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { openLookup } from '../people/people.server.ts';
import { mayDo } from '../permissions.ts';
import type { OfficeRoom } from '../room.server.ts';
import { isLateMovingOut } from './move-papers.ts';
import { isHeldBack, whyNotOffered } from './paper-rules.ts';
import { PAPER_ORIGINS, type PaperOrigin, type PersonPaper } from './paper-words.ts';

/** 届出に伴う帳票: one paper for one person, ready to be asked for. */
export interface PaperLink {
  addresseeNumber: string;
  name: string;
  kind: PersonPaper;
  title: string;
}

/** 異動ごとの帳票: what usually belongs to an act; what the record does not allow is left out afterwards. */
const PAPERS_OF_ACT: Readonly<Record<RegisterCommand['kind'], readonly PersonPaper[]>> = {
  RegisterMovingIn: ['residentRecordCopy', 'residentRecordCodeNotice'],
  RegisterMovingInByCard: ['residentRecordCopy'],
  RegisterRelocation: ['residentRecordCopy', 'filingReceivedNotice', 'headChangeRequest'],
  RegisterWardMove: ['residentRecordCopy', 'filingReceivedNotice'],
  RegisterBirth: ['residentRecordCopy', 'residentRecordCodeNotice'],
  RegisterMovingOut: ['movingOutCertificate', 'filingReceivedNotice', 'headChangeRequest', 'headChangeNotice'],
  RegisterRemoval: ['removedRecordCopy', 'movingOutCertificate', 'headChangeRequest', 'headChangeNotice'],
  RegisterRestoration: ['residentRecordCopy', 'residentRecordCodeNotice'],
  RegisterHouseholdChange: ['residentRecordCopy', 'filingReceivedNotice', 'headChangeRequest', 'headChangeNotice'],
  RegisterCorrection: ['residentRecordCopy'],
  CancelMovingOut: ['residentRecordCopy'],
  CancelChange: ['residentRecordCopy', 'removedRecordCopy'],
  RegisterIndividualNumberChange: ['residentRecordCopy'],
  RegisterCodeChange: ['residentRecordCodeNotice'],
  RegisterRewriting: ['residentRecordCopy'],
  RegisterNationalityChange: ['residentRecordCopy', 'residentRecordCodeNotice', 'removedRecordCopy'],
  RegisterResidenceCard: ['residentRecordCopy'],
  ForwardFamilyFiling: [],
};

/** 世帯への通知 goes to those who are there now, not to those who left. */
const TO_HOUSEHOLD: readonly PersonPaper[] = ['headChangeRequest', 'headChangeNotice'];
/** One for everybody who is affected; the others speak of all or are asked for one by one. */
const TO_EACH: readonly PersonPaper[] = ['filingReceivedNotice', 'residentRecordCodeNotice', 'removedRecordCopy'];

/** What was done, to whom, and who filed it. */
export interface PaperAsked {
  kind: RegisterCommand['kind'];
  addresseeNumbers: readonly string[];
  /** 届出人: needs no notice of the own filing. */
  filer?: string;
  caseId?: string;
}

/** 届出に伴う帳票 that the record allows, for an officer who may issue them; nothing for a protected household. */
export async function papersAfterAct(
  room: OfficeRoom,
  officer: Officer,
  { kind: act, addresseeNumbers, filer, caseId }: PaperAsked,
): Promise<PaperLink[]> {
  const kinds = PAPERS_OF_ACT[act];
  if (kinds.length === 0 || !mayDo('issuePapers', officer, room.town)) return [];
  const access = room.access(officer, '届出に伴う帳票の確認', caseId);
  const found = await Promise.all(addresseeNumbers.map((number) => room.juki.findResident(number, access)));
  const people = found.filter((one) => one !== undefined);
  const [first] = people;
  if (!first) return [];
  const household = await room.juki.findHousehold(first.householdNumber, access);
  if (people.some((resident) => isHeldBack({ resident, household, roles: officer.roles }))) return [];
  const gone = new Set(addresseeNumbers);
  const [someone] = household?.members ?? [];
  const staying = household?.members.find((member) => !gone.has(member.addresseeNumber)) ?? someone;
  return kinds.flatMap((kind) => {
    const receivers = TO_HOUSEHOLD.includes(kind) ? [staying] : TO_EACH.includes(kind) ? people : [first];
    return receivers.flatMap((person) => {
      if (!person || (kind === 'filingReceivedNotice' && person.addresseeNumber === filer)) return [];
      if (whyNotOffered(kind, { resident: person, household, roles: officer.roles })) return [];
      const title = titleOf(kind, person);
      return [{ addresseeNumber: person.addresseeNumber, name: person.name.full || '（氏名未定）', kind, title }];
    });
  });
}

/** 帳票の名: a 転出証明書 after a late filing is a 準ずる証明書. */
export function titleOf(kind: PersonPaper, person: Parameters<typeof isLateMovingOut>[0]): string {
  const isLate = kind === 'movingOutCertificate' && isLateMovingOut(person);
  return PAPER_TITLES[isLate ? 'movingOutEquivalent' : kind];
}

/** 帳票へ: opens the officer's look at the person with the reason of the case, and names the page of the paper. */
export async function beginPaper(
  room: OfficeRoom,
  officer: Officer,
  { addresseeNumber, kind, origin }: { addresseeNumber: string; kind: PersonPaper; origin: PaperOrigin },
): Promise<string> {
  room.permit(officer, 'issuePapers');
  const lookup = await openLookup(room, officer, { reason: PAPER_ORIGINS[origin], query: { addresseeNumber } });
  return `residents/${encodeURIComponent(addresseeNumber)}/papers?lookup=${lookup}&kind=${kind}`;
}
