import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm';
import { addDays } from '#app/vocabulary/dates.ts';
import { addHop, findRecord, saveRecord } from '../applications/records.server.ts';
import type { VisitState } from '../applications/status.ts';
import type { PortalContext } from '../context.server.ts';

/** Visits that somebody is expected for. */
const EXPECTED = ['announced', 'prepared'] as const satisfies readonly VisitState[];
const AT_ONCE = 50;

/** 来庁の前日の知らせ: once for each day that a visit is planned for. Returns how many were told. */
export async function remindVisits(context: PortalContext): Promise<number> {
  const tomorrow = addDays(context.today(), 1);
  const due = await context.store.read(async ({ db, t }) => {
    const table = t.portalApplications;
    return db
      .select({ receiptNumber: table.receiptNumber })
      .from(table)
      .where(
        and(
          eq(table.visitOn, tomorrow),
          inArray(table.visitState, [...EXPECTED]),
          or(isNull(table.remindedOn), ne(table.remindedOn, tomorrow)),
        ),
      )
      .limit(AT_ONCE);
  });
  let told = 0;
  for (const { receiptNumber } of due) {
    told += await context.store.write(async (session) => {
      const record = await findRecord(context, session, { receiptNumber });
      const isDue = record?.evidence.visit.on === tomorrow && record.remindedOn !== tomorrow;
      if (!record || !isDue || !EXPECTED.some((state) => state === record.visitState)) return 0;
      await addHop(context, session, receiptNumber, {
        object: 'portal',
        step: 'visitReminder',
        reportedBy: 'portal',
        at: context.clock.now(),
        details: { date: tomorrow },
      });
      await saveRecord(context, session, { ...record, remindedOn: tomorrow });
      return 1;
    });
  }
  return told;
}
