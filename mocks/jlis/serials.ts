import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { Message, OutgoingMessage } from '#app/messages/envelope.ts';
import { keepsRegister } from '../door/line.ts';
import { checkTown } from './carried.ts';
import type { JlisPorts } from './index.ts';
import type { PersonKeys, StoredPerson } from './persons.ts';

/** 証明書情報連携: only a town may turn a serial into a 住民票コード, or ask which certificate a resident holds now. */
export function serialAnswers({ holderOf, serialOf }: Pick<JlisPorts, 'holderOf' | 'serialOf'>) {
  async function answerHolder(message: Message) {
    checkTown(message.envelope);
    const { serial } = message.content as MessageContent<'CertificateHolderInquiry'>;
    const residentRecordCode = await holderOf(serial);
    if (!residentRecordCode) return { type: 'CertificateHolder' as const, content: {} };
    const currentSerial = await serialOf?.(residentRecordCode);
    const content = { residentRecordCode, ...(currentSerial ? { currentSerial } : {}) };
    return { type: 'CertificateHolder' as const, content };
  }

  async function answerSerials(message: Message) {
    checkTown(message.envelope);
    const { residentRecordCodes } = message.content as MessageContent<'CurrentSerialInquiry'>;
    const holders: MessageContent<'CurrentSerials'>['holders'] = [];
    for (const residentRecordCode of residentRecordCodes) {
      const serial = await serialOf?.(residentRecordCode);
      if (serial) holders.push({ residentRecordCode, serial });
    }
    return { type: 'CurrentSerials' as const, content: { holders } };
  }

  return { CertificateHolderInquiry: answerHolder, CurrentSerialInquiry: answerSerials };
}

/** 証明書発行番号の更新の通知: to the town where the person is registered; nobody else has a link that is still good. */
export function serialMessage(
  { cipher }: Pick<PersonKeys, 'cipher'>,
  { municipalityCode }: StoredPerson,
  { serial, ...changed }: MessageContent<'CertificateChanged'>,
): OutgoingMessage | undefined {
  if (!municipalityCode || !keepsRegister(municipalityCode)) return undefined;
  const subject = `certificate:${cipher.lookup(`certificate/${changed.residentRecordCode}`).slice(0, 32)}`;
  const content = { ...changed, ...(serial ? { serial } : {}) };
  return { type: 'CertificateChanged', to: municipalityCode, subject, content };
}
