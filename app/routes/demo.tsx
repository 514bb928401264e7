import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { classNames, PageFrame, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('デモの操作', '引越しワンストップ') }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { demo } = context.services;
  if (!demo) throw new Response('Not Found', { status: 404 });
  const { nowText, closed } = await demo.view();
  return { nowText, closed };
}

const PAGES = [
  { href: '/demo', label: '時計と住民' },
  { href: '/demo/messages', label: '電文' },
  { href: '/demo/faults', label: '障害' },
] as const;

export default function DemoFrame() {
  const { nowText, closed } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const here = pathname.replace(/\/$/, '');
  return (
    <PageFrame
      name="引越しワンストップ"
      home="/"
      width="page"
      headerAside={
        <p className="text-std-16N-170">
          <span className="sr-only">デモの時計は</span>
          {nowText}
          {closed ? <span className="text-solid-gray-700">（{closed}）</span> : null}
        </p>
      }
    >
      <nav aria-label="デモの操作" className="mb-6 border-b border-solid-gray-420">
        <ul className="flex gap-2">
          {PAGES.map(({ href, label }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={here === href ? 'page' : undefined}
                className={classNames(
                  'inline-flex min-h-11 items-center border-b-4 px-3 text-solid-gray-900 no-underline hover:bg-solid-gray-50',
                  here === href ? 'border-key-900 font-700' : 'border-transparent',
                )}
              >
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </PageFrame>
  );
}
