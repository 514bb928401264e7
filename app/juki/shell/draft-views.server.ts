import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import { isProtectedHousehold } from '../core/register.ts';
import type { DraftContent, DraftQuery, DraftSummary, RegisterCommand, Registered } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import { formerCommand, revisionsOf } from './draft-revisions.server.ts';
import { type DraftRow, draftView } from './draft-rows.server.ts';
import { isHidden, personsOf } from './draft-subjects.ts';
import { codeHash, residentFrom } from './register-rows.server.ts';
import { loadSlice } from './registry.server.ts';
import { recordOf, recordsOfNumbers } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { keysOf } from './situation.server.ts';
import { HIDDEN_DESTINATION, mask, residentView } from './views.server.ts';

/** More than an officer reads; who needs more narrows the list. */
const MOST_DRAFTS = 100;

/** Numbers that no view carries but masked. */
const SECRETS: readonly string[] = ['residentRecordCode', 'individualNumber', 'cardNumber', 'basicPensionNumber'];

/** 仮登録の一覧と内容 (標準仕様書 4.0.8): every read is recorded with everybody whom it named. */
export function createDraftViews(room: Room) {
  function listDrafts(query: DraftQuery, access: Access): Promise<DraftSummary[]> {
    room.admit(access);
    return room.store.write(async (session) => {
      const drafts = (await findRows(session, query)).map((row) => ({
        row,
        command: room.open<RegisterCommand>(row.body),
      }));
      const named = [...new Set(drafts.flatMap(({ command }) => personsOf(command)))];
      const names = await namesOf(session, named);
      await note(session, access, 'listDrafts', named);
      return drafts.map(({ row, command }) => ({
        ...draftView(row),
        names: [...personsOf(command).map((number) => names.get(number) ?? ''), ...newcomersIn(command)],
        createdBy: row.createdBy,
        command: masked(command),
      }));
    });
  }

  async function findRows(session: TownSession, { states, addresseeNumber }: DraftQuery): Promise<DraftRow[]> {
    const { db, t } = session;
    const ofPerson = addresseeNumber ? await openDraftsOf(session, addresseeNumber) : undefined;
    if (ofPerson?.length === 0) return [];
    return db
      .select()
      .from(t.registerDrafts)
      .where(
        and(
          inArray(t.registerDrafts.state, [...states]),
          ofPerson ? inArray(t.registerDrafts.draftId, ofPerson) : undefined,
        ),
      )
      .orderBy(desc(t.registerDrafts.createdAt))
      .limit(MOST_DRAFTS);
  }

  /** By the keys of the exclusion (E09): the person, and the household for those who are not entered yet. */
  async function openDraftsOf(session: TownSession, addresseeNumber: string): Promise<string[]> {
    const { db, t } = session;
    const row = await recordOf(session, addresseeNumber);
    if (!row) return [];
    const { residentRecordCode, householdNumber } = residentFrom(row, room.cipher);
    const keys = [residentRecordCode ?? `addressee:${addresseeNumber}`, `household:${householdNumber}`];
    const found = await db
      .select({ draftId: t.draftSubjects.draftId })
      .from(t.draftSubjects)
      .where(
        inArray(
          t.draftSubjects.codeHash,
          keys.map((key) => codeHash(room.cipher, key)),
        ),
      );
    return found.map((one) => one.draftId);
  }

  async function namesOf(session: TownSession, numbers: readonly string[]): Promise<Map<string, string>> {
    const rows = await recordsOfNumbers(session, numbers);
    return new Map(rows.map((row) => [row.addresseeNumber, residentFrom(row, room.cipher).name.full]));
  }

  function readDraft(draftId: string, access: Access): Promise<DraftContent | undefined> {
    room.admit(access);
    return room.store.write(async (session) => {
      const { db, t } = session;
      const [row] = await db.select().from(t.registerDrafts).where(eq(t.registerDrafts.draftId, draftId)).limit(1);
      if (!row) return undefined;
      const command = room.open<RegisterCommand>(row.body);
      const slice = await loadSlice(session, keysOf(command), room.cipher);
      const hidden = isHidden(command, slice);
      const text = JSON.stringify(command);
      const residents = [...slice.residents.values()].filter((one) => text.includes(`"${one.addresseeNumber}"`));
      await note(
        session,
        access,
        'readDraft',
        residents.map((one) => one.addresseeNumber),
      );
      const shown = (one: RegisterCommand) => masked(hidden ? withoutDestination(one) : one);
      const former = await formerCommand(room, session, row);
      const content: DraftContent = {
        draft: draftView(row),
        command: shown(command),
        persons: residents.map((one) => residentView(one, room.clock.now())),
        protectedHousehold:
          hidden || [...slice.households.keys()].some((number) => isProtectedHousehold(slice, number)),
        createdBy: row.createdBy,
        revisions: await revisionsOf(session, row),
      };
      if (former) content.former = shown(former);
      if (row.reviewedBy) content.reviewedBy = row.reviewedBy;
      if (row.result) content.registered = { ...(row.result as Registered), ...(hidden ? { sent: [] } : {}) };
      return content;
    });
  }

  async function note(session: TownSession, access: Access, act: string, subjects: string[]): Promise<void> {
    await recordAccess(room, session, access, { act, subjects });
  }

  return { listDrafts, readDraft };
}

/** Names of those whom a command brings into the register. */
function newcomersIn(command: RegisterCommand): string[] {
  switch (command.kind) {
    case 'RegisterBirth':
      return command.children.map((child) => child.name.full);
    case 'RegisterMovingIn':
      return command.persons.map((person) => person.name.full);
    case 'RegisterMovingInByCard':
      return command.certificate.movers
        .filter((mover) => command.movers.some((one) => one.residentRecordCode === mover.residentRecordCode))
        .map((mover) => mover.name.full);
    case 'RegisterWardMove':
      return command.record.residents
        .filter((one) => command.movers.some((mover) => mover.addresseeNumber === one.addresseeNumber))
        .map((one) => one.name.full);
    default:
      return [];
  }
}

/** 支援措置: the act as anybody in the town may see it. */
function withoutDestination(command: RegisterCommand): RegisterCommand {
  return command.kind === 'RegisterMovingOut' ? { ...command, destination: HIDDEN_DESTINATION } : command;
}

/** The command with every secret number as its mask. */
function masked(command: RegisterCommand): RegisterCommand {
  return JSON.parse(
    JSON.stringify(command, (key, value) =>
      SECRETS.includes(key) && typeof value === 'string' ? (value.length > 8 ? mask(value) : '****') : value,
    ),
  );
}
