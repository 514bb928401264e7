import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Message, OutgoingMessage } from '#app/messages/envelope.ts';
import { ProblemError } from '#app/messages/problems.ts';
import { OutageError } from '#app/national/outage.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { NationalDeps } from '../door/door.ts';
import { draftMessage } from '../door/mail.ts';
import type { MailDoor } from './inbox.ts';

const BATCH = 500;

/** Hands one sealed message in. Throws ProblemError where it is refused for good, OutageError where it may come again. */
export type Send = (sealed: string) => Promise<unknown>;

/** 送信箱 of the simulated towns: written with the act, sent in order, one line to each door. */
export function createTownOutbox(deps: Pick<NationalDeps, 'store' | 'cipher' | 'clock' | 'newId' | 'line'>) {
  const { store, cipher, clock, newId, line } = deps;

  return {
    async post(session: Session<NationalTables>, town: string, outgoing: OutgoingMessage): Promise<void> {
      const draft = await draftMessage(session, town, outgoing, { clock, newId });
      await session.db.insert(session.t.otherOutbox).values({
        id: draft.envelope.id,
        municipalityCode: town,
        receiver: outgoing.to,
        type: outgoing.type,
        sealed: cipher.encrypt(JSON.stringify(draft)),
      });
    },

    /** The order must hold: what a door cannot take now keeps the rest for this door waiting. */
    async deliver(door: MailDoor, send: Send): Promise<void> {
      const waiting = await store.read(({ db, t }) => {
        const through = door === 'portal' ? eq(t.otherOutbox.receiver, 'portal') : ne(t.otherOutbox.receiver, 'portal');
        return db
          .select()
          .from(t.otherOutbox)
          .where(and(isNull(t.otherOutbox.sentAt), through))
          .orderBy(asc(t.otherOutbox.position))
          .limit(BATCH);
      });
      for (const { id, sealed } of waiting) {
        const body = await line.seal(JSON.parse(cipher.decrypt(sealed)) as Message);
        let refused: string | null = null;
        try {
          await send(body);
        } catch (error) {
          if (error instanceof OutageError) return;
          if (!(error instanceof ProblemError)) throw error;
          refused = error.problem.code;
        }
        await store.write(({ db, t }) =>
          db.update(t.otherOutbox).set({ sentAt: clock.now(), refused }).where(eq(t.otherOutbox.id, id)),
        );
      }
    },
  };
}
