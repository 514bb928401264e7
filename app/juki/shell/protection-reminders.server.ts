import { and, eq, gte, isNull } from 'drizzle-orm';
import { addDays } from '#app/vocabulary/dates.ts';
import { extensionOpensOn, protectionDue } from '../core/protection-terms.ts';
import type { ProtectionMeasure } from '../protection.ts';
import { openMeasures } from './measures.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { addWork, PROTECTION_DUE } from './work-list.server.ts';

const SENTENCES = {
  endsSoon:
    '支援措置の期間があと1か月以内に終わります（A10）。延長の申出を案内してください。期間が過ぎても制限は続きます。',
  hasEnded:
    '支援措置の期間が過ぎています（A10）。制限は続いています。延長の申出か終了かを本人に確かめ、支援措置の画面で処理してください。',
} as const;

/** What A10 says of a measure today; undefined = nothing. */
function reminderOf(measure: ProtectionMeasure, today: string): string | undefined {
  const due = protectionDue(measure, today);
  if (due.includes('hasEnded')) return SENTENCES.hasEnded;
  return due.includes('endsSoon') ? SENTENCES.endsSoon : undefined;
}

/**
 * 支援措置の期間の終了の案内 (A10, 標準仕様書 1.1.16): one month before the end and again after it, once each, on the 要対応 list that only the
 * responsible officer sees. Nothing is lifted by it.
 */
export async function remindOfProtections(room: Room): Promise<void> {
  const today = room.today();
  const measures = await room.store.read((session) => openMeasures(room, session));
  for (const measure of measures) {
    const sentence = reminderOf(measure, today);
    if (sentence) await room.store.write((session) => remind(room, session, measure, sentence));
  }
}

async function remind(room: Room, session: TownSession, measure: ProtectionMeasure, sentence: string): Promise<void> {
  const { db, t } = session;
  const { applicant: addresseeNumber, until = room.today() } = measure;
  const items = t.workItems;
  // Nights of Tokyo begin the day before in UTC.
  const since = addDays(extensionOpensOn(until), -2);
  const [said] = await db
    .select({ workId: items.workId })
    .from(items)
    .where(
      and(
        eq(items.kind, PROTECTION_DUE),
        eq(items.addresseeNumber, addresseeNumber),
        eq(items.sentence, sentence),
        gte(items.createdAt, since),
      ),
    )
    .limit(1);
  if (said) return;
  await closeReminders(room, session, addresseeNumber);
  await addWork(room, session, { work: PROTECTION_DUE, sentence, addresseeNumber });
}

/** 延長・終了: what A10 said of the person is done with it. */
export async function remindersAfter(room: Room, session: TownSession, measure: ProtectionMeasure): Promise<void> {
  if (!reminderOf(measure, room.today())) await closeReminders(room, session, measure.applicant);
}

async function closeReminders(room: Room, { db, t }: TownSession, addresseeNumber: string): Promise<void> {
  const items = t.workItems;
  await db
    .update(items)
    .set({ doneAt: room.clock.now() })
    .where(and(eq(items.kind, PROTECTION_DUE), eq(items.addresseeNumber, addresseeNumber), isNull(items.doneAt)));
}
