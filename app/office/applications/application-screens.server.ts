import type { HouseholdView, ResidentView } from '#app/juki/door.ts';
import type { MovingForm } from '#app/messages/contracts/application.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { sameAddressOnCertificate } from '#app/vocabulary/certificate-names.ts';
import { formatJapaneseDate, formatWesternDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { birthOf } from '../office-dates.ts';
import { APPLICATION_RULES, type ApplicationAct, mayActOnApplication } from '../permissions.ts';
import type { OfficeRoom, RecordedEvent } from '../room.server.ts';
import type { ApplicationStage } from './application-stages.ts';
import { type ApplicationWork, evidenceAllowsAcceptance } from './application-work.ts';
import { type ApplicationCase, getApplication } from './applications.server.ts';
import { assignmentOf, mayTake } from './assignments.server.ts';
import { type ComparedItem, type ComparedMover, compareMovers, compareName, compareText } from './comparison.ts';
import { sexWord } from './evidence.ts';
import { examine } from './examination.server.ts';

async function recordRead(
  room: OfficeRoom,
  officer: Officer,
  act: string,
  reason: string,
  subjects: string[],
  caseId?: string,
): Promise<void> {
  await room.store.write((session) =>
    room.recordAct(session, officer, {
      act,
      subjects,
      reason,
      ...(caseId ? { caseId } : {}),
    }),
  );
}

/** 申請の画面: the form beside the register, the checks, what may be done and by whom. */
export interface ApplicationPage {
  receiptNumber: string;
  stage: ApplicationStage;
  version: number;
  filedAt: string;
  arrivedAt: string;
  corrects?: string;
  correctedBy?: string;
  movedOutOn?: string;
  movedInOn?: string;
  withdrawalRequestedAt?: string;
  retryAfter: boolean;
  work: ApplicationWork;
  filer: ComparedItem[];
  /** 宛名番号 of the identified filer. */
  filerNumber?: string;
  movers: ComparedMover<ResidentView>[];
  form: Pick<MovingForm, 'scope' | 'movingOn' | 'oldHouseholder' | 'remainingHouseholder'> & { phone: string };
  /** Only once it is known that the household is under no protection. */
  destination?: Pick<MovingForm, 'newAddress' | 'newHousehold' | 'newHouseholder' | 'visit'>;
  household?: HouseholdView;
  protectedHousehold: boolean;
  alerts: Alert[];
  acceptable: boolean;
  acts: { act: ApplicationAct; label: string }[];
  /** 担当: who holds the case, and until when. */
  assignee?: { name: string; until: string; isMe: boolean };
  mayTake: boolean;
  events: RecordedEvent[];
}

/** One application with everything an officer decides on; looks at it first if nobody did. */
export async function applicationPage(
  room: OfficeRoom,
  officer: Officer,
  receiptNumber: string,
): Promise<ApplicationPage> {
  room.permit(officer, 'seeApplications');
  let found = await room.store.read((session) => getApplication(room, session, receiptNumber));
  if (!found.work.checkedAt && found.stage === 'arrived') {
    await examine(room, receiptNumber, room.system);
    found = await room.store.read((session) => getApplication(room, session, receiptNumber));
  }
  const access = room.access(officer, '転出届の審査', receiptNumber);
  await recordRead(
    room,
    officer,
    'readApplication',
    access.reason,
    found.addresseeNumber ? [found.addresseeNumber] : [],
    receiptNumber,
  );
  const household = found.householdNumber ? await room.juki.findHousehold(found.householdNumber, access) : undefined;
  const draft = found.draftId ? await room.juki.findDraft(found.draftId, access) : undefined;
  const events = await room.store.read((session) => room.eventsOf(session, receiptNumber));
  const gone = await movedOutPeople(room, found, household, access);
  return assemble(room, officer, found, { household, gone, alerts: draft?.alerts ?? [], events });
}

/** 転出した人: no members of the household any more; what was filed is compared with their 除票. */
async function movedOutPeople(
  room: OfficeRoom,
  found: ApplicationCase,
  household: HouseholdView | undefined,
  access: Access,
): Promise<ResidentView[]> {
  if (found.completedAt === undefined) return [];
  const staying = new Set((household?.members ?? []).map((member) => member.addresseeNumber));
  const asked = new Set([
    ...(found.addresseeNumber ? [found.addresseeNumber] : []),
    ...(found.work.decision?.movers ?? []),
  ]);
  const gone = [...asked].filter((number) => !staying.has(number));
  const residents = await Promise.all(gone.map((number) => room.juki.findResident(number, access)));
  return residents.filter((resident) => resident !== undefined);
}

function assemble(
  room: OfficeRoom,
  officer: Officer,
  found: ApplicationCase,
  around: { household: HouseholdView | undefined; gone: ResidentView[]; alerts: Alert[]; events: RecordedEvent[] },
): ApplicationPage {
  const { form, work, stage } = found;
  const { household, gone } = around;
  const current = (household?.members ?? []).filter(
    (member) => member.status === 'resident' || found.completedAt !== undefined,
  );
  const members = [...current, ...gone];
  const headName = gone.find((member) => member.householder)?.name.full ?? household?.headName;
  const applicant = members.find((member) => member.addresseeNumber === found.addresseeNumber);
  const protectedHousehold =
    work.protectedHousehold === true ||
    household?.protectedHousehold === true ||
    gone.some((member) => member.protectedPerson);
  const shown = work.identification !== undefined && !protectedHousehold;
  const held = assignmentOf(room, found);
  const acts = (Object.keys(APPLICATION_RULES) as ApplicationAct[])
    .filter((act) => mayActOnApplication(act, officer.roles, stage, room.town.rules))
    .map((act) => ({ act, label: APPLICATION_RULES[act].label }));
  return {
    receiptNumber: found.receiptNumber,
    stage,
    version: found.version,
    filedAt: found.filedAt,
    arrivedAt: found.arrivedAt,
    ...(found.corrects ? { corrects: found.corrects } : {}),
    ...(found.correctedBy ? { correctedBy: found.correctedBy } : {}),
    ...(found.movedOutOn ? { movedOutOn: found.movedOutOn } : {}),
    ...(found.movedInOn ? { movedInOn: found.movedInOn } : {}),
    ...(found.withdrawalRequestedAt ? { withdrawalRequestedAt: found.withdrawalRequestedAt } : {}),
    retryAfter: found.retries > 0,
    work,
    filer: compareFiler(form, applicant, headName),
    ...(found.addresseeNumber ? { filerNumber: found.addresseeNumber } : {}),
    movers: compareMovers(form, members, { date: birthOf, sex: sexWord }),
    form: {
      scope: form.scope,
      movingOn: form.movingOn,
      oldHouseholder: form.oldHouseholder,
      phone: form.filer.phone,
      ...(form.remainingHouseholder ? { remainingHouseholder: form.remainingHouseholder } : {}),
    },
    ...(shown
      ? {
          destination: {
            newAddress: form.newAddress,
            newHousehold: form.newHousehold,
            newHouseholder: form.newHouseholder,
            visit: form.visit,
          },
        }
      : {}),
    ...(household ? { household: { ...household, members: current } } : {}),
    protectedHousehold,
    alerts: around.alerts,
    acceptable: evidenceAllowsAcceptance(work) && !protectedHousehold,
    acts,
    ...(held ? { assignee: { name: held.officerName, until: held.until, isMe: held.officerId === officer.id } } : {}),
    mayTake: mayTake(room, officer, found),
    events: around.events,
  };
}

function compareFiler(form: MovingForm, applicant: ResidentView | undefined, headName = ''): ComparedItem[] {
  const { filer, oldAddress, oldHouseholder } = form;
  const absent = (item: string, stated: string): ComparedItem => ({ item, stated, registered: '', verdict: 'absent' });
  if (!applicant) {
    return [
      absent('氏名', filer.name),
      absent('生年月日', formatJapaneseDate(filer.bornOn)),
      absent('性別', sexWord(filer.sex)),
      absent('住所', oldAddress),
    ];
  }
  const address = formatAddress(applicant.address);
  return [
    {
      item: '氏名',
      stated: filer.name,
      registered: applicant.name.full,
      verdict: compareName(filer.name, applicant.name),
    },
    {
      item: '生年月日',
      stated: applicant.kind === 'foreign' ? formatWesternDate(filer.bornOn) : formatJapaneseDate(filer.bornOn),
      registered: birthOf(applicant.bornOn, applicant.kind),
      verdict: applicant.bornOn.on === filer.bornOn ? 'same' : 'different',
    },
    {
      item: '性別',
      stated: sexWord(filer.sex),
      registered: sexWord(applicant.sex),
      verdict: applicant.sex === filer.sex ? 'same' : 'different',
    },
    {
      item: '住所',
      stated: oldAddress,
      registered: address,
      verdict:
        oldAddress === address ? 'same' : sameAddressOnCertificate(oldAddress, address) ? 'substituted' : 'different',
    },
    {
      item: '世帯主',
      stated: oldHouseholder,
      registered: headName,
      verdict: headName === '' ? 'absent' : compareText(oldHouseholder, headName),
    },
  ];
}
