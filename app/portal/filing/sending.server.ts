import type { PlannedVisit } from '#app/messages/contracts/application.ts';
import { type ApplicationRecord, addHop } from '../applications/records.server.ts';
import { visitAfterPortal } from '../applications/status.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import { releasePlace } from '../visits/reservations.server.ts';
import { formFromBytes, visitNotice } from './form.ts';

/** The form of a stored filing, read from its signed bytes. */
export function formOf(record: ApplicationRecord) {
  return formFromBytes(Buffer.from(record.evidence.formBytes, 'base64'));
}

/** 転出届 → 旧市区町村, 来庁予定の連絡 → 新市区町村: both leave with the commit of the filing, or not at all. */
export async function sendApplication(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
): Promise<ApplicationRecord> {
  const { evidence } = record;
  const { validation } = evidence;
  if (!validation) throw new Error('an application is sent after its certificate was validated');
  const at = context.clock.now();
  await context.mailroom.post(session, {
    type: 'MovingOutApplication',
    to: record.fromMunicipality,
    subject: record.caseKey,
    content: {
      receiptNumber: record.receiptNumber,
      formBytes: evidence.formBytes,
      signature: evidence.signature,
      certificateChain: evidence.certificateChain,
      validation,
      ...(evidence.authenticationSerial ? { authenticationSerial: evidence.authenticationSerial } : {}),
      filedAt: record.filedAt,
    },
  });
  await addHop(context, session, record.receiptNumber, { object: 'portal', step: 'sent', reportedBy: 'portal', at });
  // A time that the town took back meanwhile is not announced; the resident chooses again first.
  if (record.visitState === 'slotWithdrawn') return { ...record, state: 'sent', validateAfter: undefined };
  await announceVisit(context, session, record, evidence.visit);
  await addHop(context, session, record.receiptNumber, {
    object: 'portal',
    step: 'announced',
    reportedBy: 'portal',
    at,
  });
  return { ...record, state: 'sent', visitState: 'announced', validateAfter: undefined };
}

/** 来庁予定の連絡 (転入予約): the latest one for a receipt number holds. */
export async function announceVisit(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
  visit: PlannedVisit,
): Promise<void> {
  await context.mailroom.post(session, {
    type: 'VisitNotice',
    to: record.toMunicipality,
    subject: record.caseKey,
    content: visitNotice(formOf(record), visit, record.evidence.checkIn),
  });
}

/** 来庁予定の取消し, where the new town was told and nobody has come yet; else nothing happens. */
export async function takeVisitBack(
  context: PortalContext,
  session: PortalSession,
  record: ApplicationRecord,
): Promise<ApplicationRecord> {
  const visitState = visitAfterPortal(record.visitState, 'withdraw');
  if (visitState === undefined) return record;
  await releasePlace(session, { receiptNumber: record.receiptNumber });
  if (record.visitState !== 'planned') {
    await context.mailroom.post(session, {
      type: 'VisitCancelled',
      to: record.toMunicipality,
      subject: record.caseKey,
      content: { receiptNumber: record.receiptNumber },
    });
    await addHop(context, session, record.receiptNumber, {
      object: 'portal',
      step: 'portalWithdrew',
      reportedBy: 'portal',
      at: context.clock.now(),
    });
  }
  return { ...record, visitState };
}
