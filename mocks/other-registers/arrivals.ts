import { and, eq } from 'drizzle-orm';
import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type {
  MovingInNotice,
  MovingOutCertificate,
  MovingOutCertificateRequest,
  MovingOutCertificateWithdrawn,
} from '#app/messages/contracts/moving.ts';
import type { Envelope } from '#app/messages/envelope.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import { type ArrivalPlan, arrivalSteps, lapseAt } from './plan.ts';
import {
  Contradiction,
  findResident,
  type OtherResident,
  saveResident,
  subjectOf,
  type TownDeps,
  tellJlis,
} from './residents.ts';
import { closeVisit, followArrival } from './visits.ts';

type NationalSession = Session<NationalTables>;
type Arrival = NationalTables['otherArrivals']['$inferSelect'];

/** 事前通知の受理: the newest revision of a 転出 counts, while nobody has come yet. */
export async function expectArrival(
  session: NationalSession,
  deps: TownDeps,
  envelope: Envelope,
  certificate: MovingOutCertificate,
): Promise<void> {
  if (certificate.fromMunicipality !== envelope.from || certificate.toMunicipality !== envelope.to) {
    throw new Contradiction('the certificate names other towns than its envelope');
  }
  const { db, t } = session;
  const { movingOutId, revision } = certificate;
  const known = await findArrival(session, envelope.to, movingOutId);
  if (known && (known.state !== 'expected' || known.revision >= revision)) return;
  const plan = known?.plan ?? deps.planFor(movingOutId);
  const receivedAt = known?.receivedAt ?? deps.now;
  const values = {
    revision,
    fromMunicipality: certificate.fromMunicipality,
    receiptNumber: certificate.receiptNumber ?? known?.receiptNumber ?? null,
    plannedOn: certificate.plannedOn,
    plan,
    state: 'expected' as const,
    actAt: firstActAt(deps, plan, certificate, receivedAt),
    sealed: deps.cipher.encrypt(JSON.stringify(certificate)),
    receivedAt,
    updatedAt: deps.now,
  };
  const arrival = { municipalityCode: envelope.to, movingOutId, movedInOn: null, ...values };
  await db
    .insert(t.otherArrivals)
    .values(arrival)
    .onConflictDoUpdate({ target: [t.otherArrivals.municipalityCode, t.otherArrivals.movingOutId], set: values });
  await followArrival(session, deps, arrival);
}

/** Another plan for people who have not come yet. */
export async function changePlan(
  session: NationalSession,
  deps: TownDeps,
  movingOutId: string,
  plan: ArrivalPlan,
): Promise<boolean> {
  const { db, t } = session;
  const [known] = await db
    .select()
    .from(t.otherArrivals)
    .where(and(eq(t.otherArrivals.movingOutId, movingOutId), eq(t.otherArrivals.state, 'expected')))
    .limit(1);
  if (!known) return false;
  const certificate = certificateOf(deps.cipher, known);
  await db
    .update(t.otherArrivals)
    .set({ plan, actAt: firstActAt(deps, plan, certificate, known.receivedAt), updatedAt: deps.now })
    .where(keyOf(session, known));
  return true;
}

/** 転出証明書情報の取消しの受理: those who do not move any more are struck off, unless they are registered already. */
export async function withdrawArrival(
  session: NationalSession,
  deps: TownDeps,
  envelope: Envelope,
  { movingOutId, residentRecordCodes }: MovingOutCertificateWithdrawn,
): Promise<void> {
  const known = await findArrival(session, envelope.to, movingOutId);
  if (known?.state !== 'expected') return;
  if (known.fromMunicipality !== envelope.from) throw new Contradiction('withdrawn by another town');
  const certificate = certificateOf(deps.cipher, known);
  const left = certificate.movers.filter(
    ({ residentRecordCode }) => residentRecordCodes.length > 0 && !residentRecordCodes.includes(residentRecordCode),
  );
  const change =
    left.length > 0
      ? { sealed: deps.cipher.encrypt(JSON.stringify({ ...certificate, movers: left })) }
      : { state: 'withdrawn' as const, actAt: null };
  await session.db
    .update(session.t.otherArrivals)
    .set({ ...change, updatedAt: deps.now })
    .where(keyOf(session, known));
  await followArrival(session, deps, { ...known, ...change });
}

/** 請求への回答: nobody has filed a 転出届 in a town that is only played. */
export async function answerRequest(
  session: NationalSession,
  deps: TownDeps,
  envelope: Envelope,
  { requestId, residentRecordCode }: MovingOutCertificateRequest,
): Promise<void> {
  const resident = await findResident(session, deps.cipher, envelope.to, residentRecordCode);
  const content: MessageContent<'MovingOutCertificateUnavailable'> = {
    requestId,
    reason: resident ? 'noNotification' : 'unknownPerson',
  };
  await deps.post(session, envelope.to, {
    type: 'MovingOutCertificateUnavailable',
    to: envelope.from,
    subject: envelope.subject,
    content,
    causationId: envelope.id,
    correlationId: envelope.correlationId ?? envelope.id,
  });
}

/** 転入 at the counter of the simulated town, or its correction: register, 転入通知, 本人確認情報, 継続利用. */
export async function actOnArrival(session: NationalSession, deps: TownDeps, arrival: Arrival): Promise<void> {
  const certificate = certificateOf(deps.cipher, arrival);
  const steps = stepsOf(deps, arrival.plan, certificate, arrival.receivedAt);
  const step = steps.find(({ revision }) => revision === (arrival.state === 'expected' ? 1 : 2));
  const { db, t } = session;
  if (!step) {
    await db
      .update(t.otherArrivals)
      .set({ actAt: null, updatedAt: deps.now, ...(arrival.state === 'expected' ? { state: 'lapsed' } : {}) })
      .where(keyOf(session, arrival));
    return;
  }
  const next = steps.find(({ revision }) => revision === step.revision + 1);
  await db
    .update(t.otherArrivals)
    .set({
      state: step.revision === 1 ? 'registered' : 'corrected',
      actAt: next?.actAt ?? null,
      movedInOn: step.movedInOn,
      updatedAt: deps.now,
    })
    .where(keyOf(session, arrival));
  await closeVisit(session, deps, { ...arrival, movedInOn: step.movedInOn });
  const town = arrival.municipalityCode;
  const notifiedOn = tokyoDate(step.actAt);
  await deps.post(session, town, {
    type: 'MovingInNotice',
    to: arrival.fromMunicipality,
    subject: arrival.movingOutId,
    content: {
      movingOutId: arrival.movingOutId,
      revision: step.revision,
      toMunicipality: town,
      movedInOn: step.movedInOn,
      notifiedOn,
      newAddress: step.newAddress,
      oldAddress: certificate.oldAddress,
      householder: certificate.movers[0]?.name.full ?? '',
      movers: certificate.movers.map(({ residentRecordCode, name, bornOn, sex }) => ({
        residentRecordCode,
        name: name.full,
        bornOn,
        sex,
      })),
    } satisfies MovingInNotice,
  });
  for (const mover of certificate.movers) {
    const { residentRecordCode, individualNumber, name, bornOn, sex, card } = mover;
    const resident: OtherResident = {
      residentRecordCode,
      individualNumber,
      name,
      bornOn,
      sex,
      address: step.newAddress,
    };
    await saveResident(session, deps.cipher, town, resident, step.movedInOn, arrival.movingOutId);
    await tellJlis(session, deps, town, resident, 'entered', step.movedInOn);
    if (!card || step.revision > 1) continue;
    await deps.post(session, town, {
      type: 'CardContinuationReported',
      to: 'jlis',
      subject: subjectOf(deps.cipher, residentRecordCode),
      content: { residentRecordCode, cardId: card.cardId, continuedOn: notifiedOn },
    });
  }
}

async function findArrival({ db, t }: NationalSession, town: string, movingOutId: string) {
  const [row] = await db
    .select()
    .from(t.otherArrivals)
    .where(and(eq(t.otherArrivals.municipalityCode, town), eq(t.otherArrivals.movingOutId, movingOutId)))
    .limit(1);
  return row;
}

function keyOf({ t }: NationalSession, { municipalityCode, movingOutId }: Arrival) {
  return and(eq(t.otherArrivals.municipalityCode, municipalityCode), eq(t.otherArrivals.movingOutId, movingOutId));
}

function certificateOf(cipher: Cipher, { sealed }: Arrival): MovingOutCertificate {
  return JSON.parse(cipher.decrypt(sealed));
}

function stepsOf(deps: TownDeps, plan: ArrivalPlan, certificate: MovingOutCertificate, receivedAt: string) {
  return arrivalSteps(plan, deps.seed, { ...certificate, receivedAt });
}

function firstActAt(deps: TownDeps, plan: ArrivalPlan, certificate: MovingOutCertificate, receivedAt: string): string {
  return stepsOf(deps, plan, certificate, receivedAt)[0]?.actAt ?? lapseAt(certificate.plannedOn);
}
