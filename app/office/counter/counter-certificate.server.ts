import type { CertificateFetch } from '#app/juki/door.ts';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { type ArrivalScreen, actOnArrival, admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { lastDayOfCase, movedInRange } from '../arrivals/arrival-comparison.ts';
import { AWAITED_STAGES } from '../arrivals/arrival-stages.ts';
import {
  type ArrivalCase,
  type ArrivalChange,
  findArrivalByMovingOut,
  findArrivalByReceipt,
  getArrival,
  writeArrival,
} from '../arrivals/arrivals.server.ts';
import { type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { type CounterRecord, filingDay, type SaidAtCounter } from './counter-record.ts';

const ARTICLE = '住民基本台帳法第24条の2';

/** What is said when nobody can be asked: the card tells of no other town. */
const NOTHING_FILED = '転出地に転出届が出ていません。先に転出届を出していただいてください。';

/**
 * 転出証明書情報の入手 (住民基本台帳法第24条の2第4項): the 事前通知 by the code from the card, its freshness confirmed with the
 * old town; without it the old town is asked. Silence leaves a choice to the officer, never a dead end.
 */
export async function fetchCertificate(room: OfficeRoom, screen: ArrivalScreen): Promise<Outcome<ArrivalCase>> {
  admitToArrival(room, screen.officer, 'counter');
  const found = await room.store.read((session) => getArrival(room, session, screen.caseId));
  const { card } = found.counter;
  if (!card?.residentRecordCode) return refuse('noCard', '先に、カードと暗証番号を確かめてください。', ARTICLE);
  const access = room.access(screen.officer, '特例転入：転出証明書情報の確認', screen.caseId);
  const advance = await room.juki.openAdvanceNotice(card.residentRecordCode, access);
  const from = advance?.fromMunicipality ?? found.fromMunicipality ?? card.municipalityCode;
  if (!from || from === room.town.code) {
    return keepFetched(room, screen, advance, { result: 'unavailable', reason: NOTHING_FILED });
  }
  const fetched = await room.juki.requestCertificate(card.residentRecordCode, from, access);
  return keepFetched(room, screen, advance, fetched);
}

function keepFetched(
  room: OfficeRoom,
  screen: ArrivalScreen,
  advance: MovingOutCertificate | undefined,
  fetched: CertificateFetch,
): Promise<Outcome<ArrivalCase>> {
  const at = room.clock.now();
  return actOnArrivalWithPapers(
    room,
    screen,
    fetched.result === 'answered' ? fetched.certificate : advance,
    (counter) => {
      const { unavailable: _, silentSince: __, certificate: ___, ...rest } = counter;
      switch (fetched.result) {
        case 'answered':
          return {
            ...rest,
            certificate: { source: 'answer', certificate: fetched.certificate, freshness: 'confirmed', at },
          };
        case 'silent': {
          const atHand = fetched.certificate ?? advance;
          const silentSince = counter.silentSince ?? at;
          if (!atHand) return { ...rest, silentSince };
          return {
            ...rest,
            silentSince,
            certificate: { source: 'advance', certificate: atHand, freshness: 'silent', at },
          };
        }
        case 'unavailable':
          return {
            ...rest,
            unavailable: { reason: fetched.reason, at },
          };
      }
    },
  );
}

/** Joins the case with the one that the papers opened, so that a visitor without an appointment finds his 事前通知. */
async function actOnArrivalWithPapers(
  room: OfficeRoom,
  screen: ArrivalScreen,
  certificate: MovingOutCertificate | undefined,
  next: (counter: CounterRecord) => CounterRecord,
): Promise<Outcome<ArrivalCase>> {
  const papers = certificate && (await room.store.read((session) => papersOf(room, session, certificate)));
  const awaited: readonly string[] = AWAITED_STAGES;
  const isOther = papers !== undefined && papers.caseId !== screen.caseId;
  const other = isOther && awaited.includes(papers.stage) ? papers : undefined;
  return actOnArrival(room, screen, 'counter', '転出証明書情報の確認', (found) => ({
    change: {
      counter: next(found.counter),
      // The 転出 of a case that is further on already (part of the family came before) stays with that case.
      ...(certificate && (!isOther || other) ? linkTo(found, certificate, other) : {}),
    },
    ...(other ? { first: (session: OfficeSession) => handOver(room, session, other, screen) } : {}),
  }));
}

async function papersOf(
  room: OfficeRoom,
  session: OfficeSession,
  { movingOutId, receiptNumber }: MovingOutCertificate,
): Promise<ArrivalCase | undefined> {
  const found = await findArrivalByMovingOut(room, session, movingOutId);
  return found ?? (receiptNumber ? findArrivalByReceipt(room, session, receiptNumber) : undefined);
}

function linkTo(found: ArrivalCase, certificate: MovingOutCertificate, other: ArrivalCase | undefined): ArrivalChange {
  const notice = found.notice ?? other?.notice;
  const receiptNumber = found.receiptNumber ?? other?.receiptNumber;
  const lastDay = lastDayOfCase({
    plannedOn: certificate.plannedOn,
    ...(notice ? { movingOn: notice.movingOn } : {}),
  });
  return {
    movingOutId: certificate.movingOutId,
    hasCertificate: true,
    fromMunicipality: certificate.fromMunicipality,
    movingOn: notice?.movingOn ?? certificate.plannedOn,
    ...(lastDay ? { lastDay } : {}),
    ...(receiptNumber ? { receiptNumber } : {}),
    ...(notice ? { notice, hasNotice: true } : {}),
    ...(other?.visitOn ? { visitOn: other.visitOn } : {}),
  };
}

/** The awaited case gives its papers away and ends. */
async function handOver(
  room: OfficeRoom,
  session: OfficeSession,
  other: ArrivalCase,
  screen: ArrivalScreen,
): Promise<void> {
  const now = await getArrival(room, session, other.caseId);
  await writeArrival(
    room,
    session,
    now,
    {
      stage: 'cancelled',
      receiptNumber: null,
      movingOutId: null,
      notice: null,
      hasNotice: false,
      hasCertificate: false,
    },
    { officer: screen.officer, act: '窓口で受付中の手続にまとめました' },
  );
}

/** 回答がないときの続行 (住民基本台帳法第24条の2): with the 事前通知 alone; marked, to be confirmed later. */
export function goOnWithoutConfirmation(room: OfficeRoom, screen: ArrivalScreen): Promise<Outcome<ArrivalCase>> {
  return actOnArrival(room, screen, 'counter', '事前通知で続行', ({ counter }) => {
    const { certificate } = counter;
    if (!certificate) {
      return {
        refusal: {
          code: 'noCertificate',
          sentence: '事前通知がないため、続けられません。転出地の回答を待つか、時間をおいて問い合わせてください。',
          article: ARTICLE,
        },
      };
    }
    return { change: { counter: { ...counter, certificate: { ...certificate, freshness: 'goOn' } } } };
  });
}

/** 転出届がない: the visitor is told how to get it; nothing of the visit is lost (住民基本台帳法第24条). */
export function sendBack(room: OfficeRoom, screen: ArrivalScreen): Promise<Outcome<ArrivalCase>> {
  return actOnArrival(room, screen, 'sendBack', '転出届の案内', ({ counter }) => {
    const reason = `${counter.unavailable?.reason ?? '転出証明書情報がありません。'}手続のあとで、改めてお越しください。`;
    // Nothing read from the card is kept longer than the visit.
    const { expected } = counter;
    return { change: { stage: 'sentBack', counter: expected ? { expected } : {} }, note: reason, told: { reason } };
  });
}

/** 届出の内容: who really moves in, since when, where. Other people or days than announced are remarked, not refused. */
export function recordSaid(
  room: OfficeRoom,
  screen: ArrivalScreen,
  said: SaidAtCounter,
): Promise<Outcome<ArrivalCase>> {
  return actOnArrival(room, screen, 'counter', '届出の内容の確認', ({ counter }) => {
    const { certificate } = counter;
    if (!certificate || certificate.freshness === 'silent') {
      return {
        refusal: { code: 'noCertificate', sentence: '先に、転出証明書情報を確かめてください。', article: ARTICLE },
      };
    }
    const { first, last } = movedInRange(filingDay(counter) ?? room.today());
    if (said.movedInOn < first || said.movedInOn > last) {
      return {
        refusal: {
          code: 'dateInFuture',
          sentence: '転入した日は、きょうまでの日にしてください。転入届は住み始めてから届け出ます。',
          article: '住民基本台帳法第22条',
        },
      };
    }
    const movers = said.movers.filter((index) => certificate.certificate.movers[index] !== undefined);
    const { household, ...rest } = counter;
    // Another choice of people makes another household.
    const sameMovers = JSON.stringify(counter.said?.movers) === JSON.stringify(movers);
    const sameAddress = counter.said && formatAddress(counter.said.newAddress) === formatAddress(said.newAddress);
    const keep = sameMovers && sameAddress && household ? { household } : {};
    return { change: { counter: { ...rest, ...keep, said: { ...said, movers } } } };
  });
}
