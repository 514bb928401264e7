import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { Message } from '#app/messages/envelope.ts';
import { checkTown } from './carried.ts';
import type { JlisPorts } from './index.ts';

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
