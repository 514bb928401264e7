import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Heading, OfficeFrame, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('職員の入口') }];

export function loader({ context }: LoaderFunctionArgs) {
  const towns = [...context.services.towns.values()].map(({ town }) => ({
    code: town.code,
    name: town.name,
    prefecture: town.prefecture,
    offices: town.offices.map((office) => office.name),
  }));
  return { towns };
}

export default function OfficeEntrance() {
  const { towns } = useLoaderData<typeof loader>();
  return (
    <OfficeFrame>
      <Heading>どの市の職員ですか</Heading>
      <ul className="mt-6 grid gap-4 md:grid-cols-2">
        {towns.map((town) => (
          <li
            key={town.code}
            className="relative flex flex-col gap-1 rounded-12 border border-solid-gray-420 p-6 has-[a:hover]:border-key-900 has-[a:hover]:bg-key-50"
          >
            <h2 className="text-std-20B-150">
              <a href={`/office/${town.code}/sign-in`} className="after:absolute after:inset-0">
                {town.prefecture}
                {town.name}
              </a>
            </h2>
            <p className="text-std-16N-170">{town.offices.join('、')}</p>
          </li>
        ))}
      </ul>
    </OfficeFrame>
  );
}
