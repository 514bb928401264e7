import { contactsOf, createSilence, type SystemContact } from '#app/messages/silence.ts';
import { answerWithin } from './answer-limit.ts';

/** 電文によらない外部システム: those that are asked without a message. */
export type AskedSystem = 'ocsp' | 'auth-app';

/** 接続の状態 of the systems that are asked directly. */
export interface NationalContacts {
  /** For the client of the system: what it is told, and whether it is told anything, is noted. */
  fetchOf(system: AskedSystem): typeof fetch;
  /** As they are now: one that nobody has heard for a minute is asked whether it is there. */
  states(): Promise<SystemContact[]>;
}

/** Heard within this time, a system is not asked again. */
const FRESH_MS = 60_000;
/** How long a page waits for the systems that it asks. */
const LIMIT_MS = 2_000;

export function createNationalContacts(options: {
  /** An address of each system that answers to a plain question; whatever it says, it is there. */
  addresses: Readonly<Record<AskedSystem, string>>;
  /** Protocol time in milliseconds. */
  now: () => number;
  fetch?: typeof fetch;
  limitMs?: number;
}): NationalContacts {
  const silence = createSilence(() => new Date(options.now()).toISOString());
  const systems = Object.keys(options.addresses) as AskedSystem[];

  /** A refusal is an answer; an error of the system itself, or none at all, is silence. */
  const fetchOf =
    (system: AskedSystem): typeof fetch =>
    async (...request) => {
      try {
        const response = await (options.fetch ?? fetch)(...request);
        if (response.status >= 500 || response.status === 429) silence.noticed(system);
        else silence.ended(system);
        return response;
      } catch (error) {
        silence.noticed(system);
        throw error;
      }
    };

  const underWay = new Map<AskedSystem, Promise<void>>();

  /** The watch of every town and the pages ask: who asks meanwhile shares the answer. */
  function look(system: AskedSystem): Promise<void> {
    const shared = underWay.get(system) ?? ask(system).finally(() => underWay.delete(system));
    underWay.set(system, shared);
    return shared;
  }

  async function ask(system: AskedSystem): Promise<void> {
    const knock = (signal: AbortSignal) => fetchOf(system)(options.addresses[system], { signal, redirect: 'manual' });
    // Who does not answer is noted as silent; that is all that is asked here.
    await answerWithin(options.limitMs ?? LIMIT_MS, knock).catch(() => silence.noticed(system));
  }

  return {
    fetchOf,
    async states() {
      const known = contactsOf([silence], options.now());
      const isFresh = (system: AskedSystem) =>
        known.some(
          (one) => one.system === system && one.silentMs === undefined && (one.heardMsAgo ?? FRESH_MS) < FRESH_MS,
        );
      await Promise.all(systems.filter((system) => !isFresh(system)).map(look));
      return contactsOf([silence], options.now());
    },
  };
}
