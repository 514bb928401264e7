import { and, count, eq, inArray } from 'drizzle-orm';
import type { MailCounts } from '#app/messages/contracts/mail-counts.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';

type Line = MailCounts['counts'][number];

/** 電文の突合: what this door took over for an organisation and handed over to it, by the other side and kind. */
export async function countMail({ db, t }: Session<NationalTables>, asker: string): Promise<Line[]> {
  const { doorMessages: taken, doorMail: mail } = t;
  const sent = await db
    .select({ peer: taken.receiver, type: taken.type, outcome: taken.outcome, n: count() })
    .from(taken)
    .where(and(eq(taken.door, 'jlis'), eq(taken.sender, asker), inArray(taken.outcome, ['carried', 'handled'])))
    .groupBy(taken.receiver, taken.type, taken.outcome);
  const fetched = await db
    .select({ peer: mail.receiver, type: mail.type, n: count(), delivered: count(mail.acknowledgedAt) })
    .from(mail)
    .where(and(eq(mail.door, 'jlis'), eq(mail.sender, asker)))
    .groupBy(mail.receiver, mail.type);
  const waiting = await db
    .select({ peer: mail.sender, type: mail.type, n: count(), delivered: count(mail.acknowledgedAt) })
    .from(mail)
    .where(and(eq(mail.door, 'jlis'), eq(mail.receiver, asker)))
    .groupBy(mail.sender, mail.type);
  const out = sent.map(({ peer, type, outcome, n }): Line => {
    const box = fetched.find((one) => one.peer === peer && one.type === type);
    // What is for the door itself has arrived when it was taken.
    const delivered = outcome === 'handled' ? n : (box?.delivered ?? 0);
    return { direction: 'out', peer, type, taken: Number(n), delivered: Number(delivered) };
  });
  const into = waiting.map(
    ({ peer, type, n, delivered }): Line => ({
      direction: 'in',
      peer,
      type,
      taken: Number(n),
      delivered: Number(delivered),
    }),
  );
  return [...out, ...into];
}
