import type { IdentityInformationNotice } from '#app/messages/contracts/identity.ts';

/** What counts of a notice for the question where somebody lives. */
export interface ResidenceNotice {
  messageId: string;
  event: IdentityInformationNotice['event'];
  /** 異動事由: 職権記載 after a 消除 is a 転出取消. */
  reason?: string;
  effectiveOn: string;
  municipalityCode: string;
  /** Order of the sending town: legal time, then its own numbering. */
  sentAt: string;
  sequence: number;
}

/** 居住の期間 in one register: from a day, up to but without the day of 消除. */
export interface Residence {
  municipalityCode: string;
  from: string;
  to?: string;
  /** Notice that opened it. */
  openedBy: string;
  /** Notices that say something about it: 記載, 修正, and the 消除 that ended it. */
  notices: string[];
}

/**
 * 居住の経過 on the valid-time axis: the same for every order in which the notices arrive. No day belongs to two
 * registers: the 記載 of the next town ends what the former town has not ended yet, so that a late 消除 of the former
 * town finds nothing left to remove. Of several 消除 of one period the one that the town sent last counts: a corrected
 * 転入通知 may move the day to either side.
 */
export function residencesOf(notices: readonly ResidenceNotice[]): Residence[] {
  const towns = new Map<string, ResidenceNotice[]>();
  for (const notice of notices) {
    towns.set(notice.municipalityCode, [...(towns.get(notice.municipalityCode) ?? []), notice]);
  }
  const periods = [...towns.values()].flatMap(periodsOfTown).filter((period) => period.to !== period.from);
  periods.sort(byStart(new Map(notices.map((notice) => [notice.messageId, notice]))));
  return periods
    .map((period, index) => {
      const next = periods[index + 1];
      if (!next || (period.to !== undefined && period.to <= next.from)) return period;
      return { ...period, to: next.from };
    })
    .filter((period) => period.to !== period.from);
}

/** Where the person is registered now: the last period, if nothing ended it. */
export function currentResidence(residences: readonly Residence[]): Residence | undefined {
  const last = residences.at(-1);
  return last && last.to === undefined ? last : undefined;
}

/** Notices of one town in the order in which it sent them make its own periods. */
function periodsOfTown(notices: readonly ResidenceNotice[]): Residence[] {
  const periods: Residence[] = [];
  for (const notice of [...notices].sort(bySending)) {
    if (notice.event === 'entered') {
      const last = periods.at(-1);
      if (last && last.to === undefined) {
        // Nobody is entered twice without a 消除 in between: the second 記載 corrects the day of the first.
        last.from = notice.effectiveOn;
        last.notices.push(notice.messageId);
      } else if (last && last.to === notice.effectiveOn && notice.reason === 'exOfficioEntry') {
        // 転出取消: as if the 消除 had not been; a later 消除 may then lie before the cancelled one.
        delete last.to;
        last.notices.push(notice.messageId);
      } else {
        periods.push({
          municipalityCode: notice.municipalityCode,
          from: notice.effectiveOn,
          openedBy: notice.messageId,
          notices: [notice.messageId],
        });
      }
      continue;
    }
    const period = periods.filter((candidate) => candidate.from <= notice.effectiveOn).at(-1);
    if (!period) continue;
    if (notice.event === 'removed') period.to = notice.effectiveOn;
    period.notices.push(notice.messageId);
  }
  return periods;
}

function bySending(a: ResidenceNotice, b: ResidenceNotice): number {
  return compare(a.sentAt, b.sentAt) || a.sequence - b.sequence || compare(a.messageId, b.messageId);
}

/** Two towns that claim the same first day: the one that said so later is right. */
function byStart(notices: ReadonlyMap<string, ResidenceNotice>) {
  return (a: Residence, b: Residence): number => {
    const first = notices.get(a.openedBy);
    const second = notices.get(b.openedBy);
    return compare(a.from, b.from) || (first && second ? bySending(first, second) : 0);
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
