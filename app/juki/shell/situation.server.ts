import { and, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Access } from '#app/vocabulary/roles.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { preparedForKeys } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import type { NewPerson } from '../acts.ts';
import type { Command } from '../core/decide.ts';
import type { Facts } from '../core/decision.ts';
import { codesNeeded } from '../core/entry.ts';
import type { RegisterSlice } from '../core/register.ts';
import { readSearchKeys, type SearchKey, searchKeysOf } from '../core/search-keys.ts';
import type { ProtectionMeasure } from '../protection.ts';
import type { AddressRenaming } from '../renaming-acts.ts';
import { changedRowsOf } from './changed-rows.server.ts';
import { isPoolLow, offerCodes } from './code-pool.server.ts';
import { findMeasure, personsOfMeasure } from './measures.server.ts';
import { offerNumbers } from './numbering.server.ts';
import { codeHash } from './register-rows.server.ts';
import { loadSlice, type SliceKeys } from './registry.server.ts';
import { storeOf } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';

/** A command with the register that it looks at and the facts that it may know. */
export interface Situation {
  slice: RegisterSlice;
  facts: Facts;
}

/** Reads what an act needs, inside the open transaction. */
export async function situationOf(
  room: Room,
  session: TownSession,
  command: Command,
  access: Access,
): Promise<Situation> {
  const changedRows = command.kind === 'CancelChange' ? await changedRowsOf(room, session, command) : [];
  const touched = changedRows.flatMap(({ row, former }) => [row.householdNumber, former?.householdNumber ?? '']);
  const measure = 'measureId' in command ? await findMeasure(room, session, command.measureId) : undefined;
  const keys = keysOf(command, measure);
  const households = [...(keys.households ?? []), ...touched];
  const threeItemMatches = await lookAlikes(session, room, newcomersOf(command));
  const persons = [...(keys.addressees ?? []), ...threeItemMatches];
  const slice = await loadSlice(session, { ...keys, households, addressees: persons }, room.cipher);
  const addressees = personsToNumber(command);
  const wanted = codesToOffer(command);
  const codes = await offerCodes(room, session, wanted);
  return {
    slice,
    facts: {
      now: room.clock.now(),
      today: room.today(),
      officer: access.officer,
      town: room.town,
      numbers: {
        addressee: addressees > 0 ? await offerNumbers(session, 'addressee', addressees, room.town.city) : [],
        household: mayFormHousehold(command) ? await offerNumbers(session, 'household', 1, room.town.city) : [],
      },
      movingOutId: room.newId(),
      codes,
      codePoolLow: wanted > 0 && (codes.length < wanted || (await isPoolLow(room, session))),
      changedRows,
      ...(measure ? { measure } : {}),
      threeItemMatches,
      ...(command.kind === 'CancelMovingOut' ? { renamings: await renamingsSince(session, slice, command) } : {}),
    },
  };
}

/** Acts of every day after which nobody lives in a new household need no number for one. */
function mayFormHousehold(command: Command): boolean {
  switch (command.kind) {
    case 'RegisterMovingOut':
    case 'RemoveDueMovers':
    case 'AcceptMovingInNotice':
    case 'RegisterCorrection':
    case 'RegisterBirth':
      return false;
    case 'RegisterRelocation':
      return command.household.kind === 'new';
    default:
      return true;
  }
}

function personsToNumber(command: Command): number {
  switch (command.kind) {
    case 'MigrateHousehold':
      return command.household.members.length;
    case 'RegisterMovingInByCard':
      return command.movers.length;
    case 'RegisterBirth':
      return command.children.length;
    case 'RegisterMovingIn':
      return command.persons.length;
    default:
      return 0;
  }
}

function codesToOffer(command: Command): number {
  switch (command.kind) {
    case 'RegisterBirth':
      return codesNeeded(command.children);
    case 'RegisterMovingIn':
      return codesNeeded(command.persons);
    case 'RegisterCodeChange':
      return command.residentRecordCode ? 0 : 1;
    case 'EnterCode':
      return 1;
    default:
      return 0;
  }
}

/** What a command looks at: households, persons, numbers, 転出. */
export function keysOf(command: Command, measure?: ProtectionMeasure): SliceKeys {
  switch (command.kind) {
    case 'EnterProtection':
    case 'TakeProtection':
      return { addressees: [command.applicant, ...command.coApplicants] };
    case 'ConfirmProtection':
    case 'ExtendProtection':
    case 'EndProtection':
    case 'ForwardProtection':
    case 'DeclineProtection':
    case 'NoteProtectionNews':
    case 'RequestRelease':
    case 'ApproveRelease':
    case 'EndRelease':
      return { addressees: measure ? personsOfMeasure(measure) : [] };
    case 'RegisterMovingOut':
      return { households: [command.householdNumber], addressees: command.movers };
    case 'RegisterRelocation': {
      const { householdNumber, movers, household } = command;
      const joined = household.kind === 'existing' ? [household.householdNumber] : [];
      return { households: [householdNumber, ...joined], addressees: movers };
    }
    case 'RegisterHouseholdChange':
      return {
        households: [command.householdNumber, ...(command.into ? [command.into] : [])],
        addressees: command.members,
      };
    case 'RegisterRemoval':
      return { households: [command.householdNumber], addressees: command.persons };
    case 'RegisterRestoration': {
      const { persons, household } = command;
      return { households: household.kind === 'existing' ? [household.householdNumber] : [], addressees: persons };
    }
    case 'RegisterCorrection': {
      const addressees = command.corrections.map((one) => one.addresseeNumber);
      return { households: [command.householdNumber], addressees };
    }
    case 'RegisterMovingIn': {
      const { persons, household } = command;
      return {
        households: household.kind === 'existing' ? [household.householdNumber] : [],
        codes: persons.flatMap((person) => person.residentRecordCode ?? []),
        individualNumbers: persons.flatMap((person) => person.individualNumber ?? []),
      };
    }
    case 'RegisterWardMove': {
      const { movers, record, household } = command;
      const addressees = movers.map((mover) => mover.addresseeNumber);
      return {
        addressees,
        households: household.kind === 'existing' ? [household.householdNumber] : [],
        codes: record.residents.flatMap((one) =>
          addressees.includes(one.addresseeNumber) ? one.residentRecordCode : [],
        ),
      };
    }
    case 'RenameAddress':
      return { households: [command.householdNumber] };
    case 'AcceptWardMove':
      return { addressees: command.notice.movers.map((mover) => mover.addresseeNumber) };
    case 'CancelChange':
      return { addressees: [command.addresseeNumber] };
    case 'RegisterBirth':
      return { households: [command.householdNumber] };
    case 'AcceptNoticeWithdrawal':
      return { codes: command.withdrawn.residentRecordCodes };
    case 'RegisterRewriting':
      return { households: [command.householdNumber], addressees: command.persons };
    case 'RegisterNationalityChange': {
      const addressees = command.persons.map((one) => one.addresseeNumber);
      return { households: [command.householdNumber], addressees };
    }
    case 'RegisterResidenceCard':
    case 'RegisterIndividualNumberChange':
    case 'EnterCode':
      return { addressees: [command.addresseeNumber] };
    case 'RegisterCodeChange':
      return {
        addressees: [command.addresseeNumber],
        codes: command.residentRecordCode ? [command.residentRecordCode] : [],
      };
    case 'EnterIndividualNumber':
    case 'EnterNewIndividualNumber':
      return { codes: [command.residentRecordCode], individualNumbers: [command.individualNumber] };
    case 'ForwardFamilyFiling':
      return {};
    case 'CancelMovingOut':
    case 'RemoveDueMovers':
      return { movingOuts: [command.movingOutId] };
    case 'AcceptMovingInNotice':
      return {
        codes: command.notice.movers.map((mover) => mover.residentRecordCode),
        movingOuts: command.notice.movingOutId ? [command.notice.movingOutId] : [],
      };
    case 'RegisterMovingInByCard':
      return {
        codes: command.movers.map((mover) => mover.residentRecordCode),
        individualNumbers: command.certificate.movers.flatMap((mover) => mover.individualNumber ?? []),
        households: command.household.kind === 'existing' ? [command.household.householdNumber] : [],
      };
    case 'MigrateHousehold': {
      const { members, householdNumber } = command.household;
      return {
        codes: members.map((member) => member.residentRecordCode),
        individualNumbers: members.flatMap((member) => member.individualNumber ?? []),
        addressees: members.flatMap((member) => member.addresseeNumber ?? []),
        households: householdNumber ? [householdNumber] : [],
      };
    }
  }
}

type Newcomer = Pick<NewPerson, 'name' | 'bornOn' | 'sex' | 'residentRecordCode'>;

/** Persons whom an act brings into the register from elsewhere. */
function newcomersOf(command: Command): readonly Newcomer[] {
  if (command.kind === 'RegisterMovingIn') return command.persons;
  if (command.kind !== 'RegisterMovingInByCard') return [];
  return command.certificate.movers.filter((mover) =>
    command.movers.some((one) => one.residentRecordCode === mover.residentRecordCode),
  );
}

/** 住所一括変更 that were begun after a 転出届: a town has few of them. */
async function renamingsSince(
  { db, t }: TownSession,
  slice: RegisterSlice,
  { movingOutId }: { movingOutId: string },
): Promise<AddressRenaming[]> {
  const since = slice.movingOuts.get(movingOutId)?.notifiedOn;
  if (!since) return [];
  const { renaming, startedAt } = t.renamingRuns;
  const rows = await db
    .select({ renaming, startedAt })
    .from(t.renamingRuns)
    .where(isNotNull(startedAt))
    .orderBy(startedAt);
  return rows.flatMap((row) =>
    row.startedAt && tokyoDate(row.startedAt) >= since ? [row.renaming as AddressRenaming] : [],
  );
}

/** A01: 除票 with the same name, day of birth and sex but another 住民票コード. */
async function lookAlikes(session: TownSession, room: Room, newcomers: readonly Newcomer[]): Promise<string[]> {
  const days = newcomers.map(({ bornOn }) => bornOn.on ?? bornOn.text);
  const gone = [...(await goneOfSameBirth(session, days)), ...(await storedOfSameBirth(session, days))];
  if (gone.length === 0) return [];
  return newcomers.flatMap((mover, index) => {
    const own = mover.residentRecordCode && codeHash(room.cipher, mover.residentRecordCode);
    const { key } = searchKeysOf({ name: mover.name, address: { municipality: '' } }).find(isName) ?? {};
    return gone
      .filter((row) => row.bornOn === days[index] && row.sex === mover.sex)
      .filter((row) => !own || (row.codeHash !== null && row.codeHash !== own))
      .filter((row) => readSearchKeys(row.searchKeys).some((one) => isName(one) && one.key === key))
      .map((row) => row.addresseeNumber);
  });
}

const goneOfSameBirth = sameBirthIn((t) => t.residents);
const storedOfSameBirth = sameBirthIn(storeOf);

function sameBirthIn(recordsOf: (t: TownTables) => TownTables['residents']) {
  return preparedForKeys(({ db, t }: TownSession, days) => {
    const records = recordsOf(t);
    const { addresseeNumber, codeHash: ofCode, searchKeys, bornOn, sex, status } = records;
    return (
      db
        .select({ addresseeNumber, codeHash: ofCode, searchKeys, bornOn, sex })
        .from(records)
        // Written out, as the index has it.
        .where(and(inArray(bornOn, days), sql`${status} <> 'resident'`))
    );
  });
}

const isName = ({ kind }: SearchKey): boolean => kind === 'name';
