import { auditRow } from '#db/audit.server.ts';
import { preparedInsert } from '#db/prepared.ts';
import type { TownTables } from '#db/schema/index.ts';
import { effectiveOn } from '../core/as-of.ts';
import { CHANGE_REASONS } from '../core/change-reasons.ts';
import type { RegisterEvent } from '../core/events.ts';
import { changedResidents, evolve } from '../core/evolve.ts';
import { EMPTY_SLICE, type RegisterSlice, type Resident } from '../core/register.ts';
import { stayAhead } from '../shell/numbering.server.ts';
import { movingOutRow, residentRow } from '../shell/register-rows.server.ts';
import { joinHousehold } from '../shell/registry.server.ts';
import type { Room, TownSession } from '../shell/room.server.ts';
import { keyChangeOf } from '../shell/search-keys.server.ts';
import { outlineOf } from '../shell/views.server.ts';
import type { HistoryRow } from './household.ts';

const insertLedger = preparedInsert((t: TownTables) => t.ledger);
const insertSnapshot = preparedInsert((t: TownTables) => t.snapshots);
const insertResident = preparedInsert((t: TownTables) => t.residents);
const insertKey = preparedInsert((t: TownTables) => t.residentKeys);
const insertHousehold = preparedInsert((t: TownTables) => t.households);
const insertMovingOut = preparedInsert((t: TownTables) => t.movingOuts);
const insertAudit = preparedInsert((t: TownTables) => t.auditEntries);

type Inserted<K extends keyof TownTables> = TownTables[K]['$inferInsert'];

/** Collects what the households of one transaction write: the same rows as any other act. */
export function createRows(room: Room, session: TownSession) {
  const ledger: Inserted<'ledger'>[] = [];
  const snapshots: Inserted<'snapshots'>[] = [];
  const residents: Inserted<'residents'>[] = [];
  const keys: Inserted<'residentKeys'>[] = [];
  const members: Resident[] = [];
  const households: Inserted<'households'>[] = [];
  const movingOuts: Inserted<'movingOuts'>[] = [];
  const entries: Inserted<'auditEntries'>[] = [];
  const numbers = { addressee: [] as string[], household: [] as string[] };
  const at = room.clock.now();
  const on = room.today();

  function snapshotOf(
    resident: Resident,
    former: Resident | undefined,
    changeId: string,
    source: HistoryRow | undefined,
  ): Inserted<'snapshots'> {
    const { title } = CHANGE_REASONS.dataMigration;
    return {
      addresseeNumber: resident.addresseeNumber,
      historyNumber: resident.historyNumber,
      changeId,
      reason: source?.reason ? `データ移行（${CHANGE_REASONS[source.reason].title}）` : title,
      changedOn: resident.lastChange.changedOn ?? null,
      effectiveOn: effectiveOn(resident, former),
      processedAt: at,
      outline: outlineOf(resident),
      body: room.seal(resident),
      listRow: source?.sealed ?? null,
    };
  }

  return {
    /** One change per event, so that the history has no gaps; returns the household as it is now. */
    add(events: readonly RegisterEvent[], histories: readonly HistoryRow[][]): RegisterSlice {
      const sources = new Map(histories.map((rows) => [rows[0]?.resident.addresseeNumber, rows]));
      let state: RegisterSlice = EMPTY_SLICE;
      for (const event of events) {
        const change = { changeId: room.newId(), at, on, operatorId: room.system.id, events: [event] };
        const after = evolve(state, change);
        ledger.push({ changeId: change.changeId, at, body: room.seal(change) });
        for (const resident of changedResidents(state, after)) {
          const source = sources.get(resident.addresseeNumber)?.[resident.historyNumber - 1];
          const former = state.residents.get(resident.addresseeNumber);
          snapshots.push(snapshotOf(resident, former, change.changeId, source));
          if (former?.householdNumber !== resident.householdNumber) members.push(resident);
        }
        state = after;
      }
      const everybody = [...state.residents.values()];
      for (const resident of everybody) {
        const { addresseeNumber } = resident;
        const found = keyChangeOf(undefined, resident);
        residents.push({ ...residentRow(resident, room.cipher), searchKeys: found?.text ?? '' });
        keys.push(...(found?.added ?? []).map((key) => ({ ...key, addresseeNumber })));
      }
      for (const [householdNumber, record] of state.households) {
        households.push({ householdNumber, endedOn: record.endedOn ?? null, record });
        numbers.household.push(householdNumber);
      }
      movingOuts.push(...[...state.movingOuts.values()].map(movingOutRow));
      numbers.addressee.push(...state.residents.keys());
      entries.push(auditOf(room, at, [...state.residents.keys()]));
      return state;
    },
    async save() {
      for (const row of ledger) await insertLedger(session, row);
      for (const row of snapshots) await insertSnapshot(session, row);
      for (const row of residents) await insertResident(session, row);
      for (const row of keys) await insertKey(session, row);
      for (const row of members) await joinHousehold(session, row);
      for (const row of households) await insertHousehold(session, row);
      for (const row of movingOuts) await insertMovingOut(session, row);
      for (const row of entries) await insertAudit(session, row);
      await stayAhead(session, 'addressee', numbers.addressee);
      await stayAhead(session, 'household', numbers.household);
    },
  };
}

function auditOf(room: Room, at: string, subjects: string[]) {
  return auditRow({
    at,
    officerId: room.system.id,
    officerName: room.system.name,
    townCode: room.town.code,
    act: 'importDataList',
    subjects,
    reason: '基本データリストの取込',
    numberAccessed: true,
  });
}
