import { and, asc, eq, inArray } from 'drizzle-orm';
import { OutageError } from '#app/national/outage.ts';
import type { DeliveryTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { takeBatch } from './batch.server.ts';
import { type Directory, DOOR_PATHS, type PulledMail } from './door.ts';
import { createReplayWindow, verifyDoorRequest } from './door-requests.server.ts';
import type { Mailroom, MailroomDeps } from './mailroom.server.ts';
import { type OutboxRow, recordSent, sealRow } from './outbox.server.ts';
import { ProblemError, problemResponse } from './problems.ts';

export interface DoorDeps<T extends DeliveryTables> {
  /** The same as of the mailroom behind the door. */
  deps: Pick<MailroomDeps<T>, 'self' | 'store' | 'cipher' | 'keys' | 'directory' | 'clock'>;
  mailroom: Pick<Mailroom, 'accept'>;
  /** Path below which the door is offered, e.g. /portal-api. */
  path: string;
  /** Offered at `GET {base}/directory`, where this organisation keeps one. */
  directoryEntries?: () => Promise<Directory>;
}

const LONGEST = 1_000_000;
const LONGEST_BATCH = 4 * LONGEST;
const PULL_LIMIT = 100;

/** 電文の受け渡し口 of an organisation that others reach: takes messages, hands out the mail that waits. */
export function createDoorHandler<T extends DeliveryTables>(
  door: DoorDeps<T>,
): (request: Request) => Promise<Response> {
  const { deps, mailroom, path } = door;
  const replays = createReplayWindow();

  return async (request) => {
    const { pathname } = new URL(request.url);
    const key = `${request.method} ${pathname.startsWith(path) ? pathname.slice(path.length) : ''}`;
    try {
      switch (key) {
        case `POST ${DOOR_PATHS.messages}`:
          return await mailroom.accept(await bodyOf(request));
        case `POST ${DOOR_PATHS.batch}`:
          return await takeBatch(await bodyOf(request, LONGEST_BATCH), (sealed) => mailroom.accept(sealed));
        case `POST ${DOOR_PATHS.pull}`:
          return await pull(await bodyOf(request));
        case `POST ${DOOR_PATHS.acks}`:
          return await acknowledge(await bodyOf(request));
        case `GET ${DOOR_PATHS.directory}`:
          if (door.directoryEntries) return Response.json(await door.directoryEntries());
          return notFound();
        default:
          return notFound();
      }
    } catch (error) {
      if (error instanceof ProblemError) return problemResponse(error.problem);
      if (error instanceof OutageError) {
        return problemResponse({ status: 503, code: 'outage', detail: '確認に必要なシステムが応答しません。' });
      }
      throw error;
    }
  };

  async function pull(signed: string): Promise<Response> {
    const { iss, limit = PULL_LIMIT } = await verifyDoorRequest(signed, deps.self, deps.directory, replays);
    const rows = await heldFor(deps.store, iss, limit + 1);
    const sealed = await Promise.all(rows.slice(0, limit).map((row) => sealOnce(row)));
    const mail: PulledMail = { mail: sealed, more: rows.length > limit };
    return Response.json(mail, { headers: { 'Cache-Control': 'no-store' } });
  }

  /** Sealed when it is handed out for the first time; what is handed out again is the same to the byte. */
  async function sealOnce(row: OutboxRow): Promise<{ id: string; sealed: string }> {
    if (row.sealed) return { id: row.id, sealed: row.sealed };
    const sealed = await sealRow(deps, row);
    await deps.store.write(async ({ db, t }) => {
      await db
        .update(t.outbox)
        .set({ sealed, attempts: row.attempts + 1 })
        .where(eq(t.outbox.id, row.id));
    });
    return { id: row.id, sealed };
  }

  async function acknowledge(signed: string): Promise<Response> {
    const { iss, ids = [] } = await verifyDoorRequest(signed, deps.self, deps.directory, replays);
    if (ids.length > 0) {
      await deps.store.write(async (session) => {
        const { db, t } = session;
        const rows: OutboxRow[] = await db
          .select()
          .from(t.outbox)
          .where(and(inArray(t.outbox.id, ids), eq(t.outbox.receiver, iss), eq(t.outbox.state, 'held')));
        for (const row of rows) await recordSent(session, deps.self, row, row.sealed ?? undefined, deps.clock.now());
      });
    }
    return new Response(null, { status: 204 });
  }
}

function heldFor<T extends DeliveryTables>(store: Store<T>, receiver: string, limit: number): Promise<OutboxRow[]> {
  return store.read(async ({ db, t }) => {
    const rows: OutboxRow[] = await db
      .select()
      .from(t.outbox)
      .where(and(eq(t.outbox.state, 'held'), eq(t.outbox.receiver, receiver)))
      .orderBy(asc(t.outbox.position))
      .limit(limit);
    return rows;
  });
}

async function bodyOf(request: Request, longest = LONGEST): Promise<string> {
  if (Number(request.headers.get('Content-Length') ?? 0) > longest) throw tooLarge();
  const body = await request.text();
  if (body.length > longest) throw tooLarge();
  return body;
}

function tooLarge(): ProblemError {
  return new ProblemError({ status: 413, code: 'tooLarge', detail: '電文が大きすぎます。' });
}

function notFound(): Response {
  return problemResponse({ status: 404, code: 'notFound', detail: 'この窓口にはありません。' });
}
