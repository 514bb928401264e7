import type { LifelineRequest } from '#app/national/contracts/lifelines.ts';
import type { LifelinePlan } from '../lifelines/plans.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { hasText, text } from '../texts/text.ts';

/** The order on the page; an item that a company gets and that is not here would come last, but never be hidden. */
const ORDER = ['company', 'name', 'kana', 'members', 'phone', 'oldAddress', 'newAddress'];

function valueText(key: string, value: unknown): string {
  if (key === 'company') return text(`lifeline.company.${value as LifelineRequest['company']}`);
  if (key === 'consent') {
    const { id, at } = value as LifelineRequest['consent'];
    return text('lifeline.item.consentValue', { at: momentInWords(at), id });
  }
  if (Array.isArray(value)) return value.join(text('site.comma'));
  const said = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(said) ? bothDates(said) : said;
}

/** 送る内容, item by item: made from the very object that is sent, so that nothing is sent that is not shown. */
export function lifelineItems(sent: LifelineRequest | LifelinePlan): { term: string; value: string }[] {
  const place = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.entries(sent)
    .filter(([, value]) => value !== undefined)
    .toSorted(([one], [other]) => place(one) - place(other))
    .map(([key, value]) => {
      const term = `lifeline.item.${key}`;
      return { term: hasText(term) ? text(term) : key, value: valueText(key, value) };
    });
}
