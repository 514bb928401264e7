import type { ReactNode } from 'react';
import { LanguageChoices, PageFrame } from '#app/ui/index.ts';
import { text } from '../texts/text.ts';

/** 住民のページの枠: my page and signing out are always at hand. */
export function ResidentFrame({
  back,
  width,
  signedOut,
  children,
}: {
  back?: { href: string; text?: string };
  width?: 'text' | 'page';
  signedOut?: boolean;
  children: ReactNode;
}) {
  const aside = signedOut ? undefined : (
    <nav aria-label={text('site.menu')} className="flex flex-wrap items-center gap-x-4">
      <a href="/moving" className="inline-flex min-h-11 items-center text-std-16N-170">
        {text('site.home')}
      </a>
      <form method="post" action="/sign-out">
        <button type="submit" className="btn btn-text min-h-11 px-2 text-[1rem]">
          {text('site.signOut')}
        </button>
      </form>
    </nav>
  );
  return (
    <PageFrame
      name={text('site.name')}
      home={signedOut ? '/' : '/moving'}
      headerAside={
        <div className="flex flex-wrap items-center gap-x-4">
          {aside}
          <LanguageChoices />
        </div>
      }
      width={width}
      back={back}
    >
      {children}
    </PageFrame>
  );
}
