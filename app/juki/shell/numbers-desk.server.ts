import { asc, eq } from 'drizzle-orm';
import type { CodeBlock, IndividualNumberAssigned, IndividualNumberChanged } from '#app/messages/contracts/identity.ts';
import type { Envelope } from '#app/messages/envelope.ts';
import { receiveBlock } from './code-pool.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { perform } from './unit-of-work.server.ts';

/** 払出しの受領: fills the pool, then gives a code to everybody who waits for one, longest first. */
export async function takeBlock(
  room: Room,
  session: TownSession,
  block: CodeBlock,
  { causationId, id }: Envelope,
): Promise<void> {
  await receiveBlock(room, session, block, causationId);
  const { db, t } = session;
  const waiting = await db
    .select({ addresseeNumber: t.numberingSagas.addresseeNumber })
    .from(t.numberingSagas)
    .where(eq(t.numberingSagas.codeState, 'waiting'))
    .orderBy(asc(t.numberingSagas.processingNumber));
  const access = { officer: room.system, reason: '住民票コードの払出しの受領' };
  for (const { addresseeNumber } of waiting) {
    await perform(room, session, { kind: 'EnterCode', addresseeNumber }, { access, act: 'enterCode', causationId: id });
  }
}

/** 個人番号の通知の受領: J-LIS made the number. */
export async function takeIndividualNumber(
  room: Room,
  session: TownSession,
  assigned: IndividualNumberAssigned,
  { id, from }: Envelope,
): Promise<void> {
  const access = { officer: room.system, reason: '個人番号とすべき番号の通知の受領' };
  const occasion = { access, act: 'enterIndividualNumber', causationId: id, evidence: { from, content: assigned } };
  await perform(room, session, { kind: 'EnterIndividualNumber', ...assigned }, occasion);
}

/** 変更後の個人番号の通知の受領: J-LIS made another number instead of the former one. */
export async function takeNewIndividualNumber(
  room: Room,
  session: TownSession,
  changed: IndividualNumberChanged,
  { id, from }: Envelope,
): Promise<void> {
  const access = { officer: room.system, reason: '変更後の個人番号とすべき番号の通知の受領' };
  const occasion = { access, act: 'enterNewIndividualNumber', causationId: id, evidence: { from, content: changed } };
  await perform(room, session, { kind: 'EnterNewIndividualNumber', ...changed }, occasion);
}
