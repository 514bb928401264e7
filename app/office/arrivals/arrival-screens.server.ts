import type { VisitNotice } from '#app/messages/contracts/application.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { nameOfFiler } from '../applications/comparison.ts';
import { maySign } from '../cards/card-desk.server.ts';
import { type SilentNation, silentNation } from '../cards/card-line.server.ts';
import { type CardTask, cardTasksOf, holdsCard } from '../cards/card-tasks.server.ts';
import { type MovingInFiling, prefilledFiling } from '../counter/counter-filing.server.ts';
import type { ClearedAlert, CounterRecord, CounterStep } from '../counter/counter-record.ts';
import { nextCounterStep } from '../counter/counter-record.ts';
import { type SuggestedMember, suggestHousehold } from '../counter/household-suggestion.ts';
import { carriesResidenceCard } from '../counter/residence-cards.ts';
import { birthOf } from '../office-dates.ts';
import { ARRIVAL_RULES, type ArrivalAct, mayActOnArrival } from '../permissions.ts';
import type { OfficeRoom, RecordedEvent } from '../room.server.ts';
import { arrivalAlerts, compareArrival, type ThreeWayItem } from './arrival-comparison.ts';
import { ARRIVAL_STAGES, type ArrivalStage, AWAITED_STAGES } from './arrival-stages.ts';
import { type ArrivalCase, countArrivals, getArrival, listArrivals } from './arrivals.server.ts';

/** 来庁予定の一行: whether everything is prepared, and what is missing. */
export interface VisitorRow {
  caseId: string;
  stage: ArrivalStage;
  name: string;
  movers: number;
  visitOn?: string;
  /** 時間枠. */
  visitTime?: string;
  office?: string;
  lastDay?: string;
  fromMunicipality?: string;
  receiptNumber?: string;
  /** 準備完了 = go; else what is waited for. */
  ready: boolean;
  missing: string;
  /** 届出を受け付けた時刻, while the card waits to be read. */
  received?: string;
}

/** Known here without a day: only the 事前通知 came, or the time was taken back. */
const WITHOUT_DAY: readonly ArrivalStage[] = [...AWAITED_STAGES, 'relocation'];

const HERE: readonly ArrivalStage[] = ['counter', 'provisional', 'reviewed', 'approved'];

export function visitorRow(room: OfficeRoom, found: ArrivalCase): VisitorRow {
  const { notice, counter } = found;
  const names = counter.expected?.names ?? notice?.movers.map((mover) => mover.name) ?? [];
  const stage = ARRIVAL_STAGES[found.stage];
  // For a 転居 nothing is waited for.
  const ready = found.hasCertificate || found.stage === 'relocation';
  return {
    caseId: found.caseId,
    stage: found.stage,
    name: nameOfFiler(notice?.filerName, names) ?? counter.visitor?.name ?? '（氏名未確認）',
    movers: names.length,
    ...(found.visitOn ? { visitOn: found.visitOn } : {}),
    ...(found.visitTime ? { visitTime: found.visitTime } : {}),
    ...officeOf(room, found),
    ...(found.lastDay ? { lastDay: found.lastDay } : {}),
    ...(found.fromMunicipality ? { fromMunicipality: found.fromMunicipality } : {}),
    ...(found.receiptNumber ? { receiptNumber: found.receiptNumber } : {}),
    ready,
    missing: ready ? '' : stage.next,
    ...(counter.received && !counter.card?.residentRecordCode ? { received: counter.received.at } : {}),
  };
}

/** 来庁する窓口, by its name. */
function officeOf(room: OfficeRoom, { visitOffice, notice }: ArrivalCase): { office?: string } {
  const code = visitOffice ?? notice?.visit.office;
  const office = room.town.offices.find((one) => one.code === code);
  return office ? { office: office.name } : {};
}

/** 来庁予定 of a day, who is at the counter now, and who may come without an appointment. */
export interface Visitors {
  on: string;
  expected: VisitorRow[];
  here: VisitorRow[];
  withoutDay: VisitorRow[];
  counts: { stage: ArrivalStage; label: string; count: number }[];
  /** 縮退運転. */
  silent: SilentNation[];
}

/** 来庁予定の一覧: who comes on a day, with what is prepared. */
export async function visitorsOn(room: OfficeRoom, officer: Officer, on: string): Promise<Visitors> {
  room.permit(officer, 'seeArrivals');
  return room.store.write(async (session) => {
    const expected = await listArrivals(room, session, { visitOn: on });
    const here = await listArrivals(room, session, { stages: HERE });
    const withoutDay = await listArrivals(room, session, { stages: WITHOUT_DAY });
    const counts = await countArrivals(session);
    await room.recordAct(session, officer, {
      act: 'listVisitors',
      subjects: [],
      reason: '来庁予定の準備',
    });
    return {
      on,
      expected: expected.filter((found) => found.stage !== 'cancelled').map((found) => visitorRow(room, found)),
      here: here.map((found) => visitorRow(room, found)),
      withoutDay: withoutDay.filter((found) => found.visitOn === undefined).map((found) => visitorRow(room, found)),
      counts: (Object.keys(ARRIVAL_STAGES) as ArrivalStage[]).map((stage) => ({
        stage,
        label: ARRIVAL_STAGES[stage].label,
        count: counts.get(stage) ?? 0,
      })),
      silent: silentNation(room),
    };
  });
}

/** 確認事項 on a screen. */
export type ShownAlert = Alert & { cleared?: ClearedAlert };

/** 転入予定の画面: without any number; the code that the card told stays in the sealed record. */
export interface ArrivalPage {
  caseId: string;
  stage: ArrivalStage;
  version: number;
  receiptNumber?: string;
  visitOn?: string;
  visitTime?: string;
  movingOn?: string;
  lastDay?: string;
  fromMunicipality?: string;
  hasNotice: boolean;
  hasCertificate: boolean;
  notice?: VisitNotice;
  expected?: CounterRecord['expected'];
  next: CounterStep;
  visitor?: CounterRecord['visitor'];
  card?: { read: boolean; resets: number };
  unavailable?: CounterRecord['unavailable'];
  silentSince?: string;
  certificate?: {
    source: 'advance' | 'answer';
    freshness: 'confirmed' | 'silent' | 'goOn';
    at: string;
    plannedOn: string;
    notifiedOn: string;
    movers: {
      name: string;
      kana?: string;
      bornOn: string;
      sex: string;
      relationship: string;
      card: 'yes' | 'no' | 'unknown';
      /** 在留カード or 特別永住者証明書 has to be shown. */
      residenceCard: boolean;
    }[];
    plannedAddress: VisitNotice['newAddress'];
    oldAddress: VisitNotice['newAddress'];
    oldHouseholder: string;
  };
  said?: CounterRecord['said'];
  household?: CounterRecord['household'];
  suggestions: { new: SuggestedMember[]; existing: SuggestedMember[] };
  comparison: ThreeWayItem[];
  alerts: ShownAlert[];
  engineRefusal?: CounterRecord['engineRefusal'];
  filing?: MovingInFiling;
  registered?: string[];
  registeredHousehold?: string;
  received?: CounterRecord['received'];
  cards: Omit<CardTask, 'card'>[];
  cardHolders: string[];
  /** Places in `cards` whose holders may have a 署名用電子証明書. */
  signers: number[];
  /** 縮退運転. */
  silent: SilentNation[];
  acts: { act: ArrivalAct; label: string }[];
  events: RecordedEvent[];
}

/** One arrival with everything its next screen needs. */
export async function arrivalPage(room: OfficeRoom, officer: Officer, caseId: string): Promise<ArrivalPage> {
  room.permit(officer, 'seeArrivals');
  const { found, cards, events } = await room.store.write(async (session) => {
    const one = await getArrival(room, session, caseId);
    await room.recordAct(session, officer, {
      act: 'readArrival',
      subjects: one.counter.registered ?? [],
      reason: '転入の手続',
      caseId,
    });
    return {
      found: one,
      cards: await cardTasksOf(room, session, caseId),
      events: await room.eventsOf(session, caseId),
    };
  });
  const draft = found.draftId
    ? await room.juki.findDraft(found.draftId, room.access(officer, '転入の手続', caseId))
    : undefined;
  return pageOf(room, officer, found, { cards, events, alerts: draft?.alerts ?? [] });
}

function pageOf(
  room: OfficeRoom,
  officer: Officer,
  found: ArrivalCase,
  around: { cards: CardTask[]; events: RecordedEvent[]; alerts: Alert[] },
): ArrivalPage {
  const { counter, notice, caseId, stage, version, hasNotice, hasCertificate } = found;
  const { certificate, said, card } = counter;
  const openCards = around.cards.filter((task) => task.state !== 'confirmed' && task.state !== 'leftOut');
  const sources = certificate && {
    certificate: certificate.certificate,
    ...(notice ? { notice } : {}),
    ...(said ? { said } : {}),
  };
  const chosen = said?.movers ?? certificate?.certificate.movers.map((_, index) => index) ?? [];
  const movers = certificate?.certificate.movers ?? [];
  const filing = prefilledFiling(room, found);
  return {
    caseId,
    stage,
    version,
    hasNotice,
    hasCertificate,
    ...pick(found, 'receiptNumber', 'visitOn', 'visitTime', 'movingOn', 'lastDay', 'fromMunicipality', 'notice'),
    ...pick(counter, 'expected', 'visitor', 'unavailable', 'silentSince', 'said', 'household', 'engineRefusal'),
    ...pick(counter, 'registered', 'registeredHousehold', 'received'),
    next: nextCounterStep(counter, openCards.length),
    ...(card ? { card: { read: card.residentRecordCode !== undefined, resets: card.resets.length } } : {}),
    ...(certificate ? { certificate: shownCertificate(found, certificate) } : {}),
    suggestions: {
      new: suggestHousehold(chosen, movers, notice, 'new'),
      existing: suggestHousehold(chosen, movers, notice, 'existing'),
    },
    comparison: sources ? compareArrival(sources) : [],
    alerts: withCleared(
      [...(sources ? arrivalAlerts({ ...sources, today: room.today() }) : []), ...around.alerts],
      counter.cleared,
    ),
    ...(filing ? { filing } : {}),
    cards: around.cards.map(({ card: _, ...task }) => task),
    cardHolders: around.cards.map((task) => task.card.holder),
    signers: around.cards.flatMap((task, place) => (maySign(room, task) ? [place] : [])),
    silent: silentNation(room),
    acts: (Object.keys(ARRIVAL_RULES) as ArrivalAct[])
      .filter((act) => mayActOnArrival(act, officer.roles, stage, room.town.rules))
      .map((act) => ({ act, label: ARRIVAL_RULES[act].label })),
    events: around.events,
  };
}

/** What was worked off before is shown as done, with its result. */
export function withCleared(alerts: readonly Alert[], cleared: readonly ClearedAlert[] = []): ShownAlert[] {
  return alerts.map((alert) => {
    const done = cleared.find(({ code, sentence }) => code === alert.code && sentence === alert.sentence);
    return done ? { ...alert, cleared: done } : alert;
  });
}

function pick<T extends object, K extends keyof T>(from: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>;
}

/** The certificate without any number. */
function shownCertificate(
  found: ArrivalCase,
  record: NonNullable<CounterRecord['certificate']>,
): NonNullable<ArrivalPage['certificate']> {
  const { certificate, source, freshness, at } = record;
  const { plannedOn, notifiedOn, plannedAddress, oldAddress, oldHouseholder } = certificate;
  return {
    source,
    freshness,
    at,
    plannedOn,
    notifiedOn,
    plannedAddress,
    oldAddress,
    oldHouseholder,
    movers: certificate.movers.map((mover) => ({
      name: mover.name.full,
      ...(mover.name.kana ? { kana: mover.name.kana } : {}),
      bornOn: birthOf(mover.bornOn, mover.foreignStatus ? 'foreign' : 'japanese'),
      sex: mover.sex,
      relationship: mover.relationship,
      card: holdsCard(found, mover),
      residenceCard: carriesResidenceCard(mover.foreignStatus),
    })),
  };
}
