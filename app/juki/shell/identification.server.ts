import { and, eq, inArray } from 'drizzle-orm';
import {
  type CertificateHolder,
  CurrentSerials,
  type FormerCodeInquiry,
  type FormerCodes,
} from '#app/messages/contracts/identity.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { sameAddressOnCertificate, sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import type { FourItems } from '#app/vocabulary/persons.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { Resident } from '../core/register.ts';
import type { Identification, IdentifiedHolder } from '../identification.ts';
import { recordAccess } from './audited.server.ts';
import { keepSerial } from './certificate-links.server.ts';
import { codeHash, residentFrom } from './register-rows.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** 申請者の特定 (申請管理標準仕様書 ③-4): who of the register an applicant is, with the steps that lead there. */
export function createIdentification(room: Room) {
  /** 発行番号 → 住民票コード (asked of J-LIS every time, for serials change) → 宛名番号; the link is kept until 消除. */
  async function identifyBySerial(serial: string, access: Access): Promise<Identification | undefined> {
    room.admit(access);
    const answer = await room.mailroom.inquire<CertificateHolder>('jlis', 'CertificateHolderInquiry', { serial });
    const { residentRecordCode, currentSerial = serial } = answer.content;
    return room.store.write(async (session) => {
      const holder = residentRecordCode ? await residentByCode(session, residentRecordCode) : undefined;
      // A certificate that was replaced identifies nobody any more: whoever has it has not what the holder has now.
      const resident = currentSerial === serial ? holder : undefined;
      await keepSerial(room, session, { serial, addresseeNumber: resident?.addresseeNumber });
      if (holder && !resident) {
        await keepSerial(room, session, { serial: currentSerial, addresseeNumber: holder.addresseeNumber });
      }
      await note(session, access, 'identifyBySerial', resident);
      if (!resident || !residentRecordCode) return undefined;
      return {
        addresseeNumber: resident.addresseeNumber,
        householdNumber: resident.householdNumber,
        by: 'certificateSerial',
        why: [
          `利用者証明用電子証明書の発行番号（末尾${serial.slice(-4)}）をJ-LISに照会`,
          `住民票コード（末尾${residentRecordCode.slice(-4)}）の回答`,
          `同じ住民票コードの住民：宛名番号 ${resident.addresseeNumber}`,
        ],
      };
    });
  }

  /** 以前の住民票コード (法第30条の3): asked of J-LIS; recorded although nobody of this register was read. */
  async function findFormerCodes(items: FormerCodeInquiry, access: Access): Promise<FormerCodes> {
    room.admit(access);
    const { content } = await room.mailroom.inquire<FormerCodes>('jlis', 'FormerCodeInquiry', items);
    await room.store.write((session) =>
      recordAccess(room, session, access, { act: 'findFormerCodes', subjects: [], numberAccessed: true }),
    );
    return content;
  }

  /** 開示を求める本人: a certificate that was replaced opens nothing; who left the register may still ask about it. */
  async function identifyHolder(serial: string, access: Access): Promise<IdentifiedHolder | undefined> {
    room.admit(access);
    const answer = await room.mailroom.inquire<CertificateHolder>('jlis', 'CertificateHolderInquiry', { serial });
    const { residentRecordCode, currentSerial = serial } = answer.content;
    return room.store.write(async (session) => {
      const { db, t } = session;
      const rows =
        residentRecordCode && currentSerial === serial
          ? await db
              .select()
              .from(t.residents)
              .where(eq(t.residents.codeHash, codeHash(room.cipher, residentRecordCode)))
              .limit(5)
          : [];
      const row = rows.find(({ status }) => status === 'resident') ?? rows[0];
      await recordAccess(room, session, access, {
        act: 'identifyHolder',
        subjects: row ? [row.addresseeNumber] : [],
        numberAccessed: true,
      });
      if (!row) return undefined;
      const { addresseeNumber, householdNumber, status } = row;
      return { addresseeNumber, householdNumber, isResident: status === 'resident' };
    });
  }

  /** 発行番号 of residents, asked of J-LIS anew: what a link says may be a month old. */
  async function currentSerials(numbers: readonly string[], access: Access): Promise<ReadonlyMap<string, string>> {
    room.admit(access);
    if (numbers.length === 0) return new Map();
    const residents = await room.store.read(async ({ db, t }) => {
      const asked = and(inArray(t.residents.addresseeNumber, [...numbers]), eq(t.residents.status, 'resident'));
      return (await db.select().from(t.residents).where(asked)).map((row) => residentFrom(row, room.cipher));
    });
    const residentRecordCodes = residents.flatMap(({ residentRecordCode }) => residentRecordCode ?? []);
    const { content } = await room.mailroom.inquire('jlis', 'CurrentSerialInquiry', { residentRecordCodes });
    const { holders } = CurrentSerials.parse(content);
    await room.store.write((session) =>
      recordAccess(room, session, access, { act: 'findCurrentSerials', subjects: numbers, numberAccessed: true }),
    );
    return new Map(
      holders.flatMap(({ residentRecordCode, serial }): [string, string][] => {
        const holder = residents.find((one) => one.residentRecordCode === residentRecordCode);
        return holder ? [[holder.addresseeNumber, serial]] : [];
      }),
    );
  }

  async function residentByCode({ db, t }: TownSession, code: string): Promise<Resident | undefined> {
    const [row] = await db
      .select()
      .from(t.residents)
      .where(and(eq(t.residents.codeHash, codeHash(room.cipher, code)), eq(t.residents.status, 'resident')))
      .limit(1);
    return row && residentFrom(row, room.cipher);
  }

  /** 4情報: born on the day and of that sex, and the same name and address once written as on a certificate. */
  async function identifyByFourItems(items: FourItems, access: Access): Promise<Identification | undefined> {
    room.admit(access);
    const bornOn = items.bornOn.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
    return room.store.write(async (session) => {
      const { db, t } = session;
      const rows = await db
        .select()
        .from(t.residents)
        .where(and(eq(t.residents.bornOn, bornOn), eq(t.residents.sex, items.sex), eq(t.residents.status, 'resident')));
      const same = rows.map((row) => residentFrom(row, room.cipher)).filter((resident) => matches(resident, items));
      const [resident, another] = same;
      const found = another ? undefined : resident;
      await note(session, access, 'identifyByFourItems', found);
      if (!found) return undefined;
      return {
        addresseeNumber: found.addresseeNumber,
        householdNumber: found.householdNumber,
        by: 'fourItems',
        why: [
          '署名用電子証明書の氏名・生年月日・性別・住所を住民票と照合（代替文字に置き換えて比較）',
          `4情報がすべて一致した住民は一人：宛名番号 ${found.addresseeNumber}`,
        ],
      };
    });
  }

  async function note(
    session: TownSession,
    access: Access,
    act: string,
    resident: Resident | undefined,
  ): Promise<void> {
    await recordAccess(room, session, access, {
      act,
      subjects: resident ? [resident.addresseeNumber] : [],
      numberAccessed: act === 'identifyBySerial',
    });
  }

  return { identifyBySerial, identifyByFourItems, findFormerCodes, currentSerials, identifyHolder };
}

function matches({ name, address }: Resident, items: FourItems): boolean {
  const names = [name.full, name.kanji, name.alias].filter((one): one is string => Boolean(one));
  return (
    names.some((one) => sameNameOnCertificate(one, items.name)) &&
    sameAddressOnCertificate(formatAddress(address), items.address)
  );
}
