import type { ReactNode } from 'react';
import { BackLink } from './back-link.tsx';
import { classNames } from './class-names.ts';
import { useUiTexts } from './texts.tsx';

/** The first stop of the keyboard on every page. */
export function SkipLink() {
  const texts = useUiTexts();
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-30 focus:bg-yellow-300 focus:p-2"
    >
      {texts.skipToContent}
    </a>
  );
}

/** シミュレーションの表示: on every page, before everything else. */
export function SimulationNotice() {
  const texts = useUiTexts();
  return (
    <p className="bg-solid-gray-800 px-4 py-1 text-center text-[0.875rem] leading-150 text-white">{texts.simulation}</p>
  );
}

interface PageFrameProps {
  /** Name beside which every page stands, linked to `home`. */
  name: string;
  home: string;
  headerAside?: ReactNode;
  footer?: ReactNode;
  width?: 'text' | 'page';
  back?: { href: string; text?: string };
  children: ReactNode;
}

/** Frame of a page that belongs to nobody in particular: start page, demo control, errors. */
export function PageFrame({ name, home, headerAside, footer, width = 'text', back, children }: PageFrameProps) {
  const texts = useUiTexts();
  const limit = width === 'text' ? 'max-w-text' : 'max-w-page';
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-solid-gray-300">
        <SimulationNotice />
        <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2">
          <a
            href={home}
            className="inline-flex min-h-11 items-center text-std-18B-160 text-solid-gray-900 no-underline"
          >
            {name}
          </a>
          {headerAside}
        </div>
      </header>
      <main id="main" tabIndex={-1} className={classNames('mx-auto w-full flex-1 px-4 pt-4 pb-16 sm:pt-6', limit)}>
        {back ? <BackLink href={back.href}>{back.text}</BackLink> : null}
        {children}
      </main>
      <footer className="border-t border-solid-gray-300 bg-solid-gray-50">
        <div className="mx-auto max-w-page px-4 py-6 text-std-16N-170">
          {footer}
          <p>{texts.service}</p>
        </div>
      </footer>
    </div>
  );
}

/** Frame of the residents' pages: one column, text never smaller than 16 px. */
export function PortalFrame({
  person,
  signOutAction = '/moving/sign-out',
  width,
  back,
  children,
}: {
  /** Name of the person signed in. */
  person?: string;
  signOutAction?: string;
  width?: 'text' | 'page';
  back?: { href: string; text?: string };
  children: ReactNode;
}) {
  const texts = useUiTexts();
  const aside = person ? (
    <div className="flex flex-wrap items-center gap-x-4">
      <span className="text-std-16N-170">{texts.person(person)}</span>
      <form method="post" action={signOutAction}>
        <button type="submit" className="btn btn-text min-h-11 px-2 text-[1rem]">
          {texts.signOut}
        </button>
      </form>
    </div>
  ) : undefined;
  return (
    <PageFrame name={texts.siteName} home="/moving" headerAside={aside} width={width} back={back}>
      {children}
    </PageFrame>
  );
}
