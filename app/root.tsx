import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Meta, Outlet, useMatches, useRouteError } from '@remix-run/react';
import { Children, cloneElement, isValidElement, type ReactElement, type ReactNode, useContext } from 'react';
import { UNSAFE_DataRouterStateContext } from 'react-router';
import comfortScript from './comfort.js?url';
import { readHandle } from './route-handle.ts';
import shortcutsScript from './shortcuts.js?url';
import { ErrorPage, errorTexts } from './ui/error-page.tsx';
import { htmlLanguageNow } from './ui/languages.ts';
import { useNonce } from './ui/nonce.ts';
import { pageTitle, reportsErrors, titleOfFailedPage } from './ui/page-title.ts';
import styles from './ui/tailwind.css?inline';
import { uiTextsNow } from './ui/texts.tsx';

export const links: LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500;
}

export const meta: MetaFunction = ({ error }) => [
  { title: error ? pageTitle(errorTexts(statusOf(error)).title) : uiTextsNow().siteName },
];

/** The routes' meta tags; the title says 「エラー：」 when the action of the page reported errors. */
function HeadTags() {
  const actionData = useContext(UNSAFE_DataRouterStateContext)?.actionData;
  const failed = Object.values(actionData ?? {}).some(reportsErrors);
  const tags: ReactElement<{ children?: ReactNode }> = Meta();
  if (!failed) return tags;
  return Children.map(tags.props.children, (tag) =>
    isValidElement<{ children?: ReactNode }>(tag) && tag.type === 'title'
      ? cloneElement(tag, {}, titleOfFailedPage(String(tag.props.children)))
      : tag,
  );
}

/** The look of the page, in the page: on a slow line a second request costs more than these 5 KB (compressed) a page. */
function PageStyles() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own stylesheet, as the build made it
  return <style nonce={useNonce()} dangerouslySetInnerHTML={{ __html: styles }} />;
}

/** 小さな助け: the pages work without them, and none needs React in the browser. */
function PageScripts() {
  const nonce = useNonce();
  const matches = useMatches();
  const handles = matches.map((match) => readHandle(match.handle));
  if (handles.some((handle) => handle.bare)) return null;
  const isOffice = matches.some(({ pathname }) => pathname.startsWith('/office/'));
  return (
    <>
      <script type="module" src={comfortScript} nonce={nonce} />
      {isOffice ? <script type="module" src={shortcutsScript} nonce={nonce} /> : null}
    </>
  );
}

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang={htmlLanguageNow()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <HeadTags />
        <Links />
        <PageStyles />
      </head>
      <body>
        {children}
        <PageScripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Says what a person can do; never shows the error itself, which may quote what was typed. */
export function ErrorBoundary() {
  return <ErrorPage status={statusOf(useRouteError())} />;
}
