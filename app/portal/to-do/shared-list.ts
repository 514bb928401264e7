import type { MovingForm } from '#app/messages/contracts/application.ts';
import type { ToDoItem, ToDoTick } from '#app/messages/contracts/to-do.ts';
import type { Language } from '#app/ui/languages.ts';
import { hasText, text } from '../texts/text.ts';
import type { ToDo } from './to-dos.ts';

/** Words of a rule: its title, or what to do. */
export function wordsOf(key: string, part: 'title' | 'do', language?: Language): string {
  const textKey = `todo.${key}.${part}`;
  return hasText(textKey) ? text(textKey, {}, language) : key;
}

/**
 * 窓口に見せる一覧: what is done at a town, in Japanese words of the resident's page, whatever the resident reads. What concerns nobody but the family (勤務先, 車) is
 * not shown.
 */
export function sharedItems(
  items: readonly ToDo[],
  movers: MovingForm['movers'],
  ticks: Readonly<Record<string, ToDoTick>>,
): ToDoItem[] {
  const names = (places: readonly number[]) => places.flatMap((place) => movers[place]?.name ?? []);
  return items.flatMap((item): ToDoItem[] => {
    const { key, place, phase, perhaps, timing, dueOn, article } = item;
    if (place === 'other') return [];
    const tick = ticks[key];
    return [
      {
        key,
        title: wordsOf(key, 'title', 'ja'),
        place,
        phase,
        perhaps,
        automatic: timing === 'automatic',
        persons: names(item.persons),
        ...(dueOn ? { dueOn } : {}),
        bring: item.bring.map(({ what, persons }) => ({
          what: text(`bring.${what}`, {}, 'ja'),
          persons: names(persons),
        })),
        article,
        ...(tick ? { tick } : {}),
      },
    ];
  });
}
