import { eq } from 'drizzle-orm';
import type {
  MovingOutCertificate,
  MovingOutCertificateAnswer,
  MovingOutCertificateRequest,
  MovingOutCertificateUnavailable,
} from '#app/messages/contracts/moving.ts';
import type { Envelope } from '#app/messages/envelope.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { answerRequest } from '../core/notices.ts';
import { findByCode } from '../core/register.ts';
import type { CertificateFetch } from '../door.ts';
import { findCertificate, receiveCertificate } from './arrivals.server.ts';
import { recordAccess } from './audited.server.ts';
import { codeHash } from './register-rows.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { untilAnswered } from './waiting.server.ts';
import { addWork } from './work-list.server.ts';

/** Why there are no data, as a sentence for the counter. */
const UNAVAILABLE: Record<MovingOutCertificateUnavailable['reason'], string> = {
  noNotification: '転出地に転出届が出ていません。先に転出届を出していただいてください。',
  registeredElsewhere: 'すでに他の市区町村で転入届が受理されています。転出地に確認してください。',
  cancelled: '転出届は取り消されています。転出地に確認してください。',
  limitPassed: '特例転入の期限を過ぎています。転出地に転出証明書を求めていただいてください。',
  unknownPerson: '転出地にこの方の住民票がありません。前の住所を確かめてください。',
};

/** 転出証明書情報の請求と回答 (住民基本台帳法第24条の2第4項), both sides. */
export function createCertificateDesk(room: Room) {
  /** Old town: answers by itself, in the transaction of the inbox; the answer is audited like any disclosure. */
  async function answer(
    session: TownSession,
    request: MovingOutCertificateRequest,
    { id, from }: Envelope,
  ): Promise<void> {
    const { requestId, residentRecordCode } = request;
    const slice = await loadSlice(session, { codes: [residentRecordCode] }, room.cipher);
    const result = answerRequest(slice, residentRecordCode, { today: room.today(), town: room.town });
    const reply = { to: from, subject: requestId, causationId: id, correlationId: requestId };
    if ('certificate' in result) {
      const { certificate } = result;
      await room.mailroom.post(session, {
        ...reply,
        type: 'MovingOutCertificateAnswer',
        content: { requestId, certificate },
      });
    } else {
      const { reason } = result;
      await room.mailroom.post(session, {
        ...reply,
        type: 'MovingOutCertificateUnavailable',
        content: { requestId, reason },
      });
    }
    const subject = findByCode(slice, residentRecordCode)?.addresseeNumber;
    const reason = `転出証明書情報の請求（${from}）への自動回答`;
    await note(session, { officer: room.system, reason }, 'answerCertificateRequest', subject ? [subject] : []);
  }

  /** New town: asks and waits, at most as long as the town's rule says; then the 事前通知 is the way on. */
  async function request(residentRecordCode: string, from: string, access: Access): Promise<CertificateFetch> {
    room.admit(access);
    const requestId = room.newId();
    const advance = await room.store.write(async (session) => {
      const { db, t } = session;
      const known = await findCertificate(room, session, residentRecordCode);
      const purpose = known?.fromMunicipality === from ? ('confirm' as const) : ('fetch' as const);
      await db.insert(t.certificateRequests).values({
        requestId,
        toMunicipality: from,
        codeHash: codeHash(room.cipher, residentRecordCode),
        state: 'asked',
        askedAt: room.clock.now(),
      });
      await room.mailroom.post(session, {
        type: 'MovingOutCertificateRequest',
        to: from,
        subject: requestId,
        correlationId: requestId,
        content: { requestId, residentRecordCode, purpose },
      });
      await note(session, access, 'requestCertificate', []);
      return known;
    });
    const answered = await untilAnswered(room, () => room.store.read((session) => findAnswer(session, requestId)));
    if (answered) return answered;
    const late = await giveUp(requestId);
    return late ?? (advance ? { result: 'silent', certificate: advance } : { result: 'silent' });
  }

  /** Marks the silence, unless the answer came in the very last moment. */
  async function giveUp(requestId: string): Promise<CertificateFetch | undefined> {
    return room.store.write(async (session) => {
      const found = await findAnswer(session, requestId);
      const { db, t } = session;
      if (!found) {
        await db
          .update(t.certificateRequests)
          .set({ state: 'silent' })
          .where(eq(t.certificateRequests.requestId, requestId));
      }
      return found;
    });
  }

  async function findAnswer({ db, t }: TownSession, requestId: string): Promise<CertificateFetch | undefined> {
    const [row] = await db.select().from(t.certificateRequests).where(eq(t.certificateRequests.requestId, requestId));
    if (row?.body) return { result: 'answered', certificate: room.open<MovingOutCertificate>(row.body) };
    if (row?.reason) {
      const reason = row.reason as MovingOutCertificateUnavailable['reason'];
      return { result: 'unavailable', reason: UNAVAILABLE[reason] };
    }
    return undefined;
  }

  /** New town: the data came. Kept with the request, and with the 事前通知 if they are newer. */
  async function receiveAnswer(
    session: TownSession,
    { requestId, certificate }: MovingOutCertificateAnswer,
    from: string,
  ): Promise<void> {
    const { db, t } = session;
    const [row] = await db.select().from(t.certificateRequests).where(eq(t.certificateRequests.requestId, requestId));
    if (!row || row.toMunicipality !== from) return;
    await db
      .update(t.certificateRequests)
      .set({ state: 'answered', body: room.seal(certificate), answeredAt: room.clock.now() })
      .where(eq(t.certificateRequests.requestId, requestId));
    if (certificate.toMunicipality === room.town.code) await receiveCertificate(room, session, certificate);
  }

  /** New town: there are no data. If the counter went on without waiting for this, an officer has to look at it. */
  async function receiveUnavailable(
    session: TownSession,
    { requestId, reason }: MovingOutCertificateUnavailable,
    from: string,
  ): Promise<void> {
    const { db, t } = session;
    const [row] = await db.select().from(t.certificateRequests).where(eq(t.certificateRequests.requestId, requestId));
    if (!row || row.toMunicipality !== from) return;
    await db
      .update(t.certificateRequests)
      .set({ state: 'unavailable', reason, answeredAt: room.clock.now() })
      .where(eq(t.certificateRequests.requestId, requestId));
    if (row.state !== 'silent') return;
    const [resident] = await db
      .select({ addresseeNumber: t.residents.addresseeNumber, status: t.residents.status })
      .from(t.residents)
      .where(eq(t.residents.codeHash, row.codeHash));
    // A town that was told of the 転入 meanwhile answers that the person is registered: here, as it should be.
    if (resident?.status !== 'resident' || reason === 'registeredElsewhere') return;
    const sentence = `事前通知だけで転入を受け付けた方について、転出地から後で回答がありました。${UNAVAILABLE[reason]}`;
    await addWork(
      room,
      session,
      { work: 'certificateContradicted', sentence, addresseeNumber: resident.addresseeNumber },
      { from, content: { requestId, reason } },
    );
  }

  async function note(session: TownSession, access: Access, act: string, subjects: string[]): Promise<void> {
    await recordAccess(room, session, access, { act, subjects, numberAccessed: true });
  }

  return { answer, request, receiveAnswer, receiveUnavailable };
}
