import { and, desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Juki } from '#app/juki/door.ts';
import type { DirectoryClient } from '#app/messages/directory.server.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import type { Mailroom } from '#app/messages/mailroom.server.ts';
import type { SystemContact } from '#app/messages/silence.ts';
import type { CardTerminal } from '#app/national/card-terminal.server.ts';
import type { CertificateChecks } from '#app/national/certificates.server.ts';
import type { NationalContacts } from '#app/national/contacts.server.ts';
import type { Papers } from '#app/papers/index.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { audit } from '#db/audit.server.ts';
import type { Cipher } from '#db/cipher.ts';
import type { AuditTables, DeliveryTables } from '#db/schema/index.ts';
import type * as inspectionTables from '#db/schema/inspections.ts';
import type * as officeTables from '#db/schema/office.ts';
import type * as officerTables from '#db/schema/officers.ts';
import type * as oversightTables from '#db/schema/oversight.ts';
import type * as paperTables from '#db/schema/papers.ts';
import type * as visitTables from '#db/schema/visits.ts';
import type { Session, Store } from '#db/store.ts';
import { type CardLine, watchCardTerminal } from './cards/card-line.server.ts';
import { mayDo, type RoomAct } from './permissions.ts';

/** Tables that the office reads and writes: its own, the mail's and the audit's. */
export type OfficeTables = typeof officeTables &
  typeof officerTables &
  typeof paperTables &
  typeof inspectionTables &
  typeof oversightTables &
  typeof visitTables &
  DeliveryTables &
  AuditTables;

/** An open read or write of the office. */
export type OfficeSession = Session<OfficeTables>;

/** What an office is made of. */
export interface OfficeDeps {
  town: Town;
  store: Store<OfficeTables>;
  cipher: Cipher;
  mailroom: Pick<
    Mailroom,
    'post' | 'log' | 'deadLetters' | 'waiting' | 'unreadable' | 'queues' | 'contacts' | 'retry' | 'totals' | 'inquire'
  >;
  juki: Juki;
  cardTerminal: CardTerminal;
  certificates: CertificateChecks;
  /** Of the systems that are asked without a message. */
  asked: Pick<NationalContacts, 'states'>;
  /** Whose signatures are known. */
  directory: DirectoryClient;
  /** What the town signs with. */
  keys: Pick<OrganisationKeys, 'signing'>;
  clock: Clock;
  /** 帳票の印刷. */
  papers: Papers;
  /** Where a paper's 電子公印 is proven. */
  verifyAddress: string;
  newId: () => string;
  /** Protocol time in milliseconds: sessions and waits do not follow the demo's clock. */
  protocolNow: () => number;
}

/** 権限がない: the officer's role or town does not allow the act; becomes a 403 in one place. */
export class NotPermittedError extends Error {
  override readonly name = 'NotPermittedError';

  constructor(
    readonly officer: Officer,
    readonly act: string,
  ) {
    super(`${officer.id} of ${officer.townCode} may not ${act}`);
  }

  /** The built pages carry a copy of this class; what the services throw is the same for them. */
  static override [Symbol.hasInstance](error: unknown): error is NotPermittedError {
    return error instanceof Error && error.name === 'NotPermittedError';
  }
}

/** 該当なし: no such case here; becomes a 404 in one place. */
export class NotFoundHereError extends Error {
  override readonly name = 'NotFoundHereError';

  /** As for NotPermittedError. */
  static override [Symbol.hasInstance](error: unknown): error is NotFoundHereError {
    return error instanceof Error && error.name === 'NotFoundHereError';
  }
}

/** The office's room: its means and the few things every desk does alike. */
export interface OfficeRoom extends OfficeDeps {
  /** 統合端末との回線; `cardTerminal` goes through it. */
  cardLine: CardLine;
  /** 外部システムの状態: of the mail and of the card terminal. */
  contacts(): SystemContact[];
  today(): CalendarDate;
  /** Cases on which this process is at work with the engine right now: the machine leaves them alone. */
  underWay: Set<string>;
  /** The town's own machine: night runs and effects of messages. */
  system: Officer;
  seal(value: unknown): string;
  open<S extends z.ZodType>(schema: S, sealed: string): z.infer<S>;
  /** 団体の範囲: throws unless the officer belongs to this town; every desk asks it before it touches a table. */
  admit(officer: Officer, act: string): void;
  /** 職員の権限: the same, and throws unless the officer's roles may do this at all. */
  permit(officer: Officer, act: RoomAct): void;
  /** 操作ログ: what an officer did or read in the office's own tables. */
  recordAct(session: OfficeSession, officer: Officer, done: OfficeAct): Promise<void>;
  access(officer: Officer, reason: string, caseId?: string): Access;
  recordEvent(session: OfficeSession, event: CaseEvent): Promise<void>;
  eventsOf(session: OfficeSession, caseId: string): Promise<RecordedEvent[]>;
}

/** 操作ログの一件 before it is stored. */
export interface OfficeAct {
  act: string;
  /** 宛名番号 of those whom it is about. */
  subjects: readonly string[];
  reason: string;
  caseId?: string;
}

/** 処理経過の一行 before it is stored. */
export interface CaseEvent {
  caseId: string;
  officer: Officer;
  act: string;
  note?: string;
  /** Version of the case that the act made. */
  version?: number;
}

/** 処理経過の一行. */
export interface RecordedEvent {
  at: string;
  officerId: string;
  officerName: string;
  act: string;
  note?: string;
}

/** Makes the room around the office's means. */
export function createRoom(deps: OfficeDeps): OfficeRoom {
  const { town, cipher, clock } = deps;
  const cardLine = watchCardTerminal(deps.cardTerminal, deps.protocolNow);
  function admit(officer: Officer, act: string): void {
    if (officer.townCode !== town.code) throw new NotPermittedError(officer, act);
  }
  return {
    ...deps,
    cardTerminal: cardLine.terminal,
    cardLine,
    contacts: () => [...deps.mailroom.contacts(), ...cardLine.contacts()],
    today: () => tokyoDate(clock.now()),
    underWay: new Set(),
    // May drop a draft that the resident withdrew; it never signs in and decides nothing.
    system: {
      id: 'system',
      name: 'システム',
      townCode: town.code,
      officeCode: town.offices[0]?.code ?? '',
      roles: ['registryManager'],
    },
    seal: (value) => cipher.encrypt(JSON.stringify(value)),
    open: (schema, sealed) => schema.parse(JSON.parse(cipher.decrypt(sealed))),
    admit,
    permit(officer, act) {
      admit(officer, act);
      if (!mayDo(act, officer, town)) throw new NotPermittedError(officer, act);
    },
    async recordAct(session, officer, { act, subjects, reason, caseId }) {
      await audit(session, {
        at: clock.now(),
        officerId: officer.id,
        officerName: officer.name,
        townCode: town.code,
        act,
        subjects: [...subjects],
        reason,
        ...(caseId ? { caseId } : {}),
        numberAccessed: false,
      });
    },
    access: (officer, reason, caseId) => ({ officer, reason, ...(caseId ? { caseId } : {}) }),
    async recordEvent(session, event) {
      await session.db.insert(session.t.caseEvents).values({
        caseId: event.caseId,
        version: event.version ?? null,
        at: clock.now(),
        officerId: event.officer.id,
        officerName: event.officer.name,
        act: event.act,
        sealedNote: event.note ? cipher.encrypt(event.note) : null,
      });
    },
    async eventsOf(session, caseId) {
      const rows = await session.db
        .select()
        .from(session.t.caseEvents)
        .where(eq(session.t.caseEvents.caseId, caseId))
        .orderBy(desc(session.t.caseEvents.position))
        .limit(200);
      return rows.map((row) => ({
        at: row.at,
        officerId: row.officerId,
        officerName: row.officerName,
        act: row.act,
        ...(row.sealedNote ? { note: cipher.decrypt(row.sealedNote) } : {}),
      }));
    },
  };
}

/** A screen that is older than its case: the same press once more, or a colleague was faster. */
export async function judgeOldScreen(
  room: OfficeRoom,
  session: OfficeSession,
  screen: { caseId: string; version: number; officer: Officer; act: string },
): Promise<'repeated' | Refusal> {
  const events = session.t.caseEvents;
  const [sameStep] = await session.db
    .select()
    .from(events)
    .where(and(eq(events.caseId, screen.caseId), eq(events.version, screen.version + 1)))
    .limit(1);
  if (sameStep && sameStep.officerId === screen.officer.id && sameStep.act === screen.act) return 'repeated';
  const [last] = await room.eventsOf(session, screen.caseId);
  const who = last ? `${last.officerName}さんが「${last.act}」を行いました` : 'ほかの職員が処理しました';
  return {
    code: 'staleCase',
    sentence: `この画面を開いたあとで、${who}。いまの状態を確かめてから、もう一度選んでください。`,
    article: '住民記録システム標準仕様書 10.3（排他制御）',
  };
}

/** A "no" of the office's own. */
export function refuse(code: string, sentence: string, article: string): Outcome<never> {
  return { accepted: false, refusal: { code, sentence, article } };
}

/** Acts of a desk, each with the room already given. */
export function actsIn(room: OfficeRoom) {
  return <A extends unknown[], R>(act: (room: OfficeRoom, ...rest: A) => R) =>
    (...rest: A): R =>
      act(room, ...rest);
}
