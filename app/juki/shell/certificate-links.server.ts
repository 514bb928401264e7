import { and, asc, eq, gt, inArray, isNull, lte, ne } from 'drizzle-orm';
import { type CertificateChanged, CurrentSerials } from '#app/messages/contracts/identity.ts';
import { OutageError } from '#app/national/outage.ts';
import { recordAccess } from './audited.server.ts';
import { codeHash, residentFrom } from './register-rows.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** Days after which a link is asked for again; our own choice, for certificates are re-issued any day. */
const REFRESHED_DAYS = 30;
const PAGE = 100;

/** 発行番号の検索用ハッシュ. */
export function serialKey(room: Pick<Room, 'cipher'>, serial: string): string {
  return room.cipher.lookup(`serial:${serial}`);
}

/**
 * シリアル番号の紐付 (申請管理標準仕様書 ②-1): a person has one certificate, so a new link ends the former ones; a serial that leads to
 * nobody here any more loses its link.
 */
export async function keepSerial(
  room: Room,
  { db, t }: TownSession,
  { serial, addresseeNumber }: { serial: string; addresseeNumber: string | undefined },
): Promise<void> {
  const links = t.certificateLinks;
  const serialHash = serialKey(room, serial);
  if (!addresseeNumber) {
    await db
      .update(links)
      .set({ expiredOn: room.today() })
      .where(and(eq(links.serialHash, serialHash), isNull(links.expiredOn)));
    return;
  }
  await db
    .update(links)
    .set({ expiredOn: room.today() })
    .where(and(eq(links.addresseeNumber, addresseeNumber), ne(links.serialHash, serialHash), isNull(links.expiredOn)));
  const row = { serialHash, addresseeNumber, linkedAt: room.clock.now(), expiredOn: null };
  await db.insert(links).values(row).onConflictDoUpdate({ target: links.serialHash, set: row });
}

/**
 * 証明書の更新の通知 (住民記録システム標準仕様書 7.1.2.4): a certificate was issued again or revoked; the link follows at once and does not
 * wait for the night. What J-LIS said of the person when asked later than that stays. Who does not live here has no link here.
 */
export async function takeCertificateChange(
  room: Room,
  session: TownSession,
  { residentRecordCode, serial, changedAt }: CertificateChanged,
): Promise<void> {
  const { db, t } = session;
  const [resident] = await db
    .select({ addresseeNumber: t.residents.addresseeNumber })
    .from(t.residents)
    .where(and(eq(t.residents.codeHash, codeHash(room.cipher, residentRecordCode)), eq(t.residents.status, 'resident')))
    .limit(1);
  if (!resident) return;
  const { addresseeNumber } = resident;
  const [newer] = await db
    .select({ linkedAt: t.certificateLinks.linkedAt })
    .from(t.certificateLinks)
    .where(
      and(
        eq(t.certificateLinks.addresseeNumber, addresseeNumber),
        isNull(t.certificateLinks.expiredOn),
        gt(t.certificateLinks.linkedAt, changedAt),
      ),
    )
    .limit(1);
  if (newer) return;
  if (serial) await keepSerial(room, session, { serial, addresseeNumber });
  else await expireLinks(room, session, addresseeNumber);
  const access = { officer: room.system, reason: '証明書の更新の通知' };
  await recordAccess(room, session, access, {
    act: 'takeCertificateChange',
    subjects: [addresseeNumber],
    numberAccessed: true,
  });
}

/**
 * 紐付の最新化 (申請管理標準仕様書 ③-1): links that are older than the rule are asked of J-LIS, a page at a time. While J-LIS is silent
 * they stay as they are and are due the next night.
 */
export async function refreshSerials(room: Room): Promise<void> {
  const before = new Date(Date.parse(room.clock.now()) - REFRESHED_DAYS * 86_400_000).toISOString();
  try {
    while ((await refreshPage(room, before)) > 0);
  } catch (error) {
    if (!(error instanceof OutageError)) throw error;
    room.onError?.(error);
  }
}

async function refreshPage(room: Room, before: string): Promise<number> {
  const { numbers, residents } = await room.store.read(async ({ db, t }) => {
    const links = t.certificateLinks;
    const due = await db
      .select({ addresseeNumber: links.addresseeNumber })
      .from(links)
      .where(and(isNull(links.expiredOn), lte(links.linkedAt, before)))
      .orderBy(asc(links.linkedAt))
      .limit(PAGE);
    const own = [...new Set(due.map(({ addresseeNumber }) => addresseeNumber))];
    const rows =
      own.length === 0 ? [] : await db.select().from(t.residents).where(inArray(t.residents.addresseeNumber, own));
    return { numbers: own, residents: rows.map((row) => residentFrom(row, room.cipher)) };
  });
  if (numbers.length === 0) return 0;
  const residentRecordCodes = residents.flatMap(({ residentRecordCode }) => residentRecordCode ?? []);
  const answer = await room.mailroom.inquire('jlis', 'CurrentSerialInquiry', { residentRecordCodes });
  const { holders } = CurrentSerials.parse(answer.content);
  await room.store.write(async (session) => {
    for (const addresseeNumber of numbers) {
      const code = residents.find((one) => one.addresseeNumber === addresseeNumber)?.residentRecordCode;
      const serial = holders.find(({ residentRecordCode }) => residentRecordCode === code)?.serial;
      if (serial) await keepSerial(room, session, { serial, addresseeNumber });
      else await expireLinks(room, session, addresseeNumber);
    }
  });
  return numbers.length;
}

/** 紐付の失効 of everything that leads to a person. */
export async function expireLinks(room: Room, { db, t }: TownSession, addresseeNumber: string): Promise<void> {
  const links = t.certificateLinks;
  await db
    .update(links)
    .set({ expiredOn: room.today() })
    .where(and(eq(links.addresseeNumber, addresseeNumber), isNull(links.expiredOn)));
}
