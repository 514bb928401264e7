import { Disclosure } from '#app/ui/index.ts';

/** この方の異動: acts that begin with the person on the screen, by group. */
export function ActMenu({
  groups,
  href,
}: {
  groups: readonly { group: string; acts: readonly { name: string; title: string }[] }[];
  href: (act: string) => string;
}) {
  const shown = groups.filter(({ acts }) => acts.length > 0);
  if (shown.length === 0) return null;
  return (
    <Disclosure summary="この方の異動を始める">
      <div className="flex flex-col gap-2">
        {shown.map(({ group, acts }) => (
          <section key={group} aria-label={`${group}異動`} className="flex flex-wrap gap-x-4">
            <span className="w-28 text-dns-16B-130">{group}</span>
            <ul className="flex flex-1 flex-wrap gap-x-4">
              {acts.map((act) => (
                <li key={act.name}>
                  <a href={href(act.name)} className="inline-block py-1">
                    {act.title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Disclosure>
  );
}
