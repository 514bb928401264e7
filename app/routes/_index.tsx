import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { text } from '#app/portal/texts/text.ts';
import type { RouteHandle } from '#app/route-handle.ts';
import { Heading, LanguageChoices, PageFrame } from '#app/ui/index.ts';

export const handle: RouteHandle = { bare: true };

export const meta: MetaFunction = () => [
  { title: text('start.pageTitle') },
  { name: 'description', content: text('start.description') },
];

export function loader({ context }: LoaderFunctionArgs) {
  return { demo: context.services.config.demo };
}

interface DoorProps {
  href: string;
  title: string;
  children: string;
}

function Door({ href, title, children }: DoorProps) {
  return (
    <li className="relative flex flex-col gap-2 rounded-12 border border-solid-gray-420 p-6 has-[a:hover]:border-key-900 has-[a:hover]:bg-key-50">
      <h2 className="text-std-20B-150">
        <a href={href} className="after:absolute after:inset-0">
          {title}
        </a>
      </h2>
      <p className="text-std-16N-170">{children}</p>
    </li>
  );
}

/** Words between ** stand out. */
function emphasized(sentence: string): ReactNode[] {
  return sentence.split('**').map((part, index) => (index % 2 === 1 ? <strong key={part}>{part}</strong> : part));
}

export default function Start() {
  const { demo } = useLoaderData<typeof loader>();
  return (
    <PageFrame name={text('site.name')} home="/" width="page" headerAside={<LanguageChoices />}>
      <Heading look="xl" className="mt-4">
        {text('start.title')}
      </Heading>
      <p className="mt-6 max-w-text text-std-17N-170">{emphasized(text('start.lead'))}</p>
      <p className="mt-3 max-w-text text-std-17N-170">{text('start.simulation')}</p>
      <ul className="mt-10 grid gap-4 lg:grid-cols-3 lg:gap-6">
        <Door href="/moving" title={text('start.resident')}>
          {text('start.residentText')}
        </Door>
        <Door href="/office" title={text('start.office')}>
          {text('start.officeText')}
        </Door>
        {demo ? (
          <Door href="/demo" title={text('start.demo')}>
            {text('start.demoText')}
          </Door>
        ) : null}
      </ul>
      <p className="mt-6">
        <a href="/moving/check" className="inline-flex min-h-11 items-center">
          {text('start.check')}
        </a>
      </p>
      <Heading level={2} className="mt-12">
        {text('start.flow')}
      </Heading>
      <ol className="mt-4 flex max-w-text list-decimal flex-col gap-2 pl-6 text-std-16N-170">
        <li>{text('start.flow1')}</li>
        <li>{text('start.flow2')}</li>
        <li>{text('start.flow3')}</li>
        <li>{text('start.flow4')}</li>
      </ol>
    </PageFrame>
  );
}
