import type { MessageContent, MessageType } from '#app/messages/contracts/catalogue.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import type { TownTables } from '#db/schema/index.ts';
import { receiveCertificate, withdrawCertificate } from './arrivals.server.ts';
import type { createCertificateDesk } from './certificate-desk.server.ts';
import { takeCertificateChange } from './certificate-links.server.ts';
import { receiveForwarded } from './measures.server.ts';
import { noticeCame } from './missing-notices.server.ts';
import { takeImmigrationNotice, takeResidentFiling } from './notices-of-others.server.ts';
import { takeBlock, takeIndividualNumber, takeNewIndividualNumber } from './numbers-desk.server.ts';
import type { Room, TownSession } from './room.server.ts';
import type { createSagas } from './sagas.server.ts';
import { perform } from './unit-of-work.server.ts';
import type { createWardDesk } from './ward-desk.server.ts';

/** Desks that take messages. */
export interface Desks {
  certificates: ReturnType<typeof createCertificateDesk>;
  sagas: ReturnType<typeof createSagas>;
  wards: ReturnType<typeof createWardDesk>;
}

/** A sender who speaks for another town is kept aside by throwing: the message stays as failed and is shown. */
function mustSpeakForItself(message: Message, town: string): void {
  if (message.envelope.from !== town) throw new Error(`${message.envelope.from} sent a message in the name of ${town}`);
}

/** 電文の受理: which message does what to the register, each in the transaction of the inbox. */
export function createHandlers(
  room: Room,
  { certificates, sagas, wards }: Desks,
): Partial<Record<MessageType, Handler<TownTables>>> {
  function on<T extends MessageType>(
    _type: T,
    apply: (session: TownSession, content: MessageContent<T>, message: Message) => Promise<void>,
  ): Handler<TownTables> {
    return (message, session) => apply(session, message.content as MessageContent<T>, message);
  }

  return {
    MovingOutCertificate: on('MovingOutCertificate', async (session, certificate, message) => {
      mustSpeakForItself(message, certificate.fromMunicipality);
      await receiveCertificate(room, session, certificate);
    }),
    MovingOutCertificateWithdrawn: on('MovingOutCertificateWithdrawn', (session, content, { envelope }) =>
      withdrawCertificate(room, session, content, envelope.from),
    ),
    MovingOutCertificateRequest: on('MovingOutCertificateRequest', (session, content, { envelope }) =>
      certificates.answer(session, content, envelope),
    ),
    MovingOutCertificateAnswer: on('MovingOutCertificateAnswer', (session, content, { envelope }) =>
      certificates.receiveAnswer(session, content, envelope.from),
    ),
    MovingOutCertificateUnavailable: on('MovingOutCertificateUnavailable', (session, content, { envelope }) =>
      certificates.receiveUnavailable(session, content, envelope.from),
    ),
    MovingInNotice: on('MovingInNotice', async (session, notice, { envelope }) => {
      const { from, id } = envelope;
      const access = { officer: room.system, reason: `転入通知の受理（${from}）` };
      const occasion = { access, act: 'acceptMovingInNotice', causationId: id, evidence: { from, content: notice } };
      const decision = await perform(room, session, { kind: 'AcceptMovingInNotice', notice, from }, occasion);
      if (decision.accepted) await noticeCame(room, session, decision.result.addresseeNumbers);
    }),
    MovingInNoticeWithdrawn: on('MovingInNoticeWithdrawn', async (session, withdrawn, message) => {
      mustSpeakForItself(message, withdrawn.toMunicipality);
      const { from, id } = message.envelope;
      const access = { officer: room.system, reason: `転入通知の取消しの受理（${from}）` };
      const occasion = {
        access,
        act: 'acceptNoticeWithdrawal',
        causationId: id,
        evidence: { from, content: withdrawn },
      };
      await perform(room, session, { kind: 'AcceptNoticeWithdrawal', withdrawn, from }, occasion);
    }),
    WardRecordRequest: on('WardRecordRequest', (session, content, { envelope }) =>
      wards.answer(session, content, envelope),
    ),
    WardRecordAnswer: on('WardRecordAnswer', (session, content, { envelope }) =>
      wards.receive(session, content, envelope.from),
    ),
    WardMoveNotice: on('WardMoveNotice', (session, content, { envelope }) => wards.moved(session, content, envelope)),
    SupplementaryFamilyRegisterNotice: on(
      'SupplementaryFamilyRegisterNotice',
      async ({ db, t }, notice, { envelope }) => {
        await db.insert(t.familyRegisterNotices).values({
          messageId: envelope.id,
          fromMunicipality: envelope.from,
          receivedAt: room.clock.now(),
          body: room.seal(notice),
        });
      },
    ),
    ProtectionForwarded: on('ProtectionForwarded', async (session, forwarded, message) => {
      mustSpeakForItself(message, forwarded.fromMunicipality);
      await receiveForwarded(room, session, forwarded);
    }),
    CodeBlock: on('CodeBlock', (session, block, message) => {
      mustSpeakForItself(message, 'jlis');
      return takeBlock(room, session, block, message.envelope);
    }),
    IndividualNumberAssigned: on('IndividualNumberAssigned', (session, assigned, message) => {
      mustSpeakForItself(message, 'jlis');
      return takeIndividualNumber(room, session, assigned, message.envelope);
    }),
    IndividualNumberChanged: on('IndividualNumberChanged', (session, changed, message) => {
      mustSpeakForItself(message, 'jlis');
      return takeNewIndividualNumber(room, session, changed, message.envelope);
    }),
    CertificateChanged: on('CertificateChanged', async (session, changed, message) => {
      mustSpeakForItself(message, 'jlis');
      await takeCertificateChange(room, session, changed);
    }),
    ImmigrationNotice: on('ImmigrationNotice', async (session, notice, { envelope }) => {
      mustSpeakForItself({ envelope, content: notice }, 'immigration');
      await takeImmigrationNotice(room, session, notice);
    }),
    ResidentFilingNotice: on('ResidentFilingNotice', (session, notice, { envelope }) =>
      takeResidentFiling(room, session, notice, envelope.from),
    ),
    SymbolState: on('SymbolState', (session, content) => sagas.symbolState(session, content)),
  };
}
