/**
 * React 18 fills a chunk up with NUL where a character of several bytes does not fit in any more (facebook/react#24985).
 * Browsers would show them as U+FFFD and send them back in forms. No page has a NUL of its own.
 */
export function withoutPadding(html: Buffer): string {
  return html.toString('utf8').replaceAll('\0', '');
}
