import { desc, eq } from 'drizzle-orm';
import { CurrentSerials } from '#app/messages/contracts/identity.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { CertificateLink } from '../identification.ts';
import { recordAccess } from './audited.server.ts';
import { expireLinks, keepSerial } from './certificate-links.server.ts';
import { residentFrom } from './register-rows.server.ts';
import { recordOf } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

const ARTICLE = '住民記録システム標準仕様書 7.1.2.4、申請管理システム標準仕様書 ③-1';

function no(code: string, sentence: string): Outcome<never> {
  return { accepted: false, refusal: { code, sentence, article: ARTICLE } };
}

async function linkOf({ db, t }: TownSession, addresseeNumber: string): Promise<CertificateLink> {
  const links = t.certificateLinks;
  const rows = await db
    .select({ linkedAt: links.linkedAt, expiredOn: links.expiredOn })
    .from(links)
    .where(eq(links.addresseeNumber, addresseeNumber))
    .orderBy(desc(links.linkedAt));
  const valid = rows.find(({ expiredOn }) => expiredOn === null);
  if (valid) return { state: 'linked', confirmedAt: valid.linkedAt };
  const ended = rows.flatMap(({ expiredOn }) => expiredOn ?? []).sort();
  const expiredOn = ended.at(-1);
  return expiredOn ? { state: 'expired', expiredOn } : { state: 'none' };
}

/**
 * 証明書の更新 at the counter: the 利用者証明用電子証明書 was issued anew or revoked on the 統合端末 of J-LIS, and the holder stands here. J-LIS
 * tells it by itself; the officer who must not wait for that asks. The number of the certificate is shown to nobody.
 */
export function createCertificateRenewal(room: Room) {
  async function certificateLinkOf(addresseeNumber: string, access: Access): Promise<CertificateLink> {
    room.admit(access);
    return room.store.write(async (session) => {
      await recordAccess(room, session, access, { act: 'certificateLinkOf', subjects: [addresseeNumber] });
      return linkOf(session, addresseeNumber);
    });
  }

  async function renewCertificateLink(addresseeNumber: string, access: Access): Promise<Outcome<CertificateLink>> {
    room.admit(access);
    const resident = await room.store.read(async (session) => {
      const row = await recordOf(session, addresseeNumber);
      return row && residentFrom(row, room.cipher);
    });
    if (resident?.status !== 'resident') {
      return no(
        'notResident',
        '消除された方の証明書は、この市区町村からは照会できません。今の住所の市区町村の窓口を案内してください。',
      );
    }
    const { residentRecordCode } = resident;
    if (!residentRecordCode) {
      return no(
        'numberPending',
        '住民票コードが付くまで、証明書は照会できません。付いた後に、もう一度照会してください。',
      );
    }
    const answer = await room.mailroom.inquire('jlis', 'CurrentSerialInquiry', {
      residentRecordCodes: [residentRecordCode],
    });
    const { holders } = CurrentSerials.parse(answer.content);
    const serial = holders.find((one) => one.residentRecordCode === residentRecordCode)?.serial;
    return room.store.write(async (session) => {
      if (serial) await keepSerial(room, session, { serial, addresseeNumber });
      else await expireLinks(room, session, addresseeNumber);
      const act = 'renewCertificateLink';
      await recordAccess(room, session, access, { act, subjects: [addresseeNumber], numberAccessed: true });
      return { accepted: true, value: await linkOf(session, addresseeNumber) };
    });
  }

  return { certificateLinkOf, renewCertificateLink };
}
