import type { ApplicationStatusReport, VisitStatusReport } from '#app/messages/contracts/application.ts';
import type { OfficeRoom, OfficeSession } from '../room.server.ts';

const PORTAL = 'portal';

/** 申請処理状況 (申請管理 → マイナポータル): told in the transaction of the act, so that the two cannot disagree. */
export async function reportApplication(
  room: Pick<OfficeRoom, 'mailroom' | 'clock'>,
  session: OfficeSession,
  report: Omit<ApplicationStatusReport, 'at'>,
): Promise<void> {
  const content: ApplicationStatusReport = { ...report, at: room.clock.now() };
  await room.mailroom.post(session, {
    type: 'ApplicationStatusReport',
    to: PORTAL,
    subject: report.receiptNumber,
    content,
  });
}

/** 来庁予定の処理状況: told in the transaction of the act; a case without a visit notice has nobody to tell. */
export async function reportVisit(
  room: Pick<OfficeRoom, 'mailroom' | 'clock'>,
  session: OfficeSession,
  report: Omit<VisitStatusReport, 'at' | 'receiptNumber'> & { receiptNumber: string | undefined },
): Promise<void> {
  if (report.receiptNumber === undefined) return;
  const content: VisitStatusReport = { ...report, receiptNumber: report.receiptNumber, at: room.clock.now() };
  await room.mailroom.post(session, {
    type: 'VisitStatusReport',
    to: PORTAL,
    subject: report.receiptNumber,
    content,
  });
}
