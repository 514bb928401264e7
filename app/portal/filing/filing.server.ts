import { and, eq } from 'drizzle-orm';
import type { CertificateValidation, MovingForm } from '#app/messages/contracts/application.ts';
import { fourItemsOf, verifySignature } from '#app/national/certificates.server.ts';
import type { Signing } from '#app/national/digital-auth.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { sameAddressOnCertificate, sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { openApplicationOf } from '../applications/open-applications.server.ts';
import { type ApplicationRecord, addHop, findRecord, saveRecord } from '../applications/records.server.ts';
import { afterResident } from '../applications/status.ts';
import type { PortalContext, PortalSession } from '../context.server.ts';
import type { Draft, Resident } from '../drafts/answers.ts';
import { type Drafts, findDraft } from '../drafts/drafts.server.ts';
import {
  refuseMovingDay,
  refusePlace,
  refuseSecondApplication,
  refuseTakenSlot,
  refuseVisitDay,
} from '../drafts/eligibility.ts';
import { nextQuestion } from '../drafts/questions.ts';
import { refuseLockedMovers } from '../my-data/move-locks.server.ts';
import { wardsAround } from '../places.server.ts';
import { carryKept } from '../to-do/keeping.server.ts';
import { checkInCode } from '../visits/check-in.ts';
import { bookForFiling, findReservation, releasePlace, takePlace } from '../visits/reservations.server.ts';
import { formBytes, formFromBytes, movingForm } from './form.ts';
import { receiptNumberAt } from './receipt-numbers.ts';
import { sendApplication, takeVisitBack } from './sending.server.ts';
import { refuseCertificate, refuseSignature } from './signature-refusals.ts';

/** 署名対象の届書: the form as it was shown, with the exact bytes. */
export interface FrozenForm {
  id: string;
  draftId: string;
  form: MovingForm;
  bytes: Uint8Array;
}

export interface Filing {
  /** Why this draft cannot be filed now, whatever it still misses. */
  whyNotNow(draft: Draft): Promise<Refusal | undefined>;
  /** Fixes the bytes of a finished draft. undefined = no such draft, or something is still missing. */
  freeze(resident: Resident, draftId: string): Promise<Outcome<FrozenForm> | undefined>;
  /** The frozen form that was made last for a draft. */
  findFrozen(resident: Resident, draftId: string): Promise<FrozenForm | undefined>;
  findFrozenById(resident: Resident, formId: string): Promise<FrozenForm | undefined>;
  /** Files a signed form. Twice the same draft gives the same receipt number. */
  file(resident: Resident, frozen: FrozenForm, signing: Signing): Promise<Outcome<ReceiptNumber>>;
  /** The application that a draft has become. */
  findFiled(resident: Resident, draftId: string): Promise<ReceiptNumber | undefined>;
}

/** A silent responder is asked again after so long. */
const ASK_AGAIN_AFTER_MS = 15_000;

/** When the certificate of a waiting filing is to be validated again, protocol time. */
export function askAgainAt(): number {
  return Date.now() + ASK_AGAIN_AFTER_MS;
}

function refuseForm(form: MovingForm, draft: Draft, today: string): Refusal | undefined {
  return (
    refuseMovingDay(form.movingOn, draft.firstFiledOn ?? today) ??
    refusePlace(
      form.fromMunicipality,
      { municipalityCode: form.toMunicipality, municipality: form.newAddress.municipality },
      wardsAround(form.fromMunicipality),
    ) ??
    refuseVisitDay(form.visit.on, { filedOn: today, movingOn: form.movingOn })
  );
}

/** Whether the holder of the certificate is the person who files. Names and addresses in its characters. */
function isSignedByFiler(form: MovingForm, leaf: string): boolean {
  const items = fourItemsOf(leaf);
  return (
    items !== undefined &&
    items.bornOn === form.filer.bornOn &&
    items.sex === form.filer.sex &&
    sameNameOnCertificate(items.name, form.filer.name) &&
    sameAddressOnCertificate(items.address, form.filer.address)
  );
}

/** 時間枠の予約 with the filing; where no time belongs to the visit, whatever the draft held is given back. */
async function bookVisit(
  context: PortalContext,
  session: PortalSession,
  { id: draftId, subject }: Draft,
  form: MovingForm,
): Promise<boolean> {
  const { on, office, startsAt } = form.visit;
  const { receiptNumber, corrects } = form;
  if (!startsAt) {
    await releasePlace(session, { subject, draftId });
    return true;
  }
  const filing = { subject, draftId, receiptNumber, ...(corrects ? { corrects } : {}) };
  const scope = { municipality: form.toMunicipality, procedure: 'movingIn' } as const;
  return bookForFiling(context, session, filing, scope, { on, office, startsAt });
}

export function createFiling(context: PortalContext, drafts: Drafts): Filing {
  const { store, clock } = context;

  async function frozenOf(row: PortalSession['t']['portalForms']['$inferSelect'] | undefined) {
    if (!row) return undefined;
    const bytes = new Uint8Array(Buffer.from(String(context.open(row.sealed)), 'base64'));
    return { id: row.id, draftId: row.draftId, form: formFromBytes(bytes), bytes };
  }

  async function refuseSecond(session: PortalSession, draft: Draft): Promise<Refusal | undefined> {
    const open = await openApplicationOf(session, draft.subject);
    return draft.corrects?.receiptNumber === open ? undefined : refuseSecondApplication(open);
  }

  async function freeze(resident: Resident, draftId: string): Promise<Outcome<FrozenForm> | undefined> {
    return store.write(async (session) => {
      const draft = await findDraft(context, session, resident.subject, draftId);
      if (draft?.state !== 'open') return undefined;
      // Told before anything that is missing: the other filing may have taken the time that this one held.
      const second = await refuseSecond(session, draft);
      if (second) return { accepted: false, refusal: second };
      const facts = drafts.facts(draft);
      if (nextQuestion(draft.answers, facts) !== undefined) return undefined;
      const form = movingForm(draft.answers, {
        receiptNumber: receiptNumberAt(clock.now(), context.random),
        ...(draft.corrects ? { corrects: draft.corrects.receiptNumber } : {}),
        filedOn: facts.today,
        office: draft.answers.visitOffice ?? facts.offices[0]?.code ?? 'main',
        ...(facts.visits.held ? { startsAt: facts.visits.held.startsAt } : {}),
      });
      if (!form) return undefined;
      const refusal =
        refuseForm(form, draft, facts.today) ??
        (await refuseLockedMovers(context, session, form, { subject: draft.subject, draftId }));
      if (refusal) return { accepted: false, refusal };
      const { held } = facts.visits;
      // Time for the card app: what is held stays held. A correction that keeps its time has it booked already.
      if (held && (await findReservation(session, { subject: draft.subject, draftId }))) {
        const town = { municipality: form.toMunicipality, procedure: 'movingIn' } as const;
        await takePlace(context, session, { subject: draft.subject, draftId }, town, held);
      }
      const frozen = { id: context.newId(), draftId, form, bytes: formBytes(form) };
      const { db, t } = session;
      await db.delete(t.portalForms).where(eq(t.portalForms.draftId, draftId));
      await db.insert(t.portalForms).values({
        id: frozen.id,
        draftId,
        subject: resident.subject,
        receiptNumber: form.receiptNumber,
        sealed: context.seal(Buffer.from(frozen.bytes).toString('base64')),
        frozenAt: clock.now(),
      });
      return { accepted: true, value: frozen };
    });
  }

  /** undefined = the responder is silent and the answer comes later. */
  async function validate(chain: readonly string[], signedAt: string): Promise<CertificateValidation | undefined> {
    try {
      return await context.certificates.validateCertificate(chain, signedAt);
    } catch (error) {
      if (error instanceof OutageError) return undefined;
      throw error;
    }
  }

  async function file(resident: Resident, frozen: FrozenForm, signing: Signing): Promise<Outcome<ReceiptNumber>> {
    const { form } = frozen;
    const filed = await findFiled(resident, frozen.draftId);
    if (filed) return { accepted: true, value: filed };
    const now = clock.now();
    const leaf = signing.certificateChain[0] ?? '';
    if (form.filedOn !== tokyoDate(now)) return { accepted: false, refusal: refuseSignature('dayChanged') };
    if (!verifySignature(frozen.bytes, signing.signature, leaf)) {
      return { accepted: false, refusal: refuseSignature('signatureBroken') };
    }
    const validation = await validate(signing.certificateChain, now);
    const invalid = validation && refuseCertificate(validation);
    if (invalid) return { accepted: false, refusal: invalid };
    if (signing.subject !== resident.subject || !isSignedByFiler(form, leaf)) {
      return { accepted: false, refusal: refuseSignature('signedByOther') };
    }
    return store.write((session) => keep(session, resident, frozen, signing, validation, now));
  }

  /** One transaction: the filing, its messages and the end of the draft. Everything is checked before it writes. */
  async function keep(
    session: PortalSession,
    resident: Resident,
    frozen: FrozenForm,
    signing: Signing,
    validation: CertificateValidation | undefined,
    now: string,
  ): Promise<Outcome<ReceiptNumber>> {
    const { form } = frozen;
    const before = await findRecord(context, session, { draftId: frozen.draftId, subject: resident.subject });
    if (before) return { accepted: true, value: before.receiptNumber };
    const draft = await findDraft(context, session, resident.subject, frozen.draftId);
    if (draft?.state !== 'open') return { accepted: false, refusal: refuseSignature('notNow') };
    const refusal =
      (await refuseSecond(session, draft)) ??
      refuseForm(form, draft, tokyoDate(now)) ??
      (await refuseLockedMovers(context, session, form, { subject: draft.subject, draftId: draft.id }));
    if (refusal) return { accepted: false, refusal };
    const corrected = form.corrects
      ? await findRecord(context, session, { receiptNumber: form.corrects, subject: resident.subject })
      : undefined;
    const correctedState = corrected && afterResident(corrected.state, 'resubmit');
    if (form.corrects && !correctedState) return { accepted: false, refusal: refuseSignature('notNow') };
    if (!(await bookVisit(context, session, draft, form))) return { accepted: false, refusal: refuseTakenSlot() };
    const record: ApplicationRecord = {
      receiptNumber: form.receiptNumber,
      draftId: draft.id,
      subject: resident.subject,
      caseKey: corrected?.caseKey ?? form.receiptNumber,
      ...(form.corrects ? { corrects: form.corrects } : {}),
      fromMunicipality: form.fromMunicipality,
      toMunicipality: form.toMunicipality,
      state: 'awaitingValidation',
      visitState: 'planned',
      movingOn: form.movingOn,
      filedAt: now,
      ...(validation ? {} : { validateAfter: askAgainAt() }),
      evidence: {
        formBytes: Buffer.from(frozen.bytes).toString('base64'),
        signature: signing.signature,
        certificateChain: [...signing.certificateChain],
        signedAt: now,
        ...(validation ? { validation } : {}),
        ...(resident.serial ? { authenticationSerial: resident.serial } : {}),
        visit: form.visit,
        checkIn: checkInCode(context.random),
      },
      updatedAt: now,
    };
    const hop = { object: 'portal', reportedBy: 'portal', at: now } as const;
    await addHop(context, session, record.receiptNumber, { ...hop, step: 'filed' });
    if (corrected && correctedState) {
      const replaced = await takeVisitBack(context, session, corrected);
      await saveRecord(context, session, { ...replaced, state: correctedState });
      await addHop(context, session, corrected.receiptNumber, { ...hop, step: 'resubmitted' });
      await carryKept(context, session, corrected, form);
    }
    if (!validation) {
      await addHop(context, session, record.receiptNumber, { ...hop, step: 'awaitingValidation' });
    }
    await saveRecord(context, session, validation ? await sendApplication(context, session, record) : record);
    const { db, t } = session;
    await db
      .update(t.portalDrafts)
      .set({ state: 'filed', receiptNumber: record.receiptNumber, updatedAt: now })
      .where(eq(t.portalDrafts.id, draft.id));
    await db.delete(t.portalForms).where(eq(t.portalForms.draftId, draft.id));
    return { accepted: true, value: record.receiptNumber };
  }

  async function findFiled(resident: Resident, draftId: string): Promise<ReceiptNumber | undefined> {
    const record = await store.read((session) => findRecord(context, session, { draftId, subject: resident.subject }));
    return record?.receiptNumber;
  }

  const find = (resident: Resident, key: 'id' | 'draftId', value: string) =>
    store.read(async ({ db, t }) => {
      const [row] = await db
        .select()
        .from(t.portalForms)
        .where(and(eq(t.portalForms[key], value), eq(t.portalForms.subject, resident.subject)))
        .limit(1);
      return frozenOf(row);
    });

  return {
    whyNotNow: (draft) => store.read((session) => refuseSecond(session, draft)),
    freeze,
    file,
    findFiled,
    findFrozen: (resident, draftId) => find(resident, 'draftId', draftId),
    findFrozenById: (resident, formId) => find(resident, 'id', formId),
  };
}
