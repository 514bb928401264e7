import { desc, inArray } from 'drizzle-orm';
import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import type { PersonMail } from '../inquiry.ts';
import { residentFrom } from './register-rows.server.ts';
import { recordOf } from './removed-records.server.ts';
import { personSubject, type Room, type TownSession } from './room.server.ts';
import { isProtected } from './views.server.ts';

/** Rows of each direction on the screen of a person. */
const MOST_MAIL = 30;

/** A 団体コード: of a protected person it would tell where the person went or came from. */
const TOWN_CODE = /^\d{6}$/;

/**
 * 本人に係る電文: those that the register exchanged about a person and the person's 転出, by the keys of their order; nothing of
 * their content is opened.
 */
export async function mailOfPerson(room: Room, session: TownSession, addresseeNumber: string): Promise<PersonMail[]> {
  const { db, t } = session;
  const row = await recordOf(session, addresseeNumber);
  if (!row) return [];
  const resident = residentFrom(row, room.cipher);
  const { movingOut } = resident;
  const subjects = [
    personSubject(room.cipher, addresseeNumber),
    movingOut?.movingOutId,
    movingOut?.receiptNumber,
  ].filter((subject) => subject !== undefined);
  const sent = await db
    .select()
    .from(t.outbox)
    .where(inArray(t.outbox.subject, subjects))
    .orderBy(desc(t.outbox.position))
    .limit(MOST_MAIL);
  const received = await db
    .select()
    .from(t.inbox)
    .where(inArray(t.inbox.subject, subjects))
    .orderBy(desc(t.inbox.position))
    .limit(MOST_MAIL);
  const hidden = isProtected(resident);
  const mail = [
    ...sent.map((one) => ({ ...one, direction: 'out' as const, peer: one.receiver })),
    ...received.map((one) => ({ ...one, direction: 'in' as const, peer: one.sender })),
  ];
  return mail
    .map(({ id, direction, type, peer, state, sentAt, changedAt, error }) => ({
      id,
      direction,
      title: MESSAGE_TYPES[type as MessageType]?.title ?? type,
      ...(hidden && TOWN_CODE.test(peer) ? {} : { peer }),
      state,
      sentAt,
      at: changedAt,
      ...(error ? { error } : {}),
    }))
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt) || b.id.localeCompare(a.id));
}
