import { z } from 'zod';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { textItem } from '#app/vocabulary/text-items.ts';
import { type ArrivalScreen, actOnArrival } from '../arrivals/arrival-acts.server.ts';
import { movedInRange } from '../arrivals/arrival-comparison.ts';
import type { ArrivalCase } from '../arrivals/arrivals.server.ts';
import { ScreenVersion, writtenDay } from '../drafts/forms.server.ts';
import type { OfficeRoom } from '../room.server.ts';

const ARTICLE = '住民基本台帳法第24条の2第1項';

/** 転入届の受付 while no card can be read: what the officer saw and what the visitor says. */
export const ReceiveForm = z.object({
  act: z.literal('receive'),
  version: ScreenVersion,
  movedInOn: writtenDay('転入した日を、令和8年12月1日のように入れてください。'),
  names: textItem(300).refine((names) => names.trim().length > 0, '転入する方の氏名を入れてください。'),
  seen: z.preprocess(
    (value) => (Array.isArray(value) ? value : []),
    z
      .array(z.enum(['card', 'paper']))
      .refine((seen) => seen.includes('card') && seen.includes('paper'), '2つとも確かめてから受け付けてください。'),
  ),
});

/** What comes of the form. */
type Received = Pick<z.infer<typeof ReceiveForm>, 'movedInOn' | 'names'>;

/** Why the filing cannot be taken so; undefined = it can. */
function whyNot(room: OfficeRoom, { counter, lastDay }: ArrivalCase, movedInOn: CalendarDate) {
  const today = room.today();
  const { first, last } = movedInRange(today);
  if (!counter.visitor) return ['noVisitor', '先に、来庁した方の本人確認を記録してください。'] as const;
  if (counter.card?.residentRecordCode) {
    return ['cardRead', 'カードはもう読み取りました。このまま続けてください。'] as const;
  }
  if (!room.cardLine.isSilent()) {
    return ['terminalAnswers', '統合端末は応答しています。「端末へ進む」でカードを読み取ってください。'] as const;
  }
  if (movedInOn < first || movedInOn > last) {
    return ['dateInFuture', '転入した日は、きょうまでの日にしてください。転入届は住み始めてから届け出ます。'] as const;
  }
  if (lastDay !== undefined && lastDay < today) {
    return [
      'limitPassed',
      '特例転入の期限が過ぎています。転出地で転出証明書の交付を受けて、通常の転入届をしていただきます。',
    ] as const;
  }
  return undefined;
}

/**
 * 特例転入の届出の受付 (住民基本台帳法第24条の2第1項): the law asks that the card is presented with the 転入届; reading it opens the
 * 転出証明書情報 and is the town's work. So the signed filing is taken on this day with the card in sight, and read when the terminal is
 * back; nobody is written into the register before. The same press twice is one filing.
 */
export function receiveFiling(
  room: OfficeRoom,
  screen: ArrivalScreen,
  { movedInOn, names }: Received,
): Promise<Outcome<ArrivalCase>> {
  return actOnArrival(room, screen, 'counter', '転入届の受付（カードの読取りは後日）', (found) => {
    const refused = whyNot(room, found, movedInOn);
    if (refused) return { refusal: { code: refused[0], sentence: refused[1], article: ARTICLE } };
    const received = found.counter.received ?? { at: room.clock.now(), movedInOn, names, by: screen.officer.name };
    return { change: { counter: { ...found.counter, received } }, note: '統合端末が止まっているため' };
  });
}
