import { DescriptionList, Heading } from '#app/ui/index.ts';
import { text } from '../texts/text.ts';
import type { BringKey } from '../to-do/rules.ts';
import type { ToDoView } from '../to-do/views.ts';

/** 持ち物 of all procedures at the new town, once each: by person, and what one of is enough for the family. */
function packed(view: ToDoView, items: ToDoView['items']): { who: string; things: BringKey[] }[] {
  const bring = items.filter(({ place }) => place === 'newTown').flatMap((item) => item.bring);
  const things = (fits: (persons: readonly number[]) => boolean) => [
    ...new Set(bring.filter(({ persons }) => fits(persons)).map(({ what }) => what)),
  ];
  const rows = view.persons.map(({ name }, place) => ({
    who: text('site.san', { name }),
    things: things((persons) => persons.includes(place)),
  }));
  const shared = { who: text('todo.bringEverybody'), things: things((persons) => persons.length === 0) };
  return [...rows, shared].filter((row) => row.things.length > 0);
}

/** 窓口に持って行くもの: what lies on the table before one leaves the house. */
export function ToDoBring({ view, items }: { view: ToDoView; items: ToDoView['items'] }) {
  const rows = packed(view, items);
  if (rows.length === 0) return null;
  return (
    <section className="mt-10 break-inside-avoid">
      <Heading level={2}>{text('todo.bringTitle', { town: view.to })}</Heading>
      <div className="mt-3">
        <DescriptionList
          items={rows.map(({ who, things }) => ({
            term: who,
            value: things.map((what) => text(`bring.${what}`)).join('\n'),
          }))}
        />
      </div>
    </section>
  );
}
