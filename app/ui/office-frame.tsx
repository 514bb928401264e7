import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { SimulationNotice, SkipLink } from './page-frame.tsx';
import { useUiTexts } from './texts.tsx';

/** Several roles break between two of them, never inside one. */
function Roles({ role }: { role: string }) {
  const roles = role.split('・');
  return roles.map((one, index) => (
    <span key={one} className="inline-block whitespace-nowrap">
      {index < roles.length - 1 ? `${one}・` : one}
    </span>
  ));
}

export interface OfficeNavigationItem {
  href: string;
  label: string;
  current?: boolean;
  /** How many wait there. */
  count?: number;
}

/** Frame of the officers' pages: dense, with the town, the officer and the office day always in sight. */
export function OfficeFrame({
  town,
  officer,
  navigation = [],
  today,
  accountHref,
  signOutAction,
  banner,
  children,
}: {
  town?: { code: string; name: string };
  /** `role` in Japanese, e.g. 審査・決裁. */
  officer?: { name: string; role: string };
  navigation?: readonly OfficeNavigationItem[];
  /** Legal day as it is to be read, e.g. 令和8年11月24日（火）. */
  today?: string;
  /** Where the officer's own password and devices are. */
  accountHref?: string;
  signOutAction?: string;
  /** ProtectionBanner of the record on the screen. */
  banner?: ReactNode;
  children: ReactNode;
}) {
  const texts = useUiTexts();
  return (
    <div className="flex min-h-dvh flex-col text-dns-16N-130">
      <SkipLink />
      <header className="border-b-4 border-key-1000 bg-white">
        <SimulationNotice />
        <div className="mx-auto flex max-w-desk flex-wrap items-center gap-x-6 gap-y-1 px-4 py-1">
          <a
            href={town ? `/office/${town.code}` : '/office'}
            className="inline-flex min-h-9 items-center text-dns-17B-130 text-solid-gray-900 no-underline"
          >
            {town ? `${town.name}　住民記録` : '住民記録（職員）'}
          </a>
          {today ? <span className="text-[0.875rem] text-solid-gray-700">{today}</span> : null}
          {officer ? (
            <div className="flex min-w-0 flex-wrap items-center gap-x-4 md:ml-auto">
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                {accountHref ? (
                  <a href={accountHref} className="inline-flex min-h-9 items-center whitespace-nowrap">
                    {officer.name}
                    <span className="sr-only">（自分のアカウント）</span>
                  </a>
                ) : (
                  <span className="whitespace-nowrap">{officer.name}</span>
                )}
                <span className="text-[0.875rem] text-solid-gray-700">
                  <Roles role={officer.role} />
                </span>
              </span>
              {signOutAction ? (
                <form method="post" action={signOutAction}>
                  <button type="submit" className="btn btn-text min-h-9 px-2 text-[0.875rem]">
                    {texts.signOut}
                  </button>
                </form>
              ) : null}
            </div>
          ) : null}
        </div>
        {navigation.length > 0 ? (
          <nav aria-label="業務" className="mx-auto max-w-desk px-2">
            <ul className="flex flex-wrap gap-x-1 whitespace-nowrap">
              {navigation.map((item) => (
                <li key={item.href}>
                  <a
                    href={item.href}
                    aria-current={item.current ? 'page' : undefined}
                    className={classNames(
                      'inline-flex min-h-9 items-center border-b-4 px-2 text-solid-gray-900 no-underline hover:bg-solid-gray-50',
                      item.current ? 'border-key-900 font-700' : 'border-transparent',
                    )}
                  >
                    {item.label}
                    {item.count ? (
                      <span className="ml-2 rounded-full bg-key-900 px-2 py-1 text-oln-14B-100 text-white">
                        {item.count}
                        <span className="sr-only">件</span>
                      </span>
                    ) : null}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </header>
      {banner}
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-desk flex-1 px-4 pt-4 pb-12">
        {children}
      </main>
    </div>
  );
}
