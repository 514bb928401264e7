import { eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { OfficeRoom } from '../room.server.ts';

const HELD_FOR_MS = 24 * 3_600_000;
const LONGEST = 200_000;

const Fields = z.array(z.tuple([z.string(), z.string()]));

/** 預かった入力 of a form whose session had ended. */
export interface HeldForm {
  path: string;
  fields: [name: string, value: string][];
  heldAt: string;
}

/** 入力を預かる: kept sealed for whoever had been signed in, and for nobody else. */
export async function holdForm(
  room: OfficeRoom,
  officerId: string,
  form: { path: string; fields: [string, string][] },
): Promise<string | undefined> {
  const sealed = JSON.stringify(form.fields);
  if (sealed.length > LONGEST) return undefined;
  const id = room.newId();
  const heldAt = room.protocolNow();
  await room.store.write(async ({ db, t }) => {
    await db.delete(t.heldForms).where(lt(t.heldForms.heldAt, heldAt - HELD_FOR_MS));
    await db
      .insert(t.heldForms)
      .values({ id, officerId, path: form.path, sealed: room.cipher.encrypt(sealed), heldAt });
  });
  return id;
}

/** The form again, for the officer who had typed it. */
export async function findHeldForm(room: OfficeRoom, officer: Officer, id: string): Promise<HeldForm | undefined> {
  room.admit(officer, 'heldForm');
  const [row] = await room.store.read(({ db, t: { heldForms: t } }) =>
    db.select().from(t).where(eq(t.id, id)).limit(1),
  );
  if (!row || row.officerId !== officer.id || room.protocolNow() - row.heldAt > HELD_FOR_MS) return undefined;
  return {
    path: row.path,
    fields: room.open(Fields, row.sealed),
    heldAt: new Date(row.heldAt).toISOString(),
  };
}

/** 預かった入力をやめる. */
export async function dropHeldForm(room: OfficeRoom, officer: Officer, id: string): Promise<void> {
  if (!(await findHeldForm(room, officer, id))) return;
  await room.store.write(({ db, t }) => db.delete(t.heldForms).where(eq(t.heldForms.id, id)));
}
