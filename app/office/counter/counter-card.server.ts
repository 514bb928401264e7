import type { TerminalCard } from '#app/national/contracts/card-terminal.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { type ArrivalScreen, actOnArrival, admitToArrival } from '../arrivals/arrival-acts.server.ts';
import { getArrival } from '../arrivals/arrivals.server.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { fetchCertificate } from './counter-certificate.server.ts';
import { keptFromBefore } from './counter-record.ts';

const ARTICLE = '住民基本台帳法第24条の2';

/** カードの読取り: opens the PIN pad; the browser goes there and comes back to `returnUrl`. */
export async function openPinPad(
  room: OfficeRoom,
  screen: ArrivalScreen,
  returnUrl: string,
): Promise<Outcome<{ url: string }>> {
  admitToArrival(room, screen.officer, 'counter');
  const { sessionId, url } = await room.cardTerminal.openSession({ returnUrl });
  const opened = await actOnArrival(room, screen, 'counter', 'カードの読取り', ({ counter }) => {
    const { visitor, card } = counter;
    if (!visitor) return NO_VISITOR;
    // Another card may lie there now: what an earlier reading found is not carried over.
    const next = { ...keptFromBefore(counter), visitor, card: { sessionId, resets: card?.resets ?? [] } };
    return { change: { counter: next } };
  });
  return opened.accepted ? { accepted: true, value: { url } } : opened;
}

const NO_VISITOR = {
  refusal: {
    code: 'noVisitor',
    sentence: '先に、来庁した方の本人確認を記録してください。カードの暗証番号は本人確認の代わりになりません。',
    article: '住民基本台帳法第27条',
  },
};

/** 暗証番号の再設定: the holder was identified before; types a new 住民基本台帳用 PIN at the pad and goes on. */
export async function resetPin(
  room: OfficeRoom,
  screen: ArrivalScreen,
  reason: string,
): Promise<Outcome<{ url: string }>> {
  admitToArrival(room, screen.officer, 'counter');
  const found = await room.store.read((session) => getArrival(room, session, screen.caseId));
  const { visitor, card } = found.counter;
  if (!visitor) return { accepted: false, refusal: NO_VISITOR.refusal };
  if (!card) return refuse('noCard', '先に、カードを端末に置いて読取りを始めてください。', ARTICLE);
  if (visitor.kind === 'proxy') {
    return refuse(
      'proxyCannotReset',
      '代理人は、本人の暗証番号をこの場で再設定できません。照会書による手続を案内してください。',
      '住民基本台帳法第27条',
    );
  }
  const reset = await room.cardTerminal.resetPin(card.sessionId, {
    pin: 'residentRegister',
    identifiedBy: visitor.document,
  });
  if (!reset.accepted) return reset;
  const recorded = await actOnArrival(room, screen, 'counter', '暗証番号の再設定', ({ counter }) => ({
    change: {
      counter: {
        ...counter,
        card: {
          ...card,
          sessionId: reset.value.sessionId,
          resets: [...card.resets, { reason, at: room.clock.now() }],
        },
      },
    },
    note: reason,
  }));
  return recorded.accepted ? { accepted: true, value: { url: reset.value.url } } : recorded;
}

/** What came back from the PIN pad. */
export type PinPadReturn = 'waiting' | 'locked' | 'cancelled' | 'expired' | 'lapsed' | 'read';

const LAPSE_WORDS: Record<NonNullable<TerminalCard['lapseReason']>, string> = {
  expired: '有効期間を過ぎています',
  notMovedIn: '転入の期限が過ぎて失効しています',
  notContinued: '継続利用の期限が過ぎて失効しています',
  returned: '返納されています',
  deceased: '失効しています',
  numberChanged: '個人番号の変更により失効しています',
  codeChanged: '住民票コードの変更により失効しています',
};

/** Back from the PIN pad: keeps the code, sealed, and goes straight on to the 転出証明書情報. Repeating it is harmless. */
export async function returnFromPinPad(room: OfficeRoom, caseId: string, officer: Officer): Promise<PinPadReturn> {
  admitToArrival(room, officer, 'counter');
  const found = await room.store.read((session) => getArrival(room, session, caseId));
  const { card } = found.counter;
  if (found.stage !== 'counter' || !card) return 'cancelled';
  if (card.residentRecordCode) return 'read';
  const reading = await room.cardTerminal.read(card.sessionId);
  if (reading.state !== 'read') return reading.state;
  const { card: chip } = reading;
  const screen = { caseId, version: found.version, officer };
  if (chip.lapsed) {
    const why = chip.lapseReason ? LAPSE_WORDS[chip.lapseReason] : '失効しています';
    await actOnArrival(room, screen, 'counter', 'カードの失効の確認', ({ counter }) => ({
      change: { counter: { ...counter, unavailable: { reason: `カードは${why}。`, at: room.clock.now() } } },
    }));
    return 'lapsed';
  }
  await actOnArrival(room, screen, 'counter', 'カードの確認', ({ counter }) => ({
    change: {
      counter: {
        ...counter,
        card: {
          ...card,
          residentRecordCode: chip.residentRecordCode,
          cardId: chip.cardId,
          municipalityCode: chip.municipalityCode,
          readAt: room.clock.now(),
        },
      },
    },
  }));
  await fetchCertificate(room, { ...screen, version: found.version + 1 });
  return 'read';
}
