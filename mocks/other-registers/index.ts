import { and, asc, eq, isNotNull, isNull, lte, notInArray } from 'drizzle-orm';
import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import { DOOR_PATHS } from '#app/messages/door.ts';
import type { Message } from '#app/messages/envelope.ts';
import { readProblem } from '#app/messages/problems.ts';
import { UnreadableError } from '#app/messages/unreadable.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { NationalDeps } from '../door/door.ts';
import { acknowledgeMail, draftMessage } from '../door/mail.ts';
import { actOnArrival, answerRequest, changePlan, expectArrival, withdrawArrival } from './arrivals.ts';
import { type ArrivalPlan, seededPlan } from './plan.ts';
import { Contradiction, type OtherResident, removeResidents, saveResident, type TownDeps } from './residents.ts';

export interface OtherRegistersDeps extends NationalDeps {
  /** J-LIS's door: the simulated towns send through it like any town. */
  jlis: (request: Request) => Promise<Response>;
  /** Towns that are run for real and are not played here. */
  realTowns: readonly string[];
  /** Of the plans. */
  seed: string;
}

/** One announced 転出 as a simulated town sees it, without names. */
export interface OtherArrival {
  municipalityCode: string;
  movingOutId: string;
  fromMunicipality: string;
  plan: ArrivalPlan;
  state: NationalTables['otherArrivals']['$inferSelect']['state'];
  actAt?: string;
  movedInOn?: string;
}

/** 他の市区町村, all that are not run for real. */
export interface OtherRegisters {
  /** Reads mail, does what is due at the legal time, sends: called when the clock has moved and from time to time. */
  advance(): Promise<void>;
  /** Overrides the seeded plan of people who have not come yet; false if there are none under this id. */
  setPlan(movingOutId: string, plan: ArrivalPlan): Promise<boolean>;
  /** For all that are announced from now on; undefined = seeded plans again. Kept in memory. */
  setDefaultPlan(plan: ArrivalPlan | undefined): void;
  arrivals(): Promise<OtherArrival[]>;
  /** Mail that a played town could not read or believe. */
  keptAside(): Promise<{ messageId: string; municipalityCode: string; type: string; reason: string }[]>;
  seedResident(municipalityCode: string, resident: OtherResident, since: string): Promise<void>;
}

export function createOtherRegisters(deps: OtherRegistersDeps): OtherRegisters {
  const { store, cipher, clock, newId, line, faults } = deps;
  let defaultPlan: ArrivalPlan | undefined;

  function townDeps(): TownDeps {
    return {
      cipher,
      now: clock.now(),
      seed: deps.seed,
      planFor: (movingOutId) => defaultPlan ?? seededPlan(deps.seed, movingOutId),
      post: async (session, town, outgoing) => {
        const draft = await draftMessage(session, town, outgoing, { clock, newId });
        await session.db.insert(session.t.otherOutbox).values({
          id: draft.envelope.id,
          municipalityCode: town,
          receiver: outgoing.to,
          type: outgoing.type,
          sealed: cipher.encrypt(JSON.stringify(draft)),
        });
      },
    };
  }

  async function collect(): Promise<void> {
    const mail = await store.read(({ db, t }) =>
      db
        .select()
        .from(t.doorMail)
        .where(
          and(
            eq(t.doorMail.door, 'jlis'),
            isNull(t.doorMail.acknowledgedAt),
            notInArray(t.doorMail.receiver, [...deps.realTowns]),
          ),
        )
        .orderBy(asc(t.doorMail.position))
        .limit(200),
    );
    for (const { id, sealed, receiver, sender, type } of mail) {
      const opened = sealed ? await openMail(sealed, receiver) : 'no content';
      await store.write(async (session) => {
        const reason = typeof opened === 'string' ? opened : undefined;
        const added = await session.db
          .insert(session.t.otherInbox)
          .values({
            messageId: id,
            municipalityCode: receiver,
            type,
            sender,
            receivedAt: clock.now(),
            outcome: reason ? 'unreadable' : 'applied',
            reason,
          })
          .onConflictDoNothing()
          .returning({ messageId: session.t.otherInbox.messageId });
        if (added.length > 0 && typeof opened !== 'string') await apply(session, opened);
        await acknowledgeMail(session, 'jlis', receiver, [id], clock.now());
      });
    }
  }

  /** The message, or the reason why it is kept aside. */
  async function openMail(sealed: string, receiver: string): Promise<Message | string> {
    try {
      return await line.open(sealed, receiver);
    } catch (error) {
      if (error instanceof UnreadableError) return error.reason;
      throw error;
    }
  }

  async function apply(session: Session<NationalTables>, message: Message): Promise<void> {
    try {
      await take(session, message);
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      await session.db
        .update(session.t.otherInbox)
        .set({ outcome: 'unreadable', reason: error.message })
        .where(eq(session.t.otherInbox.messageId, message.envelope.id));
    }
  }

  async function take(session: Session<NationalTables>, { envelope, content }: Message): Promise<void> {
    switch (envelope.type) {
      case 'MovingOutCertificate':
        return expectArrival(session, townDeps(), envelope, content as MessageContent<'MovingOutCertificate'>);
      case 'MovingOutCertificateWithdrawn':
        return withdrawArrival(
          session,
          townDeps(),
          envelope,
          content as MessageContent<'MovingOutCertificateWithdrawn'>,
        );
      case 'MovingOutCertificateRequest':
        return answerRequest(session, townDeps(), envelope, content as MessageContent<'MovingOutCertificateRequest'>);
      case 'MovingInNotice':
        return removeResidents(session, townDeps(), envelope, content as MessageContent<'MovingInNotice'>);
      case 'SupplementaryFamilyRegisterNotice':
        // Filed; the 附票 of towns that are only played is nowhere shown.
        return;
      default:
        throw new Contradiction('not a message between towns');
    }
  }

  async function act(): Promise<void> {
    // A correction may fall due in the same leap of the clock as the first act.
    for (;;) {
      const due = await store.read(({ db, t }) =>
        db
          .select()
          .from(t.otherArrivals)
          .where(and(isNotNull(t.otherArrivals.actAt), lte(t.otherArrivals.actAt, clock.now())))
          .orderBy(asc(t.otherArrivals.actAt), asc(t.otherArrivals.movingOutId)),
      );
      if (due.length === 0) return;
      for (const { municipalityCode, movingOutId, actAt } of due) {
        await store.write(async (session) => {
          const { db, t } = session;
          const [arrival] = await db
            .select()
            .from(t.otherArrivals)
            .where(
              and(eq(t.otherArrivals.municipalityCode, municipalityCode), eq(t.otherArrivals.movingOutId, movingOutId)),
            )
            .limit(1);
          if (arrival && arrival.actAt === actAt) await actOnArrival(session, townDeps(), arrival);
        });
      }
    }
  }

  async function deliver(): Promise<void> {
    const waiting = await store.read(({ db, t }) =>
      db
        .select()
        .from(t.otherOutbox)
        .where(isNull(t.otherOutbox.sentAt))
        .orderBy(asc(t.otherOutbox.position))
        .limit(500),
    );
    for (const { id, sealed } of waiting) {
      const body = await line.seal(JSON.parse(cipher.decrypt(sealed)) as Message);
      const response = await deps.jlis(
        new Request(`http://jlis.invalid/jlis${DOOR_PATHS.messages}`, {
          method: 'POST',
          body,
          headers: { 'Content-Type': 'application/jose' },
        }),
      );
      // The order must hold: what cannot be sent now keeps the rest waiting.
      if (response.status === 429 || response.status >= 500) return;
      const refused = response.ok ? null : (await readProblem(response)).code;
      await store.write(({ db, t }) =>
        db.update(t.otherOutbox).set({ sentAt: clock.now(), refused }).where(eq(t.otherOutbox.id, id)),
      );
    }
  }

  let running: Promise<void> = Promise.resolve();
  function advance(): Promise<void> {
    running = running
      .catch(() => undefined)
      .then(async () => {
        const fault = faults.of('other-registers');
        if (fault.down) return;
        await collect();
        await act();
        await deliver();
      });
    return running;
  }

  return {
    advance,
    setPlan: (movingOutId, plan) => store.write((session) => changePlan(session, townDeps(), movingOutId, plan)),
    setDefaultPlan: (plan) => {
      defaultPlan = plan;
    },
    arrivals: async () => {
      const rows = await store.read(({ db, t }) =>
        db.select().from(t.otherArrivals).orderBy(asc(t.otherArrivals.receivedAt), asc(t.otherArrivals.movingOutId)),
      );
      return rows.map(({ municipalityCode, movingOutId, fromMunicipality, plan, state, actAt, movedInOn }) => ({
        municipalityCode,
        movingOutId,
        fromMunicipality,
        plan,
        state,
        ...(actAt ? { actAt } : {}),
        ...(movedInOn ? { movedInOn } : {}),
      }));
    },
    keptAside: async () => {
      const rows = await store.read(({ db, t }) =>
        db
          .select()
          .from(t.otherInbox)
          .where(eq(t.otherInbox.outcome, 'unreadable'))
          .orderBy(asc(t.otherInbox.receivedAt)),
      );
      return rows.map(({ messageId, municipalityCode, type, reason }) => ({
        messageId,
        municipalityCode,
        type,
        reason: reason ?? '',
      }));
    },
    seedResident: (municipalityCode, resident, since) =>
      store.write((session) => saveResident(session, cipher, municipalityCode, resident, since)),
  };
}
