import { ApplicationStatusReport, VisitStatusReport } from '#app/messages/contracts/application.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { PortalTables } from '#db/schema/index.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { takeVisitBack } from '../filing/sending.server.ts';
import { applyRelocationReport } from '../visits/relocations.server.ts';
import { releasePlace } from '../visits/reservations.server.ts';
import { type ApplicationRecord, addHop, findRecord, saveRecord } from './records.server.ts';
import { afterTownReport, visitAfterTownReport } from './status.ts';

/** Reports that end the filing, so that nobody waits for the visit any more. */
const ENDINGS: ReadonlySet<ApplicationStatusReport['status']> = new Set(['refused', 'withdrawn', 'cancelled']);

/** The application that a town reports on; a report of any other town is not applied and stays visible as failed. */
async function recordFor(
  context: PortalContext,
  session: PortalSession,
  receiptNumber: string,
  sender: (record: ApplicationRecord) => string,
  from: string,
): Promise<ApplicationRecord> {
  const record = await findRecord(context, session, { receiptNumber });
  if (!record) throw new Error('a report names a receipt number that the portal does not know');
  if (sender(record) !== from) throw new Error('a report comes from a town that the application does not concern');
  return record;
}

/** 申請処理状況 of the old town: what the resident sees next. A report out of turn changes nothing. */
export function applicationStatusHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const report = ApplicationStatusReport.parse(content);
    const record = await recordFor(
      context,
      session,
      report.receiptNumber,
      ({ fromMunicipality }) => fromMunicipality,
      envelope.from,
    );
    const state = afterTownReport(record.state, report.status);
    if (state === undefined) return;
    const { reason, fields } = report;
    const message = reason || fields ? { ...(reason ? { reason } : {}), ...(fields ? { fields } : {}) } : undefined;
    const answersWithdrawal = ['withdrawn', 'cancelled', 'withdrawalRefused'].includes(report.status);
    const next: ApplicationRecord = {
      ...record,
      state,
      evidence: {
        ...record.evidence,
        message: message ?? (state === record.state ? record.evidence.message : undefined),
      },
      ...(answersWithdrawal ? { withdrawalRequestedAt: undefined } : {}),
    };
    await addHop(context, session, record.receiptNumber, {
      object: 'application',
      step: report.status,
      reportedBy: envelope.from,
      at: report.at,
      ...(reason ? { details: { reason } } : {}),
    });
    await saveRecord(context, session, ENDINGS.has(report.status) ? await takeVisitBack(context, session, next) : next);
  };
}

/** 来庁予定の処理状況 of the new town. */
export function visitStatusHandler(context: PortalContext): Handler<PortalTables> {
  return async ({ envelope, content }, session) => {
    const report = VisitStatusReport.parse(content);
    if (await applyRelocationReport(context, session, report, envelope.from)) return;
    const record = await recordFor(
      context,
      session,
      report.receiptNumber,
      ({ toMunicipality }) => toMunicipality,
      envelope.from,
    );
    const visitState = visitAfterTownReport(record.visitState, report.status);
    if (visitState === undefined) return;
    const { reason, movedInOn } = report;
    if (visitState === 'cancelled' || visitState === 'expired') await releasePlace(session, report);
    await addHop(context, session, record.receiptNumber, {
      object: 'visit',
      step: report.status,
      reportedBy: envelope.from,
      at: report.at,
      details: { ...(reason ? { reason } : {}), ...(movedInOn ? { movedInOn } : {}) },
    });
    await saveRecord(context, session, { ...record, visitState });
  };
}
