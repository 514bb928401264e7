import { and, eq, isNull } from 'drizzle-orm';
import type { ImmigrationNotice } from '#app/messages/contracts/immigration.ts';
import type { ResidentFilingNotice } from '#app/messages/contracts/moving.ts';
import { sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { DateOfRecord, Sex } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { refusal } from '../core/checks.ts';
import type { Resident } from '../core/register.ts';
import type { DraftView, Juki, RegisterCommand, WorkChoice, WorkContent } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import { residentFrom } from './register-rows.server.ts';
import { recordOf } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { caseOfWork, type WorkRow, workItem } from './work-list.server.ts';

const REASONS: Record<ImmigrationNotice['reason'], string> = {
  renewal: '在留期間の更新',
  statusChange: '在留資格の変更',
  newCard: '在留カードの再交付',
  itemsChanged: '氏名・国籍等の変更',
  permitLost: '在留資格の喪失',
  departed: '出国',
  naturalised: '帰化',
  errorFound: '記載の誤り',
};

interface Wanted {
  name: string;
  bornOn: DateOfRecord;
  sex: Sex;
  cardNumber?: string | undefined;
}

/** Whom a notice of another authority is about: by card, else by name, day of birth and sex; undefined unless it is one. */
export async function residentMeant(room: Room, { db, t }: TownSession, wanted: Wanted): Promise<Resident | undefined> {
  const rows = await db
    .select()
    .from(t.residents)
    .where(and(eq(t.residents.bornOn, wanted.bornOn.on ?? wanted.bornOn.text), eq(t.residents.sex, wanted.sex)));
  const present = rows.filter((row) => row.status === 'resident').map((row) => residentFrom(row, room.cipher));
  const byCard = present.filter((one) => wanted.cardNumber && one.foreignStatus?.cardNumber === wanted.cardNumber);
  const named = present.filter((one) => sameNameOnCertificate(wanted.name, one.name.full));
  const found = byCard.length > 0 ? byCard : named;
  return found.length === 1 ? found[0] : undefined;
}

/**
 * 通知に基づく職権の異動 (住民基本台帳法施行令第12条): an officer turns what another authority said into an act; the 仮登録 goes the usual
 * way, and its 本登録 finishes the work.
 */
export function createWorkDrafts(room: Room, draft: Juki['draft']) {
  async function draftFromWork(workId: string, choice: WorkChoice, access: Access): Promise<Outcome<DraftView>> {
    room.admit(access);
    const command = await room.store.read(async (session) => {
      const row = await openRow(session, workId);
      return row && commandOf(session, row, choice);
    });
    if (!command) return { accepted: false, refusal: refusal('workWithoutAct') };
    return draft(command, { ...access, caseId: caseOfWork(workId) });
  }

  async function openWork(workId: string, choice: WorkChoice, access: Access): Promise<WorkContent | undefined> {
    room.admit(access);
    return room.store.write(async (session) => {
      const row = await openRow(session, workId);
      if (!row) return undefined;
      const command = await commandOf(session, row, choice);
      await recordAccess(room, session, access, {
        act: 'openWork',
        subjects: row.addresseeNumber ? [row.addresseeNumber] : [],
      });
      return { item: workItem(row), ...(command ? { command } : {}) };
    });
  }

  async function openRow({ db, t }: TownSession, workId: string): Promise<WorkRow | undefined> {
    const [row] = await db
      .select()
      .from(t.workItems)
      .where(and(eq(t.workItems.workId, workId), isNull(t.workItems.doneAt)))
      .limit(1);
    return row;
  }

  async function commandOf(
    session: TownSession,
    row: WorkRow,
    choice: WorkChoice,
  ): Promise<RegisterCommand | undefined> {
    const addresseeNumber = choice.addresseeNumber ?? row.addresseeNumber ?? '';
    if (row.kind === 'residenceNotificationDue') {
      return { kind: 'RegisterResidenceCard', addresseeNumber, presentedOn: room.today() };
    }
    if (!row.body) return undefined;
    if (row.kind === 'residentFiling') {
      const notice = room.open<ResidentFilingNotice>(row.body);
      return notice.filing === 'birth' ? birthOf(notice, choice) : deathOf(session, notice, addresseeNumber);
    }
    if (row.kind === 'immigrationNotice') {
      const resident = await residentOf(session, addresseeNumber);
      return resident && actOf(room.open<ImmigrationNotice>(row.body), resident);
    }
    return undefined;
  }

  async function residentOf(session: TownSession, addresseeNumber: string): Promise<Resident | undefined> {
    const row = await recordOf(session, addresseeNumber);
    return row && residentFrom(row, room.cipher);
  }

  function actOf(notice: ImmigrationNotice, resident: Resident): RegisterCommand {
    const ground = `出入国在留管理庁長官通知（${REASONS[notice.reason]}）`;
    const { addresseeNumber, householdNumber, foreignStatus } = resident;
    if (notice.kind === 'removal') {
      return {
        kind: 'RegisterRemoval',
        cause: 'exOfficio',
        householdNumber,
        persons: [addresseeNumber],
        happenedOn: exactDate(notice.effectiveOn),
        notifiedOn: room.today(),
        source: 'notified',
        ground,
      };
    }
    const { name, foreignStatus: changed } = notice.items ?? {};
    const status = changed && {
      ...foreignStatus,
      ...changed,
      nationality: changed.nationality ?? foreignStatus?.nationality ?? '',
      category: changed.category ?? foreignStatus?.category ?? 'midToLongTerm',
    };
    const items = { ...(name ? { name: { full: name } } : {}), ...(status ? { foreignStatus: status } : {}) };
    return {
      kind: 'RegisterCorrection',
      basis: 'exOfficio',
      householdNumber,
      corrections: [{ addresseeNumber, items }],
      correctedOn: notice.effectiveOn,
      notifiedOn: room.today(),
      ground,
    };
  }

  function birthOf(notice: ResidentFilingNotice, { householdNumber }: WorkChoice): RegisterCommand | undefined {
    if (!householdNumber) return undefined;
    const { name, bornOn, sex, registeredDomicile } = notice.person;
    const { relationship = '子', notifiedOn } = notice;
    const child = {
      name,
      bornOn,
      sex,
      registeredDomicile,
      relationship,
      kind: 'japanese' as const,
      householder: false,
    };
    return { kind: 'RegisterBirth', householdNumber, children: [child], notifiedOn, source: 'notified' };
  }

  async function deathOf(
    session: TownSession,
    notice: ResidentFilingNotice,
    addresseeNumber: string,
  ): Promise<RegisterCommand | undefined> {
    const resident = await residentOf(session, addresseeNumber);
    return (
      resident && {
        kind: 'RegisterRemoval',
        cause: 'death',
        householdNumber: resident.householdNumber,
        persons: [addresseeNumber],
        happenedOn: notice.happenedOn,
        notifiedOn: notice.notifiedOn,
        source: 'notified',
        ground: '住民基本台帳法第9条第2項の通知（死亡届）',
      }
    );
  }

  return { draftFromWork, openWork };
}
