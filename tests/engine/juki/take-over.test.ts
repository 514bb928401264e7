import { describe, expect, test } from 'vitest';
import { decide } from '#app/juki/core/decide.ts';
import type { RegisterEvent } from '#app/juki/core/events.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE, type RegisterSlice, type Resident } from '#app/juki/core/register.ts';
import { takeOver } from '#app/juki/core/take-over.ts';
import { workOfTakenOver } from '#app/juki/core/taken-over-work.ts';
import { CHOFU, codeOf, factsOf, familyOfFour, NEW_ADDRESS, Register, TODAY } from './family.ts';

const HOUSEHOLD = '100';
const IDS = ['01990000-0000-7000-8000-000000000001', '01990000-0000-7000-8000-000000000002'];

/** Rows as they come from a list: the family of four under numbers of their own. */
function rowsOfFamily(): Resident[] {
  const residents = [...new Register(CHOFU).migrate(familyOfFour()).slice.residents.values()];
  return residents.map((resident, index) => ({
    ...resident,
    addresseeNumber: String(index + 1),
    householdNumber: HOUSEHOLD,
    historyNumber: 0,
  }));
}

function taken(histories: readonly (readonly Resident[])[], slice: RegisterSlice = EMPTY_SLICE) {
  return takeOver({ householdNumber: HOUSEHOLD, histories, movingOutIds: IDS }, slice);
}

/** The register after these events, one change each. */
function after(events: readonly RegisterEvent[]): RegisterSlice {
  return events.reduce<RegisterSlice>(
    (slice, event) =>
      evolve(slice, { changeId: 'c', at: `${TODAY}T00:00:00.000Z`, on: TODAY, operatorId: 'o', events: [event] }),
    EMPTY_SLICE,
  );
}

function register(histories: readonly (readonly Resident[])[]): RegisterSlice {
  const outcome = taken(histories);
  if (!outcome.accepted) throw new Error(outcome.error);
  return after(outcome.events);
}

const moving = (resident: Resident, changes: Partial<Resident> = {}): Resident => ({
  ...resident,
  movingOut: {
    movingOutId: '',
    notifiedOn: '2026-11-10',
    plannedOn: '2026-12-01',
    plannedAddress: NEW_ADDRESS,
    channel: 'counter',
    special: false,
  },
  ...changes,
});

describe('基本データリストの世帯の引継ぎ', () => {
  test('一人一人の履歴が1から欠番なく並び、最後の行が今の登録になる（標準仕様書1.2.1）', () => {
    const [head, wife, ...others] = rowsOfFamily();
    if (!head || !wife) throw new Error('no family');
    const former = { ...head, address: { ...head.address, lot: '1番地' } };
    const slice = register([[former, { ...former, householder: false }, head], [wife], ...others.map((one) => [one])]);
    expect([...slice.residents.values()].map((one) => one.historyNumber)).toEqual([3, 1, 1, 1]);
    expect(slice.residents.get('1')).toEqual({ ...head, historyNumber: 3 });
    expect(slice.households.get(HOUSEHOLD)).toEqual({ householdNumber: HOUSEHOLD, address: head.address });
  });

  test('全員が除票の世帯は、最後に消除された日に終わっている', () => {
    const days = ['2025-03-01', '2026-05-01', '2024-01-01', '2026-04-30'];
    const removed = rowsOfFamily().map((one, index): Resident => {
      return { ...one, status: 'removed', removed: { reason: 'exOfficioRemoval', on: days[index] ?? '' } };
    });
    expect(register(removed.map((one) => [one])).households.get(HOUSEHOLD)?.endedOn).toBe('2026-05-01');
  });

  test('同じ日に届け出て同じ日に出る人は一つの転出になり、その日に消除される', () => {
    const [head, wife, child] = rowsOfFamily();
    if (!head || !wife || !child) throw new Error('no family');
    const slice = register([[moving(head)], [moving(wife)], [child]]);
    const [movingOut, ...more] = [...slice.movingOuts.values()];
    expect(more).toEqual([]);
    expect(movingOut).toMatchObject({
      movingOutId: IDS[0],
      special: false,
      toMunicipality: '142051',
      movers: [
        { addresseeNumber: '1', state: 'planned' },
        { addresseeNumber: '2', state: 'planned' },
      ],
    });
    expect(slice.residents.get('1')?.movingOut?.movingOutId).toBe(IDS[0]);
    const night = factsOf(CHOFU, { today: '2026-12-01' });
    const decision = decide({ kind: 'RemoveDueMovers', movingOutId: IDS[0] ?? '' }, slice, night);
    expect(decision.accepted && decision.result.addresseeNumbers).toEqual(['1', '2']);
  });

  test('転入通知の済んだ転出は、通知とともに引き継ぐ', () => {
    const [head] = rowsOfFamily();
    if (!head) throw new Error('no family');
    const confirmed = { movedInOn: '2026-11-12', address: NEW_ADDRESS, noticeOn: '2026-11-15' };
    const { movingOut } = moving(head);
    if (!movingOut) throw new Error('no 転出');
    const gone = moving(head, {
      status: 'movedOut',
      removed: { reason: 'domesticMovingOut', on: '2026-11-12' },
      movingOut: { ...movingOut, confirmed },
    });
    const [only] = [...register([[gone]]).movingOuts.values()];
    expect(only?.movers).toEqual([
      {
        addresseeNumber: '1',
        state: 'removed',
        removedOn: '2026-11-12',
        notice: { toMunicipality: '142051', revision: 1, ...confirmed },
      },
    ]);
  });

  test('使われている宛名番号、世帯番号、住民票コードと、二人の世帯主は断る', () => {
    const [head, wife] = rowsOfFamily();
    if (!head || !wife) throw new Error('no family');
    const there = register([[head], [wife]]);
    const elsewhere = { ...head, addresseeNumber: '9' };
    const known: RegisterSlice = { ...there, households: new Map() };
    expect(taken([[head]], known)).toEqual({ accepted: false, error: 'numberInUse' });
    expect(taken([[elsewhere]], known)).toEqual({ accepted: false, error: 'numberInUse' });
    const other = { ...elsewhere, residentRecordCode: codeOf(77) };
    expect(taken([[other]], known)).toMatchObject({ accepted: true });
    expect(taken([[other]], there)).toEqual({ accepted: false, error: 'numberInUse' });
    expect(taken([[head], [{ ...wife, residentRecordCode: head.residentRecordCode }]])).toMatchObject({
      accepted: false,
    });
    expect(taken([[head], [{ ...wife, householder: true }]])).toEqual({ accepted: false, error: 'twoHeads' });
    expect(taken([])).toEqual({ accepted: false, error: 'nobodyEntered' });
  });

  test('検査数字の合わない住民票コードの人の異動は、通知できないので断る（施行規則第1条）', () => {
    const [head] = rowsOfFamily();
    if (!head) throw new Error('no family');
    const relocation = {
      kind: 'RegisterRelocation' as const,
      householdNumber: HOUSEHOLD,
      movers: ['1'],
      movedOn: '2026-11-20',
      notifiedOn: TODAY,
      newAddress: { ...head.address, lot: '9番地' },
      household: { kind: 'same' as const },
      standings: [],
    };
    expect(decide(relocation, register([[head]]), factsOf(CHOFU)).accepted).toBe(true);
    const legacy = decide(relocation, register([[{ ...head, residentRecordCode: '99900000001' }]]), factsOf(CHOFU));
    expect(legacy).toMatchObject({ accepted: false, refusal: { code: 'E04' } });
  });

  test('正しい住民票コードは職権で記載でき、J-LISには前のコードなしで知らせ、それから異動ができる', () => {
    const [head] = rowsOfFamily();
    if (!head) throw new Error('no family');
    const slice = register([[{ ...head, residentRecordCode: '99900000001' }]]);
    const facts = factsOf(CHOFU, { codes: [codeOf(90)] });
    const entry = {
      kind: 'RegisterCodeChange' as const,
      addresseeNumber: '1',
      requestedOn: TODAY,
      ground: 'J-LISの回答',
    };
    const exOfficio = { ...entry, basis: 'exOfficio' as const };
    const refused = (command: typeof exOfficio & { residentRecordCode?: string }, on = slice) => {
      const decision = decide(command, on, facts);
      return decision.accepted ? undefined : decision.refusal.sentence;
    };
    expect(refused(exOfficio)).toContain('先に住民票コードの職権記載');
    expect(refused({ ...exOfficio, residentRecordCode: '99900000003' })).toContain('検査数字が合わない');
    const request = { ...entry, basis: 'request' as const, residentRecordCode: codeOf(1) };
    expect(decide(request, slice, facts)).toMatchObject({ refusal: { code: 'E04' } });
    const decision = decide({ ...exOfficio, residentRecordCode: codeOf(1) }, slice, facts);
    expect(decision).toMatchObject({
      accepted: true,
      alerts: [],
      used: { codes: 0 },
      messages: [{ content: { event: 'corrected', reason: 'exOfficioCodeEntry', residentRecordCode: codeOf(1) } }],
    });
    if (!decision.accepted) throw new Error('refused');
    expect(decision.messages[0]?.content).not.toHaveProperty('formerResidentRecordCode');
    const good = register([[head]]);
    expect(refused({ ...exOfficio, residentRecordCode: codeOf(91) }, good)).toContain('職権記載だけです');
  });

  test('引き継いだ世帯の要対応：検査数字の合わないコードと、転出先の分からない転出予定（世帯に一件ずつ）', () => {
    const [head, wife, child] = rowsOfFamily();
    if (!head || !wife || !child) throw new Error('no family');
    const wrong = (resident: Resident) => ({ ...resident, residentRecordCode: '99900000001' });
    expect(workOfTakenOver([head, wife])).toEqual([]);
    expect(workOfTakenOver([head, wrong(wife), wrong(child), moving(head)])).toMatchObject([
      { work: 'codeNotUsable', addresseeNumber: '2', sentence: expect.stringContaining('ほか1人') },
      { work: 'movingOutTakenOver', addresseeNumber: '1' },
    ]);
    const gone = { status: 'movedOut', removed: { reason: 'domesticMovingOut', on: '2020-01-01' } } as const;
    expect(workOfTakenOver([{ ...wrong(moving(head)), ...gone }])).toEqual([]);
  });

  test('登録にある宛名番号、今も住民である方のコードの世帯は引き継がない。除票の方のコードは妨げない', () => {
    const rows = rowsOfFamily();
    const known = register(rows.map((one) => [one]));
    const elsewhere = (changes: Partial<Resident>) => {
      const histories = rows.map((one, index) => [{ ...one, householdNumber: '200', ...(index === 0 ? changes : {}) }]);
      const numbered = histories.map(([one], index) => (one ? [{ ...one, addresseeNumber: String(index + 11) }] : []));
      return { histories, numbered };
    };
    const take = (histories: readonly (readonly Resident[])[], slice: RegisterSlice) =>
      takeOver({ householdNumber: '200', histories, movingOutIds: IDS }, slice);
    expect(take(elsewhere({}).histories, known)).toEqual({ accepted: false, error: 'numberInUse' });
    expect(take(elsewhere({}).numbered, known)).toEqual({ accepted: false, error: 'numberInUse' });
    const gone = new Map(
      [...known.residents].map(([number, one]) => [
        number,
        { ...one, status: 'movedOut' as const, removed: { reason: 'domesticMovingOut' as const, on: '2020-01-01' } },
      ]),
    );
    expect(take(elsewhere({}).numbered, { ...known, residents: gone })).toMatchObject({ accepted: true });
  });

  test('転出は最後の行とともに一度だけ記録され、元の世帯主の氏名と住所を持つ', () => {
    const [head, wife] = rowsOfFamily();
    if (!head || !wife) throw new Error('no family');
    const outcome = taken([[wife, moving(wife)], [head]]);
    const events = outcome.accepted ? outcome.events : [];
    expect(events.map((event) => 'movingOuts' in event && event.movingOuts?.length)).toEqual([false, 1]);
    expect(events[1]).toMatchObject({
      movingOuts: [{ oldHouseholder: head.name.full, oldAddress: head.address, special: false }],
    });
    const still = taken([[head], [wife]]);
    expect(still.accepted && still.events.every((event) => !('movingOuts' in event))).toBe(true);
  });
});
