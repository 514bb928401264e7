import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle('異動', data?.frame.town.name) }];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('seeDrafts', officer, town)) throw new Response('Forbidden', { status: 403 });
    return { frame: frame('acts'), base: `/office/${town.code}`, groups: office.acts.menu(officer) };
  });
}

export default function Acts() {
  const { frame, base, groups } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>異動</Heading>
      <p className="mt-1">
        住民の異動は、
        <a href={`${base}/residents`}>住民の照会</a>
        で開いた方の画面からも始められます。
      </p>
      <div className="mt-4 grid gap-6 lg:grid-cols-2">
        {groups.map(({ group, acts }) => (
          <section key={group} aria-label={group}>
            <Heading level={2} look="s">
              {group}
            </Heading>
            <ul className="mt-2 border-t border-solid-gray-420">
              {acts.map((act) => (
                <li key={act.name} className="border-b border-solid-gray-420 py-2">
                  <a
                    href={act.elsewhere ? `${base}/${act.elsewhere}` : `${base}/acts/new/${act.name}`}
                    className="text-dns-16B-130"
                  >
                    {act.title}
                  </a>
                  <p>{act.about}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </OfficePage>
  );
}
