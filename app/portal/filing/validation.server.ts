import { and, eq, lte } from 'drizzle-orm';
import { OutageError } from '#app/national/outage.ts';
import { addHop, findRecord, saveRecord } from '../applications/records.server.ts';
import { afterValidation } from '../applications/status.ts';
import type { PortalContext } from '../context.server.ts';
import { askAgainAt } from './filing.server.ts';
import { sendApplication, takeVisitBack } from './sending.server.ts';
import { refuseCertificate } from './signature-refusals.ts';

async function due({ store }: PortalContext, at: number): Promise<string[]> {
  return store.read(async ({ db, t }) => {
    const rows = await db
      .select({ receiptNumber: t.portalApplications.receiptNumber })
      .from(t.portalApplications)
      .where(and(eq(t.portalApplications.state, 'awaitingValidation'), lte(t.portalApplications.validateAfter, at)))
      .limit(50);
    return rows.map((row) => row.receiptNumber);
  });
}

async function validateAgain(context: PortalContext, receiptNumber: string): Promise<boolean> {
  const record = await context.store.read((session) => findRecord(context, session, { receiptNumber }));
  if (record?.state !== 'awaitingValidation') return false;
  const { certificateChain, signedAt } = record.evidence;
  const validation = await context.certificates.validateCertificate(certificateChain, signedAt).catch((error) => {
    if (error instanceof OutageError) return undefined;
    throw error;
  });
  await context.store.write(async (session) => {
    const current = await findRecord(context, session, { receiptNumber });
    if (current?.state !== 'awaitingValidation') return;
    if (!validation) {
      await saveRecord(context, session, { ...current, validateAfter: askAgainAt() });
      return;
    }
    const refusal = refuseCertificate(validation);
    const evidence = { ...current.evidence, validation, ...(refusal ? { message: { reason: refusal.sentence } } : {}) };
    const state = afterValidation(current.state, refusal ? 'notValid' : 'validated');
    if (!state) return;
    const hop = { object: 'portal', reportedBy: 'portal', at: context.clock.now() } as const;
    await addHop(context, session, receiptNumber, {
      ...hop,
      step: refusal ? 'notValid' : 'validated',
      ...(refusal ? { details: { reason: refusal.sentence } } : {}),
    });
    const next = { ...current, evidence, validateAfter: undefined };
    await saveRecord(
      context,
      session,
      refusal
        ? { ...(await takeVisitBack(context, session, next)), state }
        : await sendApplication(context, session, next),
    );
  });
  return validation !== undefined;
}

/**
 * 証明書の確認待ちの届出: asks the responder again for every filing that waits and is due. Returns how many were
 * settled; `at` is protocol time.
 */
export async function advanceValidations(context: PortalContext, at: number): Promise<number> {
  let settled = 0;
  for (const receiptNumber of await due(context, at)) {
    if (await validateAgain(context, receiptNumber)) settled += 1;
  }
  return settled;
}
