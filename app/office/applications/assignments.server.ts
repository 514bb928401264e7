import { eq } from 'drizzle-orm';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { officeInstant } from '../office-dates.ts';
import { APPLICATION_RULES, type ApplicationAct, mayActOnApplication } from '../permissions.ts';
import { type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { type ApplicationCase, type Assignment, getApplication, writeApplication } from './applications.server.ts';

/** How long a case stays with whoever took it, unless the work goes on. */
export const ASSIGNED_MINUTES = 60;

const EXCLUSION = '住民記録システム標準仕様書 10.3（排他制御）';

/** 担当 that still holds: not run out, and given in this stage (審査 goes on with whoever took the case before it). */
export function assignmentOf(room: OfficeRoom, found: ApplicationCase): Assignment | undefined {
  const { assignment, stage } = found;
  if (!assignment || assignment.until <= room.clock.now()) return undefined;
  const goesOn = assignment.stage === 'arrived' && stage === 'underReview';
  return assignment.stage === stage || goesOn ? assignment : undefined;
}

/** Who else holds the case, in the words of a refusal. */
export function heldByColleague(room: OfficeRoom, found: ApplicationCase, officer: Officer): Refusal | undefined {
  const held = assignmentOf(room, found);
  if (!held || held.officerId === officer.id) return undefined;
  return {
    code: 'heldByColleague',
    sentence: `${held.officerName}さんが${officeInstant(held.until)}まで担当しています。その後に続けるか、理由を書いて担当を引き継いでください。`,
    article: EXCLUSION,
  };
}

/** Whether the officer has anything to do with a case in its stage. */
export function mayTake(room: OfficeRoom, officer: Officer, found: ApplicationCase): boolean {
  return (Object.keys(APPLICATION_RULES) as ApplicationAct[]).some((act) =>
    mayActOnApplication(act, officer.roles, found.stage, room.town.rules),
  );
}

/** 担当する: nobody else decides meanwhile. A colleague's case is taken over only with a reason, which stays in the 処理経過. */
export async function assignToMe(
  room: OfficeRoom,
  officer: Officer,
  receiptNumber: string,
  reason = '',
): Promise<Outcome<undefined>> {
  room.permit(officer, 'seeApplications');
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const found = await getApplication(room, session, receiptNumber);
    if (!mayTake(room, officer, found)) {
      return refuse(
        'nothingToDo',
        'この段階の申請には、あなたの役割が行う処理がありません。',
        '住民記録システム標準仕様書 10.3',
      );
    }
    const held = assignmentOf(room, found);
    const until = new Date(Date.parse(room.clock.now()) + ASSIGNED_MINUTES * 60_000).toISOString();
    if (held?.officerId === officer.id) {
      await renew(session, receiptNumber, until);
      return { accepted: true, value: undefined };
    }
    const refusal = heldByColleague(room, found, officer);
    if (refusal && reason.trim() === '') return { accepted: false, refusal };
    const taken = {
      assigneeId: officer.id,
      assigneeName: officer.name,
      assignedUntil: until,
      assignedStage: found.stage,
    };
    await writeApplication(room, session, found, taken, {
      officer,
      act: held ? '担当の引継ぎ' : '担当する',
      ...(held ? { note: `${held.officerName}さんから（${reason.trim()}）` } : {}),
    });
    return { accepted: true, value: undefined };
  });
}

async function renew({ db, t }: OfficeSession, receiptNumber: string, assignedUntil: string): Promise<void> {
  await db.update(t.applications).set({ assignedUntil }).where(eq(t.applications.receiptNumber, receiptNumber));
}

/** 担当をやめる: only one's own. */
export async function releaseAssignment(
  room: OfficeRoom,
  officer: Officer,
  receiptNumber: string,
): Promise<Outcome<undefined>> {
  room.permit(officer, 'seeApplications');
  return room.store.write(async (session): Promise<Outcome<undefined>> => {
    const found = await getApplication(room, session, receiptNumber);
    if (assignmentOf(room, found)?.officerId === officer.id) {
      const none = { assigneeId: null, assigneeName: null, assignedUntil: null, assignedStage: null };
      await writeApplication(room, session, found, none, { officer, act: '担当をやめる' });
    }
    return { accepted: true, value: undefined };
  });
}
