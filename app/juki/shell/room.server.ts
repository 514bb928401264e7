import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { Cipher } from '#db/cipher.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';
import type { AddresseePort, OfficePort } from '../ports.ts';
import type { CodePoolRules } from './code-pool.server.ts';

/** An open read or write of the town's database. */
export type TownSession = Session<TownTables>;

/** What an engine is made of. */
export interface JukiDeps {
  town: Town;
  store: Store<TownTables>;
  cipher: Cipher;
  mailroom: Pick<Mailroom<TownTables>, 'post' | 'deliver' | 'pull' | 'inquire'>;
  clock: Clock;
  newId: () => string;
  /** From 0 up to but without 1: the random pick of a 住民票コード (住民基本台帳法施行規則第14条). */
  random: () => number;
  addressee: AddresseePort;
  /** 住民票コードの未使用分: when a block is asked for, and how large it is. */
  codePool?: CodePoolRules;
  office?: OfficePort<TownSession>;
  /** Told of what fails in work that nobody waits for. */
  onError?: (error: unknown) => void;
}

/** The engine's room: its means, and what all its desks do alike. */
export interface Room extends JukiDeps {
  today(): CalendarDate;
  /** The town's own machine: night run, effects of messages. */
  system: Officer;
  seal(value: unknown): string;
  open<T>(sealed: string): T;
  /** Throws unless the officer belongs to this town. */
  admit(access: Access): void;
  /** Asks for a block of codes soon after the commit, if the pool is low. */
  refillSoon(session: TownSession): void;
  /** Looks soon after the commit for everything that may go on: what waited for officers, sagas, 整合性確認, 住所一括変更. */
  advanceSoon(session: TownSession): void;
  /** Looks for work of the sagas only: nearly every act makes some, and none that anything else has waited for. */
  sagasSoon(session: TownSession): void;
  /** Goes on with the 整合性確認 soon after the commit. */
  reconcileSoon(session: TownSession): void;
}

/** Who acts when the town's own machine does. */
export function systemOfficer(town: Town): Officer {
  const officeCode = town.offices[0]?.code ?? '';
  return { id: 'system', name: 'システム', townCode: town.code, officeCode, roles: [] };
}

/** The carrier reads the subject of a message: a person is a keyed hash of the 宛名番号. */
export function personSubject(cipher: Cipher, addresseeNumber: string): string {
  return cipher.lookup(`subject:${addresseeNumber}`).slice(0, 60);
}

/** Work that nobody waits for. */
export type BackgroundWork = Record<'advance' | 'sagas' | 'refill' | 'reconcile', () => Promise<unknown>>;

/** Opens the room; the work is only begun when somebody asks for it. */
export function openRoom(deps: JukiDeps, { advance, sagas, refill, reconcile }: BackgroundWork): Room {
  const { cipher, town, clock } = deps;
  const soon = (work: () => Promise<unknown>) => {
    // Acts that share a commit share its session: the work is looked for once, however many asked.
    const asked = new WeakSet<TownSession>();
    return (session: TownSession) => {
      if (asked.has(session)) return;
      asked.add(session);
      session.afterCommit(() => {
        work().catch((error: unknown) => deps.onError?.(error));
      });
    };
  };
  return {
    ...deps,
    today: () => tokyoDate(clock.now()),
    system: systemOfficer(town),
    seal: (value) => cipher.encrypt(JSON.stringify(value)),
    open: <T>(sealed: string) => JSON.parse(cipher.decrypt(sealed)) as T,
    admit: ({ officer }) => {
      if (officer.townCode !== town.code) throw new Error(`${officer.id} does not belong to ${town.code}`);
    },
    advanceSoon: soon(advance),
    sagasSoon: soon(sagas),
    refillSoon: soon(refill),
    reconcileSoon: soon(reconcile),
  };
}
