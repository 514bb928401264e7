import type { PlannedVisit } from '#app/messages/contracts/application.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { addHop, findRecord, saveRecord } from '../applications/records.server.ts';
import { visitAfterResident } from '../applications/status.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { refuseTakenSlot, refuseVisitDay } from '../drafts/eligibility.ts';
import { announceVisit } from '../filing/sending.server.ts';
import { refuseSignature } from '../filing/signature-refusals.ts';
import { releasePlace, takePlace } from './reservations.server.ts';

/** 来庁予定の変更・再予約: the new town gets the new day; the filing goes on as it is. */
export async function changeVisit(
  context: PortalContext,
  resident: Resident,
  receiptNumber: string,
  visit: PlannedVisit,
): Promise<Outcome<undefined> | undefined> {
  return context.store.write(async (session) => {
    const record = await findRecord(context, session, { receiptNumber, subject: resident.subject });
    if (!record) return undefined;
    const after =
      visitAfterResident(record.visitState, 'changeVisit', record.state) ??
      visitAfterResident(record.visitState, 'planAgain', record.state);
    // Before the certificate is validated the town has not heard of any visit.
    const visitState = after && record.state === 'awaitingValidation' ? 'planned' : after;
    if (!visitState) return { accepted: false, refusal: refuseSignature('notNow') };
    const refusal = refuseVisitDay(visit.on, { filedOn: context.today(), movingOn: record.movingOn });
    if (refusal) return { accepted: false, refusal };
    const planned = record.evidence.visit;
    const isSame =
      planned.on === visit.on &&
      planned.office === visit.office &&
      planned.startsAt === visit.startsAt &&
      planned.visitor === visit.visitor;
    if (isSame && visitState === record.visitState) return { accepted: true, value: undefined };
    const { startsAt } = visit;
    if (!startsAt) {
      await releasePlace(session, record);
    } else {
      const town = { municipality: record.toMunicipality, procedure: 'movingIn' } as const;
      const slot = { on: visit.on, office: visit.office, startsAt };
      if (!(await takePlace(context, session, { receiptNumber }, town, slot))) {
        return { accepted: false, refusal: refuseTakenSlot() };
      }
    }
    // Before the certificate is validated nothing is sent; the visit then leaves with the filing.
    if (visitState !== 'planned') await announceVisit(context, session, record, visit);
    await addHop(context, session, receiptNumber, {
      object: 'portal',
      step: 'visitChanged',
      reportedBy: 'portal',
      at: context.clock.now(),
      details: { date: visit.on },
    });
    await saveRecord(context, session, { ...record, visitState, evidence: { ...record.evidence, visit } });
    return { accepted: true, value: undefined };
  });
}

/** 来庁予定の取消し: only the visit; 転出届 is another object with its own withdrawal. */
export async function cancelVisit(
  context: PortalContext,
  resident: Resident,
  receiptNumber: string,
): Promise<Outcome<undefined> | undefined> {
  return context.store.write(async (session) => {
    const record = await findRecord(context, session, { receiptNumber, subject: resident.subject });
    if (!record) return undefined;
    if (record.visitState === 'cancelled') return { accepted: true, value: undefined };
    const visitState = visitAfterResident(record.visitState, 'cancelVisit', record.state);
    if (!visitState) return { accepted: false, refusal: refuseSignature('notNow') };
    await releasePlace(session, { receiptNumber });
    await context.mailroom.post(session, {
      type: 'VisitCancelled',
      to: record.toMunicipality,
      subject: record.caseKey,
      content: { receiptNumber },
    });
    await addHop(context, session, receiptNumber, {
      object: 'portal',
      step: 'visitCancelled',
      reportedBy: 'portal',
      at: context.clock.now(),
    });
    await saveRecord(context, session, { ...record, visitState });
    return { accepted: true, value: undefined };
  });
}
