import { and, asc, eq, isNotNull, isNull, lte, notInArray } from 'drizzle-orm';
import { DOOR_PATHS } from '#app/messages/door.ts';
import { ProblemError, readProblem } from '#app/messages/problems.ts';
import { OutageError } from '#app/national/outage.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { NationalDeps } from '../door/door.ts';
import { acknowledgeMail } from '../door/mail.ts';
import { actOnArrival, changePlan } from './arrivals.ts';
import { createTownInbox } from './inbox.ts';
import { createTownOutbox } from './outbox.ts';
import { type ArrivalPlan, seededPlan } from './plan.ts';
import { createPortalMail, type PortalApi } from './portal-mail.ts';
import { type OtherResident, saveResident, type TownDeps } from './residents.ts';

export interface OtherRegistersDeps extends NationalDeps {
  /** J-LIS's door: the simulated towns send through it like any town. */
  jlis: (request: Request) => Promise<Response>;
  /** Towns that are run for real and are not played here. */
  realTowns: readonly string[];
  /** Of the plans. */
  seed: string;
  /** The portal's interface; without it nobody asks for announced visits. */
  portalApi?: PortalApi | undefined;
}

/** One announced visit as a simulated town sees it. */
export type OtherVisit = Omit<NationalTables['otherVisits']['$inferSelect'], 'updatedAt'>;

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
  visits(): Promise<OtherVisit[]>;
  /** Mail that a played town could not read or believe. */
  keptAside(): Promise<{ messageId: string; municipalityCode: string; type: string; reason: string }[]>;
  seedResident(municipalityCode: string, resident: OtherResident, since: string): Promise<void>;
}

export function createOtherRegisters(deps: OtherRegistersDeps): OtherRegisters {
  const { store, cipher, clock, faults } = deps;
  let defaultPlan: ArrivalPlan | undefined;
  const outbox = createTownOutbox(deps);
  const inbox = createTownInbox(deps, townDeps);
  const portalMail = deps.portalApi ? createPortalMail(deps, deps.portalApi, { inbox, outbox, townDeps }) : undefined;

  function townDeps(): TownDeps {
    return {
      cipher,
      now: clock.now(),
      seed: deps.seed,
      planFor: (movingOutId) => defaultPlan ?? seededPlan(deps.seed, movingOutId),
      post: outbox.post,
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
      const letter = await inbox.open({ id, sealed, claimed: { type, sender } }, receiver);
      await store.write(async (session) => {
        await inbox.receive(session, 'jlis', receiver, letter);
        await acknowledgeMail(session, 'jlis', receiver, [id], clock.now());
      });
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

  async function sendToJlis(body: string): Promise<void> {
    const response = await deps.jlis(
      new Request(`http://jlis.invalid/jlis${DOOR_PATHS.messages}`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/jose' },
      }),
    );
    if (response.status === 429 || response.status >= 500) throw new OutageError('jlis');
    if (!response.ok) throw new ProblemError(await readProblem(response));
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
        await outbox.deliver('jlis', sendToJlis);
        await portalMail?.();
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
    visits: async () => {
      const rows = await store.read(({ db, t }) =>
        db.select().from(t.otherVisits).orderBy(asc(t.otherVisits.municipalityCode), asc(t.otherVisits.receiptNumber)),
      );
      return rows.map(({ updatedAt: _, ...visit }) => visit);
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
