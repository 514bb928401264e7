import type { AdvanceMover, AdvanceNotice } from '#app/juki/door.ts';
import type { VisitNotice } from '#app/messages/contracts/application.ts';
import { type Address, formatAddress } from '#app/vocabulary/addresses.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { lastDayOfMovingInByCard, movingInDeadline } from '#app/vocabulary/deadlines.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';
import { normalizeAddress } from '#app/vocabulary/width.ts';
import { compareName, sameBirth, type Verdict } from '../applications/comparison.ts';
import type { SaidAtCounter } from '../counter/counter-record.ts';

/** 予定・受信・届出の照合: one item as announced at the portal, received from the old town, said at the counter. */
export interface ThreeWayItem {
  item: string;
  announced: string;
  received: string;
  said: string;
  verdict: Extract<Verdict, 'same' | 'different'>;
}

/** Whether the announcement names this mover of the certificate. */
export function announcedMover(
  mover: AdvanceMover,
  notice: VisitNotice | undefined,
): VisitNotice['movers'][number] | undefined {
  return notice?.movers.find(
    (stated) =>
      compareName(stated.name, mover.name) !== 'different' &&
      sameBirth(stated.bornOn, mover.bornOn) &&
      stated.sex === mover.sex,
  );
}

function sameAddress(a: Address, b: Address): boolean {
  return (
    normalizeAddress(formatAddress({ ...a, prefecture: undefined })) ===
    normalizeAddress(formatAddress({ ...b, prefecture: undefined }))
  );
}

/** 予定・受信・届出の照合 (標準仕様書 4.1.1.3): movers, day and address side by side. */
export function compareArrival(sources: {
  notice?: VisitNotice;
  certificate: AdvanceNotice;
  said?: SaidAtCounter;
}): ThreeWayItem[] {
  const { notice, certificate, said } = sources;
  const none = '―';
  const people: ThreeWayItem[] = certificate.movers.map((mover, index) => {
    const announced = announcedMover(mover, notice) !== undefined;
    const comes = said?.movers.includes(index);
    return {
      item: `異動者 ${mover.name.full}`,
      announced: notice ? (announced ? 'あり' : 'なし') : none,
      received: 'あり',
      said: comes === undefined ? none : comes ? '転入する' : '転入しない',
      verdict: (notice && !announced) || comes === false ? 'different' : 'same',
    };
  });
  const onlyAnnounced: ThreeWayItem[] = (notice?.movers ?? [])
    .filter(
      (stated) =>
        !certificate.movers.some((mover) => announcedMover(mover, { ...(notice as VisitNotice), movers: [stated] })),
    )
    .map((stated) => ({
      item: `異動者 ${stated.name}`,
      announced: 'あり',
      received: 'なし',
      said: none,
      verdict: 'different',
    }));
  const days = [notice?.movingOn, certificate.plannedOn, said?.movedInOn];
  const addresses = [notice?.newAddress, certificate.plannedAddress, said?.newAddress];
  const reference = said?.newAddress ?? certificate.plannedAddress;
  return [
    ...people,
    ...onlyAnnounced,
    {
      item: '異動日',
      announced: notice ? formatJapaneseDate(notice.movingOn) : none,
      received: formatJapaneseDate(certificate.plannedOn),
      said: said ? formatJapaneseDate(said.movedInOn) : none,
      verdict: new Set(days.filter((day) => day !== undefined)).size > 1 ? 'different' : 'same',
    },
    {
      item: '新しい住所',
      announced: notice ? formatAddress(notice.newAddress) : none,
      received: formatAddress(certificate.plannedAddress),
      said: said ? formatAddress(said.newAddress) : none,
      verdict: addresses.every((address) => !address || sameAddress(address, reference)) ? 'same' : 'different',
    },
  ];
}

/** 窓口の確認事項: remarkable, never a refusal (標準仕様書 11.1). */
export function arrivalAlerts(sources: {
  notice?: VisitNotice;
  certificate: AdvanceNotice;
  said?: SaidAtCounter;
  today: CalendarDate;
}): Alert[] {
  const alerts: Alert[] = [];
  const different = compareArrival(sources).filter((item) => item.verdict === 'different');
  if (different.length > 0) {
    alerts.push({
      code: 'A06',
      sentence: `予定・転出証明書情報・届出で違うところがあります（${different.map((item) => item.item).join('、')}）。`,
      remedy:
        '届出人に確かめ、実際に転入する人・日・住所で手続を続けてください。転入しない人の転出取消は転出地で行います。',
      article: '住民基本台帳法第22条',
    });
  }
  const { said, certificate, today } = sources;
  if (said && today > movingInDeadline(said.movedInOn)) {
    alerts.push({
      code: 'A02',
      sentence: '転入した日から14日を過ぎた届出です。',
      remedy: '遅れた理由を聞き取ります。特例転入の期限を過ぎているときは転出証明書が要ります。',
      article: '住民基本台帳法第22条',
    });
  }
  if (said && said.movedInOn < certificate.plannedOn) {
    alerts.push({
      code: 'A08',
      sentence: '転入した日が転出予定日より前です。',
      remedy: '実際に住み始めた日を確かめます。転出地は転入通知の日で消除します。',
    });
  }
  for (const mover of certificate.movers) {
    const expiresOn = mover.foreignStatus?.expiresOn;
    if (expiresOn && expiresOn < today) {
      alerts.push({
        code: 'A09',
        sentence: `${mover.name.full}さんの在留期間の満了日を過ぎています。`,
        remedy: '在留カードを確かめ、更新の手続中か聞き取ってください。',
        article: '住民基本台帳法第30条の45',
      });
    }
  }
  return alerts;
}

/** 特例転入の期限 (施行令第24条の2): as far as known before the visit, from the planned or the announced day. */
export function lastDayOfCase(days: { plannedOn?: CalendarDate; movingOn?: CalendarDate }): CalendarDate | undefined {
  const planned = days.plannedOn ?? days.movingOn;
  const moved = days.movingOn ?? days.plannedOn;
  return planned && moved ? lastDayOfMovingInByCard(planned, moved) : undefined;
}

/** Earliest day the counter may take for 転入した日: the day itself has come (標準仕様書 4.0.3), at most a year back. */
export function movedInRange(today: CalendarDate): { first: CalendarDate; last: CalendarDate } {
  return { first: addDays(today, -365), last: today };
}
