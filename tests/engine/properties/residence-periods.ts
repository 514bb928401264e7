import type { Change, RegisterEvent } from '#app/juki/core/events.ts';
import type { RegisterSlice } from '#app/juki/core/register.ts';

/** Days for which a register has somebody as a resident: from, up to but without the day of 消除. */
export interface Period {
  town: string;
  from: string;
  to?: string | undefined;
  /** 転出 that ended it. */
  endedBy?: string;
}

/** 居住の期間 of everybody as the ledger of one town has them on the valid-time axis, by 住民票コード. */
export function periodsOf(town: string, ledger: readonly Change[], slice: RegisterSlice): Map<string, Period[]> {
  const periods = new Map<string, Period[]>();
  for (const { events } of ledger) for (const event of events) read(event);
  return new Map(
    [...periods].map(([number, own]) => [
      slice.residents.get(number)?.residentRecordCode ?? number,
      own.filter(({ from, to }) => from !== to),
    ]),
  );

  function read(event: RegisterEvent): void {
    switch (event.kind) {
      case 'HouseholdMigrated':
      case 'ResidentsMovedIn':
        for (const { addresseeNumber, becameResidentOn } of event.residents) {
          enter(addresseeNumber, becameResidentOn.on ?? becameResidentOn.text);
        }
        return;
      case 'ResidentsRemoved':
        for (const number of event.movers) end(number, event.movingOutId, event.on);
        return;
      case 'MovingInNoticeAccepted':
        end(event.addresseeNumber, event.movingOutId, event.removedOn);
        return;
      case 'MovingOutCancelled':
        for (const { addresseeNumber } of event.movers) reopen(addresseeNumber, event.movingOutId);
        return;
      default:
        return;
    }
  }

  function of(number: string): Period[] {
    const own = periods.get(number) ?? [];
    periods.set(number, own);
    return own;
  }

  function enter(number: string, from: string): void {
    const open = of(number).find((period) => period.to === undefined);
    // Entered again without a 消除 in between: the day is corrected.
    if (open) open.from = from;
    else of(number).push({ town, from });
  }

  function end(number: string, movingOutId: string, to: string): void {
    const own = of(number);
    const ended = own.find(({ endedBy }) => endedBy === movingOutId) ?? own.find((period) => period.to === undefined);
    if (!ended) return;
    ended.to = to;
    ended.endedBy = movingOutId;
  }

  function reopen(number: string, movingOutId: string): void {
    const ended = of(number).find(({ endedBy }) => endedBy === movingOutId);
    if (!ended) return;
    delete ended.to;
    delete ended.endedBy;
  }
}

/** In the order of days; what follows in the same town without a gap is one period. */
export function joined(periods: readonly Period[]): Period[] {
  const result: Period[] = [];
  for (const { town, from, to } of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last && last.town === town && last.to === from) last.to = to;
    else result.push({ town, from, to });
  }
  return result;
}

/** Days that belong to two registers. */
export function overlaps(periods: readonly Period[]): [Period, Period][] {
  return periods.flatMap((one, index) =>
    periods
      .slice(index + 1)
      .filter((other) => one.from < (other.to ?? '9999') && other.from < (one.to ?? '9999'))
      .map((other): [Period, Period] => [one, other]),
  );
}
