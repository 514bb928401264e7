import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { CertificateChecks } from '#app/national/certificates.server.ts';
import type { DigitalAuth } from '#app/national/digital-auth.server.ts';
import type { Lifelines } from '#app/national/lifelines.server.ts';
import type { Mailer } from '#app/national/mail.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { TownProcedure } from '#app/vocabulary/procedures.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import type { Cipher } from '#db/cipher.ts';
import type { PortalTables } from '#db/schema/index.ts';
import type { Session, Store } from '#db/store.ts';

/** What the portal is built from. */
export interface PortalDeps {
  store: Store<PortalTables>;
  cipher: Cipher;
  mailroom: Mailroom<PortalTables>;
  clock: Clock;
  newId: () => string;
  /** A whole number from 0 to `below` - 1, unpredictable. */
  random: (below: number) => number;
  digitalAuth: DigitalAuth;
  certificates: CertificateChecks;
  lifelines: Lifelines;
  mail: Mailer;
  /** Where browsers reach the portal, for links in e-mails. */
  origin: string;
  /** Counters of a municipality that receive movers; empty = only the municipality itself is known. */
  offices: (municipalityCode: string) => readonly Office[];
  /** Municipalities that receive applications here and can be asked. */
  towns: readonly { code: string; name: string }[];
  /** 引越しに伴う手続 in which a municipality differs from what holds everywhere. */
  procedures: (municipalityCode: string) => readonly TownProcedure[];
}

/** An open read or write of the portal's database. */
export type PortalSession = Session<PortalTables>;

/** What every part of the portal shares. */
export interface PortalContext extends PortalDeps {
  /** The legal day in Asia/Tokyo. */
  today(): CalendarDate;
  /** JSON, encrypted for the database. */
  seal(value: unknown): string;
  /** The JSON of a sealed column; what it is, the caller checks. */
  open(sealed: string): unknown;
}

export function createContext(deps: PortalDeps): PortalContext {
  return {
    ...deps,
    today: () => tokyoDate(deps.clock.now()),
    seal: (value) => deps.cipher.encrypt(JSON.stringify(value)),
    open: (sealed) => JSON.parse(deps.cipher.decrypt(sealed)),
  };
}
