import { MailCounts } from '#app/messages/contracts/mail-counts.ts';
import { compareMail, type MailComparison } from '#app/messages/mail-comparison.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { OfficeRoom } from '../room.server.ts';
import { isCarriedByJlis } from './health.server.ts';

/** 電文の突合 of this town with J-LIS, which carries between the towns. Throws OutageError while it is silent. */
export async function mailComparison(room: OfficeRoom, officer: Officer): Promise<MailComparison[]> {
  room.permit(officer, 'seeMessages');
  const totals = async () => (await room.mailroom.totals()).filter(({ peer }) => isCarriedByJlis(peer));
  const before = await totals();
  const answer = await room.mailroom.inquire('jlis', 'MailCountsInquiry', {});
  const { counts } = MailCounts.parse(answer.content);
  return compareMail(before, await totals(), counts);
}
