import { eq } from 'drizzle-orm';
import type { WardMoveNotice, WardRecord, WardRecordAnswer, WardRecordRequest } from '#app/messages/contracts/wards.ts';
import type { Envelope } from '#app/messages/envelope.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { isSameCity } from '#app/vocabulary/towns.ts';
import { answerWard } from '../core/ward-leaving.ts';
import type { WardDoor, WardRecordFetch } from '../ward-acts.ts';
import { recordAccess } from './audited.server.ts';
import { recordedDaysOf } from './electoral-history.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { perform } from './unit-of-work.server.ts';
import { untilAnswered } from './waiting.server.ts';

/** Why there is no record, as a sentence for the counter. */
const UNAVAILABLE: Record<NonNullable<WardRecordAnswer['reason']>, string> = {
  unknownPerson: '前の区にこの宛名番号の方がいません。前の区と宛名番号を確かめてください。',
  notResident: '前の区では除票になっています。転入届で受け付けてください。',
  movingOut: '前の区で転出届が受理されています。先に転出取消をしていただいてください。',
  numberPending: '個人番号の通知を待っている方です。番号が付いてから受け付けてください。',
  otherCity: '同じ市の区ではありません。転入届で受け付けてください。',
};

/** 区間異動の照会・回答・通知 (住民基本台帳法第38条), both wards. */
export function createWardDesk(room: Room) {
  async function note(session: TownSession, access: Access, act: string, subjects: string[]) {
    await recordAccess(room, session, access, { act, subjects, numberAccessed: true });
  }

  async function findAnswer(requestId: string): Promise<WardRecordFetch | undefined> {
    const [row] = await room.store.read(({ db, t }) =>
      db.select().from(t.certificateRequests).where(eq(t.certificateRequests.requestId, requestId)),
    );
    if (row?.body) return { result: 'answered', record: room.open<WardRecord>(row.body) };
    const reason = row?.reason as WardRecordAnswer['reason'] | null | undefined;
    return reason ? { result: 'unavailable', reason: UNAVAILABLE[reason] } : undefined;
  }

  /** 記録された日: the three months of the 選挙人名簿 are those of the city (公職選挙法第269条), and only the rows here say them. */
  async function withRecordedDays(
    session: TownSession,
    answer: Pick<WardRecordAnswer, 'record' | 'reason'>,
  ): Promise<Pick<WardRecordAnswer, 'record' | 'reason'>> {
    if (!answer.record) return answer;
    const residents: WardRecord['residents'] = [];
    for (const one of answer.record.residents) {
      const cityRecordedSince = (await recordedDaysOf(room, session, one.addresseeNumber))?.since;
      residents.push({ ...one, ...(cityRecordedSince ? { cityRecordedSince } : {}) });
    }
    return { record: { ...answer.record, residents } };
  }

  const door: WardDoor = {
    async requestWardRecord(addresseeNumber, ward, access) {
      room.admit(access);
      if (!isSameCity(room.town, ward)) return { result: 'unavailable', reason: UNAVAILABLE.otherCity };
      const requestId = room.newId();
      await room.store.write(async (session) => {
        const { db, t } = session;
        await db.insert(t.certificateRequests).values({
          requestId,
          toMunicipality: ward,
          codeHash: room.cipher.lookup(`addressee:${addresseeNumber}`),
          state: 'asked',
          askedAt: room.clock.now(),
        });
        await room.mailroom.post(session, {
          type: 'WardRecordRequest',
          to: ward,
          subject: requestId,
          correlationId: requestId,
          content: { requestId, addresseeNumber },
        });
        await note(session, access, 'requestWardRecord', [addresseeNumber]);
      });
      return (await untilAnswered(room, () => findAnswer(requestId))) ?? { result: 'silent' };
    },
  };

  return {
    door,
    /** Old ward: answers by itself, in the transaction of the inbox; audited like any disclosure. */
    async answer(session: TownSession, request: WardRecordRequest, { id, from }: Envelope): Promise<void> {
      const { requestId, addresseeNumber } = request;
      const slice = await loadSlice(session, { addressees: [addresseeNumber] }, room.cipher);
      const answer = await withRecordedDays(session, answerWard(slice, addresseeNumber, from, room.town));
      await room.mailroom.post(session, {
        type: 'WardRecordAnswer',
        to: from,
        subject: requestId,
        causationId: id,
        correlationId: requestId,
        content: { requestId, ...answer },
      });
      const shown = answer.record?.residents.map((one) => one.addresseeNumber) ?? [];
      const reason = `区間異動の照会（${from}）への自動回答`;
      await note(session, { officer: room.system, reason }, 'answerWardRecord', shown);
    },
    /** New ward: the household came, or the reason why not. */
    async receive(session: TownSession, { requestId, record, reason }: WardRecordAnswer, from: string): Promise<void> {
      const { db, t } = session;
      const [row] = await db.select().from(t.certificateRequests).where(eq(t.certificateRequests.requestId, requestId));
      if (row?.toMunicipality !== from || row.state !== 'asked') return;
      if (record && record.fromWard !== from) throw new Error(`${from} answered in the name of ${record.fromWard}`);
      await db
        .update(t.certificateRequests)
        .set({
          state: record ? 'answered' : 'unavailable',
          answeredAt: room.clock.now(),
          ...(record ? { body: room.seal(record) } : { reason: reason ?? 'unknownPerson' }),
        })
        .where(eq(t.certificateRequests.requestId, requestId));
    },
    /** Old ward: the persons are registered at the other ward. */
    async moved(session: TownSession, notice: WardMoveNotice, { id, from }: Envelope): Promise<void> {
      const access = { officer: room.system, reason: `区間異動の通知の受理（${from}）` };
      const occasion = { access, act: 'acceptWardMove', causationId: id, evidence: { from, content: notice } };
      await perform(room, session, { kind: 'AcceptWardMove', notice, from }, occasion);
    },
  };
}
