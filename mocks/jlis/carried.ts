import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import type { Envelope } from '#app/messages/envelope.ts';
import { keepsRegister } from '../door/line.ts';
import { refused } from '../door/refusal.ts';

/** 市町村間の電文: everything else is not carried. */
const CARRIED: ReadonlySet<MessageType> = new Set([
  'MovingOutCertificate',
  'MovingOutCertificateRequest',
  'MovingOutCertificateAnswer',
  'MovingOutCertificateUnavailable',
  'MovingOutCertificateWithdrawn',
  'MovingInNotice',
  'MovingInNoticeWithdrawn',
  'SupplementaryFamilyRegisterNotice',
  'ResidentFilingNotice',
]);

/** What J-LIS carries between towns without being able to read it (住民基本台帳法第9条, 第19条, 第24条の2). */
export function checkCarried(envelope: Envelope): void {
  checkTown(envelope);
  if (!keepsRegister(envelope.to) || envelope.to === envelope.from) {
    throw refused(422, 'unknownReceiver', '宛先の市区町村がありません。');
  }
  if (!CARRIED.has(envelope.type)) {
    throw refused(422, 'typeNotCarried', 'この電文種別は市区町村の間では送れません。');
  }
}

/** 市区町村だけが送れる. */
export function checkTown({ from }: Envelope): void {
  if (!keepsRegister(from)) throw refused(403, 'notATown', '市区町村だけが送れる電文です。');
}
