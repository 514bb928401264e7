import type { Mailroom } from '#app/messages/mailroom.server.ts';
import { holidayName, isOpenDay } from '#app/vocabulary/business-days.ts';
import type { Instant } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { formatInstant, tokyoDate, tokyoTime } from '#app/vocabulary/tokyo.ts';
import { type AdvanceTarget, stopsOnTheWay, targetInstant } from './advance.ts';
import type { DemoClock } from './clock.server.ts';
import {
  describeFault,
  FAULT_SYSTEMS,
  type FaultForm,
  type FaultSwitches,
  type FaultSystem,
  faultOf,
} from './faults.ts';
import { type CrossedMessage, crossedMessages, type SeenAtDoor } from './messages.server.ts';

/** A person worth trying, with the PINs of the card. */
export interface DemoPerson {
  key: string;
  name: string;
  kana: string;
  family: string;
  why: string;
  pins: { authentication: string; signature: string; cardSurface: string; residentRegister: string };
}

/** A day that something is about, e.g. 引越しの日. */
export interface Milestone {
  label: string;
  on: CalendarDate;
}

export interface DemoDeps {
  clock: DemoClock;
  /** Lets every organisation do what the new time asks for: nightly runs, mail, limits. */
  onAdvanced: () => Promise<void>;
  /** Mailrooms of all organisations that this process plays. */
  mailrooms: () => readonly Pick<Mailroom, 'log'>[];
  /** What the simulated systems saw at their doors, questions among it. */
  seenAtDoors?: (limit: number) => Promise<readonly SeenAtDoor[]>;
  faults: FaultSwitches;
  persons: readonly DemoPerson[];
  towns: readonly { code: string; name: string }[];
  /** Name of an organisation. */
  nameOf: (code: string) => string;
  /** Days to which one may want to go: moving and visit days of what was filed. */
  milestones?: () => Promise<readonly Milestone[]>;
}

/** What the demo's first page shows. */
export interface DemoView {
  now: Instant;
  today: CalendarDate;
  /** As people read it. */
  nowText: string;
  /** Why the offices are closed, or undefined while they are open. */
  closed?: string;
  milestones: readonly Milestone[];
  persons: readonly DemoPerson[];
  towns: readonly { code: string; name: string }[];
}

/** One system on the page of faults. */
export interface FaultView {
  system: FaultSystem;
  name: string;
  wrong: string[];
}

/** デモの操作: time, messages, faults. */
export interface Demo {
  readonly clock: DemoClock;
  view(): Promise<DemoView>;
  /** Lives through every night on the way. The answer is the instant that was reached. */
  advance(target: AdvanceTarget): Promise<Outcome<Instant>>;
  messages(limit?: number): Promise<CrossedMessage[]>;
  faults(): FaultView[];
  breakSystem(form: FaultForm): void;
  /** Without a system: all of them work again. */
  repair(system?: FaultSystem): void;
}

const OPENS_AT = '08:30';
const CLOSES_AT = '17:15';
const MESSAGES = 200;

function closedReason(now: Instant): string | undefined {
  const today = tokyoDate(now);
  if (!isOpenDay(today)) return holidayName(today) ?? '休日';
  const time = tokyoTime(now);
  return OPENS_AT <= time && time < CLOSES_AT ? undefined : '開庁時間の外';
}

export function createDemo(deps: DemoDeps): Demo {
  const { clock, faults, nameOf } = deps;
  let travelling: Promise<unknown> = Promise.resolve();

  async function travel(target: AdvanceTarget): Promise<Outcome<Instant>> {
    const goal = targetInstant(target, clock.now());
    if (!goal.accepted) return goal;
    for (const stop of stopsOnTheWay(clock.now(), goal.value)) {
      const moved = await clock.advanceTo(stop);
      if (!moved.accepted) return moved;
      await deps.onAdvanced();
    }
    return goal;
  }

  return {
    clock,
    async view() {
      const now = clock.now();
      const today = tokyoDate(now);
      const closed = closedReason(now);
      const milestones = (await deps.milestones?.()) ?? [];
      return {
        now,
        today,
        nowText: formatInstant(now),
        ...(closed ? { closed } : {}),
        milestones: milestones.filter(({ on }) => on > today),
        persons: deps.persons,
        towns: deps.towns,
      };
    },
    advance(target) {
      // Two visitors who press at once travel one after the other.
      const travelled = travelling.then(() => travel(target));
      travelling = travelled.catch(() => undefined);
      return travelled;
    },
    messages: async (limit = MESSAGES) =>
      crossedMessages(deps.mailrooms(), nameOf, limit, await deps.seenAtDoors?.(limit)),
    faults() {
      const current = faults.all();
      return (Object.entries(FAULT_SYSTEMS) as [FaultSystem, string][]).map(([system, name]) => ({
        system,
        name,
        wrong: describeFault(current[system] ?? {}, nameOf),
      }));
    },
    breakSystem: ({ system, kind }) => faults.set(system, faultOf(kind)),
    repair: (system) => faults.clear(system),
  };
}
