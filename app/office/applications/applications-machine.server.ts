import { and, inArray, lte } from 'drizzle-orm';
import { OutageError } from '#app/national/outage.ts';
import { findOfficer } from '../officers/roll.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import type { ApplicationStage } from './application-stages.ts';
import { type ApplicationCase, findApplication, listApplications, writeApplication } from './applications.server.ts';
import { examine } from './examination.server.ts';
import { driveDraft, dropDraft, endOfFirstPress } from './moving-out-draft.server.ts';
import { reportApplication } from './status-reports.server.ts';

const DRAFT_STAGES: readonly ApplicationStage[] = ['provisional', 'reviewed', 'approved'];
const CANCEL_STAGES: readonly ApplicationStage[] = ['cancelProvisional', 'cancelReviewed', 'cancelApproved'];

/** 申請の自動処理: looks at what just arrived, asks silent systems again, ends withdrawals, resumes what was interrupted. */
export async function advanceApplications(room: OfficeRoom): Promise<number> {
  let steps = 0;
  for (const receiptNumber of await dueForExamination(room)) {
    await examine(room, receiptNumber, room.system);
    steps += 1;
  }
  const drafts = await room.store.read((session) =>
    listApplications(room, session, [...DRAFT_STAGES, ...CANCEL_STAGES]),
  );
  for (const found of drafts) {
    try {
      if (await resume(room, found)) steps += 1;
    } catch (error) {
      // A silent system delays this case only.
      if (!(error instanceof OutageError)) throw error;
    }
  }
  return steps;
}

/** Applications nobody looked at yet, and those whose waiting time is over. */
async function dueForExamination(room: OfficeRoom): Promise<string[]> {
  return room.store.read(async (session) => {
    const t = session.t.applications;
    const rows = await session.db
      .select({ receiptNumber: t.receiptNumber })
      .from(t)
      .where(and(inArray(t.stage, ['arrived', 'underReview']), lte(t.retryAfter, room.clock.now())))
      .limit(100);
    return rows.map((row) => row.receiptNumber);
  });
}

/**
 * Goes on with a draft that was left between two steps: a withdrawal ends it, a decision under 専決 is carried to the end
 * in the name of who took it, 本登録 that was done is followed. What the engine refused waits for an officer.
 */
async function resume(room: OfficeRoom, found: ApplicationCase): Promise<boolean> {
  if (room.underWay.has(found.receiptNumber)) return false;
  if (found.withdrawalRequestedAt && DRAFT_STAGES.includes(found.stage)) return withdraw(room, found);
  if (found.work.engineRefusal) return false;
  const decider = (await findOfficer(room, found.work.decision?.by)) ?? room.system;
  if (!found.draftId || room.town.rules.soleDecision) {
    await driveDraft(room, found.receiptNumber, decider, endOfFirstPress(room));
    return true;
  }
  const access = room.access(room.system, '仮登録の状態の確認', found.receiptNumber);
  const draft = await room.juki.findDraft(found.draftId, access);
  if (draft?.state !== 'registered') return false;
  await driveDraft(room, found.receiptNumber, decider, 'register');
  return true;
}

/** 取下げ before 本登録: the draft is dropped first; if 本登録 was faster, the case is a 転出取消 from now on. */
async function withdraw(room: OfficeRoom, found: ApplicationCase): Promise<boolean> {
  const dropped = await dropDraft(room, found, room.system);
  return room.store.write(async (session) => {
    const now = await findApplication(room, session, found.receiptNumber);
    if (!now) return false;
    if (dropped.accepted && now.stage === 'underReview') {
      await writeApplication(room, session, now, { stage: 'withdrawn' }, { officer: room.system, act: '取下げ' });
      await reportApplication(room, session, { receiptNumber: now.receiptNumber, status: 'withdrawn' });
      return true;
    }
    if (now.stage === 'completed') {
      await writeApplication(
        room,
        session,
        now,
        { stage: 'cancelRequested' },
        { officer: room.system, act: '転出取消の申出の受付' },
      );
      return true;
    }
    return false;
  });
}
