import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { OfficeRoom } from '../room.server.ts';

/** 入力した書式 of a 仮登録: the act, with whom and why it began, and every field as it was typed. */
export const StoredForm = z.object({
  act: z.string(),
  reason: z.string(),
  person: z.string().optional(),
  typed: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});
export type StoredForm = z.infer<typeof StoredForm>;

/** What belongs to one sending of the form, not to its content. */
const OF_THE_SCREEN: readonly string[] = ['press', 'form', 'seen', 'revision'];

/** Keeps the form of a 仮登録, the newest one. */
export async function keepForm(room: OfficeRoom, draftId: string, form: StoredForm): Promise<void> {
  const typed = Object.fromEntries(Object.entries(form.typed).filter(([name]) => !OF_THE_SCREEN.includes(name)));
  const sealed = room.seal({ ...form, typed });
  await room.store.write(async ({ db, t }) => {
    await db.delete(t.actForms).where(eq(t.actForms.draftId, draftId));
    await db.insert(t.actForms).values({ draftId, sealed });
  });
}

/** The form of a 仮登録; undefined when it was made elsewhere or is closed. */
export async function findForm(room: OfficeRoom, draftId: string): Promise<StoredForm | undefined> {
  return room.store.read(async ({ db, t }) => {
    const [row] = await db.select().from(t.actForms).where(eq(t.actForms.draftId, draftId)).limit(1);
    return row && room.open(StoredForm, row.sealed);
  });
}

/** 本登録 or 取消し: what was typed has done its work. */
export async function forgetForm(room: OfficeRoom, draftId: string): Promise<void> {
  await room.store.write(({ db, t }) => db.delete(t.actForms).where(eq(t.actForms.draftId, draftId)));
}
