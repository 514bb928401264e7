import type { MovingOutApplication, WithdrawalRequest } from '#app/messages/contracts/application.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';
import { effectOfWithdrawal } from './application-stages.ts';
import { EMPTY_WORK } from './application-work.ts';
import { findApplication, formOf, writeApplication } from './applications.server.ts';
import { reportApplication } from './status-reports.server.ts';

/**
 * 申請データの取込み (申請管理 ③-2): stores the application sealed and tells the resident that it arrived, in the
 * transaction of the inbox. A form that cannot be read throws: the message is kept aside for the officer.
 */
export async function receiveApplication(
  room: OfficeRoom,
  application: MovingOutApplication,
  session: OfficeSession,
): Promise<void> {
  const form = formOf(application);
  if (await findApplication(room, session, application.receiptNumber)) return;
  const now = room.clock.now();
  await session.db.insert(session.t.applications).values({
    receiptNumber: application.receiptNumber,
    stage: 'arrived',
    version: 1,
    filedAt: application.filedAt,
    arrivedAt: now,
    movingOn: form.movingOn,
    visitOn: form.visit.on,
    corrects: form.corrects ?? null,
    // Due at once: the machine looks at it before an officer does.
    retryAfter: now,
    sealedApplication: room.seal(application),
    sealedWork: room.seal(EMPTY_WORK),
    updatedAt: now,
  });
  await room.recordEvent(session, {
    caseId: application.receiptNumber,
    officer: room.system,
    act: '申請の受信',
    version: 1,
  });
  if (form.corrects) await closeCorrected(room, session, form.corrects, application.receiptNumber);
  await reportApplication(room, session, { receiptNumber: application.receiptNumber, status: 'arrived' });
}

/** 再申請: the application that waited for its correction is done with. */
async function closeCorrected(
  room: OfficeRoom,
  session: OfficeSession,
  receiptNumber: string,
  correctedBy: string,
): Promise<void> {
  const former = await findApplication(room, session, receiptNumber);
  if (former?.stage !== 'correctionRequested') return;
  await writeApplication(
    room,
    session,
    former,
    { stage: 'corrected', correctedBy },
    { officer: room.system, act: '再申請の受信' },
  );
}

/**
 * 取下げの受付: before 本登録 it ends the application at once (a draft is dropped by the next step of the machine,
 * because that is another transaction); afterwards it asks for a 転出取消, which an officer decides.
 */
export async function receiveWithdrawal(
  room: OfficeRoom,
  request: WithdrawalRequest,
  session: OfficeSession,
): Promise<void> {
  const found = await findApplication(room, session, request.receiptNumber);
  if (!found) {
    await reportApplication(room, session, {
      receiptNumber: request.receiptNumber,
      status: 'withdrawalRefused',
      reason: 'この受付番号の申請は届いていません。',
    });
    return;
  }
  const requested = { withdrawalRequestedAt: request.requestedAt };
  switch (effectOfWithdrawal(found.stage)) {
    case 'withdraw':
      await writeApplication(
        room,
        session,
        found,
        { stage: 'withdrawn', ...requested },
        { officer: room.system, act: '取下げの受付' },
      );
      await reportApplication(room, session, { receiptNumber: found.receiptNumber, status: 'withdrawn' });
      return;
    case 'discardDraft':
      await writeApplication(room, session, found, requested, { officer: room.system, act: '取下げの受付' });
      return;
    case 'cancelMovingOut':
      if (found.movedInOn) {
        await reportApplication(room, session, {
          receiptNumber: found.receiptNumber,
          status: 'withdrawalRefused',
          reason: '新しい住所地で転入の手続が済んでいるため、転出を取り消せません。',
        });
        return;
      }
      if (found.stage !== 'completed') return;
      await writeApplication(
        room,
        session,
        found,
        { stage: 'cancelRequested', ...requested },
        { officer: room.system, act: '転出取消の申出の受付' },
      );
      return;
    case 'alreadyEnded':
      await reportApplication(room, session, {
        receiptNumber: found.receiptNumber,
        status: 'withdrawalRefused',
        reason: 'この申請の処理は終わっているため、取り下げるものがありません。',
      });
  }
}
