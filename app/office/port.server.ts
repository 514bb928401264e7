import type { OfficePort } from '#app/juki/ports.ts';
import { type ApplicationStage, effectOfWithdrawal } from './applications/application-stages.ts';
import {
  type ApplicationCase,
  type ApplicationChange,
  findApplication,
  writeApplication,
} from './applications/applications.server.ts';
import { reportApplication } from './applications/status-reports.server.ts';
import { receiveArrivalChange } from './arrivals/arrivals-intake.server.ts';
import type { OfficeRoom, OfficeSession } from './room.server.ts';

const CANCEL_STAGES: readonly ApplicationStage[] = [
  'cancelRequested',
  'cancelProvisional',
  'cancelReviewed',
  'cancelApproved',
];

/** 完了: a 転出 whose day is past is removed within its own 本登録, before the office could follow the draft. */
async function completeFirst(
  room: OfficeRoom,
  session: OfficeSession,
  found: ApplicationCase,
): Promise<ApplicationCase> {
  if (effectOfWithdrawal(found.stage) !== 'discardDraft') return found;
  await writeApplication(
    room,
    session,
    found,
    { stage: 'completed', completedAt: room.clock.now() },
    { officer: room.system, act: '本登録' },
  );
  await reportApplication(room, session, { receiptNumber: found.receiptNumber, status: 'completed' });
  return { ...found, stage: 'completed', version: found.version + 1 };
}

/** 転入通知 ends a 取消 that was asked for but not done: the new town's 転入取消 would have to come first. */
async function refuseLateCancel(
  room: OfficeRoom,
  session: OfficeSession,
  found: ApplicationCase,
): Promise<ApplicationChange> {
  if (!CANCEL_STAGES.includes(found.stage)) return {};
  await reportApplication(room, session, {
    receiptNumber: found.receiptNumber,
    status: 'withdrawalRefused',
    reason: '新しい住所地で転入の手続が済んだため、転出を取り消せません。',
  });
  return { stage: 'completed', withdrawalRequestedAt: null };
}

/** The office's ear in the engine: follows outcomes in the engine's own transaction and tells the resident. */
export function createOfficePort(room: OfficeRoom): OfficePort<OfficeSession> {
  return {
    async movedOut(session, { receiptNumber, on }) {
      const stored = await findApplication(room, session, receiptNumber);
      if (!stored || stored.movedOutOn) return;
      const found = await completeFirst(room, session, stored);
      await writeApplication(room, session, found, { movedOutOn: on }, { officer: room.system, act: '消除' });
      await reportApplication(room, session, { receiptNumber, status: 'movedOut' });
    },
    async movedIn(session, { receiptNumber, movedInOn }) {
      const found = await findApplication(room, session, receiptNumber);
      if (!found || found.movedInOn === movedInOn) return;
      const late = await refuseLateCancel(room, session, found);
      await writeApplication(
        room,
        session,
        found,
        { ...late, movedInOn },
        { officer: room.system, act: '転入通知の受理' },
      );
      await reportApplication(room, session, { receiptNumber, status: 'movedIn' });
    },
    arrivalChanged: (session, arrival) => receiveArrivalChange(room, session, arrival),
    async movingOutCancelled(session, { receiptNumber }) {
      const found = await findApplication(room, session, receiptNumber);
      if (!found || found.stage === 'cancelled') return;
      await writeApplication(
        room,
        session,
        found,
        { stage: 'cancelled', withdrawalRequestedAt: null },
        { officer: room.system, act: '転出取消' },
      );
      await reportApplication(room, session, { receiptNumber, status: 'cancelled' });
    },
  };
}
