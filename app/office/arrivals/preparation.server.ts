import type { AdvanceMover, AdvanceNotice } from '#app/juki/door.ts';
import type { VisitNotice } from '#app/messages/contracts/application.ts';
import type { ToDoItem } from '#app/messages/contracts/to-do.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { ARRIVAL_RULES } from '../case-permissions.ts';
import type { MovingInFiling } from '../counter/counter-filing.server.ts';
import type { ClearedAlert } from '../counter/counter-record.ts';
import { suggestHousehold } from '../counter/household-suggestion.ts';
import { carriesResidenceCard } from '../counter/residence-cards.ts';
import { birthOf } from '../office-dates.ts';
import { mayActOnArrival } from '../permissions.ts';
import { NotFoundHereError, type OfficeRoom, refuse } from '../room.server.ts';
import { type ArrivalScreen, actOnArrival, admitToArrival } from './arrival-acts.server.ts';
import { announcedMover, arrivalAlerts } from './arrival-comparison.ts';
import { type ShownAlert, type VisitorRow, visitorRow, withCleared } from './arrival-screens.server.ts';
import { AWAITED_STAGES } from './arrival-stages.ts';
import { type ArrivalCase, getArrival, listArrivals } from './arrivals.server.ts';
import { type Handout, handoutsFor } from './handouts.ts';
import { listToDos } from './to-dos.server.ts';

/** 転入後の世帯の一人: the 続柄 as it was and as it is suggested; empty = to be asked. */
export interface PreparedMember {
  name: string;
  kana?: string;
  bornOn: string;
  before: string;
  relationship: string;
  hasCard: boolean;
  residenceCard: boolean;
}

/** 来庁の準備 of one visit: everything that the counter will need, before anybody is there. */
export interface PreparedVisit extends VisitorRow {
  version: number;
  members: PreparedMember[];
  /** 転入届 as it will be signed, if everything is as announced. */
  filing?: MovingInFiling;
  alerts: ShownAlert[];
  mayClear: boolean;
  /** 持ち物. */
  bring: string[];
  toDos: ToDoItem[];
  handouts: Handout[];
}

const JOINS = '（今ある世帯：窓口で確かめる）';

/** 来庁の準備の一日: all who are expected on a day, in the order of their time. */
export async function prepareDay(room: OfficeRoom, officer: Officer, on: string): Promise<PreparedVisit[]> {
  room.permit(officer, 'seeArrivals');
  const cases = await room.store.read((session) =>
    listArrivals(room, session, { visitOn: on, stages: AWAITED_STAGES }),
  );
  const visits = await preparedVisits(room, officer, cases, { act: 'prepareVisits', reason: '来庁の準備' });
  return visits.sort((a, b) => (a.visitTime ?? '99').localeCompare(b.visitTime ?? '99'));
}

/** 来庁の準備の一件, while nobody has come yet; `access` is what the audit says of it. */
export async function prepareVisit(
  room: OfficeRoom,
  officer: Officer,
  caseId: string,
  access: { act: string; reason: string },
): Promise<PreparedVisit> {
  room.permit(officer, 'seeArrivals');
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  if (!AWAITED_STAGES.some((stage) => stage === found.stage)) throw new NotFoundHereError('nobody is awaited');
  const [visit] = await preparedVisits(room, officer, [found], { ...access, caseId });
  if (!visit) throw new Error('one case is one visit');
  return visit;
}

async function preparedVisits(
  room: OfficeRoom,
  officer: Officer,
  cases: readonly ArrivalCase[],
  access: { act: string; reason: string; caseId?: string },
): Promise<PreparedVisit[]> {
  const certificates = await certificatesOf(room, officer, cases);
  const toDos = await room.store.write(async (session) => {
    await room.recordAct(session, officer, { subjects: [], ...access });
    return listToDos(
      room,
      session,
      cases.flatMap(({ receiptNumber }) => receiptNumber ?? []),
    );
  });
  return cases.map((found) =>
    preparedVisit(room, officer, found, {
      certificate: certificates.get(found.movingOutId ?? ''),
      toDos: toDos.get(found.receiptNumber ?? '') ?? [],
    }),
  );
}

/** 事前通知 of the visits, by the 転出; opened once for all of them. */
async function certificatesOf(
  room: OfficeRoom,
  officer: Officer,
  cases: readonly ArrivalCase[],
): Promise<Map<string, AdvanceNotice>> {
  const ids = cases.flatMap(({ movingOutId }) => movingOutId ?? []);
  const notices = ids.length > 0 ? await room.juki.advanceNotices(ids, room.access(officer, '来庁の準備')) : [];
  return new Map(notices.map((notice) => [notice.movingOutId, notice]));
}

function alertsOf(room: OfficeRoom, found: ArrivalCase, certificate: AdvanceNotice | undefined): ShownAlert[] {
  const { notice, visitOn, counter } = found;
  if (!certificate) return [];
  const today = visitOn ?? room.today();
  return withCleared(arrivalAlerts({ certificate, ...(notice ? { notice } : {}), today }), counter.cleared);
}

function preparedVisit(
  room: OfficeRoom,
  officer: Officer,
  found: ArrivalCase,
  papers: { certificate: AdvanceNotice | undefined; toDos: ToDoItem[] },
): PreparedVisit {
  const { certificate, toDos } = papers;
  const { notice, stage, version, visitOn } = found;
  const members = certificate ? membersOf(certificate, notice) : announcedMembers(notice);
  const filing = certificate && prefilled(room, found, certificate, members);
  return {
    ...visitorRow(room, found),
    version,
    members,
    ...(filing ? { filing } : {}),
    alerts: alertsOf(room, found, certificate),
    mayClear: mayActOnArrival('prepare', officer.roles, stage, room.town.rules),
    bring: bringOf(members, toDos),
    toDos: toDos.filter(({ perhaps, automatic }) => !perhaps && !automatic),
    handouts: certificate
      ? handoutsFor(certificate.movers, {
          movedInOn: notice?.movingOn ?? certificate.plannedOn,
          notifiedOn: visitOn ?? room.today(),
          openCards: false,
        })
      : [],
  };
}

function hasCard(mover: AdvanceMover, notice: VisitNotice | undefined): boolean {
  return mover.card !== undefined || announcedMover(mover, notice)?.hasCard === true;
}

function membersOf({ movers }: AdvanceNotice, notice: VisitNotice | undefined): PreparedMember[] {
  const everybody = movers.map((_, index) => index);
  const kind = notice?.newHousehold === 'join' ? 'existing' : 'new';
  return suggestHousehold(everybody, movers, notice, kind).flatMap(({ mover: index, relationship }) => {
    const mover = movers[index];
    if (!mover) return [];
    const { full, kana } = mover.name;
    return {
      name: full,
      ...(kana ? { kana } : {}),
      bornOn: birthOf(mover.bornOn, mover.foreignStatus ? 'foreign' : 'japanese'),
      before: mover.relationship,
      relationship,
      hasCard: hasCard(mover, notice),
      residenceCard: carriesResidenceCard(mover.foreignStatus),
    };
  });
}

/** Only the visit was announced: what the filer said, and nothing from the old town. */
function announcedMembers(notice: VisitNotice | undefined): PreparedMember[] {
  return (notice?.movers ?? []).map(({ name, bornOn, newRelationship, hasCard: holds }) => ({
    name,
    bornOn: birthOf(bornOn, 'japanese'),
    before: '',
    relationship: newRelationship ?? '',
    hasCard: holds,
    residenceCard: false,
  }));
}

function prefilled(
  room: OfficeRoom,
  { notice, visitOn }: ArrivalCase,
  certificate: AdvanceNotice,
  members: readonly PreparedMember[],
): MovingInFiling {
  const { oldAddress, oldHouseholder, plannedOn, plannedAddress, movers } = certificate;
  const joins = notice?.newHousehold === 'join';
  return {
    filedOn: visitOn ?? room.today(),
    town: room.town.name,
    movedInOn: notice?.movingOn ?? plannedOn,
    newAddress: notice?.newAddress ?? plannedAddress,
    oldAddress,
    oldHouseholder,
    householder: joins ? JOINS : (members.find(({ relationship }) => relationship === '世帯主')?.name ?? ''),
    movers: members.map(({ name, kana, bornOn, relationship }) => ({
      name,
      ...(kana ? { kana } : {}),
      bornOn,
      relationship,
    })),
    filer: {
      name: notice?.filerName ?? movers[0]?.name.full ?? '',
      kind: notice?.visit.visitor ?? 'filer',
      document: '',
      authority: '',
    },
  };
}

function bringOf(members: readonly PreparedMember[], toDos: readonly ToDoItem[]): string[] {
  const cards = members.filter(({ hasCard: holds }) => holds).length;
  return [
    ...new Set([
      ...(cards > 0 ? [`マイナンバーカード ${cards}枚と、それぞれの4桁の暗証番号`] : []),
      ...(members.some(({ residenceCard }) => residenceCard) ? ['在留カードまたは特別永住者証明書'] : []),
      ...toDos
        .filter(({ place, perhaps }) => place === 'newTown' && !perhaps)
        .flatMap(({ bring }) => bring.map(({ what }) => what))
        .filter((what) => cards === 0 || what !== 'マイナンバーカード'),
    ]),
  ];
}

/** 確認事項を準備で済ませる: with its result, so that nobody at the counter asks again. Of an alert that is not there any more nothing is kept. */
export async function clearAlert(
  room: OfficeRoom,
  screen: ArrivalScreen,
  alert: Pick<ClearedAlert, 'code' | 'sentence' | 'note'>,
): Promise<Outcome<unknown>> {
  const { officer, caseId } = screen;
  admitToArrival(room, officer, 'prepare');
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  const certificates = await certificatesOf(room, officer, [found]);
  const alerts = alertsOf(room, found, certificates.get(found.movingOutId ?? ''));
  const isThere = alerts.some(({ code, sentence }) => code === alert.code && sentence === alert.sentence);
  if (!isThere) {
    return refuse(
      'alertGone',
      'この確認事項は、いまはありません。準備のページを開き直してください。',
      '住民記録システム標準仕様書 11.1',
    );
  }
  const cleared = { ...alert, by: officer.name, at: room.clock.now() };
  return actOnArrival(room, screen, 'prepare', ARRIVAL_RULES.prepare.label, ({ counter }) => ({
    change: { counter: { ...counter, cleared: [...others(counter.cleared, alert), cleared] } },
    note: `${alert.sentence}：${alert.note}`,
  }));
}

function others(cleared: readonly ClearedAlert[] = [], { code, sentence }: Pick<ClearedAlert, 'code' | 'sentence'>) {
  return cleared.filter((one) => one.code !== code || one.sentence !== sentence);
}
