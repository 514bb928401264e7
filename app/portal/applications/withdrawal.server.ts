import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { takeVisitBack } from '../filing/sending.server.ts';
import { refuseSignature } from '../filing/signature-refusals.ts';
import { addHop, findRecord, saveRecord } from './records.server.ts';
import { afterResident } from './status.ts';

/**
 * 取下げ, or 転出取消の申出 once the 転出 was processed: asked of the old town, which answers. A filing that was not sent
 * yet ends at once. Asking twice asks once. undefined = no such application for this account.
 */
export async function requestWithdrawal(
  context: PortalContext,
  resident: Resident,
  receiptNumber: string,
): Promise<Outcome<undefined> | undefined> {
  return context.store.write(async (session) => {
    const record = await findRecord(context, session, { receiptNumber, subject: resident.subject });
    if (!record) return undefined;
    if (record.withdrawalRequestedAt || record.state === 'withdrawn') return { accepted: true, value: undefined };
    const withdrawn = afterResident(record.state, 'withdraw');
    const state = withdrawn ?? afterResident(record.state, 'askForCancellation');
    if (!state) return { accepted: false, refusal: refuseSignature('notNow') };
    const at = context.clock.now();
    await addHop(context, session, receiptNumber, {
      object: 'portal',
      step: withdrawn ? 'withdrawalRequested' : 'cancellationRequested',
      reportedBy: 'portal',
      at,
    });
    if (record.state === 'awaitingValidation') {
      const ended = await takeVisitBack(context, session, record);
      await saveRecord(context, session, { ...ended, state, validateAfter: undefined });
      return { accepted: true, value: undefined };
    }
    await context.mailroom.post(session, {
      type: 'WithdrawalRequest',
      to: record.fromMunicipality,
      subject: record.caseKey,
      content: { receiptNumber, requestedAt: at },
    });
    await saveRecord(context, session, { ...record, state, withdrawalRequestedAt: at });
    return { accepted: true, value: undefined };
  });
}
