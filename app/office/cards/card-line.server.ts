import { contactsOf, createSilence, type SystemContact } from '#app/messages/silence.ts';
import type { CardTerminal } from '#app/national/card-terminal.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { organisationName } from '../organisation-names.server.ts';
import type { OfficeRoom } from '../room.server.ts';

/** 統合端末 among the systems whose state is shown. */
export const CARD_TERMINAL = 'cardTerminal';

/** A line that takes longer than this to fail is left alone so many times as long by the machine: nothing else waits for it. */
const PATIENCE_MS = 1000;
const REST = 3;

/** 統合端末との回線: the terminal as this town asks it, and what is remembered of its answers. */
export interface CardLine {
  terminal: CardTerminal;
  contacts(): SystemContact[];
  isSilent(): boolean;
  /** The machine asks again later; an officer may always try. */
  isResting(): boolean;
}

/** Remembers whether the terminal answered, whoever asked. */
export function watchCardTerminal(terminal: CardTerminal, now: () => number): CardLine {
  const silence = createSilence(() => new Date(now()).toISOString());
  let restUntil = 0;
  const watched =
    <A extends unknown[], R>(ask: (...rest: A) => Promise<R>) =>
    async (...rest: A): Promise<R> => {
      const begun = now();
      try {
        const answer = await ask(...rest);
        silence.ended(CARD_TERMINAL);
        restUntil = 0;
        return answer;
      } catch (error) {
        if (error instanceof OutageError) {
          silence.noticed(CARD_TERMINAL);
          const took = now() - begun;
          restUntil = took > PATIENCE_MS ? now() + REST * took : 0;
        }
        throw error;
      }
    };
  return {
    terminal: {
      openSession: watched(terminal.openSession),
      read: watched(terminal.read),
      rewrite: watched(terminal.rewrite),
      confirmRewrite: watched(terminal.confirmRewrite),
      continueUse: watched(terminal.continueUse),
      issueSigningCertificate: watched(terminal.issueSigningCertificate),
      operation: watched(terminal.operation),
      resetPin: watched(terminal.resetPin),
    },
    contacts: () => contactsOf([silence], now()),
    isSilent: () => silence.list().length > 0,
    isResting: () => now() < restUntil,
  };
}

/** 縮退運転: a national system of the counter that does not answer, and for how many minutes. */
export interface SilentNation {
  code: 'cardTerminal' | 'jlis';
  name: string;
  minutes: number;
}

/** 応答のない国のシステム, as the counter has to know them. */
export function silentNation(room: OfficeRoom): SilentNation[] {
  const contacts = room.contacts();
  return (['cardTerminal', 'jlis'] as const).flatMap((code) => {
    const silentMs = contacts.find(({ system }) => system === code)?.silentMs;
    return silentMs === undefined
      ? []
      : [{ code, name: organisationName(code), minutes: Math.floor(silentMs / 60_000) }];
  });
}
