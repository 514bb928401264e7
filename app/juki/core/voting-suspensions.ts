import { addDays, addMonths } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Suspension, SuspensionItems, SuspensionProposal } from '../suspension-acts.ts';
import type { Resident } from './register.ts';

/** Kept so long behind its end: no registration that is under way looks further back. */
const KEPT_MONTHS = 4;

const REFUSALS = {
  unknownSuspension: '対象の停止が見つかりません。一覧から選び直してください。',
  unknownElector: '対象の方が見つかりません。もう一度探してください。',
  notAnElector: '外国人住民と死亡した方には、停止を入れられません。対象の方を確かめてください。',
  fromInFuture: '停止の始まりが今日より後です。裁判の確定した日などを確かめてください。',
  daysInDisorder: '停止の終わりが始まりより前です。期間を確かめてください。',
  overAlready: '停止の期間がもう終わっています。いまからの表示は要りません。',
  alreadyThere: '同じ根拠で同じ日に始まる停止が、この方にもうあります。一覧を確かめてください。',
  waitsAlready: 'ほかの変更が確認を待っています。それを確認するか取りやめてから、入れてください。',
  nothingWaits: '確認を待つものがありません。画面を開き直してください。',
  sameOfficer: '入力した職員とは別の職員が確認してください。選挙権の停止には二人が必要です。',
  over: '終わった停止は変えられません。',
} as const;

/** 選挙権の停止のエラー. */
export function suspensionRefusal(name: keyof typeof REFUSALS): Refusal {
  return { code: 'E44', sentence: REFUSALS[name], article: '公職選挙法第11条、第27条第1項' };
}

/** 停止の入力の点検: why these items cannot be entered of this person; nothing if they can. */
export function whyNotSuspended(
  items: SuspensionItems,
  person: Pick<Resident, 'kind' | 'status'>,
  others: readonly SuspensionItems[],
  today: CalendarDate,
): Refusal | undefined {
  if (person.kind !== 'japanese' || person.status === 'deceased') return suspensionRefusal('notAnElector');
  if (others.some(({ ground, from }) => ground === items.ground && from === items.from))
    return suspensionRefusal('alreadyThere');
  if (items.until && items.from <= items.until && items.until < today) return suspensionRefusal('overAlready');
  return whyNotItems(items, today);
}

/** 期間の点検, also of a change. */
export function whyNotItems({ from, until }: SuspensionItems, today: CalendarDate): Refusal | undefined {
  if (from > today) return suspensionRefusal('fromInFuture');
  return until && until < from ? suspensionRefusal('daysInDisorder') : undefined;
}

/** 変更の点検: what does not stand cannot be changed, and one change waits at a time. */
export function whyNotChanged({ state, proposal }: Pick<Suspension, 'state' | 'proposal'>): Refusal | undefined {
  if (state === 'ended') return suspensionRefusal('over');
  return proposal ? suspensionRefusal('waitsAlready') : undefined;
}

/** 停止の確認 by a second officer: why this one may not. */
export function whyNotSuspensionConfirmed(
  proposal: SuspensionProposal | undefined,
  officerId: string,
): Refusal | undefined {
  if (!proposal) return suspensionRefusal('nothingWaits');
  return proposal.by.id === officerId ? suspensionRefusal('sameOfficer') : undefined;
}

/** 選挙権を有しない日か: from the first to the last day, both included. */
export function isSuspendedOn({ from, until }: SuspensionItems, day: CalendarDate): boolean {
  return from <= day && (until === undefined || day <= until);
}

/** 終わった停止を消す日. */
export function eraseSuspensionOn(until: CalendarDate): CalendarDate {
  return addDays(addMonths(until, KEPT_MONTHS), 1);
}
